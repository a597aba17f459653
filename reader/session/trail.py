"""The reading trail: where the user was and why, in order; as Markdown for a report."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reader.model import paragraph_label, paragraph_of
from reader.readmodel import StoredDocument
from reader.session.history import Place
from reader.values import dataclass

__all__ = ["LONGEST_TRAIL", "Step", "Trail", "trail_as_markdown", "whereabouts"]

LONGEST_TRAIL = 500
"""Steps that are kept."""

_MOVES = {"jump": "", "back": "went back", "forward": "went forward"}


@dataclass(frozen=True, slots=True)
class Step:
    """A place that was read, when it was left (seconds since 1970), how it was left, and by which key."""

    place: Place
    time: float
    move: str
    key: str = ""

    @property
    def why(self) -> str:
        """Why it was left, in words, with the key."""
        words = _MOVES[self.move] or self.place.reason
        return f"{words} ({self.key})" if words and self.key else words or self.key


class Trail:
    """The steps of a library, the latest of them."""

    def __init__(self) -> None:
        self.steps: deque[Step] = deque(maxlen=LONGEST_TRAIL)

    def apply(self, event: Mapping[str, object], time: float) -> None:
        """Take a line of the journal in. The same line twice is one step."""
        for move in _MOVES:
            place = Place.from_row(event.get(move))
            if place is not None:
                key = event.get("key")
                step = Step(place, time, move, key if isinstance(key, str) else "")
                if not (self.steps and self.steps[-1] == step):
                    self.steps.append(step)

    def events(self) -> Iterator[dict[str, object]]:
        """The lines that say the same."""
        for step in self.steps:
            line = {"t": step.time, step.move: step.place.as_row(), "old": True}
            yield line | ({"key": step.key} if step.key else {})


def trail_as_markdown(
    steps: Iterable[Step],
    here: Place | None = None,
    *,
    heading: str = "Reading trail",
    where: Callable[[Place], str] | None = None,
    zone: Callable[[float], time.struct_time] = time.gmtime,
) -> str:
    """The steps as a Markdown list, one section a day.

    `where` says where a place is in words for people ("¶9, INTERPOL, 2017-11-18"); without it the offset is given. `zone` turns
    seconds since 1970 into the clock time that is shown (`time.gmtime` or `time.localtime`).
    """
    lines = [f"# {_plain(heading)}"]
    day = ""
    for step in _without_pauses(steps):
        moment = zone(step.time)
        today = time.strftime("%Y-%m-%d", moment)
        if today != day:
            day = today
            lines += ["", f"## {day}", ""]
        lines += _entry(step.place, time.strftime("%H:%M", moment), step.why, where)
    if here is not None:
        lines += ["", "## Here", "", *_entry(here, "", "", where)]
    return "\n".join(lines) + "\n"


def whereabouts(find: Callable[[str], StoredDocument | None]) -> Callable[[Place], str]:
    """What says where a place is: paragraph, issuer, date. `find` gives a document by its id, None where it is gone; each is asked
    for once.
    """
    known: dict[str, StoredDocument | None] = {}

    def where(place: Place) -> str:
        if place.document not in known:
            known[place.document] = find(place.document)
        document = known[place.document]
        if document is None:
            return f"character {place.offset}; not in the library any more"
        row = document.row
        number = paragraph_of(document.blocks, min(place.offset, len(document.text)))
        return ", ".join(
            filter(
                None, (paragraph_label(number, "at the top"), row.source or row.agency, row.date or "undated")
            )
        )

    return where


def _without_pauses(steps: Iterable[Step]) -> Sequence[Step]:
    """The steps without those that left the place where the one before had left."""
    kept: list[Step] = []
    for step in steps:
        if kept and kept[-1].place.same_as(step.place):
            kept.pop()
        kept.append(step)
    return kept


def _entry(place: Place, clock: str, why: str, where: Callable[[Place], str] | None) -> list[str]:
    """A place as an item of the list."""
    spot = where(place) if where is not None else f"character {place.offset}"
    head = f"{clock} " if clock else ""
    line = f"- {head}**{_plain(place.title or place.document)}** ({_plain(spot)})"
    if why:
        line += f" → {_plain(why)}"
    return [line, f"  > {_plain(place.snippet)}"] if place.snippet else [line]


def _plain(text: str) -> str:
    """Text without the signs that Markdown would take for its own."""
    line = " ".join(text.split())
    return "".join("\\" + sign if sign in "\\`*_[]<>#|" else sign for sign in line)
