"""Rich text: control words are striprtf's work, paragraphs ours; `{\\info}` gives title and author."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.errors import SourceError
from reader.model import Found
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.layout import marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.ooxml import JUNK_TITLE

__all__ = ["read"]

_INFO = re.compile(r"\{\\(?P<key>title|author)\s+(?P<value>[^{}]{1,400})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(?P<year>\d{4})\\mo(?P<month>\d{1,2})\\dy(?P<day>\d{1,2})")
_CODEPAGE = re.compile(r"\\ansicpg(\d{1,5})")
_PICTURE = re.compile(r"(?<![0-9a-fA-F\s])[0-9a-fA-F\s]{4000,}")


def read(source: Source) -> Draft:
    """One block a paragraph; pictures and embedded objects are passed over."""
    raw = source.read().decode("latin-1")
    if "\\rtf" not in raw[:200]:
        raise SourceError("no rich text in it")
    raw = _PICTURE.sub("", raw)
    codepage = _CODEPAGE.search(raw[:4000])
    encoding = f"cp{codepage[1]}" if codepage and codepage[1] not in ("0", "10000", "65001") else "cp1252"
    text = _plain(raw, encoding)
    builder = Builder(source.limits)
    for line in re.split(r"\n+", text):
        line = line.strip()
        if line.count("|") >= 1 and line.endswith("|"):
            builder.add("table", line.rstrip("|").replace("|", " | "))
            continue
        marker = marker_of(line, 0, len(line))
        builder.add("list" if marker else "paragraph", line, 1 if marker else 0, marker, close=bool(marker))
    if "\ufffd" in text:
        builder.warn(f"{text.count(chr(0xFFFD))} characters could not be read and were replaced")
    return builder.draft(_header(raw[:200_000], encoding), encoding)


def _plain(rtf: str, encoding: str) -> str:
    """striprtf's text; letters beyond the first plane, which rich text writes as two halves, are put together."""
    from striprtf import striprtf

    convert: Callable[..., str] = striprtf.rtf_to_text
    return (
        convert(rtf, encoding=encoding, errors="replace")
        .encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
    )


def _header(raw: str, encoding: str) -> dict[str, Found]:
    header: dict[str, Found] = {}
    for match in _INFO.finditer(raw):
        value = one_line(_plain("{\\rtf1 " + match["value"] + "}", encoding))
        if value and match["key"] not in header and not (match["key"] == "title" and JUNK_TITLE.match(value)):
            header[match["key"]] = found(value, "document properties", 0.7)
    created = _CREATED.search(raw)
    if created and 1 <= int(created["month"]) <= 12 and 1 <= int(created["day"]) <= 31:
        header["date"] = found(
            f"{created['year']}-{int(created['month']):02}-{int(created['day']):02}",
            "document properties",
            0.7,
        )
    return header
