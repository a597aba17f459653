"""Dates in the text, with their ISO 8601 value in the precision that is written.

Explicit dates stand for themselves ("October 4, 2019", "4 Oct 2019", "14-17 November 2017", "November 2017", "in 2018"). A day
without a year ("November 1") takes the year that brings it nearest to the document's own date; without such a date it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reader.recognise.spans import Cover, Span

__all__ = ["dates"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
_TO = r"\s?(?:-|–|—|to|and|through)\s?"

_PATTERN = re.compile(
    rf"""(?<![\w/-])(?:
    (?P<mdy>{_WEEKDAY}(?P<m1>{_MONTH})\s+(?P<d1>{_DAY}){_TH}(?:{_TO}(?P<d1b>{_DAY}){_TH})?(?:\s*,\s*|\s+)(?P<y1>{_YEAR}))
  | (?P<dmy>{_WEEKDAY}(?P<d2>{_DAY}){_TH}(?:{_TO}(?P<d2b>{_DAY}){_TH})?\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR}))
  | (?P<iso>(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>0[1-9]|[12]\d|3[01]))
  | (?P<my>(?P<m4>{_MONTH}),?\s+(?:of\s+)?(?P<y4>{_YEAR}))
  | (?P<md>{_WEEKDAY}(?P<m5>{_MONTH})\s+(?P<d5>{_DAY}){_TH}(?:{_TO}(?P<d5b>{_DAY}){_TH})?)
  | (?P<dm>{_WEEKDAY}(?P<d6>{_DAY}){_TH}(?:{_TO}(?P<d6b>{_DAY}){_TH})?\s+(?:of\s+)?(?P<m6>{_MONTH}))
  | (?P<num>(?P<a7>\d\d?)[/.](?P<b7>\d\d?)[/.](?P<y7>{_YEAR}))
  | (?P<yy>(?P<y8>{_YEAR})\s?[-–]\s?(?P<y8b>{_YEAR}|\d\d))
  | (?P<y>(?P<lead>(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Oo]f|[Tt]hrough|[Bb]etween|[Ee]arly|[Ll]ate|to|and)
      \s+(?:early\s+|late\s+)?)(?P<y9>{_YEAR}))
    )(?![\w/]|-\d|[.,]\d|['’]s)""",
    re.VERBOSE,
)
_CAPITALS = re.compile(r"[A-Z]{3,9}\.?(?=\s+\d)|(?<=\d\s)[A-Z]{3,9}\b")


def _month(word: str) -> int:
    return _MONTHS[word.rstrip(".").lower()]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _range(year: int, month: int, first: str, last: str | None) -> str | None:
    low = _day(year, month, int(first))
    if last is None or low is None:
        return low
    high = _day(year, month, int(last))
    return f"{low}/{high}" if high and high > low else low


def _nearest_year(month: int, day: int, anchor: date) -> int | None:
    """The year in which the day lies nearest to `anchor`."""
    best: tuple[timedelta, int] | None = None
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            away = abs(date(year, month, day) - anchor)
        except ValueError:
            continue
        if best is None or (away, year) < best:
            best = (away, year)
    return best[1] if best else None


def _anchored(month: int, first: str, last: str | None, anchor: date | None) -> str | None:
    if anchor is None:
        return None
    year = _nearest_year(month, int(first), anchor)
    return _range(year, month, first, last) if year is not None else None


def _numeric(a: int, b: int, year: int) -> str | None:
    """A date in figures, where only one reading is possible (no month 13) or both are the same."""
    if a > 12 >= b or a == b:
        return _day(year, b, a)
    return _day(year, a, b) if b > 12 >= a else None


def _value(match: re.Match[str], anchor: date | None) -> tuple[int, str | None]:
    """(where the date starts, its ISO value or None)."""
    part = match.groupdict()
    start = match.start()
    value: str | None = None
    if part["mdy"]:
        value = _range(int(part["y1"]), _month(part["m1"]), part["d1"], part["d1b"])
    elif part["dmy"]:
        value = _range(int(part["y2"]), _month(part["m2"]), part["d2"], part["d2b"])
    elif part["iso"]:
        value = _day(int(part["y3"]), int(part["m3"]), int(part["d3"]))
    elif part["my"]:
        value = f"{part['y4']}-{_month(part['m4']):02d}"
    elif part["md"]:
        value = _anchored(_month(part["m5"]), part["d5"], part["d5b"], anchor)
    elif part["dm"]:
        value = _anchored(_month(part["m6"]), part["d6"], part["d6b"], anchor)
    elif part["num"]:
        value = _numeric(int(part["a7"]), int(part["b7"]), int(part["y7"]))
    elif part["yy"]:
        last = part["y8b"] if len(part["y8b"]) == 4 else part["y8"][:2] + part["y8b"]
        value = f"{part['y8']}/{last}" if last > part["y8"] else None
    elif part["y"]:
        start, value = match.start("y9"), part["y9"]
    return start, value


def _anchor_of(iso: str | None) -> date | None:
    if iso is None or len(iso) < 10:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def dates(
    text: str, zones: Sequence[tuple[int, int]], names: Cover, document_date: str | None
) -> Iterator[Span]:
    """The dates within `zones` that overlap no name, as spans whose reason is "date " and the ISO value."""
    anchor = _anchor_of(document_date)
    # months in capitals are read as if written in small letters; lengths, and so offsets, stay
    plain = _CAPITALS.sub(lambda m: m.group().capitalize(), text)
    for low, high in zones:
        for match in _PATTERN.finditer(plain, low, high):
            start, value = _value(match, anchor)
            if value is None or names.meeting(start, match.end()):
                continue
            yield Span(
                start,
                match.end(),
                "date",
                1.0 if match["md"] is None and match["dm"] is None else 0.9,
                f"date {value}",
            )
