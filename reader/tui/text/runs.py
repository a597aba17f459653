"""Painting a row: what is drawn, in runs of one look each, filled up to the cell.

Looks are named by classes ("person", "current", "find" …); what a class looks like is the theme's business. A run's classes come
in the order in which they are laid over each other, so the last one wins where two disagree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.text.cells import clusters, drawable, is_plain
from reader.tui.text.rows import BAR_ROOM, Row, glyphs, is_even, row_text
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["ORDER", "Layer", "Mark", "Run", "crop", "paint"]

ORDER: tuple[str, ...] = (
    "blank",
    "paragraph",
    "heading",
    "standfirst",
    "dateline",
    "list",
    "quote",
    "table",
    "code",
    "note",
    "boilerplate",
    "folded",
    "number",
    "speech",
    "date",
    "place",
    "organisation",
    "person",
    "unsure",
    "same",
    "find",
    "current",
    "find-current",
    "selection",
    "hint",
)
"""All classes, from the lowest (what the text is) to the highest (what the user is doing)."""

_BAR = "│"
"""Stands in front of a quote; it looks like what is printed in the margin."""

_RANK = {name: rank for rank, name in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that looks otherwise. `classes` are out of `ORDER`."""

    start: int
    end: int
    classes: tuple[str, ...]


class Run(NamedTuple):
    """Some cells of a row that look alike."""

    text: str
    classes: tuple[str, ...]


class Layer:
    """Marks that do not overlap each other (the mentions of a document, the hits of a search), quickly found by place."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self.marks]

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch [start, end), in order."""
        index = max(0, bisect_right(self._starts, start) - 1)
        for mark in self.marks[index : bisect_left(self._starts, end)]:
            if mark.end > start:
                yield mark


def paint(text: Text, row: Row, layers: Sequence[Layer], width: int) -> list[Run]:
    """The runs of a row, exactly `width` cells together."""
    base = (row.kind,)
    runs: list[Run] = []
    if row.number:
        runs.append(Run(row.number, ("number",)))
    gap = row.indent - len(row.number) - (BAR_ROOM if row.bar else 0)
    if gap > 0:
        runs.append(Run(" " * gap, ()))
    if row.bar:
        runs.append(Run(_BAR.ljust(BAR_ROOM), ("number",)))
    if row.label or row.kind == "blank":
        body = [Run(row.label, base)] if row.label else []
    else:
        body = _body(text, row, layers, base)
    runs += body
    return crop(runs, width)


def _body(text: Text, row: Row, layers: Sequence[Layer], base: tuple[str, ...]) -> list[Run]:
    """The text of a row in runs."""
    touching = [mark for layer in layers for mark in layer.between(row.start, row.end)]
    if not touching:
        return [Run(row_text(text, row), base)] if row.end > row.start else []
    cuts = sorted(
        {edge for mark in touching for edge in (mark.start, mark.end) if row.start < edge < row.end}
    )
    if is_even(text, row):
        spans = zip([row.start, *cuts], [*cuts, row.end], strict=True)
        pieces = [(left, text[left:right]) for left, right in spans]
    else:
        pieces = _pieces(text, row, cuts)
    runs: list[Run] = []
    for at, drawn in pieces:
        found = {name for mark in touching if mark.start <= at < mark.end for name in mark.classes}
        classes = base + tuple(sorted(found, key=_rank)) if found else base
        if runs and runs[-1].classes == classes:
            runs[-1] = Run(runs[-1].text + drawn, classes)
        else:
            runs.append(Run(drawn, classes))
    return runs


def _pieces(text: Text, row: Row, cuts: list[int]) -> list[tuple[int, str]]:
    """The row's glyphs joined between the cuts, each with the offset it begins at; a cut within a glyph moves behind it."""
    pieces: list[tuple[int, str]] = []
    drawn: list[str] = []
    begin, upcoming = row.start, 0
    for start, _, _, glyph in glyphs(text, row):
        if upcoming < len(cuts) and start >= cuts[upcoming]:
            if drawn:
                pieces.append((begin, "".join(drawn)))
            begin, drawn = start, []
            while upcoming < len(cuts) and start >= cuts[upcoming]:
                upcoming += 1
        drawn.append(glyph)
    if drawn:
        pieces.append((begin, "".join(drawn)))
    return pieces


def _rank(name: str) -> int:
    """The place of a class in the order of layers; unknown ones are highest."""
    return _RANK.get(name, len(ORDER))


def crop(runs: Sequence[Run], width: int) -> list[Run]:
    """Runs of exactly `width` cells: filled with blanks, or cut (a wide character at the edge becomes a blank)."""
    kept: list[Run] = []
    room = width
    for run in runs:
        if is_plain(run.text):
            shown, cells = run.text[:room], min(len(run.text), room)
        else:
            shown, cells = _fitting(run.text, room)
        if cells or shown:
            kept.append(Run(shown, run.classes))
        room -= cells
        if room <= 0:
            break
    if room > 0:
        kept.append(Run(" " * room, ()))
    return kept


def _fitting(text: str, room: int) -> tuple[str, int]:
    """As much of the text as fits into `room` cells, and its cells."""
    shown = drawable(text)
    cells = 0
    for start, _, size in clusters(text):
        if cells + size > room:
            return shown[:start], cells
        cells += size
    return shown, cells
