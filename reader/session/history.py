"""Where the user was, to go back to: the place left is kept at every jump, and a new jump forgets the way forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from reader.values import dataclass

__all__ = ["LONGEST", "History", "Move", "Place"]

LONGEST = 500
"""Places kept in each direction."""

Move = Literal["jump", "back", "forward"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: the character at `offset`. `reason` says why it was left ("next mention of NCA"),
    `title` and `snippet` (one line) are for people to recognise it by.
    """

    document: str
    offset: int
    title: str = ""
    reason: str = ""
    snippet: str = ""

    def same_as(self, other: Place) -> bool:
        """Whether both are the same character."""
        return self.document == other.document and self.offset == other.offset

    def as_row(self) -> list[object]:
        """The place as plain values, to be written down."""
        return [self.document, self.offset, self.title, self.reason, self.snippet]

    @classmethod
    def from_row(cls, row: object) -> Place | None:
        """The place that `as_row` wrote; None for anything else."""
        match row:
            case [str(document), int(offset), str(title), str(reason), str(snippet)] if offset >= 0:
                return cls(document, offset, title, reason, snippet)
        return None


class History:
    """The jump list. `on_move` is told of every move, with the place that was left, so that it can be written down."""

    def __init__(
        self,
        behind: Sequence[Place] = (),
        ahead: Sequence[Place] = (),
        on_move: Callable[[Move, Place], None] | None = None,
    ) -> None:
        self._behind = list(behind)[-LONGEST:]
        self._ahead = list(ahead)[-LONGEST:]
        self._on_move = on_move

    @property
    def behind(self) -> tuple[Place, ...]:
        """The places to go back to, the nearest last."""
        return tuple(self._behind)

    @property
    def ahead(self) -> tuple[Place, ...]:
        """The places to go forward to, the nearest last."""
        return tuple(self._ahead)

    def push(self, left: Place) -> None:
        """Note the place that a jump leaves; what was ahead is forgotten."""
        self._ahead.clear()
        if not (self._behind and self._behind[-1].same_as(left)):
            self._behind.append(left)
            del self._behind[:-LONGEST]
        self._tell("jump", left)

    def back(self, here: Place) -> Place | None:
        """The place to go back to from `here`; None where the user never jumped. Places that are `here` are passed over."""
        return self._step("back", self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place to go forward to again from `here`."""
        return self._step("forward", self._ahead, self._behind, here)

    def _step(self, move: Move, source: list[Place], target: list[Place], here: Place) -> Place | None:
        """Take the nearest other place from one side and keep `here` on the other."""
        while source and source[-1].same_as(here):
            source.pop()
        if not source:
            return None
        found = source.pop()
        target.append(here)
        del target[:-LONGEST]
        self._tell(move, here)
        return found

    def _tell(self, move: Move, left: Place) -> None:
        """Hand a move on."""
        if self._on_move is not None:
            self._on_move(move, left)
