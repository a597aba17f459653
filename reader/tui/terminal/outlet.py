"""Where output goes: the terminal, for as long as there is one."""

from __future__ import annotations

from contextlib import suppress
from typing import IO, Any

__all__ = ["Outlet"]


class Outlet:
    """A file that takes everything and passes on what it can.

    The thread that writes would end at the first error of a terminal that is gone (the line dropped), its queue would fill up, and
    the app, on its way out, would wait for room in it for ever.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if there is still somebody to read."""
        with suppress(OSError, ValueError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if there is still somebody to read."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
