"""Has the content of a rectangle moved up or down? Rows are compared as wholes, old against new (Heckel, 1978, in small)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from operator import ne, or_
from typing import TYPE_CHECKING, NamedTuple

from .screen import Screen

if TYPE_CHECKING:
    from .difference import Rectangle

__all__ = ["Scroll", "best_scroll"]

_PLACES = re.compile(rb"\x01(?:\x00{0,4}\x01)*")
"""A stretch of changed cells, with what is not worth jumping over."""
_TURN = 8
"""About what another place, or another style, costs."""
_WORTH = 40
"""About how many bytes a scroll must spare."""
_MARGINS = 24
"""Bytes that margins must spare beyond it: setting them and taking them away costs about as many bytes."""


class Scroll(NamedTuple):
    """Rows top..bottom (inclusive), columns [left, right), moved up by `by` rows (down if negative)."""

    top: int
    bottom: int
    left: int
    right: int
    by: int


def best_scroll(
    shown: Screen, wanted: Screen, rectangle: Rectangle, margins: bool, turns: Callable[[int], bytes]
) -> Scroll | None:
    """The scroll that spares most, None if none is worth it: of the whole rectangle, or of those of its rows where it pays.

    Without `margins` whole lines move, neighbours too. `turns` gives those of a line of `wanted`.
    """
    left, right = max(rectangle.left, 0), min(rectangle.right, shown.columns)
    top, bottom = max(rectangle.top, 0), min(rectangle.bottom, shown.lines) - 1
    if right - left < 4 or bottom - top < 3:
        return None
    by = _shift(shown, wanted, top, bottom, left, right)
    if by is None:
        return None
    columns = [(0, shown.columns)]
    if margins and (left, right) != columns[0]:
        columns.append((left, right))
    best: Scroll | None = None
    spared = _WORTH
    for start, end in columns:
        if best is not None:
            spared += _MARGINS
        gain, first, last = _rows_that_pay(shown, wanted, range(top, bottom + 1), (start, end), by, turns)
        if gain > spared:
            best, spared = Scroll(first, last, start, end, by), gain
    return best


def _rows_that_pay(
    shown: Screen,
    wanted: Screen,
    rows: range,
    columns: tuple[int, int],
    by: int,
    looks: Callable[[int], bytes],
) -> tuple[int, int, int]:
    """(what is spared, first row, last row) of the best stretch of `rows` to move; what is spared is in about bytes."""
    count = abs(by)
    lines = rows if by > 0 else rows[::-1]
    start, end = columns
    turns = [_TURN * looks(line).count(1, start, end - 1) for line in lines]
    stay = [_cost(shown, wanted, line, line, columns, turn) for line, turn in zip(lines, turns, strict=True)]
    moved = [
        stay[at] - _cost(shown, wanted, line + by, line, columns, turns[at])
        for at, line in enumerate(lines[: len(rows) - count])
    ]
    enter = [
        stay[at] - (end - start - wanted.characters[line][start:end].count(" ") + turns[at])
        for at, line in enumerate(lines)
    ]
    # Rows first..last of `lines` move: all but the last `count` of them get what was `count` rows behind, those are new.
    best = (0, 0, 0)
    total = lowest = lowest_at = 0
    for last in range(count, len(rows)):
        if total < lowest:
            lowest, lowest_at = total, last - count
        total += moved[last - count]
        gain = total - lowest + sum(enter[last - count + 1 : last + 1])
        if gain > best[0]:
            best = (gain, lowest_at, last)
    gain, first, last = best
    return gain, min(lines[first], lines[last]), max(lines[first], lines[last])


def _cost(shown: Screen, wanted: Screen, source: int, line: int, columns: tuple[int, int], turns: int) -> int:
    """About how many bytes make the row `line` of one that looks as `source` did; `turns` cost its changes of style."""
    start, end = columns
    old, new = shown.characters[source], wanted.characters[line]
    old_styles, new_styles = shown.styles[source], wanted.styles[line]
    if end - start < shown.columns:
        old, new = old[start:end], new[start:end]
        old_styles, new_styles = old_styles[start:end], new_styles[start:end]
    if old_styles == new_styles:
        if old == new:
            return 0
        changed = bytes(map(ne, old, new))
    else:
        changed = bytes(map(or_, map(ne, old, new), map(ne, old_styles, new_styles)))
    cells = changed.count(1)
    return cells + _TURN * len(_PLACES.findall(changed)) + (turns if 2 * cells > end - start else 0)


def _shift(shown: Screen, wanted: Screen, top: int, bottom: int, left: int, right: int) -> int | None:
    """By how many rows most of the rectangle moved; blank and repeated rows have no say."""
    places: dict[tuple[tuple[str, ...], tuple[int, ...]], int | None] = {}
    for line in range(top, bottom + 1):
        key = (tuple(shown.characters[line][left:right]), tuple(shown.styles[line][left:right]))
        places[key] = None if key in places else line
    votes: Counter[int] = Counter()
    for line in range(top, bottom + 1):
        key = (tuple(wanted.characters[line][left:right]), tuple(wanted.styles[line][left:right]))
        source = places.get(key)
        if source is not None:
            votes[source - line] += 1
    votes.pop(0, None)
    if not votes:
        return None
    by, count = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])))
    return by if count >= 2 else None
