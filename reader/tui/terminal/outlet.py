"""Where output goes: the terminal, for as long as there is one, and how much of it has not got through."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

__all__ = ["Outlet"]


class Outlet:
    """A file that takes everything and passes on what it can; `pending` bytes were announced and are not written yet.

    Each text goes out by one system call where the line takes it. The thread that writes would end at the first error of a terminal that
    is gone (the line dropped), its queue would fill up, and the app, on its way out, would wait for room in it for ever. And where the
    line takes nothing (it stalls, or the terminal reads slowly and answers no question), the app must know before that queue is full.
    """

    def __init__(self, file: IO[str], on_drained: Callable[[], None]) -> None:
        self._file = file
        self._number = file.fileno()
        self._encoding = getattr(file, "encoding", None) or "utf-8"
        self._on_drained = on_drained
        self._lock = threading.Lock()
        self._pending = 0

    @property
    def pending(self) -> int:
        """Bytes announced and not yet written."""
        return self._pending

    def announce(self, text: str) -> int:
        """Say that this text will come by way of the writing thread; its size in bytes."""
        size = len(text.encode(self._encoding, "replace"))
        with self._lock:
            self._pending += size
        return size

    def write(self, text: str) -> int:
        """Write, if there is still somebody to read."""
        data = text.encode(self._encoding, "replace")
        size = len(data)
        with suppress(OSError, ValueError):
            while data:
                data = data[self._some(data) :]
        with self._lock:
            self._pending = max(0, self._pending - size)
            drained = not self._pending
        if drained:
            self._on_drained()
        return len(text)

    def _some(self, data: bytes) -> int:
        """Write as much as the terminal takes; where another program made it non-blocking, wait: a gap would spoil the picture."""
        try:
            return os.write(self._number, data)
        except BlockingIOError:
            select.select([], [self._number], [])
            return 0

    def flush(self) -> None:
        """Nothing waits here."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
