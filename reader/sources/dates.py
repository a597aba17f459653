"""Explicit dates in a text, as ISO 8601 with the precision that was written ("2017-11-18", "2017-11", "2017").

Nothing is guessed: "03/04/2019" could be March or April and is the year 2019 only; a date without a year is none (see
`PartialDate`, which a caller may complete from another source of the same document).
"""

from __future__ import annotations

import re
from datetime import date as _date

from reader.values import dataclass

__all__ = ["DATE_PATTERN", "PartialDate", "date_in", "date_of_name", "partial_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero gennaio janeiro januari",
            "february feb febr février fevrier februar febrero febbraio fevereiro februari",
            "march mar mars märz maerz marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juin juni junio giugno junho",
            "july jul juillet juli julio luglio julho",
            "august aug août aout agosto augustus",
            "september sept sep septembre septiembre settembre setembro",
            "october oct octobre oktober okt octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec décembre decembre dezember dez diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
)
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_PATTERNS = (
    rf"(?P<iso>(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>0[1-9]|[12]\d|3[01]))?)(?![\d-])",
    rf"(?P<d2>{_DAY})(?:st|nd|rd|th|er|\.|º)?(?: of| de)?[ \u00a0-](?P<m2>{_MONTH})(?:,? (?:de )?|-)(?P<y2>{_YEAR})(?!\d)",
    rf"(?P<m3>{_MONTH})[ \u00a0](?P<d3>{_DAY})(?:st|nd|rd|th)?,? ?(?P<y3>{_YEAR})(?!\d)",
    rf"(?P<a4>\d{{1,2}})(?P<s4>[/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR})(?!\d)",
    rf"(?P<y6>{_YEAR})[/.](?P<m6>0?[1-9]|1[0-2])[/.](?P<d6>{_DAY})(?!\d)",
    rf"(?P<m5>{_MONTH}),?[ \u00a0](?P<y5>{_YEAR})(?!\d)",
)
DATE_PATTERN = rf"(?:{_WEEKDAY}\.?,? (?:the )?)?(?:{'|'.join(_PATTERNS)})"
"""Source of a regular expression (case is ignored) with named groups; use it once in a pattern."""

_DATE = re.compile(rf"(?<![\w/])(?<!\d[-.]){DATE_PATTERN}", re.IGNORECASE)
_PARTIAL = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}\.?,? )?(?:(?P<m1>{_MONTH})[ \u00a0](?P<d1>{_DAY})(?:st|nd|rd|th)?|(?P<d2>{_DAY})(?:st|nd|rd|th|\.)?[ \u00a0](?P<m2>{_MONTH}))(?!\d)",
    re.IGNORECASE,
)
_NAME_FORMS = (
    re.compile(
        rf"(?<!\d)(?P<d>{_DAY})[-_ ]?(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]?(?P<y>{_YEAR})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[-_./]?(?P<m>0[1-9]|1[0-2])[-_./]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[-_/](?P<m>0[1-9]|1[0-2])(?![\d])"),
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Month and day as written, without a year."""

    month: int
    day: int


def date_in(text: str, start: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first explicit date in text[start:end]: (ISO 8601, start, end), or None."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match)
        if value:
            return value, match.start(), match.end()
    return None


def partial_date(text: str, start: int = 0, end: int | None = None) -> tuple[PartialDate, int, int] | None:
    """The first month and day without a year in text[start:end], with its span, or None."""
    match = _PARTIAL.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    month = _MONTHS[(match["m1"] or match["m2"]).lower().rstrip(".")]
    return PartialDate(month, int(match["d1"] or match["d2"])), match.start(), match.end()


def date_of_name(name: str) -> tuple[str, str] | None:
    """The date that a file name or URL carries: (ISO 8601, the characters it stands in), or None."""
    for form in _NAME_FORMS:
        for match in form.finditer(name):
            groups = match.groupdict()
            month = _MONTHS[groups["m"].lower()] if groups["m"].isalpha() else int(groups["m"])
            value = _iso(int(groups["y"]), month, int(groups["d"]) if groups.get("d") else None)
            if value:
                return value, match.group()
    return None


def _value(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["iso"]:
        return _iso(int(group["y1"]), int(group["m1"]), int(group["d1"]) if group["d1"] else None)
    for number in "23":
        if group[f"m{number}"]:
            month = _MONTHS[group[f"m{number}"].lower().rstrip(".")]
            return _iso(int(group[f"y{number}"]), month, int(group[f"d{number}"]))
    if group["y4"]:
        return _numeric(int(group["a4"]), int(group["b4"]), int(group["y4"]), group["s4"])
    if group["y6"]:
        return _iso(int(group["y6"]), int(group["m6"]), int(group["d6"]))
    if group["m5"]:
        return _iso(int(group["y5"]), _MONTHS[group["m5"].lower().rstrip(".")], None)
    return None


def _numeric(first: int, second: int, year: int, separator: str) -> str | None:
    """Day and month in figures: dots mean day first; with slashes only what cannot be read two ways is believed."""
    if separator == "." or first > 12:
        return _iso(year, second, first)
    if second > 12 or first == second:
        return _iso(year, first, second)
    return str(year) if 1 <= first <= 12 and 1 <= second <= 12 else None


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year}-{month:02}"
    try:
        return _date(year, month, day).isoformat()
    except ValueError:
        return None
