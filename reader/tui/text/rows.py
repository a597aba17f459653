"""A row of the screen as a span of the text, and the way between its columns and the text's offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from reader.model import BlockKind
from reader.tui.text.cells import clusters, drawable, is_plain
from reader.tui.text.tables import table_glyphs
from reader.tui.text.wrap import BREAKS, TAB
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = [
    "BAR_ROOM",
    "Glyph",
    "Row",
    "RowKind",
    "column_of",
    "glyphs",
    "is_even",
    "offset_of",
    "row_text",
    "row_width",
]

RowKind = Literal[BlockKind, "blank", "folded"]

Glyph = tuple[int, int, int, str]
"""(start, end, cells, what is drawn): a run of white space is one glyph of one blank."""

BAR_ROOM = 2
"""The cells in front of the text that the bar of a quote takes: the bar and a blank."""

_GAP = re.compile(f"[{BREAKS}]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. It shows text[start:end] after `indent` blank cells.

    `block` is the index of its (first) block, `first` whether a paragraph begins here. `number` is the paragraph's number as it is
    printed in the margin (it lies within `indent`). `bar` draws the bar of a quote in front of the text. `label` is drawn instead of the text where furniture is folded: the row then
    stands for all of text[start:end]. `stops` are the columns (without the indent) of the bars of an aligned table; `flowing` rows of a
    table are set like those of a paragraph.
    """

    start: int
    end: int
    kind: RowKind
    block: int
    indent: int = 0
    first: bool = False
    number: str = ""
    label: str = ""
    stops: tuple[int, ...] = ()
    flowing: bool = False
    bar: bool = False

    @property
    def verbatim(self) -> bool:
        """Whether blanks and tabs are drawn as they stand in the text."""
        return self.kind in ("code", "table") and not self.flowing


def is_even(text: Text, row: Row) -> bool:
    """Whether the row is one cell a character, so that columns and offsets differ by a constant."""
    return _is_even(text[row.start : row.end], row)


def _is_even(said: str, row: Row) -> bool:
    """Whether a row that shows these characters is one cell a character."""
    return not row.stops and is_plain(said) and (row.verbatim or "  " not in said)


def glyphs(text: Text, row: Row) -> list[Glyph]:
    """What the row draws, left to right (without its indent)."""
    if row.label:
        return [(row.start, row.end, size, row.label[at:to]) for at, to, size in clusters(row.label)]
    first = row.start
    drawn = _glyphs_of(text[first : row.end], row)
    return [(first + left, first + right, size, shown) for left, right, size, shown in drawn]


def _glyphs_of(said: str, row: Row) -> Iterator[Glyph]:
    """What a row draws that shows these characters, counted from its first one."""
    end = len(said)
    if _is_even(said, row):
        yield from ((at, at + 1, 1, character) for at, character in enumerate(said))
    elif row.stops:
        yield from table_glyphs(said, 0, end, row.stops)
    elif row.verbatim:
        yield from _verbatim_glyphs(said, 0, end)
    else:
        at = 0
        for gap in _GAP.finditer(said):
            yield from _word_glyphs(said, at, gap.start())
            yield gap.start(), gap.end(), 1, " "
            at = gap.end()
        yield from _word_glyphs(said, at, end)


def _word_glyphs(text: str, start: int, end: int) -> Iterator[Glyph]:
    """The glyphs of a word."""
    shown = drawable(text, start, end)
    for left, right, size in clusters(text, start, end):
        yield left, right, size, shown[left - start : right - start]


def _verbatim_glyphs(text: str, start: int, end: int) -> Iterator[Glyph]:
    """The glyphs of a row that is shown as it is."""
    column = 0
    shown = drawable(text, start, end)
    for left, right, size in clusters(text, start, end):
        if text[left] == "\t":
            cells = TAB - column % TAB
            yield left, right, cells, " " * cells + shown[left + 1 - start : right - start]
        else:
            cells = size
            yield left, right, cells, shown[left - start : right - start]
        column += cells


def row_text(text: Text, row: Row) -> str:
    """The row as it is drawn, without its indent."""
    if row.label:
        return row.label
    if is_even(text, row):
        return text[row.start : row.end]
    return "".join(drawn for _, _, _, drawn in glyphs(text, row))


def row_width(text: Text, row: Row) -> int:
    """The cells the row takes, its indent included."""
    if not row.label and is_even(text, row):
        return row.indent + row.end - row.start
    return row.indent + sum(size for _, _, size, _ in glyphs(text, row))


def column_of(text: Text, row: Row, offset: int) -> int:
    """The column (0-based, indent included) at which the character at `offset` is drawn.

    Offsets before the row give its first column, those after it the column behind its last character.
    """
    if row.label or offset <= row.start:
        return row.indent
    if is_even(text, row):
        return row.indent + min(offset, row.end) - row.start
    column = row.indent
    for _, end, size, _ in glyphs(text, row):
        if offset < end:
            return column
        column += size
    return column


def offset_of(text: Text, row: Row, column: int) -> int:
    """The offset of the character at `column`: the row's start left of it, its end right of it."""
    if row.label or column < row.indent:
        return row.start
    if is_even(text, row):
        return min(row.start + column - row.indent, row.end)
    at = row.indent
    for start, _, size, _ in glyphs(text, row):
        if column < at + size:
            return start
        at += size
    return row.end
