"""How much output may be on its way: the newest state wins, and a slow line never lags more than about a window behind.

Every so many bytes a cursor position report (DSR, `CSI 6n`, ECMA-48 8.3.35) is asked for. It is answered when the terminal has read
all that was sent before it, so what is unanswered is still in the pipe. A question is asked where the cursor is known to stand, below the first
line: the answer then says which question it belongs to (answers get lost, come late, come to others' questions), and it can never be a
key, because the only keys of its form (F3 with Shift and the like) look like reports from the first line.

Pacing begins with the first answer: a terminal that never answers is neither waited for nor asked more than a few times.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

__all__ = ["PATIENCE", "QUERY", "STRIDE", "WINDOW", "Pacing", "Question"]

QUERY = "\x1b[6n"
WINDOW = 2048
"""Bytes that may be unanswered when more is sent: half of it makes text alone stutter and other layouts no quicker (measured)."""
STRIDE = 512
"""Bytes after which an answer is asked for."""
PATIENCE = 3.0
"""Seconds, beyond what the bytes before it may take, after which an answer counts as never coming."""
SLOWEST = 1024
"""Bytes a second of the slowest line that is still waited for (9600 bit/s)."""
TRIES = 4
"""Questions that a terminal is asked before its first answer."""


class Question(NamedTuple):
    """A report that was asked for, `size` bytes after the one before, with the cursor at a place (counted from 1).

    `column` is None where the answer itself is to tell it. `due`: when to stop waiting.
    """

    row: int
    column: int | None
    size: int
    asked: float
    due: float

    def is_answered_by(self, row: int, column: int) -> bool:
        """Whether a report can only be the answer to this."""
        return row == self.row and self.column in (None, column)


class Pacing:
    """Counts bytes sent and answered. Times are seconds of any steady clock."""

    def __init__(self, window: int = WINDOW, stride: int = STRIDE, patience: float = PATIENCE) -> None:
        self.window, self.stride, self.patience = window, stride, patience
        self.response = 0.0
        """Seconds that the last answer took."""
        self.closed = False
        """No more questions: nobody will be there to hear the answers."""
        self._flight: deque[Question] = deque()
        self._since_query = 0
        self._heard = False
        self._late = 0

    @property
    def unanswered(self) -> int:
        """Bytes sent that the terminal is not known to have read."""
        return sum(question.size for question in self._flight) + self._since_query

    @property
    def waiting(self) -> bool:
        """Whether answers are expected from a terminal that has answered before."""
        return self._heard and bool(self._flight)

    @property
    def expecting(self) -> bool:
        """Whether a report that comes now may be an answer, perhaps a late one."""
        return bool(self._flight) or self._late > 0

    @property
    def overdue_at(self) -> float | None:
        """When the oldest question stops being waited for."""
        return self._flight[0].due if self._flight else None

    @property
    def usual(self) -> float:
        """Seconds within which an answer comes if none is lost."""
        return max(0.5, 3 * self.response)

    def silent(self, now: float) -> bool:
        """Whether the last question should have been answered by now, so that another one is worth its bytes."""
        return self._heard and bool(self._flight) and now - self._flight[-1].asked >= self.usual

    def may_send(self, now: float) -> bool:
        """Whether there is room in the window."""
        self._expire(now)
        return not self._heard or not self._flight or self.unanswered < self.window

    def sent(self, size: int) -> bool:
        """Note `size` bytes as sent; True when a question should follow them."""
        self._since_query += size
        tired = not self._heard and len(self._flight) + self._late >= TRIES
        return self._since_query >= self.stride and not tired and not self.closed

    def ask(self, row: int, column: int | None, now: float) -> str:
        """The question that follows what was sent; the cursor is at this place of the screen, counted from 1."""
        size = self._since_query + len(QUERY)
        due = now + self.patience + (self.unanswered + len(QUERY)) / SLOWEST
        self._flight.append(Question(row, column, size, now, due))
        self._since_query = 0
        return QUERY

    def answered(self, row: int, column: int, now: float) -> Question | None:
        """The question that a report answers; None where it is somebody else's or a key. Answers come in the order of the questions."""
        if row < 2:
            return None
        exact = next((at for at, asked in enumerate(self._flight) if asked.is_answered_by(row, column)), None)
        if exact is None and self._late:
            self._late -= 1
            self._heard = True
            return Question(row, column, 0, now, now)
        if not self._flight:
            return None
        # Without an exact match the terminal counts columns in its own way; it is the next answer all the same.
        found = self._flight.popleft()
        for _ in range(exact or 0):
            found = self._flight.popleft()
        self.response = max(0.0, now - found.asked)
        self._heard = True
        return found

    def _expire(self, now: float) -> None:
        """An answer that is overdue: stop pacing until one comes again."""
        if self._flight and now > self._flight[0].due:
            self._late += len(self._flight)
            self._flight.clear()
            self._since_query = 0
            self._heard = False
