"""Where the cursor goes: from name to name and from paragraph to paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from reader.columns import Mentions, block_index
from reader.model import Block

__all__ = ["Stop", "Stops", "next_paragraph", "previous_paragraph"]


class Stop(Protocol):
    """Something in the text that the cursor can stop at, such as `reader.readmodel.MentionRow`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def entity(self) -> str | None: ...


AnyStop = TypeVar("AnyStop", bound=Stop)


class Stops:
    """The stops of a document, sorted by start and not overlapping; found again by kind or by entity."""

    def __init__(self, stops: Sequence[Stop]) -> None:
        self.stops = stops
        self._starts: Sequence[int] = (
            stops.starts if isinstance(stops, Mentions) else [stop.start for stop in stops]
        )
        self._chosen: dict[tuple[str | None, str | None], Sequence[int]] = {}

    def at(self, offset: int) -> int | None:
        """The index of the stop that holds `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.stops[index].end else None

    def after(self, offset: int, *, type: str | None = None, entity: str | None = None) -> int | None:
        """The index of the first stop that begins after `offset`, of the kind or entity wanted; dates only where asked for."""
        chosen = self.of(type, entity)
        place = bisect_right(chosen, offset, key=self._starts.__getitem__)
        return chosen[place] if place < len(chosen) else None

    def before(self, offset: int, *, type: str | None = None, entity: str | None = None) -> int | None:
        """The index of the last stop that begins before `offset`, of the kind or entity wanted."""
        chosen = self.of(type, entity)
        place = bisect_left(chosen, offset, key=self._starts.__getitem__) - 1
        return chosen[place] if place >= 0 else None

    def of(self, type: str | None = None, entity: str | None = None) -> Sequence[int]:
        """The indices of all stops of a kind or an entity, in order."""
        wanted = (type, entity)
        if wanted not in self._chosen and isinstance(self.stops, Mentions):
            self._chosen[wanted] = self.stops.of(type, entity)
        elif wanted not in self._chosen:
            self._chosen[wanted] = [
                index
                for index, stop in enumerate(self.stops)
                if (stop.entity == entity if entity is not None else True)
                and (stop.type == type if type is not None else stop.type != "date")
            ]
        return self._chosen[wanted]

    def starts_between(self, first: int, last: int) -> list[int]:
        """Where the stops begin, dates left out, that begin at one of these characters."""
        chosen = self.of()
        low = bisect_left(chosen, first, key=self._starts.__getitem__)
        high = bisect_right(chosen, last, key=self._starts.__getitem__)
        return [self._starts[index] for index in chosen[low:high]]

    def place_among(self, index: int, *, entity: str) -> tuple[int, int]:
        """(which, of how many) this stop is among those of the entity, 1-based: "3 of 8"."""
        chosen = self.of(entity=entity)
        return bisect_right(chosen, index), len(chosen)


def next_paragraph(blocks: Sequence[Block], offset: int) -> int | None:
    """The start of the first block after the one at `offset`, furniture left out."""
    index = block_index(blocks, offset) + 1
    following = (blocks[at] for at in range(index, len(blocks)))
    return next((block.start for block in following if block.kind != "boilerplate"), None)


def previous_paragraph(blocks: Sequence[Block], offset: int) -> int | None:
    """The start of the block at `offset`, or of the one before when `offset` is at a start; furniture left out."""
    index = block_index(blocks, offset, before=True) + 1
    return next(
        (blocks[at].start for at in range(index - 1, -1, -1) if blocks[at].kind != "boilerplate"), None
    )
