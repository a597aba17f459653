"""The items of a list of lines: what they show and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.tui.paint import Pieces, clipped

__all__ = ["Introduction", "Item", "Place", "fitted", "plain"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its lines, and what it stands for (None: the cursor passes over it)."""

    lines: tuple[Pieces, ...]
    value: object | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document that an item leads to."""

    document: str
    start: int
    end: int


class Introduction(Place):
    """The place where a name is introduced: not equal to the same span as one mention among others."""

    __slots__ = ()


def plain(*lines: Iterable[tuple[str, str]]) -> tuple[Item, ...]:
    """Items of one line each that the cursor passes over."""
    return tuple(Item((tuple(line),)) for line in lines)


def fitted(items: Iterable[Item], width: int) -> list[Item]:
    """The items, every line cut to `width` cells (a cut is shown)."""
    return [Item(tuple(clipped(line, width) for line in item.lines), item.value) for item in items]
