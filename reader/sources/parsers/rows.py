"""Tables of documents: JSON lines, JSON exports and CSV with a column that holds the text; each row is a document.

A CSV file without such a column is one document, a table. Which name means what is decided in `fields`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any

from reader.errors import SourceError
from reader.model import Found
from reader.sources.cells import cell_as_it_was
from reader.sources.draft import Builder, Draft, Limits, Member, Source, found
from reader.sources.encodings import decode
from reader.sources.layout import lay_out
from reader.sources.metadata import one_line
from reader.sources.options import Options
from reader.sources.parsers.fields import TEXT, Row, check_columns, date_value, rows_in, value_of
from reader.sources.sanitise import sanitise

__all__ = ["members"]

_LONGEST_FIELD = 16_000_000
_ROWS_A_BLOCK = 50
_MARKUP = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|li|span|a|article|pre|strong|em|b|i|blockquote|table)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:…|\.\.\.)?\s?\[\+\d+ chars\]\s*$")
_REMEDY = "name the column: --map text=COLUMN"


def members(source: Source) -> Iterator[Member]:
    """One member a row, named by its id or number; a table without a text column is a single one."""
    head = source.head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head.startswith((b"{", b"[")):
        yield from _of_csv(source)
        return
    for number, row in _json_rows(source):
        yield _member(row, number, source)


def _member(row: Row | str, number: int, source: Source) -> Member:
    name = value_of(row, "id", source.options) if not isinstance(row, str) else ""
    return Member(
        one_line(name or str(number))[:120],
        partial(_draft, row, number, source.limits, source.options),
        whole=True,
    )


def _json_rows(source: Source) -> Iterator[tuple[int, Row | str]]:
    """Objects of a JSON-lines file (or of one JSON value); what is no object is a row of its own kind: what is wrong with it."""
    if source.name.lower().endswith(".json") or source.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        text = decode(source.read(source.limits.tree)).text
        try:
            rows = rows_in(json.loads(text), source.options)
        except (ValueError, RecursionError) as error:
            if "Extra data" not in str(error):
                raise SourceError(
                    f"damaged JSON ({str(error)[:120]})", remedy="write it again, or one object a line"
                ) from None
        else:
            yield from (
                (number, row if isinstance(row, dict) else "no JSON object")
                for number, row in enumerate(rows, 1)
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


def _of_csv(source: Source) -> Iterator[Member]:
    decoded = decode(source.read())
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), dialect=_dialect(decoded.text[:8192]))
    try:
        names = [name.strip() for name in next(reader, [])]
        check_columns(names, source.options)
        if not source.options.column("text") and not {name.lower() for name in names} & set(TEXT):
            yield Member("table", partial(_table, names, list(reader), source.limits))
            return
        for number, cells in enumerate(reader, 1):
            if any(cells):
                said = map(cell_as_it_was, cells)
                yield _member(dict(zip(names, said, strict=False)), number, source)
    except csv.Error as error:
        raise SourceError(
            f"damaged table ({error})",
            f"line {reader.line_num}",
            "write it again with quotation marks around texts",
        ) from None


def _dialect(sample: str) -> Any:
    """Comma, semicolon, tab or bar, by the first line (what is quoted in it does not count), else by csv's own guess."""
    first = re.sub(r'"[^"]*"', "", sample.partition("\n")[0])
    counts = {sign: first.count(sign) for sign in ",;\t|"}
    best = max(counts, key=lambda sign: counts[sign])

    class _Found(csv.excel):
        delimiter = best if counts[best] else ","

    return _Found


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], limits: Limits) -> Draft:
    """All rows as one document."""
    builder = Builder(limits)
    builder.warn(f"no column with a text: read as one table ({_REMEDY} makes each row a document)")
    lines = [_line(names), *map(_line, rows)]
    for start in range(0, len(lines), _ROWS_A_BLOCK):
        builder.add("table", "\n".join(filter(None, lines[start : start + _ROWS_A_BLOCK])), close=True)
    return builder.draft()


def _line(cells: Sequence[str]) -> str:
    return (
        " | ".join(" ".join(cell.split()).replace("|", "¦") for cell in map(cell_as_it_was, cells))
        if any(cells)
        else ""
    )


def _draft(row: Row | str, number: int, limits: Limits, options: Options) -> Draft:
    if isinstance(row, str):
        raise SourceError(row, f"line {number}", "write that line again")
    words = value_of(row, "text", options).strip()
    header: dict[str, Found] = {}
    for field in ("title", "date", "author", "source", "language"):
        value = one_line(value_of(row, field, options))
        if field == "date":
            value = date_value(value)
        if field == "title":
            value = one_line(unescape(_MARKUP.sub("", value)))
        if value:
            header[field] = found(value[:2].lower() if field == "language" else value, "column")
    draft = _page(words, limits) if _MARKUP.search(words) else _plain_draft(words)
    if not draft.blocks:
        raise SourceError("no text in this row", f"row {number}", f"nothing to do, or {_REMEDY}")
    warnings = draft.warnings
    if _CUT_OFF.search(draft.text):
        warnings = (*warnings, "the export holds only the beginning of this text")
    return replace(
        draft,
        header=header,
        warnings=warnings,
        place=value_of(row, "id", options),
        trusted_title="title" in header,
    )


def _plain_draft(words: str) -> Draft:
    text, told = sanitise(words)
    return Draft(text, lay_out(text), warnings=told)


def _page(words: str, limits: Limits) -> Draft:
    """A text with the marks of a web page."""
    from reader.sources.parsers.html import build

    return build(words, Builder(limits))
