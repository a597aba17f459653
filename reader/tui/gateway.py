"""The one door from the interface to the library: questions go out with a number, frozen answers come back as messages.

Every question is answered in a worker thread on that thread's own read-only connection; the event loop never waits for a
query. An answer whose question was asked again in the meantime (same owner and topic) is dropped; orders never are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from reader.errors import ReaderError
from reader.tui.questions import Question, Readings

__all__ = ["Answered", "Gateway", "open_readings"]

T = TypeVar("T")


def open_readings(path: Path, create: bool = False) -> Readings:
    """The library at `path` for reading, made where it is missing if `create`; raises the LibraryError family."""
    from reader.library import Library

    return Library.create_or_open(path, write=False) if create else Library.open(path)


class Answered(Message, bubble=False):
    """An answer, or an error, to the question `number`. The owner calls `deliver`."""

    def __init__(self, number: int, deliver: Callable[[], None]) -> None:
        super().__init__()
        self.number = number
        self.deliver = deliver


class Gateway:
    """Asks the library that `open_library` opens, which it does with the first question (each thread has its own connection)."""

    def __init__(self, open_library: Callable[[], Readings]) -> None:
        self._open = open_library
        self._readings: Readings | None = None
        self._lock = threading.Lock()
        self._latest: dict[tuple[int, str], int] = {}
        self._number = 0
        self._closed = False
        self._doing: ThreadPoolExecutor | None = None

    def ask(
        self,
        owner: Widget,
        question: Question[T],
        then: Callable[[T], None],
        failed: Callable[[ReaderError], None],
    ) -> int:
        """Ask; `then` or `failed` runs on the event loop once the owner gets the answer. Returns the question's number."""
        self._number += 1
        number = self._number
        self._latest[id(owner), question.topic] = number
        work = partial(self._answer, owner, number, question, then, failed)
        # Without a description of ours the work would be spelt out, with every value that the question holds.
        owner.run_worker(
            work, group=question.topic, description=question.topic, thread=True, exit_on_error=False
        )
        return number

    def tell(
        self,
        owner: Widget,
        order: Question[T],
        then: Callable[[T], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """Have something done that is kept: one at a time, in order, never dropped, to the end even when the reader is left."""
        self._number += 1
        number = self._number

        def carry_out() -> None:
            outcome: Callable[[], Any]
            try:
                outcome = partial(then, order.ask(self._library()))
            except ReaderError as error:
                outcome = partial(failed, error)
            if not self._closed:  # posted by the thread that does them all, so that answers come in turn too
                owner.post_message(Answered(number, outcome))

        with self._lock:
            if self._doing is None:
                self._doing = ThreadPoolExecutor(1, "orders")
            done = self._doing.submit(carry_out)
        owner.run_worker(
            done.result, group="orders", description=order.topic, thread=True, exit_on_error=False
        )

    def is_current(self, owner: MessagePump, topic: str, number: int) -> bool:
        """Whether no newer question of this topic was asked by the owner."""
        return self._latest.get((id(owner), topic)) == number

    def _answer(
        self,
        owner: Widget,
        number: int,
        question: Question[T],
        then: Callable[[T], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """In the worker thread: run the question, post what came of it."""
        if self._closed or not self.is_current(owner, question.topic, number):
            return
        outcome: Callable[[], Any]
        try:
            outcome = partial(then, question.ask(self._library()))
        except ReaderError as error:
            outcome = partial(failed, error)

        def deliver() -> None:
            if self.is_current(owner, question.topic, number):
                outcome()

        if not self._closed:
            owner.post_message(Answered(number, deliver))

    def _library(self) -> Readings:
        """The library, opened once; what cannot be opened is tried again with the next question."""
        with self._lock:
            if self._readings is None:
                self._readings = self._open()
            return self._readings

    def close(self) -> None:
        """Let the library go. A question under way gets an error, which nobody hears any more."""
        if self._doing is not None:
            self._doing.shutdown(wait=True)
        self._closed = True
        with self._lock:
            readings, self._readings = self._readings, None
        if readings is not None:
            with suppress(ReaderError):
                readings.close()
