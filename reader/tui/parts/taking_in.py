"""Documents that are taken in while one reads: how far it is, stopping it, going on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App
from textual.timer import Timer

from reader.errors import ReaderError
from reader.readmodel import LibraryStatus
from reader.tui.indexer import Indexer, Outcome

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

__all__ = ["HowFar", "TakingIn"]

_LOOK_EVERY = 1.0
"""Seconds between two looks at the library while documents are taken in."""

_WINDOW = 20.0
"""The rate is that of the last so many seconds."""


class HowFar:
    """Reads off the library's counts how far a run is: what was there when it began does not count."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._before: int | None = None
        self._marks: deque[tuple[float, int, int]] = deque()

    def words(self, status: LibraryStatus) -> str:
        """How far it is: percent, files, and files a second once these are known.

        While a file that holds others (an archive, a mailbox) is read nobody knows how many are to come: then there is no percentage.
        """
        done = status.documents + status.failed
        if self._before is None:
            self._before = done
        done, now = done - self._before, self._clock()
        total = done + status.waiting
        self._marks.append((now, done, total))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW:
            self._marks.popleft()
        if not total:
            return "looking for documents"
        if not status.waiting:
            return "linking names"
        since, then, _ = self._marks[0]
        expected = next(all_ for *_, all_ in self._marks if all_)
        rate = (done - then) / (now - since) if now > since else 0.0
        pace = f" · {rate:,.0f}/s" if rate >= 10 else f" · {rate:.1f}/s" if rate > 0 else ""
        if total > expected:
            return f"taking in · {done:,} so far{pace}"
        return f"taking in {100 * done // total}% · {done:,} of {total:,}{pace}"


class TakingIn:
    """Runs the indexer beside the reader; `main` says how far it is. What was stopped goes on next time, or when asked."""

    def __init__(self, app: App[None], main: MainScreen, make: Callable[[], Indexer] | None) -> None:
        self._app = app
        self._main = main
        self._make = make
        self._indexer: Indexer | None = None
        self._timer: Timer | None = None
        self._stopped = False

    def begin(self) -> None:
        """Take in what is not in the library yet, if there is anything to look for."""
        if self._make is not None:
            self._stopped = False
            self._indexer = self._make()
            self._main.standing.begin_indexing()
            self._app.run_worker(self._run(self._indexer), group="indexer", exit_on_error=False)

    async def _run(self, indexer: Indexer) -> None:
        self._timer = self._app.set_interval(_LOOK_EVERY, self._main.watch_indexing)
        try:
            outcome = await indexer.run()
        finally:
            self._timer.stop()
        self._main.indexing_ended()
        if self._stopped:
            self._main.say("stopped: it goes on the next time, or with “go on taking in” in the palette")
        elif not outcome.complete:
            self._main.complain(_not_complete(outcome))

    def leave(self) -> None:
        """The reader is being left; what is written is kept."""
        if self._indexer is not None:
            self._indexer.stop()

    # commands ---------------------------------------------------------------------
    def do_index_stop(self) -> None:
        """Stop taking documents in."""
        if self._indexer is None or not self._indexer.running:
            self._main.say("nothing is being taken in")
        else:
            self._stopped = True
            self._main.say("stopping …")
            self._indexer.stop()

    def do_index_go_on(self) -> None:
        """Go on taking documents in."""
        if self._make is None:
            self._main.say("this library was opened without files: `vgt-reader index PATH` takes them in")
        elif self._indexer is not None and self._indexer.running:
            self._main.say("documents are being taken in already")
        else:
            self.begin()


def _not_complete(outcome: Outcome) -> ReaderError:
    """What the indexer said last, which names the remedy itself; or that it said nothing."""
    words = outcome.words.removeprefix("vgt-reader: ")
    if words:
        return ReaderError(words)
    return ReaderError(
        f"taking documents in ended with status {outcome.status}",
        remedy="What is in the library can be read; `vgt-reader index PATH` goes on where it stopped",
    )
