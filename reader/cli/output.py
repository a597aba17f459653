"""What commands print: JSON lines for programs, aligned columns for people, messages on standard error.

Nothing that came from a file or a file's name reaches the terminal with a control or bidirectional character in it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from reader.values import dataclass

__all__ = [
    "Column",
    "cells",
    "complain",
    "count",
    "cut",
    "json_line",
    "plain",
    "say",
    "table",
    "width",
    "write",
]

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


PAGE = 1000
"""Rows of a table that are aligned together."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, whether numbers stand right, and whether it gives way when space is short."""

    heading: str
    right: bool = False
    gives: bool = False


def plain(text: str) -> str:
    """`text` on one line, harmless for a terminal; what it could obey or hide is spelt out."""
    if text.isprintable():
        return text
    from reader.sources import printable

    return printable(text)


def json_line(value: Mapping[str, Any]) -> str:
    """A value as one line of JSON, UTF-8 as it is, but unsafe characters (also lone surrogates of file names) escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(text: str, end: str = "\n") -> None:
    """Print on standard output, as UTF-8 whatever the locale says."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text + end)


def say(message: str) -> None:
    """Print a message on standard error."""
    safe = _UNSAFE.sub("\ufffd", message)
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(safe.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


def complain(message: str) -> None:
    """Print an error on standard error."""
    say(f"vgt-reader: {message}")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 document", "11,759 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def width() -> int | None:
    """The width, in cells, that lines should keep to; None where output is not a terminal and nothing need be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def cells(text: str) -> int:
    """How many terminal cells a harmless line takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    """The cells of one character: 0 for combining and format characters, 2 for wide ones."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """`text` in at most `room` cells, with … where something is missing."""
    if cells(text) <= room:
        return text
    kept, used = [], 0
    for character in text:
        used += _cells(character)
        if used > room - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if room > 0 else ""


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> int:
    """Print aligned columns under their headings; on a terminal each row keeps to one line. How many rows there were.

    Rows are aligned a page at a time, so that a million need not be held for the width of their columns.
    """
    coming = iter(rows)
    number = 0
    while page := [[plain(cell) for cell in row] for row in islice(coming, PAGE)]:
        headings = [[column.heading for column in columns]] if number == 0 else []
        number += len(page)
        page = headings + page
        widths = [max(cells(line[n]) for line in page) for n in range(len(columns))]
        _shrink(widths, columns, width())
        for line in page:
            parts = zip(line, widths, columns, strict=True)
            write("  ".join(_aligned(*part) for part in parts).rstrip())
    return number


def _shrink(widths: list[int], columns: Sequence[Column], room: int | None) -> None:
    """Take what is too much from the columns that give way, the widest first, never below 8 cells."""
    if room is None:
        return
    giving = [n for n, column in enumerate(columns) if column.gives]
    while giving and sum(widths) + 2 * (len(widths) - 1) > room:
        widest = max(giving, key=lambda n: widths[n])
        if widths[widest] <= 8:
            return
        widths[widest] -= 1


def _aligned(text: str, room: int, column: Column) -> str:
    """One cell of the table, cut and padded to its column."""
    text = cut(text, room)
    padding = " " * (room - cells(text))
    return padding + text if column.right else text + padding
