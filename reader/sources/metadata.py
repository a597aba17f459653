"""What a document says about itself: title, date, place, agency, source, author, language, each with its evidence or None.

The date is believed in this order: dateline, a date line of its own, the file's header (meta tags, mail headers), URL or file
name. A dateline without a year takes the year of the next source that fits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.model import Block, Evidence, Found, Metadata
from reader.sources.caption import caption_of
from reader.sources.dates import PartialDate, date_in, date_of_name
from reader.sources.language import language_of
from reader.sources.opening import Opening
from reader.sources.sanitise import sanitise

__all__ = ["one_line", "read_metadata"]

_HEAD_BLOCKS = 40
_LONGEST_VALUE = 300
_TOP_TEXT = 200
_SOURCE_LINE = re.compile(r"sources?:?\s+", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?P<body>[A-Z][\w&.’'-]{0,30}(?: [\w&.’'-]{1,30}){0,5}?),? (?:Media Relations|Press Office|Public Affairs|Media Office|Communications)\b"
)
_DOMAIN = re.compile(
    r"(?:@|https?://(?:www\.)?|\bwww\.)(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)
_FREE_MAIL = frozenset(
    {
        "gmail.com",
        "hotmail.com",
        "yahoo.com",
        "outlook.com",
        "aol.com",
        "protonmail.com",
        "icloud.com",
        "gmx.net",
    }
)
_SENTENCE_STARTS = ("For ", "To ", "If ", "Anyone ", "More ")
_NEAR_DAYS = 45


def read_metadata(
    text: str,
    blocks: Sequence[Block],
    opening: Opening,
    header: Mapping[str, Found],
    names: Mapping[str, str],
) -> Metadata:
    """The metadata of a document whose file header said `header` (keys as in Metadata); `names` are what it is called, by what sort
    of name that is ("URL", "file name"), the more trusted first.
    """
    caption = caption_of(text, blocks)
    title = caption.title if caption and "title" not in header else _title(text, opening, header)
    court = caption.court if caption else None
    day = caption.date if caption else None
    return Metadata(
        title=title,
        date=day or _date(text, blocks, opening, header, _date_of_name(names)),
        place=_place(text, opening) or header.get("place"),
        agency=_agency(opening) or header.get("agency"),
        source=court or _source(text, blocks, header),
        author=header.get("author"),
        language=_language(text, blocks, header),
    )


def one_line(value: str) -> str:
    """A value for one line of a screen: harmless, without line ends, not endless."""
    return " ".join(sanitise(value[: _LONGEST_VALUE * 4])[0].split())[:_LONGEST_VALUE]


def _title(text: str, opening: Opening, header: Mapping[str, Found]) -> Found | None:
    if opening.title is not None:
        start, end = opening.title
        value = one_line(text[start:end])
        if value:
            return Found(value, Evidence(opening.title_rule, value, start, end))
    return header.get("title")


def _date(
    text: str, blocks: Sequence[Block], opening: Opening, header: Mapping[str, Found], of_name: Found | None
) -> Found | None:
    dateline = opening.dateline
    if dateline is not None and dateline.date:
        return Found(dateline.date, _span("dateline", text, dateline.date_start, dateline.date_end))
    weaker = (
        _date_line(text, _at_top(blocks)) or header.get("date") or _date_line(text, blocks[-3:]) or of_name
    )
    if dateline is not None and dateline.partial is not None and weaker is not None:
        value = _completed(dateline.partial, weaker.value)
        if value:
            rule = f"dateline, year from {weaker.evidence.rule}"
            return Found(value, _span(rule, text, dateline.date_start, dateline.date_end, 0.9))
    return weaker


def _at_top(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the text proper: a date further down is that of a letter or an event."""
    top: list[Block] = []
    read = 0
    for block in blocks[:_HEAD_BLOCKS]:
        if read > _TOP_TEXT:
            break
        top.append(block)
        if block.kind in ("paragraph", "list", "quote", "table", "code"):
            read += block.end - block.start
    return top


def _date_line(text: str, blocks: Sequence[Block]) -> Found | None:
    """A date alone on its line, or after "For immediate release"."""
    for block in blocks:
        if block.kind == "boilerplate" and block.label in ("date", "release", "contact"):
            found = date_in(text, block.start, block.end)
            if found:
                return Found(found[0], _span("date line", text, found[1], found[2]))
    return None


def _date_of_name(names: Mapping[str, str]) -> Found | None:
    for sort, name in names.items():
        found = date_of_name(name)
        if found:
            return Found(found[0], Evidence(sort, found[1], score=0.8))
    return None


def _completed(partial: PartialDate, other: str) -> str | None:
    """Month and day with the year of `other`, if both are at most some weeks apart (or only the year is known)."""
    year = int(other[:4])
    if len(other) < 10:
        return (
            f"{year}-{partial.month:02}-{partial.day:02}"
            if len(other) == 4 or int(other[5:7]) == partial.month
            else None
        )
    day_of_year = int(other[5:7]) * 30.4 + int(other[8:10])
    apart = day_of_year - (partial.month * 30.4 + partial.day)
    if apart < -180:
        year -= 1
    elif apart > 180:
        year += 1
    near = min(abs(apart), abs(apart - 365), abs(apart + 365)) <= _NEAR_DAYS
    return f"{year}-{partial.month:02}-{partial.day:02}" if near else None


def _place(text: str, opening: Opening) -> Found | None:
    dateline = opening.dateline
    if dateline is None or not dateline.place:
        return None
    return Found(one_line(dateline.place), _span("dateline", text, dateline.place_start, dateline.place_end))


def _agency(opening: Opening) -> Found | None:
    dateline = opening.dateline
    if dateline is None or not dateline.agency:
        return None
    start = dateline.agency_start
    return Found(dateline.agency, Evidence("dateline", dateline.agency, start, start + len(dateline.agency)))


def _source(text: str, blocks: Sequence[Block], header: Mapping[str, Found]) -> Found | None:
    """ "SOURCE X"; else what the header says; else the office or the domain of the contact line."""
    for block in reversed(blocks):
        if block.label == "source" and (match := _SOURCE_LINE.match(text, block.start, block.end)):
            return Found(
                one_line(text[match.end() : block.end]), _span("source line", text, match.end(), block.end)
            )
    if "source" in header:
        return header["source"]
    contacts = [block for block in blocks if block.label == "contact"][-4:]
    for block in contacts:
        match = _OFFICE.match(text, block.start, min(block.end, block.start + 200))
        if match and not match["body"].startswith("For "):
            return Found(
                one_line(match["body"]),
                _span("contact line", text, match.start("body"), match.end("body"), 0.8),
            )
    for block in contacts:
        if text.startswith(_SENTENCE_STARTS, block.start):
            continue  # "For more information … visit": somebody else's address
        if (match := _DOMAIN.search(text, block.start, min(block.end, block.start + 400))) and match[
            "domain"
        ].lower() not in _FREE_MAIL:
            return Found(
                match["domain"].lower(),
                _span("domain of the contact line", text, match.start("domain"), match.end("domain"), 0.6),
            )
    return None


def _language(text: str, blocks: Sequence[Block], header: Mapping[str, Found]) -> Found | None:
    """By the words; what the header claims only decides where the words do not."""
    body: list[str] = []
    length = 0
    for block in blocks:
        if block.kind != "boilerplate":
            body.append(text[block.start : min(block.end, block.start + 4000)])
            length += len(body[-1])
            if length > 6_000:
                break
    found = language_of("\n".join(body))
    if found is not None:
        return Found(found[0], Evidence("commonest words", score=found[1]))
    return header.get("language")


def _span(rule: str, text: str, start: int, end: int, score: float = 1.0) -> Evidence:
    return Evidence(rule, text[start:end], start, end, score)
