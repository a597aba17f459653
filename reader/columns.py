"""Blocks and mentions of a big document in columns of numbers: a value is made when one is looked at, and no others are.

Each is a sequence like the tuple that stands for it in a small document, at a fortieth of its memory. Where a value is wanted by its
place, `index_at` and `of` find it without making any.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, overload

from reader.model import Block
from reader.readmodel import MentionRow

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["Blocks", "Mentions", "block_index"]


class _Column(Sequence[Any]):
    """What both have in common: starts, lengths, and for each a number of the facts that many share."""

    __slots__ = ("_codes", "_facts", "_lengths", "starts")

    def __init__(self) -> None:
        self.starts = array("I")
        self._lengths = array("B")
        self._codes = array("B")
        self._facts: list[tuple[Any, ...]] = []

    def _take(self, start: int, end: int, code: int) -> None:
        self.starts.append(start)
        self._lengths = _with(self._lengths, end - start)
        self._codes = _with(self._codes, code)

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, _Column)):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def index_at(self, offset: int) -> int:
        """The index of the last one that begins at or before a character; -1 above the first."""
        return bisect_right(self.starts, offset) - 1

    def _place(self, index: int) -> int:
        place = index + len(self.starts) if index < 0 else index
        if not 0 <= place < len(self.starts):
            raise IndexError("no such row")
        return place


def _with(column: array[int], number: int) -> array[int]:
    """The column with one more number, in wider cells if it needs them."""
    if number >> 8 * column.itemsize:
        column = array("H" if number < 1 << 16 else "I", column)
    column.append(number)
    return column


class Blocks(_Column, Sequence[Block]):
    """Blocks, from rows of [kind, start, end, level, label, page] without trailing defaults, sorted by start."""

    __slots__ = ("numbers",)

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        super().__init__()
        known: dict[tuple[Any, ...], int] = {}
        uncounted = array("I")
        for index, (kind, start, end, *rest) in enumerate(rows):
            if kind in ("boilerplate", "dateline"):
                uncounted.append(index)
            self._take(start, end, known.setdefault((kind, *rest), len(known)))
        self._facts = list(known)
        self.numbers = _Numbers(len(self.starts), uncounted)
        """For each block the number of the paragraph there, as `reader.model.paragraph_of` counts."""

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        place = self._place(index)
        kind, *rest = self._facts[self._codes[place]]
        return Block(kind, self.starts[place], self.starts[place] + self._lengths[place], *rest)


class _Numbers(Sequence[int]):
    """The numbers of paragraphs: of each block how many up to it are counted, from the few that are not."""

    __slots__ = ("_length", "_uncounted")

    def __init__(self, length: int, uncounted: array[int]) -> None:
        self._length = length
        self._uncounted = uncounted

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(self._length)))
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError("no such block")
        return place + 1 - bisect_right(self._uncounted, place)


class Mentions(_Column, Sequence[MentionRow]):
    """Mentions of the document `uid`, from rows of (start, end, type, entity, name, score, reason, paragraph), sorted by start."""

    __slots__ = ("_paragraphs", "_scores", "_text", "_uid")

    def __init__(self, uid: str, text: Text, rows: Iterable[Sequence[Any]]) -> None:
        super().__init__()
        self._uid = uid
        self._text = text
        self._scores = array("d")
        self._paragraphs = array("B")
        known: dict[tuple[Any, ...], int] = {}
        for start, end, type_, entity, name, score, reason, paragraph in rows:
            self._take(start, end, known.setdefault((type_, entity, name, reason), len(known)))
            self._scores.append(score)
            self._paragraphs = _with(self._paragraphs, paragraph)
        self._facts = list(known)

    @overload
    def __getitem__(self, index: int) -> MentionRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[MentionRow, ...]: ...
    def __getitem__(self, index: int | slice) -> MentionRow | tuple[MentionRow, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        place = self._place(index)
        type_, entity, name, reason = self._facts[self._codes[place]]
        start = self.starts[place]
        end = start + self._lengths[place]
        said = self._text[start:end]
        score, paragraph = self._scores[place], self._paragraphs[place]
        return MentionRow(self._uid, start, end, said, type_, entity, name or said, score, reason, paragraph)

    def of(self, type: str | None = None, entity: str | None = None) -> array[int]:
        """The indices of all of a kind or an entity, in order; without a kind all but dates."""
        wanted = {
            code
            for code, (kind, whose, _, _) in enumerate(self._facts)
            if (entity is None or whose == entity) and (kind == type if type is not None else kind != "date")
        }
        return array("I", (index for index, code in enumerate(self._codes) if code in wanted))


def block_index(blocks: Sequence[Block], offset: int, before: bool = False) -> int:
    """The index of the last block that begins at or before a character (`before`: before it); -1 above the first."""
    starts: Any = blocks.starts if isinstance(blocks, Blocks) else None
    find = bisect_left if before else bisect_right
    return (find(blocks, offset, key=_start) if starts is None else find(starts, offset)) - 1


def _start(block: Block) -> int:
    return block.start
