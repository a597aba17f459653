"""What the journal's lines amount to: places, what was read, the jump list. Lines that make no sense change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from reader.session.drafts import Drafts
from reader.session.history import LONGEST, Place
from reader.session.marks import Marks
from reader.session.searches import Searches
from reader.session.trail import Trail
from reader.session.visits import Visits
from reader.values import dataclass

__all__ = ["Event", "Past", "Seen", "State", "is_move"]

Event = Mapping[str, object]

_MOVES = ("history", "jump", "back", "forward")
_KEPT_PLACES = 100
"""Places of the jump list that outlive a session, in each direction."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the user was in a document at last (`time` in seconds since 1970), and the furthest place that was on the way.

    `top` is the first character that was on the screen, `part` how much of the document (percent) was on it at most; None where
    that is not known.
    """

    offset: int
    furthest: int
    time: float
    top: int | None = None
    part: int | None = None


class State:
    """Everything that is remembered about one library's documents."""

    def __init__(self) -> None:
        self.seen: dict[str, Seen] = {}
        self.read: dict[str, float] = {}
        self.unread: dict[str, float] = {}
        self.last: tuple[str, int] | None = None
        self.last_time = 0.0
        self.marks = Marks()
        self.searches = Searches()
        self.trail = Trail()
        self.visits = Visits()
        self.drafts = Drafts()

    def place_of(self, document: str) -> int | None:
        """Where the user was in a document at last; None where it was never opened."""
        seen = self.seen.get(document)
        return None if seen is None else seen.offset

    def top_of(self, document: str) -> int | None:
        """The first character that was on the screen then; None where that is not known."""
        seen = self.seen.get(document)
        return None if seen is None else seen.top

    def part_of(self, document: str) -> int | None:
        """How much of a document (percent) the user has seen; None where it was never opened."""
        seen = self.seen.get(document)
        return None if seen is None else seen.part

    def apply(self, event: Event) -> None:
        """Take one line in."""
        time = _number(event.get("t"))
        at = event.get("at")
        if isinstance(at, list) and len(at) == 2 and isinstance(at[0], str) and _is_offset(at[1]):
            self._apply_place(at[0], at[1], event, time)
        for name, here, there in (("read", self.read, self.unread), ("unread", self.unread, self.read)):
            document = event.get(name)
            if isinstance(document, str):
                there.pop(document, None)
                here[document] = time
        for part in (self.marks, self.searches, self.trail, self.visits, self.drafts):
            part.apply(event, time)

    def _apply_place(self, document: str, offset: int, event: Event, time: float) -> None:
        """The user was at a place."""
        known, far, top = self.seen.get(document), event.get("far"), event.get("top")
        furthest = max(offset, known.furthest if known else 0, far if _is_offset(far) else 0)
        parts = [known.part if known else None, event.get("part")]
        part = max((min(each, 100) for each in parts if _is_offset(each)), default=None)
        self.seen[document] = Seen(offset, furthest, time, top if _is_offset(top) else None, part)
        self.last, self.last_time = (document, offset), time

    def events(self) -> Iterator[dict[str, object]]:
        """The fewest lines that say the same, in the order of their times."""
        lines: list[dict[str, object]] = [
            {"t": seen.time, "at": [document, seen.offset], "far": seen.furthest}
            | ({} if seen.top is None else {"top": seen.top})
            | ({} if seen.part is None else {"part": seen.part})
            for document, seen in self.seen.items()
        ]
        lines += [{"t": time, "read": document} for document, time in self.read.items()]
        lines += [{"t": time, "unread": document} for document, time in self.unread.items()]
        lines += [*self.marks.events(), *self.searches.events(), *self.trail.events()]
        lines += [*self.visits.events(), *self.drafts.events()]
        return iter(sorted(lines, key=lambda line: _number(line["t"])))


class Past:
    """The jump list of one reader, as its own lines tell it; `time` is when it moved last."""

    def __init__(self, behind: Iterable[Place] = (), ahead: Iterable[Place] = ()) -> None:
        self.behind = list(behind)
        self.ahead = list(ahead)
        self.time = 0.0

    def apply(self, event: Event) -> None:
        """Take one line in, as `History` moved when it was written."""
        name = next((each for each in _MOVES if each in event), None)
        if name is None:
            return
        if name == "history":
            sides = event[name]
            if isinstance(sides, list) and len(sides) == 2:
                self.behind, self.ahead = _places(sides[0]), _places(sides[1])
        else:
            left = Place.from_row(event[name])
            if left is None:
                return
            self._move(name, left)
        self.time = _number(event.get("t"))

    def _move(self, name: str, left: Place) -> None:
        """One move that left a place."""
        if name == "jump":
            self.ahead.clear()
            if not (self.behind and self.behind[-1].same_as(left)):
                self.behind.append(left)
            del self.behind[:-LONGEST]
            return
        source, target = (self.behind, self.ahead) if name == "back" else (self.ahead, self.behind)
        while source and source[-1].same_as(left):
            source.pop()
        if source:
            source.pop()
        target.append(left)
        del target[:-LONGEST]

    def event(self) -> dict[str, object]:
        """The line that says all this at once."""
        sides = [[place.as_row() for place in side[-_KEPT_PLACES:]] for side in (self.behind, self.ahead)]
        return {"t": self.time, "history": sides}


def is_move(event: Event) -> bool:
    """Whether the line is about the jump list (and not a step that only the trail remembers)."""
    return "old" not in event and any(name in event for name in _MOVES)


def _places(values: object) -> list[Place]:
    """The places in a list of lists, nonsense left out."""
    if not isinstance(values, list):
        return []
    return [place for place in map(Place.from_row, values) if place is not None]


def _is_offset(value: object) -> TypeGuard[int]:
    """Whether a value can be an offset."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _number(value: object) -> float:
    """A value as a time."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0
