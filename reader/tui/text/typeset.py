"""Setting one stretch of a document into rows, each kind of block in its own way.

Headlines and paragraphs are wrapped; lists and notes hang behind their marker; quotes are indented behind a bar; tables and code keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Block, BlockKind
from reader.tui.text.rows import BAR_ROOM, Row, row_width
from reader.tui.text.tables import aligned_stops, cells_of, is_barred, is_rule
from reader.tui.text.wrap import BREAKS, trim, wrap, wrap_verbatim
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["NARROW", "Setting", "Stretch", "folded_label", "set_stretch"]

LIST_STEP = 2
"""Cells by which each level of a list goes in."""

QUOTE_INDENT = 4

NARROW = 24
"""A pane of fewer cells goes without margins and hanging rows of kept lines."""

SHORT_LINE = 60
"""Furniture whose lines are no longer than this many characters keeps them."""

_ITEM = re.compile(rf"[{BREAKS}]*(?:[-*+•‣◦▪■·–—o]|\(?(?:\d{{1,3}}|[A-Za-z]|[ivxlc]{{1,5}})[.)])[{BREAKS}]+")
_NOTE = re.compile(rf"[{BREAKS}]*(?:\*{{1,3}}|[†‡]|[\[(]?\d{{1,3}}[\])]?[.:]?|[⁰¹²³⁴-⁹]+)[{BREAKS}]+")
_QUOTED = re.compile(r"[ \t]*>")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """How documents are set: `width` cells are there, of which wrapped text uses at most `measure`.

    `fold` hides site furniture behind one row a run of it, but for the runs whose first block's index is in `opened`. `numbers`
    shows the paragraphs' numbers in a margin.
    """

    width: int
    measure: int = 80
    fold: bool = True
    opened: frozenset[int] = frozenset()
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is set at once: a paragraph, or a part of a huge one. `continues` says that it began before.

    `block` is the index of its first block; `margin` the cells kept free at the left, `number` what stands in them.
    """

    start: int
    end: int
    kind: BlockKind
    block: int
    level: int = 0
    continues: bool = False
    margin: int = 0
    number: str = ""


def set_stretch(text: str, stretch: Stretch, setting: Setting) -> list[Row]:
    """The rows of one stretch, without the blank row between paragraphs."""
    kind = stretch.kind
    if kind in ("table", "code"):
        rows = _set_lines(text, stretch, setting)
    elif kind == "list":
        rows = _set_hanging(text, stretch, setting, _ITEM, LIST_STEP * max(0, stretch.level - 1))
    elif kind == "note":
        rows = _set_hanging(text, stretch, setting, _NOTE, 0)
    elif (kind == "quote" and _is_marked_quote(text, stretch)) or (
        kind == "boilerplate" and _keeps_lines(text, stretch)
    ):
        rows = _set_line_by_line(text, stretch, setting)
    else:
        indent = stretch.margin + (QUOTE_INDENT if kind == "quote" else 0)
        rows = _set_wrapped(text, stretch, setting, stretch.start, stretch.end, indent, 0)
        if kind == "quote":
            rows = [replace(row, bar=row.indent - stretch.margin >= BAR_ROOM) for row in rows]
    if rows and not stretch.continues:
        rows[0] = replace(rows[0], first=True, number=stretch.number)
    return rows


def _room(setting: Setting, stretch: Stretch, indent: int) -> tuple[int, int]:
    """The cells for text behind `indent`, and the indent; a narrow pane keeps at least half of itself for text."""
    wide = min(setting.width, setting.measure + stretch.margin)
    indent = max(0, min(indent, wide - 2, max(stretch.margin, wide // 2)))
    return max(2, wide - indent), indent


def _set_wrapped(
    text: str, stretch: Stretch, setting: Setting, start: int, end: int, indent: int, hang: int
) -> list[Row]:
    """A run of words as a paragraph; rows after the first go in by `hang` more (the first too where it continues one)."""
    room, first_indent = _room(setting, stretch, indent)
    rest, rest_indent = _room(setting, stretch, indent + hang)
    spans = wrap(text, start, end, rest, room)
    return [
        Row(left, right, stretch.kind, stretch.block, rest_indent if number else first_indent)
        for number, (left, right) in enumerate(spans)
    ]


def _set_hanging(
    text: str, stretch: Stretch, setting: Setting, marker: re.Pattern[str], indent: int
) -> list[Row]:
    """Items, each beginning on a line with a marker; what follows hangs behind the marker."""
    starts = [
        line.start()
        for line in _LINE.finditer(text, stretch.start, stretch.end)
        if marker.match(text, line.start())
    ]
    if not starts or starts[0] != stretch.start:
        starts.insert(0, stretch.start)
    rows: list[Row] = []
    for start, end in zip(starts, [*starts[1:], stretch.end], strict=True):
        found = marker.match(text, start, end)
        if found is not None:
            left, right = trim(text, start, found.end())
            hang = min(8, right - left + 1)
            rows += _set_wrapped(text, stretch, setting, start, end, stretch.margin + indent, hang)
        else:
            deeper = LIST_STEP if stretch.continues else 0
            rows += _set_wrapped(text, stretch, setting, start, end, stretch.margin + indent + deeper, 0)
    return rows


def _is_marked_quote(text: str, stretch: Stretch) -> bool:
    """Whether the quote is written as in mail, each line behind a ">"."""
    line = text.find("\n", stretch.start, stretch.end)
    probe = line + 1 if line >= 0 else stretch.start
    return _QUOTED.match(text, probe, stretch.end) is not None


def _set_line_by_line(text: str, stretch: Stretch, setting: Setting) -> list[Row]:
    """Each line as a paragraph of its own, hanging."""
    rows: list[Row] = []
    for line in _LINE.finditer(text, stretch.start, stretch.end):
        rows += _set_wrapped(text, stretch, setting, line.start(), line.end(), stretch.margin, LIST_STEP)
    return rows


def _set_lines(text: str, stretch: Stretch, setting: Setting) -> list[Row]:
    """Lines as they are, in the whole width of the pane; a longer one goes on below, hanging. Tables with bars are set as such."""
    lines = list(_lines(text, stretch.start, stretch.end))
    if stretch.kind == "table" and is_barred(text, lines):
        return _set_table(text, stretch, setting, lines)
    indent = stretch.margin
    hang = LIST_STEP if setting.width >= NARROW else 0
    rows: list[Row] = []
    for left, right in lines:
        spans = wrap_verbatim(text, left, right, setting.width - indent, hang)
        rows += [
            Row(start, end, stretch.kind, stretch.block, indent + (hang if number else 0))
            for number, (start, end) in enumerate(spans)
        ]
    return rows


def _set_table(text: str, stretch: Stretch, setting: Setting, lines: Sequence[tuple[int, int]]) -> list[Row]:
    """The columns below each other; where they do not fit, every cell on lines of its own, the first of each row further out."""
    stops = aligned_stops(text, lines)
    rows = [Row(left, right, "table", stretch.block, stretch.margin, stops=stops) for left, right in lines]
    if all(row_width(text, row) <= setting.width for row in rows):
        return rows
    rows = []
    for left, right in lines:
        if is_rule(text, left, right):
            continue
        cells = [(start, end) for start, end in cells_of(text, left, right) if end > start]
        for number, (start, end) in enumerate(cells):
            indent = stretch.margin + (LIST_STEP if number else 0)
            made = _set_wrapped(text, stretch, setting, start, end, indent, LIST_STEP)
            rows += [replace(row, flowing=True) for row in made]
    return rows


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a span, empty ones too, without the blanks at their ends."""
    while start <= end:
        feed = text.find("\n", start, end)
        stop = end if feed < 0 else feed
        right = stop
        while right > start and text[right - 1] in " \t\r":
            right -= 1
        yield start, right
        start = stop + 1


def _keeps_lines(text: str, stretch: Stretch) -> bool:
    """Whether furniture is a list of short lines (a menu, an address) rather than a paragraph."""
    return all(
        line.end() - line.start() <= SHORT_LINE for line in _LINE.finditer(text, stretch.start, stretch.end)
    )


def folded_label(text: Text, blocks: Sequence[Block], first: int, last: int) -> str:
    """What stands for the furniture of blocks first..last while it is folded."""
    folded = (text[block.start : block.end] for block in blocks[first : last + 1])
    lines = sum(1 for said in folded for _ in _LINE.finditer(said))
    return f"⋯ {lines} {'line' if lines == 1 else 'lines'} of site furniture"
