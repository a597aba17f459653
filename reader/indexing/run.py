"""One index run: from paths to a library in which everything that could be read is read and linked.

This process alone writes. It may be stopped or killed at any moment: each batch is in the library whole or not at all, and
the next run asks the library what is still waiting.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.indexing.batches import batches
from reader.indexing.files import files_under, roots_of
from reader.indexing.linking import link_collection, link_is_due
from reader.indexing.lock import indexing_alone
from reader.indexing.models import model_for
from reader.indexing.options import kept_options
from reader.indexing.pool import Done, Lost, Outcome, Partly, Pool
from reader.indexing.progress import Meter, OnProgress
from reader.indexing.reading import Failed, FileReader, Inside, Opened, Read, Unchanged, file_reader
from reader.indexing.sharing import Shares
from reader.indexing.summary import Summary
from reader.indexing.worker import Unheard
from reader.model import Failure

if TYPE_CHECKING:
    from reader.library import FileSeen, Library, Plan, Work
    from reader.sources import Options

__all__ = ["index"]

BATCH_FILES = 32
FIRST_BATCH = 2
"""Files of a run's first batch: a reader who is open sees something soon."""
BATCH_BYTES = 96 * 1024
"""What goes to a worker at once: a second or two of work, so that a death or a stop costs little."""

WRITE_FILES = 200
WRITE_SECONDS = 3.0
"""What goes into one transaction: so many documents, or what came in so many seconds."""

HERE_FILES = 8
HERE_BYTES = 200_000
HERE_FORMATS = frozenset({"text", "markdown"})
"""So few small plain texts are read in this process: starting workers would take longer, and nothing in them can harm it."""

WORKER_MEMORY = 3 * 1024**3
"""Bytes that reading one batch may take beyond the model."""


def index(
    paths: Iterable[str | Path],
    library_path: str | Path,
    *,
    jobs: int | None = None,
    on_progress: OnProgress = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    model: str | None = None,
    retry: bool = False,
    options: Options | None = None,
) -> Summary:
    """Bring the library up to date with the files under `paths`: read what is new or changed, link the collection.

    `jobs` worker processes (default: one a processor); `should_stop` is asked several times a second and ends the run in good
    order, with everything read so far linked; `model` is a model's folder (None: what was chosen for the library, see `models`);
    `retry` also tries files that were given up; `options` for the sources are remembered by the library (None: those of before).
    Raises CommandError for a path that
    is not there, SourceError if there is nothing to read, the LibraryError family, and WorkersFail.
    """
    from reader.indexing.version import extractor_version
    from reader.library import Library

    began = time.monotonic()
    roots, library_path = roots_of(paths), Path(library_path)
    model = model_for(library_path, model)
    meter = Meter(on_progress)
    passed_over: list[Failure] = []
    files = files_under(roots, passed_over.append)
    if not library_path.exists():
        files = _not_nothing(files, roots)
    with indexing_alone(library_path), Library.create_or_open(library_path) as library:
        options = kept_options(library, options)
        plan = library.plan(files, [str(root) for root in roots], extractor_version(model, options), retry)
        meter.phase("reading", plan.waiting)
        jobs = jobs or os.cpu_count() or 1
        run = _Run(library, plan, meter, should_stop, jobs)
        run.read(jobs, partial(file_reader, model, library_path, options))
        run.link()
        meter.phase("done")
        return run.summary(time.monotonic() - began, tuple(passed_over))


def _not_nothing(files: Iterator[FileSeen], roots: list[Path]) -> Iterator[FileSeen]:
    """`files`, or SourceError if there are none: no library is made of nothing."""
    first = next(files, None)
    if first is None:
        where = ", ".join(map(str, roots))
        raise SourceError("there is nothing to read here", where, "Give a folder that holds documents")
    return chain([first], files)


class _Run:
    """What one run knows while it goes: the files it took, the documents it has not written yet."""

    def __init__(
        self, library: Library, plan: Plan, meter: Meter, should_stop: Callable[[], bool], jobs: int
    ) -> None:
        self._library = library
        self._plan = plan
        self._meter = meter
        self._should_stop = should_stop
        self._taken: dict[int, Work] = {}
        self._within = -1
        self._shares = Shares(jobs)
        self._unwritten: list[Read] = []
        self._written_at = time.monotonic()
        self._read = self._partial = self._failed = self._unchanged = self._words = 0
        self._linked_at = 0 if library.needs_linking() else library.status().documents

    def read(self, jobs: int, setup: Callable[[], FileReader]) -> None:
        """Read what waits; whatever ends this, files that were taken but not read go back untried."""
        try:
            first = self._take(HERE_FILES + 1)
            if not first:
                return
            if len(first) <= HERE_FILES and _is_quick(first):
                self._read_here(first, setup)
            else:
                self._read_in_workers(first, jobs, setup)
        finally:
            self._write()
            self._library.release(self._taken)

    def _take(self, most: int) -> list[Work]:
        """The next files from the library's queue."""
        works = self._library.take(most)
        self._taken.update((work.source, work) for work in works)
        return works

    def _queue(self, first: list[Work]) -> Iterator[Work]:
        """All files that wait, taken as they are needed."""
        while first:
            yield from first
            first = self._take(10 * BATCH_FILES)

    def _read_here(self, works: list[Work], setup: Callable[[], FileReader]) -> None:
        """Read a few small files in this process."""
        read = setup()
        for work in works:
            if self._should_stop():
                return
            self._library.count_try([work.source])
            voice = Unheard()
            (result,) = read([work], voice)
            for _, given in voice.given:
                self._note(Partly(work, given))
            self._note(Done(work, result))

    def _read_in_workers(self, first: list[Work], jobs: int, setup: Callable[[], FileReader]) -> None:
        """Read everything else in worker processes, writing and linking what comes back."""
        pool = Pool(setup, jobs, WORKER_MEMORY)
        cut = batches(self._shares.of(self._queue(first)), BATCH_FILES, _cost, BATCH_BYTES, begin=FIRST_BATCH)
        with closing(pool.run(cut, self._should_stop)) as running:
            for outcomes in running:
                for outcome in outcomes:
                    self._note(outcome)
                waited = not self._read or time.monotonic() - self._written_at > WRITE_SECONDS
                if waited or len(self._unwritten) >= WRITE_FILES:
                    self._write()
                    self._link_early()

    def _note(self, outcome: Outcome) -> None:
        """Take in what became of one file, or of something in it."""
        work: Work = outcome.item
        if not isinstance(outcome, Partly):
            whole = self._shares.whole(outcome)
            if whole is None:
                return
            outcome = whole
        if isinstance(outcome, Lost):
            self._write()
            remedy = "Convert the file to another format, or report the fault; `index --retry` tries it again"
            self._fail(work, Failure(work.path, outcome.what, "", remedy), 0.0, hopeless=True)
        elif isinstance(found := outcome.result, Inside):
            self._within = work.source
            for one in found.outcomes:
                self._note_member(one)
        elif isinstance(found, Failed):
            self._write()
            self._fail(work, found.failure, found.seconds)
        elif isinstance(found, Unchanged):
            self._library.same(found.source, found.sha256, found.seconds)
            self._unchanged += 1
            self._meter.read(0)
            self._taken.pop(work.source)
        elif isinstance(found, Opened):
            # Its members go in first: what is not among them then is gone.
            self._write()
            self._library.opened(found.source, found.warnings, found.seconds)
            self._partial += bool(found.warnings)
            self._meter.read(0)
            self._taken.pop(work.source)
        elif isinstance(found, Read):
            self._unwritten.append(found)
            self._meter.read(found.words)

    def _note_member(self, found: Read | Unchanged | Failed) -> None:
        """Take in what became of a document within a file."""
        if isinstance(found, Failed):
            self._library.unread(found.source, found.member, found.failure, found.seconds)
            self._failed += 1
        elif isinstance(found, Unchanged):
            self._library.same(found.source, found.sha256, found.seconds, found.member)
            self._unchanged += 1
        else:
            self._unwritten.append(found)
        self._meter.member(found.words if isinstance(found, Read) else 0, isinstance(found, Failed))

    def _fail(self, work: Work, failure: Failure, seconds: float, hopeless: bool = False) -> None:
        """Write down why a file is no document."""
        self._library.fail(work.source, failure, seconds, hopeless)
        self._taken.pop(work.source)
        self._failed += 1
        self._meter.failed()

    def _write(self) -> None:
        """Put what was read into the library, in one transaction."""
        if self._unwritten:
            self._library.store([read.stored for read in self._unwritten])
        for read in self._unwritten:
            if not read.stored.member:
                self._taken.pop(read.stored.source)
            self._read += 1
            self._partial += bool(read.stored.document.warnings)
            self._words += read.words
        self._unwritten.clear()
        self._written_at = time.monotonic()

    def _link_early(self) -> None:
        """In a long run, link now and then, so that a reader who is already open sees names."""
        documents = self._library.status().documents
        much = len(self._taken) > BATCH_FILES or self._within in self._taken
        if much and link_is_due(documents, self._linked_at):
            self._meter.phase("linking")
            link_collection(self._library, self._should_stop)
            self._linked_at = documents
            self._meter.phase("reading")

    def link(self) -> None:
        """Link all that is in the library, also at a stop: what was read shall be of use."""
        if self._library.needs_linking():
            self._meter.phase("linking")
            self._library.compare()
            link_collection(self._library)
            self._library.finish(self._should_stop)

    def summary(self, seconds: float, passed_over: tuple[Failure, ...]) -> Summary:
        """What the run did."""
        status = self._library.status()
        return Summary(
            library=Path(status.path),
            read=self._read,
            partial=self._partial,
            failed=self._failed,
            same=self._plan.same + self._unchanged,
            gone=self._plan.gone,
            waiting=status.waiting,
            words=self._words,
            documents=status.documents,
            entities=status.entities,
            mentions=status.mentions,
            unread=status.failed,
            seconds=seconds,
            stopped=self._should_stop() and status.waiting > 0,
            passed_over=passed_over,
        )


def _is_quick(works: list[Work]) -> bool:
    """Whether these files are read faster, and no less safely, without workers."""
    from reader.sources import format_of

    kinds = (format_of(work.path) for work in works)
    small = sum(work.size for work in works) <= HERE_BYTES
    return small and all(kind is not None and kind.name in HERE_FORMATS for kind in kinds)


def _cost(work: Work) -> int:
    """What a file adds to a batch; a long path counts too, because batches travel through a pipe's small buffer."""
    return max(work.size, 20 * len(work.path))
