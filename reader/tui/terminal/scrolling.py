"""Has the content of a rectangle moved up or down? Rows are compared as wholes, old against new (Heckel, 1978, in small)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import ne
from typing import Protocol

from .screen import Screen

__all__ = ["Scroll", "best_scroll"]

_WORTH = 40
"""Changed cells that a scroll must spare."""
_MARGINS = 24
"""Changed cells that margins must spare beyond it: setting them and taking them away costs about as many bytes."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """Rows top..bottom (inclusive), columns [left, right), moved up by `by` rows (down if negative)."""

    top: int
    bottom: int
    left: int
    right: int
    by: int


class _Rectangle(Protocol):
    @property
    def left(self) -> int: ...
    @property
    def top(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def bottom(self) -> int: ...


def best_scroll(shown: Screen, wanted: Screen, rectangle: _Rectangle, margins: bool) -> Scroll | None:
    """The scroll that spares most, None if none is worth it. Without `margins` whole lines move, neighbours too."""
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
        gain = _changed(shown, wanted, top, bottom, start, end, 0) - _changed(
            shown, wanted, top, bottom, start, end, by
        )
        if gain > spared:
            best, spared = Scroll(top, bottom, start, end, by), gain
    return best


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


def _changed(shown: Screen, wanted: Screen, top: int, bottom: int, left: int, right: int, by: int) -> int:
    """How many cells of the rectangle would have to be written if its rows were first moved up by `by`."""
    changed = 0
    for line in range(top, bottom + 1):
        source = line + by
        if not top <= source <= bottom:
            row, styles = wanted.characters[line][left:right], wanted.styles[line][left:right]
            changed += sum(
                1 for cell, style in zip(row, styles, strict=True) if cell != " " or style != styles[-1]
            )
            continue
        old, new = shown.characters[source][left:right], wanted.characters[line][left:right]
        old_styles, new_styles = shown.styles[source][left:right], wanted.styles[line][left:right]
        if old_styles != new_styles:
            changed += sum(
                a != b or c != d for a, b, c, d in zip(old, new, old_styles, new_styles, strict=True)
            )
        elif old != new:
            changed += sum(map(ne, old, new))
    return changed
