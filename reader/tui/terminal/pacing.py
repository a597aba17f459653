"""How much output may be on its way: the newest state wins, and a slow line never lags more than about a window behind.

Every so many bytes a cursor position report (DSR, `CSI 6n`, ECMA-48 8.3.35) is asked for. It is answered when the terminal has read
all that was sent before it, so what is unanswered is still in the pipe. Pacing begins with the first answer: a terminal that never answers is
neither waited for nor asked more than a few times.
"""

from __future__ import annotations

from collections import deque

__all__ = ["QUERY", "Pacing"]

QUERY = "\x1b[6n"
WINDOW = 2048
"""Bytes that may be unanswered."""
STRIDE = 512
"""Bytes after which an answer is asked for."""
PATIENCE = 3.0
"""Seconds after which an answer counts as never coming."""
TRIES = 4
"""Questions that a terminal is asked before its first answer."""


class Pacing:
    """Counts bytes sent and answered. Times are seconds of any steady clock."""

    def __init__(self, window: int = WINDOW, stride: int = STRIDE, patience: float = PATIENCE) -> None:
        self.window, self.stride, self.patience = window, stride, patience
        self._flight: deque[tuple[int, float]] = deque()
        self._since_query = 0
        self._heard = False
        self._late = 0

    @property
    def unanswered(self) -> int:
        """Bytes sent that the terminal is not known to have read."""
        return sum(size for size, _ in self._flight) + self._since_query

    @property
    def waiting(self) -> bool:
        """Whether an answer is expected."""
        return bool(self._flight)

    def may_send(self, now: float) -> bool:
        """Whether there is room in the window."""
        self._expire(now)
        return not self._heard or not self._flight or self.unanswered < self.window

    def sent(self, size: int, now: float) -> bool:
        """Note `size` bytes as sent; True when a query must follow them."""
        self._since_query += size
        if self._since_query < self.stride or (not self._heard and len(self._flight) + self._late >= TRIES):
            return False
        self._flight.append((self._since_query + len(QUERY), now))
        self._since_query = 0
        return True

    def answered(self) -> bool:
        """An answer came; False if none was expected (then the report is somebody else's)."""
        if self._flight:
            self._flight.popleft()
        elif self._late:
            self._late -= 1
        else:
            return False
        self._heard = True
        return True

    def _expire(self, now: float) -> None:
        """An answer that is overdue: stop pacing until one comes again."""
        if self._heard and self._flight and now - self._flight[0][1] > self.patience:
            self._late += len(self._flight)
            self._flight.clear()
            self._since_query = 0
            self._heard = False
