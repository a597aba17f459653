"""Tables whose cells are divided by bars: columns stand below each other where they fit, else each cell gets lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.tui.text.cells import clusters, drawable, width_of
from reader.tui.text.wrap import trim

__all__ = ["BAR", "aligned_stops", "cells_of", "is_barred", "is_rule", "table_glyphs"]

BAR = "|"

Span = tuple[int, int]

_RULE = re.compile(r"[\s|:=+-]+")


def is_barred(text: str, lines: Sequence[Span]) -> bool:
    """Whether these lines are a table with bars between its cells."""
    full = [(left, right) for left, right in lines if right > left]
    barred = sum(1 for left, right in full if text.find(BAR, left, right) >= 0)
    return barred >= 2 and barred * 5 >= len(full) * 4


def is_rule(text: str, left: int, right: int) -> bool:
    """Whether a line only draws a line."""
    return _RULE.fullmatch(text, left, right) is not None


def cells_of(text: str, left: int, right: int) -> list[Span]:
    """The cells of a line, without the white space around them; an empty one is an empty span."""
    cells, start = [], left
    while True:
        bar = text.find(BAR, start, right)
        cells.append(trim(text, start, right if bar < 0 else bar))
        if bar < 0:
            return cells
        start = bar + 1


def aligned_stops(text: str, lines: Sequence[Span]) -> tuple[int, ...]:
    """The columns at which the bars of all lines stand, each cell having a blank before and behind it."""
    widths: list[int] = []
    for left, right in lines:
        if is_rule(text, left, right):
            continue
        for number, cell in enumerate(cells_of(text, left, right)):
            if number == len(widths):
                widths.append(0)
            widths[number] = max(widths[number], width_of(text, *cell))
    stops: list[int] = []
    at = 0
    for width in widths:
        at += width + (1 if width else 0)
        stops.append(at)
        at += 2
    return tuple(stops)


def table_glyphs(
    text: str, start: int, end: int, stops: Sequence[int]
) -> Iterator[tuple[int, int, int, str]]:
    """What a line of an aligned table draws: (start, end, cells, drawn), each bar at its stop."""
    column, at = 0, start
    for number, (left, right) in enumerate(cells_of(text, start, end)):
        if left > at:
            yield at, left, 1, " "
            column += 1
        shown = drawable(text, left, right)
        for begin, stop, size in clusters(text, left, right):
            yield begin, stop, size, shown[begin - left : stop - left]
            column += size
        bar = text.find(BAR, right, end)
        if bar < 0:
            if right < end:
                yield right, end, 1, " "
            return
        stop_at = stops[number] if number < len(stops) else column
        pad = max(0, stop_at - column)
        yield right, bar + 1, pad + 1, " " * pad + BAR
        column += pad + 1
        at = bar + 1
