"""Names of bodies that the tagger took apart or ran together: countries in front, shared heads, parent and unit, offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.lexicon import LEGAL_FORMS, ORGANISATION_HEADS, word_set
from reader.recognise.spans import Span, joined

__all__ = ["offices", "regrouped"]

_APART = frozenset({"UK", "U.K.", "EU", "GB", "Britain", "England"})
"""Places that stand before a body without belonging to its name."""
_SHARED = re.compile(
    r"(?P<first>[^\n]*?\S),?\s+(?:and|&)\s+(?P<last>(?:[A-Za-z][\w’'-]*\s+){1,4}(?:[Cc]ommittees|[Ss]ubcommittees|Universities))\Z"
)
_SEVERAL = re.compile(r"\s(?:and|&|of|on)\s|,")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\s\Z")
_COMMITTEE_ON = re.compile(
    r"\b(?:(?:Senate|House|Select|Joint|Special|Standing)\s+){0,2}(?:Subc|C)ommittees?\s+on\s+(?:the\s+)?\Z"
)
_PARENT = re.compile(
    r"(?P<parent>[A-Z][A-Z&]{1,6})\s+(?P<unit>[A-Z][\w’'-]*(?:\s+(?:(?:of|for|and|the|&)\s+)*[A-Z][\w’'-]*)+)\Z"
)
_OWNED = re.compile(
    r"(?P<owner>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3})['’]s\s+(?P<owned>[A-Z][^\n]*\s[^\n]*)\Z"
)
_FIRMS = re.compile(r"(?P<first>[^,\n]*\s&\s[^,\n]*),\s+(?P<last>[^,\n]*\s&\s[^,\n]*)\Z")
_TWO = re.compile(r"(?P<first>[A-Z][^,\n]*?)\s+and\s+(?:the\s+)?(?P<last>[A-Z][^,\n]*)\Z")
"""Two in one breath: "Royal Canadian Mounted Police and Interpol"."""
_SCHOOLS = re.compile(
    r"(?P<first>(?:[A-Z][\w’'-]*\s+)?(?:University|College|School)\s+of\s+(?P<of>[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*)*)\s+and\s+(?:the\s+)?"
    r"(?P<last>(?P<next>[A-Z][\w’'-]*)\s+(?:[A-Z][\w’'-]*\s+)*(?:University|College|Institute|School)\b[^,\n]*|University\s+of\s+[A-Z][^,\n]*)\Z"
)
_SUBJECTS = word_set(
    "agriculture architecture art arts business commerce dentistry design economics education engineering finance forestry health"
    " humanities journalism law letters management mathematics medicine mining music nursing pharmacy planning policy public"
    " science sciences social technology theology veterinary"
)
_ONE_WORD = word_set(
    "interpol europol eurojust eurostat frontex unesco unicef afripol ameripol aseanapol nato opec"
)
_LISTED = re.compile(r"(?:[A-Z0-9][A-Z0-9&.-]*,\s+)+[A-Z0-9][A-Z0-9&.-]*\Z")
"""Short forms one after the other: "BMW, AT&T"."""
_LOOSE_END = re.compile(r"[\s,]+(?:and|of|for|the|in|at|to|&|or|with|on|vs?\.?)\Z")
_LOOSE_START = re.compile(r"(?:and|of|for|&|or|with|on|at|by)\s+")
_INITIAL = re.compile(r"\s[A-Z]\.?\Z")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,6}s\Z")
_CITED = re.compile(
    r"(?:U\.\s?S\.\s?C\.?|C\.\s?F\.\s?R\.?|F\.\s?(?:2d|3d)|F\.\s?Supp\.?|U\.\s?S\.|S\.\s?Ct\.?)\Z"
)
_OFFICE = re.compile(
    r"(?:[A-Z][\w.-]*\s){1,4}(?:Sheriff|Attorney\sGeneral|District\sAttorney|State['’]s\sAttorney|Prosecutor|Coroner|Inspector\sGeneral"
    r"|Medical\sExaminer|Public\sDefender|Comptroller|Chief\sMedical\sExaminer)(?:['’]s?)\s(?:Office|Department|Bureau)(?!\w)"
)


def _citation(text: str, span: Span) -> bool:
    """Whether a span is the abbreviation in a legal citation: "21 U.S.C. § 360"."""
    return (
        bool(_CITED.match(text, span.start, span.end))
        and text[max(0, span.start - 2) : span.start].strip().isdigit()
    )


def offices(text: str, low: int, high: int) -> Iterator[Span]:
    """The offices that are named after the post: "Toole County Sheriff's Office"."""
    if "Office" not in text and "Sheriff" not in text:
        return
    for match in _OFFICE.finditer(text, low, high):
        start = match.start()
        if match.group().startswith("The "):
            start += 4
        yield Span(start, match.end(), "organisation", 0.9, "office named after its post")


def _country_in_front(text: str, place: Span, body: Span) -> bool:
    """Whether "U.S." and "Commerce Department" are one name; an acronym alone takes no country."""
    gap = text[place.end : body.start]
    if place.type != "place" or body.type != "organisation" or not gap or gap.strip() or "\n" in gap:
        return False
    return text[place.start : place.end] not in _APART and " " in text[body.start : body.end]


def _initial_in_front(text: str, left: Span, right: Span) -> bool:
    """Whether two people are one whose name was broken at an initial: "Elias A." and "Zerhouni"."""
    if not left.type == right.type == "person" or not text[left.end : right.start].isspace():
        return False
    return bool(_INITIAL.search(text, left.start, left.end))


def _wrapped(text: str, left: Span, right: Span) -> bool:
    """Whether the second is the rest of the first on the next line: "Health Industry" over "Manufacturers Association"."""
    gap = text[left.end : right.start]
    if not left.type == right.type == "organisation" or not gap.isspace() or "\n" not in gap:
        return False
    first, last = (
        text[left.start : left.end].lower().split()[-1],
        text[right.start : right.end].lower().split()[-1],
    )
    return last in ORGANISATION_HEADS and first not in ORGANISATION_HEADS


def _in_one_zone(left: Span, right: Span, zones: list[tuple[int, int]]) -> bool:
    return any(low <= left.start and right.end <= high for low, high in zones)


def _widened(text: str, span: Span) -> Span:
    """With "109th" before a congress and "Committee on" before its subject; without loose small words at the ends."""
    start, end = span.start, span.end
    loose = _LOOSE_END.search(text, start, end)
    if loose is not None:
        end = loose.start()
    loose = _LOOSE_START.match(text, start, end)
    if loose is not None:
        start = loose.end()
    in_front = _COMMITTEE_ON.search(text, max(0, start - 50), start)
    if in_front is not None:
        start = in_front.start()
    if text[start:end] in ("Congress", "Legislature", "Parliament", "General Assembly"):
        in_front = _ORDINAL.search(text, max(0, start - 8), start)
        start = in_front.start() if in_front is not None else start
    return span._replace(start=start, end=end)


def _taken_apart(text: str, span: Span, known: frozenset[str]) -> list[Span]:
    """The names in a span that are two by all signs: shared heads, a parent in front of its unit, an owner and its own."""
    name = text[span.start : span.end]
    cuts: list[tuple[int, int]] = []
    shared = _SHARED.match(name)
    parent = _PARENT.match(name)
    owned = _OWNED.match(name)
    items = list(re.finditer(r"[^,\s]+", name)) if _LISTED.match(name) else []
    if items and not any(item.group().strip(".").lower() in LEGAL_FORMS for item in items):
        return [span._replace(start=span.start + item.start(), end=span.start + item.end()) for item in items]
    firms = _FIRMS.match(name)
    two = _TWO.match(name)
    schools = _SCHOOLS.match(name)
    if firms is not None:
        cuts = [firms.span("first"), firms.span("last")]
    elif two is not None and _two_bodies(two, known):
        cuts = [two.span("first"), two.span("last")]
    elif schools is not None and not _SUBJECTS & {
        (schools.group("of") or "").lower(),
        (schools.group("next") or "").lower(),
    }:
        cuts = [schools.span("first"), schools.span("last")]
    elif shared is not None and not _SEVERAL.search(shared.group("first")):
        cuts = [shared.span("first"), shared.span("last")]
    elif parent is not None and parent.group("parent") in known and _is_body(parent.group("unit")):
        cuts = [parent.span("parent"), parent.span("unit")]
    elif owned is not None and owned.group("owner") in known and _is_body(owned.group("owned")):
        cuts = [owned.span("owner"), owned.span("owned")]
    if not cuts:
        return [span]
    return [span._replace(start=span.start + low, end=span.start + high) for low, high in cuts]


def _two_bodies(two: re.Match[str], known: frozenset[str]) -> bool:
    """Whether a body ends before the "and" and another begins: the text has the second alone, and the first too, or it looks whole."""
    first, last = two.group("first"), two.group("last")
    alone = (last.isupper() and len(last) > 2) or last.lower() in _ONE_WORD or last in known
    whole = _is_body(first) and first.split()[-1].lower() in ORGANISATION_HEADS
    return alone and (whole or first in known)


def _is_body(name: str) -> bool:
    words = name.lower().split()
    return len(words) > 1 and any(word.strip(",") in ORGANISATION_HEADS for word in words)


def regrouped(text: str, spans: list[Span], zones: list[tuple[int, int]]) -> list[Span]:
    """`spans` (sorted, apart) with names of bodies (and people broken at an initial) put together and taken apart."""
    known = frozenset(text[s.start : s.end] for s in spans)
    found: list[Span] = []
    for span in spans:
        if found and _country_in_front(text, found[-1], span):
            front = found.pop()
            found.append(
                span._replace(
                    start=front.start, score=min(front.score, span.score), reason="country and body"
                )
            )
        elif (
            found
            and (_initial_in_front(text, found[-1], span) or _wrapped(text, found[-1], span))
            and _in_one_zone(found[-1], span, zones)
        ):
            front = found.pop()
            found.append(front._replace(end=span.end, score=max(front.score, span.score)))
        elif span.type == "organisation":
            if not _PLURAL_ACRONYM.match(text[span.start : span.end]) and not _citation(text, span):
                found.extend(_taken_apart(text, _widened(text, span), known))
        else:
            found.append(span)
    return joined(found, [office for low, high in zones for office in offices(text, low, high)])
