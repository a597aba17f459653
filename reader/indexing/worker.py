"""What a worker process does: set up once, then answer batches on its pipe until the pipe closes.

A worker says `Ready` (or `Unfit`) once, `Beat` when it begins something and for how long that may take, `Given` for
what it has of an item before all of it is done, and for each batch either `Answer` or `Trouble`. It imports as little as it can before the work itself does,
because it is started anew after every death.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from reader.errors import ReaderError
from reader.values import dataclass

__all__ = [
    "Answer",
    "Beat",
    "BeatCall",
    "Given",
    "Order",
    "Ready",
    "Setup",
    "Trouble",
    "Unfit",
    "Unheard",
    "Work",
    "serve",
]


class BeatCall(Protocol):
    """What a work says while it works."""

    def __call__(self, seconds: float, part: str = "") -> None:
        """The next step of this batch may take so many seconds; it is about this part of the item (a file in an archive)."""

    def give(self, item: int, result: Any) -> None:
        """Something of the item with this number in the batch is done already."""


class Unheard:
    """For work that is done in this process: nobody waits for beats, what is given is kept."""

    def __init__(self) -> None:
        self.given: list[tuple[int, Any]] = []

    def __call__(self, seconds: float, part: str = "") -> None:
        """Nobody waits."""

    def give(self, item: int, result: Any) -> None:
        """Kept, in order."""
        self.given.append((item, result))


Work: TypeAlias = Callable[[Sequence[Any], BeatCall], Sequence[Any]]
"""Items of a batch -> as many results, in the same order."""

LARGEST_FILE = 1 << 30
"""Bytes of the largest file that a worker may write (pages rendered for text recognition)."""

Setup: TypeAlias = Callable[[], Work]
"""Called once in each worker, so it must be picklable; loads models and gives back the work."""


@dataclass(frozen=True, slots=True)
class Order:
    """Parent to worker: a batch to do. `items` must be small (they name work, they do not carry it)."""

    number: int
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has set up."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """The worker cannot set up, and another one could not either."""

    error: ReaderError


@dataclass(frozen=True, slots=True)
class Beat:
    """The next step of batch `number`, which is about `part` of its item, may take `seconds`."""

    number: int
    seconds: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Something of item `item` (0-based) of batch `number`, ahead of the rest."""

    number: int
    item: int
    result: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """Batch `number` is done: one result an item."""

    number: int
    results: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Batch `number` raised an exception; its text."""

    number: int
    what: str


def serve(pipe: Connection, setup: Setup, memory: int | None) -> None:
    """Serve batches from `pipe` until it closes.

    `memory` is how many bytes the work may take beyond what setting up took.
    """
    # Ctrl+C reaches the whole process group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_the_first_to_go()
    _leave_with_the_parent()
    try:
        work = setup()
    except ReaderError as error:
        pipe.send(Unfit(error))
        return
    if memory is not None:
        _limit_memory(memory)
    _limit_files()
    pipe.send(Ready())
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            order: Order = pipe.recv()
            pipe.send(_answer(pipe, work, order))


class _Voice:
    """Says on the pipe what happens to one batch."""

    def __init__(self, pipe: Connection, number: int) -> None:
        self._pipe = pipe
        self._number = number

    def __call__(self, seconds: float, part: str = "") -> None:
        self._pipe.send(Beat(self._number, seconds, part))

    def give(self, item: int, result: Any) -> None:
        self._pipe.send(Given(self._number, item, result))


def _answer(pipe: Connection, work: Work, order: Order) -> Answer | Trouble:
    """Do one batch."""
    try:
        results = tuple(work(order.items, _Voice(pipe, order.number)))
    except ConnectionError:
        raise
    except MemoryError:
        return Trouble(order.number, "it needs more memory than one document may take")
    except Exception as error:  # noqa: BLE001 - one document's fault becomes a row in the report, never the end of the run
        return Trouble(order.number, f"{type(error).__name__}: {error}")
    if len(results) != len(order.items):
        return Trouble(order.number, f"{len(results)} results for {len(order.items)} items")
    return Answer(order.number, results)


def _limit_memory(more: int) -> None:
    """Let this process take `more` bytes of address space beyond what it has now, where that works."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return  # not Linux: the time limit still holds
    wanted = pages * resource.getpagesize() + more
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or hard > wanted:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _limit_files() -> None:
    """What is read here writes next to nothing: no endless temporary files, no memory images of a crash."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        for kind, most in ((resource.RLIMIT_FSIZE, LARGEST_FILE), (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _leave_with_the_parent() -> None:
    """End at once when the parent has ended, however that came about: nobody would hear what comes of a long piece of work."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _be_the_first_to_go() -> None:
    """When memory runs out the kernel shall take a worker (replaceable), not the parent that writes."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
