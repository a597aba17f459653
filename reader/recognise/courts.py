"""What court papers name: federal courts with the circuit or district that belongs to the name, and firms of partners.

Both are written by form ("United States District Court for the District of Massachusetts", "Beck, Redden & Secrest"), over line ends and
in any case, and taggers take them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.spans import Cover, Span

__all__ = ["courts", "firms"]

_COURT = re.compile(
    r"(?<![\w.])(?P<name>(?:(?:United\s+States|U\.\s?S\.)\s+(?:Courts?\s+of\s+Appeals|District\s+Court|Bankruptcy\s+Court|Court\s+of\s+International\s+Trade)"
    r"|Supreme\s+Court\s+of\s+the\s+United\s+States)"
    r"(?:\s+for\s+(?:the\s+)?(?:(?:(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|\d{1,2}(?:st|nd|rd|th)"
    r"|Federal|District\s+of\s+Columbia|D\.\s?C\.)\s+Circuit)"
    r"|(?:(?:Northern|Southern|Eastern|Western|Middle|Central)\s+)?District\s+of\s+{state}))?)(?![\w])".replace(
        "{state}",
        r"(?:(?:New|North|South|West|Rhode|Puerto)\s+[A-Z][A-Za-z]+|[A-Z][A-Za-z]+)",
    ),
    re.IGNORECASE,
)
_AND = r"\s+(?:&amp;|&)\s+"
_PARTNER = r"[A-Z][A-Za-z]*(?:['’-][A-Z]?[a-z]+)*"
_FIRM = re.compile(
    rf"(?<![\w.’'-])(?P<name>(?:{_PARTNER},\s+)+{_PARTNER}{_AND}{_PARTNER}"
    rf"|{_PARTNER}\s+&amp;\s+{_PARTNER}"
    rf"|(?:[A-Z][\w.'’-]*\s+){{0,3}}{_PARTNER}{_AND}(?:Associates|Sons|Partners|Bros\.?|Company|Co\.))(?![\w’'-])"
)
_WITH_OTHERS = re.compile(r"(?:Associates|Sons|Partners|Bros\.?|Company|Co\.)\Z")
_CITED = re.compile(r"\s*,?\s*\(?(?:19|20)\d\d|\s+et\s+al")
_GIVEN_IN_FRONT = re.compile(r"[A-Z][\w.'’-]*\s+\Z")


def courts(text: str, low: int, high: int) -> Iterator[Span]:
    """The federal courts in [low, high)."""
    for match in _COURT.finditer(text, low, high):
        start, end = match.span("name")
        # "the united states court of appeals" in small letters is no name.
        if text[start].isupper():
            yield Span(start, end, "organisation", 0.9, "a federal court")


def firms(text: str, low: int, high: int, seen: Cover) -> Iterator[Span]:
    """The firms of partners in [low, high) of which the tagger saw at least a part as a name; authors of cited works are none."""
    if "&" not in text:
        return
    for match in _FIRM.finditer(text, low, high):
        start, end = match.span("name")
        name = match.group("name")
        whole = _WITH_OTHERS.search(name)
        while not whole and _GIVEN_IN_FRONT.search(text, max(low, start - 30), start):
            # "Lars Noah, Covington & Burling": the first of the list is a person's surname.
            comma = text.find(", ", start, end)
            if comma < 0:
                break
            start = comma + 2
        else:
            met = seen.meeting(start, end)
            longer = any(span.end > end + 1 or span.start < match.start() for span in met)
            if (
                longer
                or not met
                or name.isupper()
                or _CITED.match(text, end)
                or text[low:start].rstrip().endswith("),")
            ):
                continue  # a railway, authors, a list of members with their states
            start += 4 if text.startswith("See ", start) else 0
            yield Span(start, end, "organisation", 0.8, "a firm of partners")
