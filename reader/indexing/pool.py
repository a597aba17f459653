"""Worker processes with one pipe each, for work that may crash, hang or eat all memory.

`concurrent.futures.ProcessPoolExecutor` hangs for good when a worker is killed while it holds the shared
result lock (what the kernel does when memory runs out). With a pipe of its own a worker's death is an
`EOFError` on that pipe and touches nobody else: the pool starts another, gives the innocent batches to it as
they were, and the batch that was being worked on item by item, until the one item that kills workers stands
alone and is given up. An item that has parts (an archive) and knows how to do without one (`avoiding`) loses only
the part that kills.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeAlias

from reader.errors import ReaderError
from reader.indexing.worker import Answer, Beat, Given, Order, Ready, Setup, Trouble, Unfit, serve
from reader.values import dataclass

__all__ = ["Done", "Lost", "Outcome", "Partly", "Pool", "WorkersFail"]

TRIES = 3
"""An item is given up when this many workers have died or failed over it."""

IN_FLIGHT = 2
"""Batches a worker holds: one it works on and one that waits, so that it works on while the parent writes."""

START_SECONDS = 120.0
"""What setting up a worker (importing, loading the model) may take on a slow, busy machine."""

FIRST_SECONDS = 60.0
"""What a batch may take before its first beat."""

TICK = 0.25
"""How long, in seconds, the pool waits at most before it looks at the clock and the wish to stop."""


class WorkersFail(ReaderError):
    """Worker processes cannot be started at all."""


@dataclass(frozen=True, slots=True)
class Done:
    """An item and its result."""

    item: Any
    result: Any


@dataclass(frozen=True, slots=True)
class Partly:
    """An item and something of its result; more of it follows, and `Done` or `Lost` at the end."""

    item: Any
    result: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that was given up, and why."""

    item: Any
    what: str


Outcome: TypeAlias = Done | Partly | Lost


@dataclass(slots=True)
class _Batch:
    """Items that go to a worker together; `tries` is how many workers were lost over them so far."""

    items: tuple[Any, ...]
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """One process, its pipe, and the batches it holds: the first is the one it works on."""

    process: SpawnProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    part: str = ""
    flight: deque[tuple[int, _Batch]] = field(default_factory=deque)


class Pool:
    """Runs batches in up to `jobs` processes; results come as they are ready, in no order.

    `setup` is called once in each worker and gives back the work. `memory` limits, in bytes, what the work
    may take.
    """

    def __init__(self, setup: Setup, jobs: int, memory: int | None = None) -> None:
        self._setup = setup
        self._jobs = max(1, jobs)
        self._memory = memory
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Batch] = deque()
        self._numbers = 0
        self._false_starts = 0
        self._clock = 0.0
        self._looked = time.monotonic()

    def run(
        self, batches: Iterable[Iterable[Any]], should_stop: Callable[[], bool] = lambda: False
    ) -> Generator[list[Outcome], None, None]:
        """Do all batches; yields lists of outcomes. Ends early, dropping what is in flight, at `should_stop`.

        Raises WorkersFail when no worker can be started, or the ReaderError with which setting up failed.
        """
        source = iter(batches)
        try:
            while not should_stop():
                self._feed(source)
                if not any(worker.flight for worker in self._workers):
                    return
                heard = wait([worker.pipe for worker in self._workers], timeout=TICK)
                self._tick()
                for worker in [worker for worker in self._workers if worker.pipe in heard]:
                    if outcomes := self._hear(worker):
                        yield outcomes
                for worker in [worker for worker in self._workers if worker.deadline < self._clock]:
                    if outcomes := self._give_up_waiting(worker):
                        yield outcomes
        finally:
            self.close()

    def close(self) -> None:
        """End all workers now."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join()
        self._workers.clear()

    def _tick(self) -> None:
        """Move the pool's clock on.

        It counts at most a second a look: the time in which the parent itself did not run (stopped with
        Ctrl+Z, or busy writing) is not held against the workers.
        """
        now = time.monotonic()
        self._clock += min(now - self._looked, 1.0)
        self._looked = now

    def _feed(self, source: Iterator[Iterable[Any]]) -> None:
        """Give batches to workers with room, starting workers as long as there are batches for them."""
        while True:
            worker = min(self._workers, key=lambda worker: len(worker.flight), default=None)
            start = len(self._workers) < self._jobs and (worker is None or worker.flight)
            if worker is not None and not start and len(worker.flight) >= IN_FLIGHT:
                return
            batch = self._again.popleft() if self._again else None
            if batch is None:
                items = tuple(next(source, ()))
                if not items:
                    return
                batch = _Batch(items)
            if worker is None or start:
                worker = self._start()
            self._send(worker, batch)

    def _start(self) -> _Worker:
        """Start a worker."""
        mine, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._setup, self._memory), daemon=True)
        try:
            process.start()
        except OSError as error:
            mine.close()
            raise WorkersFail(
                f"a worker process cannot be started ({error.strerror or error})",
                "",
                "Try again with --jobs 1.",
            ) from error
        finally:
            theirs.close()  # or its end would stay open here and no death would be noticed
        worker = _Worker(process, mine, self._clock + START_SECONDS)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, batch: _Batch) -> None:
        """Hand a batch to a worker; if it is dead already, its pipe will say so at the next look."""
        self._numbers += 1
        worker.flight.append((self._numbers, batch))
        if worker.ready and len(worker.flight) == 1:
            worker.deadline = self._clock + FIRST_SECONDS
        with contextlib.suppress(ConnectionError):
            worker.pipe.send(Order(self._numbers, batch.items))

    def _hear(self, worker: _Worker) -> list[Outcome]:
        """Take one message from a worker."""
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker, "")
        if isinstance(message, Unfit):
            raise message.error
        if isinstance(message, Ready):
            worker.ready = True
            self._false_starts = 0
            worker.deadline = self._clock + FIRST_SECONDS
        elif isinstance(message, Beat):
            worker.deadline = self._clock + message.seconds
            worker.part = message.part
        elif isinstance(message, Given):
            return [Partly(worker.flight[0][1].items[message.item], message.result)]
        elif isinstance(message, Answer):
            batch = self._finish(worker)
            return [Done(item, result) for item, result in zip(batch.items, message.results, strict=True)]
        elif isinstance(message, Trouble):
            part = worker.part
            return self._retry(self._finish(worker), message.what, final=True, part=part)
        return []

    def _finish(self, worker: _Worker) -> _Batch:
        """Take the batch that a worker has just ended off its flight."""
        worker.deadline = self._clock + FIRST_SECONDS if len(worker.flight) > 1 else float("inf")
        worker.part = ""
        return worker.flight.popleft()[1]

    def _give_up_waiting(self, worker: _Worker) -> list[Outcome]:
        """Kill a worker that is silent beyond its time."""
        worker.process.kill()
        return self._bury(worker, "it takes too long" if worker.ready else "setting up takes too long")

    def _bury(self, worker: _Worker, why: str) -> list[Outcome]:
        """A worker is dead: what it held goes to others, the batch it worked on item by item."""
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)
        held = [batch for _, batch in worker.flight]
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= TRIES:
                raise WorkersFail(
                    f"worker processes end while they set up ({why or _ending(worker.process)})",
                    "",
                    "Run `vgt-reader doctor`; if memory is short, try --jobs 1.",
                )
            self._again.extendleft(reversed(held))
            return []
        self._again.extendleft(reversed(held[1:]))
        if not held:
            return []
        return self._retry(held[0], why or _ending(worker.process), final=bool(why), part=worker.part)

    def _retry(self, batch: _Batch, what: str, final: bool, part: str) -> list[Outcome]:
        """A batch failed: try its items one by one; one alone, or the `part` that failed, is given up after TRIES, at once if `final`."""
        tries = batch.tries + 1
        if len(batch.items) == 1 and (final or tries >= TRIES):
            item = batch.items[0]
            without = item.avoiding(part, what) if part and hasattr(item, "avoiding") else None
            if without is None:
                return [Lost(item, what)]
            self._again.append(_Batch((without,)))
            return []
        self._again.extend(_Batch((item,), tries) for item in batch.items)
        return []


def _ending(process: SpawnProcess) -> str:
    """How a process ended, in words."""
    code = process.exitcode
    if code == -signal.SIGKILL:
        return "the process that read it was killed (out of memory?)"
    if code is not None and code < 0:
        return f"the process that read it crashed ({signal.Signals(-code).name})"
    return f"the process that read it ended (status {code})"
