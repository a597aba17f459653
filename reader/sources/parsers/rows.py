"""Tables of documents: JSON lines and CSV with a column that holds the text; each row is a document.

Columns are found by their usual names (`text`, `body`, `content`, `title`, `headline`, `date`, …).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from reader.errors import SourceError
from reader.model import Found
from reader.sources.dates import date_in
from reader.sources.draft import Draft, Member, Source, found
from reader.sources.encodings import decode
from reader.sources.layout import lay_out
from reader.sources.metadata import one_line
from reader.sources.sanitise import sanitise

__all__ = ["members"]

_TEXT = (
    "text",
    "body",
    "content",
    "full_text",
    "fulltext",
    "article",
    "story",
    "articlebody",
    "description",
    "message",
    "raw_text",
)
_COLUMNS = {
    "title": ("title", "headline", "subject", "heading"),
    "date": (
        "date",
        "published",
        "datepublished",
        "publication_date",
        "pub_date",
        "published_at",
        "created_at",
        "timestamp",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "source": ("source", "publisher", "publication", "site", "outlet", "domain"),
    "language": ("language", "lang"),
}
_NAME = ("id", "url", "link", "uri", "guid")
_LONGEST_FIELD = 16_000_000


def members(source: Source) -> Iterator[Member]:
    """One member a row, named by its id or number."""
    head = source.head.lstrip(b"\xef\xbb\xbf \r\n\t")
    rows = _json_rows(source) if head.startswith((b"{", b"[")) else _csv_rows(source)
    for number, row in rows:
        name = _first(row, _NAME) or str(number)
        yield Member(one_line(name)[:120], partial(_draft, row, number))


def _json_rows(source: Source) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Objects of a JSON-lines file (or of one JSON list); a broken line is a row of its own kind: its number."""
    if source.name.lower().endswith(".json") or source.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        try:
            parsed = json.loads(decode(source.read()).text)
        except (ValueError, RecursionError) as error:
            raise SourceError(
                f"damaged JSON ({str(error)[:120]})", remedy="write it again, or one object a line"
            ) from None
        yield from (
            (number, row if isinstance(row, dict) else "no JSON object")
            for number, row in enumerate(_list_of(parsed), 1)
        )
        return
    longest = source.limits.document
    with source.open() as file:
        number, cut = 0, False
        for line in iter(partial(file.readline, longest), b""):
            rest_of_cut, cut = cut, not line.endswith(b"\n") and len(line) >= longest
            number += not rest_of_cut
            if cut and not rest_of_cut:
                yield number, "the line is too long"
            if cut or rest_of_cut or not line.strip():
                continue
            try:
                row = json.loads(decode(line).text)
            except (ValueError, RecursionError, SourceError) as error:
                yield number, f"damaged JSON ({error})"
                continue
            yield number, row if isinstance(row, dict) else "no JSON object"


def _list_of(parsed: Any) -> list[Any]:
    """The list of documents in a JSON export: the value itself, a list inside it, or the one object."""
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict) and not _first(parsed, _TEXT):
        for value in parsed.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                return value
    return [parsed]


def _csv_rows(source: Source) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    text = decode(source.read()).text
    csv.field_size_limit(_LONGEST_FIELD)
    sample = text[:8192]
    try:
        dialect: Any = csv.Sniffer().sniff(sample, delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if sample.partition("\n")[0].count("\t") else csv.excel
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
        names = [name.strip().lower() for name in (reader.fieldnames or []) if name]
        if not any(name in _TEXT for name in names):
            raise SourceError(
                f"no column with the text (columns: {', '.join(names[:12]) or 'none'})",
                remedy=f"name one of them: {', '.join(_TEXT[:4])}",
            )
        for number, row in enumerate(reader, 1):
            yield number, {str(key): value for key, value in row.items() if key is not None}
    except csv.Error as error:
        raise SourceError(
            f"damaged table ({error})",
            f"line {reader.line_num}",
            "write it again with quotation marks around texts",
        ) from None


def _first(row: Mapping[str, Any] | str, names: tuple[str, ...]) -> str:
    """The first column of these names that holds something, whatever its case."""
    if isinstance(row, str):
        return ""
    lowered = {str(key).strip().lower(): value for key, value in row.items()}
    for name in names:
        value = lowered.get(name)
        if isinstance(value, list):
            value = "\n".join(item for item in value if isinstance(item, str))
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
    return ""


def _draft(row: Mapping[str, Any] | str, number: int) -> Draft:
    if isinstance(row, str):
        raise SourceError(row, f"line {number}", "write that line again")
    text, told = sanitise(_first(row, _TEXT).strip())
    if not text:
        raise SourceError("no text in this row", f"row {number}", "nothing to do, or name the column: text")
    header: dict[str, Found] = {}
    for field, names in _COLUMNS.items():
        value = one_line(_first(row, names))
        if field == "date":
            dated = date_in(value[:60])
            value = dated[0] if dated else ""
        if value:
            header[field] = found(value[:2].lower() if field == "language" else value, "column")
    return Draft(
        text, lay_out(text), header, warnings=told, place=_first(row, _NAME), trusted_title="title" in header
    )
