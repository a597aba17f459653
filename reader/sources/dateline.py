"""The dateline of a release: place, date and agency before the dash that opens its first paragraph.

"OTTAWA, Oct. 4, 2019 /CNW/ - ", "LYON, France – ", "WASHINGTON, D.C. -", "(Washington, DC)", "NEW YORK (AP) —",
"GENEVA, 12 May (Reuters) -". Capitals, a known region, a known city, a date or an agency must vouch for the place, so that
"Mr Jones – who chairs the group – said" is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reader.sources.dates import PartialDate, date_in, partial_date
from reader.sources.gazetteer import CITIES, REGIONS
from reader.values import dataclass

__all__ = ["Dateline", "dateline_at"]

_CAPITALISED = r"[A-ZÀ-ÖØ-Þ](?:[\w'’]|\.(?=[\w,]|$)|-(?=\w))*\.?"
_PLACE = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|du|des|of|and|la|le|del|am|an|der|sur|upon|the)){{0,4}}"
_REGION = rf", ?(?:the )?{_CAPITALISED}(?: (?:{_CAPITALISED}|of|and)){{0,3}}"
_PLACE_AT = re.compile(rf"(?P<place>{_PLACE}(?:/{_PLACE})?)(?P<region>(?:{_REGION}){{0,2}})$")
_DASH = re.compile(r"\s?(?:—|–|―|−|--+)\s?|\s-\s|-\s|\s-$")
_AGENCY = re.compile(
    r"/(?P<wire>[A-Z][\w .-]{1,30}(?:/[A-Z][\w .-]{1,20})?)/|[(\[](?P<agency>[A-Z][\w &.-]{1,30})[)\]]"
)
_BRACKETED = re.compile(r"[(\[](?P<inside>[A-Z][^()\[\]\n]{3,60})[)\]]")
_PUNCTUATION = " \u00a0\t,.;:()[]/-–—―"
_LONGEST = 110

_NO_PLACES = frozenset(
    [
        "NOTE",
        "NOTES",
        "UPDATE",
        "UPDATED",
        "FACT",
        "FACTS",
        "WHO",
        "WHAT",
        "WHEN",
        "WHERE",
        "WHY",
        "HOW",
        "ADVISORY",
        "STATEMENT",
        "CORRECTION",
        "BACKGROUND",
        "SUMMARY",
        "RELEASE",
        "URGENT",
        "QUESTION",
        "ANSWER",
        "BREAKING",
        "NEWS",
        "EXCLUSIVE",
        "WARNING",
        "ALERT",
        "REMINDER",
        "INVITATION",
        "DRAFT",
        "CONFIDENTIAL",
        "IMPORTANT",
        "ATTENTION",
        "CONTACT",
        "PHOTO",
        "PHOTOS",
        "VIDEO",
        "AUDIO",
        "TEXT",
        "TRANSCRIPT",
        "SPEECH",
        "REMARKS",
        "AGENDA",
        "MINUTES",
        "FROM",
        "TO",
        "DATE",
        "SUBJECT",
        "RE",
        "TITLE",
        "END",
        "ENDS",
        "MORE",
        "CHAIRMAN",
        "PRESIDENT",
        "SENATOR",
        "MEDIA",
        "PRESS",
        "BUDGET",
        "TOTAL",
        "BENEFITS",
        "STATUS",
        "PURPOSE",
        "GOAL",
        "FUNDING",
        "SECTION",
        "PART",
        "CHAPTER",
        "ARTICLE",
        "APPENDIX",
        "SOURCE",
        "ABOUT",
    ]
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where it stands [start, end) (dash included, the white space after it not) and what it says; spans are of the text."""

    start: int
    end: int
    place: str | None = None
    place_start: int = 0
    place_end: int = 0
    agency: str | None = None
    agency_start: int = 0
    date: str | None = None
    partial: PartialDate | None = None
    date_start: int = 0
    date_end: int = 0


def dateline_at(text: str, start: int, end: int, first: bool = True) -> Dateline | None:
    """The dateline at the start of the paragraph text[start:end], or None.

    A town that is only vouched for by its capitals is believed in the `first` paragraph, and not in a headline.
    """
    first = first and not text[start : min(end, start + 400)].isupper()
    end = min(end, start + 200)
    if start >= end or not (text[start].isupper() or text[start].isdigit() or text[start] in "(["):
        return None
    best: Dateline | None = None
    for count, dash in enumerate(_DASH.finditer(text, start, min(end, start + _LONGEST))):
        if count == 3:
            break
        found = _read(text, start, dash.start(), start + len(text[start : dash.end()].rstrip()), first)
        if found is None or not _opens_sentence(text, dash.end(), end, bool(found.date or found.agency)):
            continue
        if best is None or found.date or found.partial or found.agency:
            best = found
    return best or _in_brackets(text, start, end)


def _read(text: str, start: int, stop: int, end: int, first: bool) -> Dateline | None:
    """text[start:stop], which stands before a dash, as place, date and agency in any order; None if anything else is left."""
    head = text[start:stop]
    dated = date_in(head)
    agency = next(
        (found for found in _AGENCY.finditer(head) if not date_in(found.group()) and not _is_place(found)),
        None,
    )
    some = None if dated else partial_date(head)
    span = (dated[1], dated[2]) if dated else (some[1], some[2]) if some else (0, 0)
    rest = head
    for left, right in (span, agency.span() if agency else (0, 0)):
        rest = rest[:left] + " " * (right - left) + rest[right:]
    bracketed = rest.lstrip().startswith(("(", "["))
    at, to = len(rest) - len(rest.lstrip(_PUNCTUATION)), len(rest.rstrip(_PUNCTUATION))
    to += rest[to : to + 1] == "."
    rest = rest[at:to]
    bare = Dateline(
        start,
        end,
        agency=(agency["wire"] or agency["agency"]) if agency else None,
        agency_start=start + agency.start() + 1 if agency else 0,
        date=dated[0] if dated else None,
        partial=some[0] if some else None,
        date_start=start + span[0],
        date_end=start + span[1],
    )
    if not rest:
        return bare if dated and not agency else None
    match = _PLACE_AT.match(rest)
    if match is None or not _vouched(
        match["place"], match["region"], bool(dated or some), bool(agency), first and not bracketed
    ):
        return None
    place = _without_full_stop(rest)
    return replace(bare, place=place, place_start=start + at, place_end=start + at + len(place))


def _is_place(found: re.Match[str]) -> bool:
    """ "(Washington, DC)" is no agency, nor is "(D.C.)"; an agency is one name."""
    name = found["agency"] or ""
    return name.upper().replace(".", "") in REGIONS or name.upper() in CITIES


def _in_brackets(text: str, start: int, end: int) -> Dateline | None:
    """ "(Washington, DC) Senator …": brackets alone, with a region that is known, and perhaps a date."""
    match = _BRACKETED.match(text, start, end)
    if match is None:
        return None
    found = _read(text, match.start("inside"), match.end("inside"), match.end(), False)
    if (
        found is None
        or found.place is None
        or "," not in found.place
        or not _known_region(found.place.split(",", 1)[1])
    ):
        return None
    return replace(found, start=start, end=match.end())


def _without_full_stop(place: str) -> str:
    last = place.rsplit(" ", 1)[-1].rsplit(",", 1)[-1]
    return place if "." in last[:-1] or len(last) <= 5 else place.rstrip(".")


def _vouched(place: str, region: str, dated: bool, agency: bool, by_capitals: bool) -> bool:
    """Whether anything but its position says that this is a place."""
    words = place.replace("/", " ").split()
    parts = {words[0], words[-1], *region.replace(",", " ").split()}
    known = place.upper().replace("’", "'") in CITIES or place.upper() in REGIONS
    if any(part.strip(".,").upper() in _NO_PLACES for part in parts):
        return False
    if words[0] in ("The", "THE", "A", "An") and not known:
        return False
    if region and _known_region(region):
        return True
    if len(words) > 1 and words[-1].isupper() and words[-1].replace(".", "") in REGIONS:
        return True  # "Washington D.C."
    if known and not region:
        return True
    if dated or agency:
        return len(words) <= 3 and (dated or place.isupper())
    plain = (
        place.isupper()
        and len(place) >= 5
        and "." not in place.replace("ST.", "").replace("FT.", "").replace("MT.", "")
    )
    return (
        by_capitals
        and plain
        and len(words) <= 3
        and not any(map(str.isdigit, place))
        and region.count(",") <= 1
    )


def _known_region(region: str) -> bool:
    return any(
        part.strip().rstrip(".").upper().replace(".", "") in REGIONS
        for part in region.split(",")
        if part.strip()
    )


def _opens_sentence(text: str, at: int, end: int, sure: bool) -> bool:
    """What follows the dash begins a sentence (or the paragraph ends there)."""
    while at < end and text[at] in " \u00a0\t":
        at += 1
    if at >= end:
        return True
    first = text[at]
    return first.isupper() or first.isdigit() or first in "\"“‘'«„[($€£" or (sure and not first.islower())
