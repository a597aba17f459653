"""Progress on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from reader.cli.output import say
from reader.indexing import OnProgress, Progress

__all__ = ["Lines", "showing"]

SAY_EVERY = 10.0
"""Seconds between two lines where there is no terminal: a log is to be read later."""

QUIET = 3.0
"""Seconds in which nothing is said: most runs are over by then."""

PHASES = {"finding": "Looking for files", "reading": "Reading", "linking": "Linking names", "done": "Done"}


@contextmanager
def showing() -> Iterator[OnProgress]:
    """What shows the progress of an index run while it is entered."""
    if sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        with _bar() as on_progress:
            yield on_progress
    else:
        yield Lines()


class Lines:
    """One line every SAY_EVERY seconds, and one when linking begins."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self._phase = ""

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        linking = progress.phase == "linking" != self._phase and now - self._began > QUIET
        self._phase = progress.phase
        if progress.phase == "done" or not (linking or now - self._last > SAY_EVERY):
            return
        self._last = now
        say(f"{PHASES[progress.phase]}: {_counts(progress)}")


def _counts(progress: Progress) -> str:
    """How far it is, in words."""
    rates = f"{progress.documents_per_second:.1f} documents/s, {progress.words_per_second:,.0f} words/s"
    return f"{_files(progress)}; {rates}"


def _files(progress: Progress) -> str:
    """How many files are done."""
    failed = f", {progress.failed:,} failed" if progress.failed else ""
    return f"{progress.done:,} of {progress.total:,} files{failed}"


@contextmanager
def _bar() -> Iterator[OnProgress]:
    """A progress bar; rich is imported only here."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:<13}"),
        BarColumn(),
        TextColumn("{task.fields[files]}"),
        TextColumn("{task.fields[rate]}", style="dim"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as bar:
        task = bar.add_task(PHASES["finding"], total=None, files="", rate="")

        def show(progress: Progress) -> None:
            rate = (
                f"{progress.documents_per_second:.1f}/s, {progress.words_per_second:,.0f} words/s"
                if progress.done
                else ""
            )
            bar.update(
                task,
                description=PHASES[progress.phase],
                total=progress.total or None,
                completed=progress.done,
                files=_files(progress),
                rate=rate,
            )

        yield show
