"""How far an index run is, as a value that any face can show."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeAlias

from reader.values import dataclass

__all__ = ["Meter", "OnProgress", "Phase", "Progress"]

Phase = Literal["finding", "reading", "linking", "done"]
"""Listing files; reading and recognising them; finding out which names are the same; nothing left."""

WINDOW = 20.0
"""Rates are over about the last so many seconds: what the run does now, not what it did at its start."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a run. `total` files are to be read, `done` are (`failed` of them could not), rates are per second."""

    phase: Phase = "finding"
    total: int = 0
    done: int = 0
    failed: int = 0
    documents_per_second: float = 0.0
    words_per_second: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long reading will go on at this rate; None while that is not known."""
        if self.phase != "reading" or self.documents_per_second <= 0:
            return None
        return (self.total - self.done) / self.documents_per_second


OnProgress: TypeAlias = Callable[[Progress], None]


class Meter:
    """Keeps the progress of one run and tells it to `on_progress` at each change."""

    def __init__(self, on_progress: OnProgress, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = on_progress
        self._clock = clock
        self._words = 0
        self._marks: deque[tuple[float, int, int]] = deque([(clock(), 0, 0)])
        self.now = Progress()

    def phase(self, phase: Phase, total: int | None = None) -> None:
        """The run enters a phase; `total` is how many files there are to read."""
        self._set(replace(self.now, phase=phase, total=self.now.total if total is None else total))

    def read(self, words: int) -> None:
        """One more file is done: it had so many words."""
        self._words += words
        self._count(failed=0)

    def failed(self) -> None:
        """One more file is done: it could not be read."""
        self._count(failed=1)

    def member(self, words: int, failed: bool = False) -> None:
        """One more document within a file is done; nobody knew of it before."""
        self._words += words
        self.now = replace(self.now, total=self.now.total + 1)
        self._count(int(failed))

    def _count(self, failed: int) -> None:
        """Move on by one file and measure the rates anew."""
        done, now = self.now.done + 1, self._clock()
        if now - self._marks[-1][0] >= WINDOW / 20:
            self._marks.append((now, done, self._words))
            while len(self._marks) > 2 and now - self._marks[1][0] > WINDOW:
                self._marks.popleft()
        since, done_then, words_then = self._marks[0]
        elapsed = max(now - since, 0.001)
        self._set(
            replace(
                self.now,
                done=done,
                failed=self.now.failed + failed,
                documents_per_second=(done - done_then) / elapsed,
                words_per_second=(self._words - words_then) / elapsed,
            )
        )

    def _set(self, progress: Progress) -> None:
        self.now = progress
        self._tell(progress)
