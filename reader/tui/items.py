"""The items of a list of lines: what they show and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, overload

from reader.tui.paint import Pieces, clipped
from reader.values import dataclass

__all__ = [
    "CommandId",
    "EntityLink",
    "Introduction",
    "Item",
    "Lazily",
    "ListWanted",
    "More",
    "NotesWanted",
    "PairWanted",
    "Place",
    "Results",
    "SearchWanted",
    "Step",
    "Target",
    "fitted",
    "plain",
]

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


Target = Place | EntityLink
"""Where a row of a list leads: a place in a text, or somebody's page."""


@dataclass(frozen=True, slots=True)
class ListWanted:
    """A list, to be opened as it was: `of` is what it is a list of, `at` the row that the cursor is put on."""

    of: object
    at: Target | None = None
    sort: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A list that was used: what it was ("search “oil”"), where its rows lead, and which of them was chosen.

    `query` is the search whose matches are marked in the documents it leads to; `again` opens the list as it was.
    """

    what: str
    targets: tuple[Target, ...]
    at: int
    query: str = ""
    again: ListWanted | None = None

    @property
    def target(self) -> Target:
        """The one that was chosen."""
        return self.targets[self.at]


@dataclass(frozen=True, slots=True)
class Step:
    """The next row of the list that was used last (`by` 1), or the one before (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class SearchWanted:
    """A search, to be opened with these words."""

    query: str


@dataclass(frozen=True, slots=True)
class NotesWanted:
    """The notes that have these words."""

    words: str


@dataclass(frozen=True, slots=True)
class PairWanted:
    """The passages that hold both: (entity, name) of each."""

    first: tuple[str, str]
    second: tuple[str, str]


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
    """One item a row, made when it comes on the screen. `value` gives a row's value without making its item."""

    def __init__(
        self, rows: Sequence[T], make: Callable[[T], Item], value: Callable[[T], object] | None = None
    ) -> None:
        self._rows = rows
        self._make = make
        self._value = value or (lambda row: make(row).value)

    def place_of(self, value: object) -> int | None:
        """The number of the first row with this value."""
        return next((number for number, row in enumerate(self._rows) if self._value(row) == value), None)

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
