"""Takes documents in while the reader is open: `vgt-reader index` as a process of its own, stopped with the reader.

How far it is, is read off the library (`LibraryStatus.waiting`), so nothing of its output needs to be understood.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.values import dataclass

__all__ = ["DONE", "SOME_FAILED", "Indexer", "Outcome"]

DONE, SOME_FAILED = 0, 3
_TAIL = 4000


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the run ended: its exit status and its last words."""

    status: int
    words: str

    @property
    def complete(self) -> bool:
        """Whether every file was looked at (some may still have failed, each with a row in the report)."""
        return self.status in (DONE, SOME_FAILED)


class Indexer:
    """One run over `paths` into `library`."""

    def __init__(self, paths: Sequence[Path], library: Path, command: Sequence[str] | None = None) -> None:
        self._command = [
            *(command or (sys.executable, "-m", "reader")),
            "index",
            "--library",
            str(library),
            "--",
            *map(str, paths),
        ]
        self._process: asyncio.subprocess.Process | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.returncode is None

    async def run(self) -> Outcome:
        """Run to the end (or until `stop`)."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        tail = b""
        assert self._process.stderr is not None
        while chunk := await self._process.stderr.read(4096):
            tail = (tail + chunk)[-_TAIL:]
        status = await self._process.wait()
        lines = [line.strip() for line in tail.decode("utf-8", "replace").replace("\r", "\n").split("\n")]
        return Outcome(status, next((line for line in reversed(lines) if line), ""))

    def stop(self) -> None:
        """Ask it to stop; what is written is kept and the next run goes on from there."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()
