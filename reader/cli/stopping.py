"""Stopping in good order: the first Ctrl+C (or SIGTERM) asks, the second ends at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

from reader.cli.output import say

__all__ = ["Stop"]


class Stop:
    """While it is entered, signals set a wish to stop; called, it says whether there is one."""

    def __init__(self) -> None:
        self._wished = threading.Event()
        self._before: dict[int, Any] = {}

    def __call__(self) -> bool:
        return self._wished.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until there is a wish to stop; whether there is one."""
        return self._wished.wait(seconds)

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._wish)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _wish(self, number: int, frame: FrameType | None) -> None:
        if self._wished.is_set():
            raise KeyboardInterrupt
        self._wished.set()
        again = " Ctrl+C again ends at once (nothing is lost)." if number == signal.SIGINT else ""
        say(f"\nStopping: what was read is being put in order.{again}")
