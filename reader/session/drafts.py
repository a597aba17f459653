"""Notes that are being written: every pause in typing is kept, so that a line that drops costs none of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.session.notes import Target
from reader.values import dataclass

__all__ = ["Draft", "Drafts"]

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that were not saved yet: for a new note on something, or (`note`: its id) for one that there is."""

    on: Target
    text: str
    note: str | None = None
    time: float = 0.0

    @property
    def key(self) -> str:
        """Which words a newer draft replaces."""
        return f"note {self.note}" if self.note is not None else self.on.key


class Drafts:
    """The unfinished notes of a library, the latest of them."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def all(self) -> list[Draft]:
        """All drafts, the latest first."""
        # Of two of one moment the one that came in later is the later one.
        return sorted(self._drafts.values(), key=lambda draft: draft.time)[::-1]

    def get(self, on: Target, note: str | None = None) -> Draft | None:
        """What was begun on something."""
        return self._drafts.get(Draft(on, "", note).key)

    def apply(self, event: Mapping[str, object], time: float) -> None:
        """Take a line of the journal in. A draft without words is none."""
        match event:
            case {"draft": [on, str() | None as note, str(text)]}:
                target = Target.from_row(on)
                if target is None:
                    return
                draft = Draft(target, text, note, time)
                self._drafts.pop(draft.key, None)
                if text.strip():
                    self._drafts[draft.key] = draft
                while len(self._drafts) > _KEPT:
                    del self._drafts[next(iter(self._drafts))]

    def events(self) -> Iterator[dict[str, object]]:
        """The lines that say the same."""
        for draft in self._drafts.values():
            yield {"t": draft.time, "draft": [draft.on.as_row(), draft.note, draft.text]}
