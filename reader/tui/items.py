"""The items of a list of lines: what they show and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from reader.tui.paint import Pieces, clipped

__all__ = ["CommandId", "EntityLink", "Introduction", "Item", "Lazily", "More", "Place", "fitted", "plain"]

T = TypeVar("T")


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


class EntityLink(str):
    """An entity's id that an item leads to: its page opens."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CommandId:
    """A command that an item stands for."""

    id: str


@dataclass(frozen=True, slots=True)
class More:
    """What comes behind the document `after`: it is fetched when this is chosen."""

    after: str


class Introduction(Place):
    """The place where a name is introduced: not equal to the same span as one mention among others."""

    __slots__ = ()


def plain(*lines: Iterable[tuple[str, str]]) -> tuple[Item, ...]:
    """Items of one line each that the cursor passes over."""
    return tuple(Item((tuple(line),)) for line in lines)


def fitted(items: Iterable[Item], width: int) -> list[Item]:
    """The items, every line cut to `width` cells (a cut is shown)."""
    return [Item(tuple(clipped(line, width) for line in item.lines), item.value) for item in items]


class Lazily(Sequence[Item], Generic[T]):
    """One item a row, made when it comes on the screen."""

    def __init__(self, rows: Sequence[T], make: Callable[[T], Item]) -> None:
        self._rows = rows
        self._make = make

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self._make(row) for row in self._rows[index]]
        return self._make(self._rows[index])
