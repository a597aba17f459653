"""Finding words in the document on screen: smart case, counted, a part of the text at a time so that no key ever waits.

In plain words any white space matches any other (also a line's end), and straight quotation marks, apostrophes and hyphens match
the printer's ones.
"""

from __future__ import annotations

import re
import signal
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

__all__ = ["Finder", "Hit", "Query", "QueryFailure", "read_query"]

STEP = 1 << 18
"""Characters looked through at once: about 5 ms."""

LONGEST = 2048
"""No hit is longer than this many characters."""

PATIENCE = 0.25
"""Seconds that a regular expression may take for one step; one that takes longer could take for ever."""

_ALIKE = {
    "'": "['\u2018\u2019\u02bc]",
    "\u2019": "['\u2018\u2019\u02bc]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "\u201c": '["\u201c\u201d\u201e\u00ab\u00bb]',
    "\u201d": '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010\u2011\u2012\u2013\u2014\u2212]",
    "\u2013": "[-\u2010\u2011\u2012\u2013\u2014\u2212]",
    "\u2014": "[-\u2010\u2011\u2012\u2013\u2014\u2212]",
}
_NESTED_REPEAT = re.compile(r"(?<!\\)[+*}]\??\)+(?:[+*]|\{\d*,\d*\})")
_ESCAPE = re.compile(r"\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, ready to use."""

    written: str
    pattern: re.Pattern[str]
    regex: bool = False


@dataclass(frozen=True, slots=True)
class QueryFailure:
    """A regular expression that cannot be used: what is wrong and, where known, at which character (0-based)."""

    what: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: its span, its number (1-based), and whether the search went round the end (or the beginning)."""

    start: int
    end: int
    number: int
    wrapped: bool = False


def read_query(written: str, *, regex: bool = False) -> Query | QueryFailure:
    """What the user typed as a query. Capitals count only where the query has some (in a regular expression, escapes aside)."""
    if not written.strip():
        return QueryFailure("nothing to look for")
    letters = _ESCAPE.sub("", written) if regex else written
    flags = re.MULTILINE | (0 if letters != letters.lower() else re.IGNORECASE)
    if regex:
        if _NESTED_REPEAT.search(written):
            return QueryFailure("a repeat within a repeat could look for ever", None)
        source = written
    else:
        source = r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in written.split())
    try:
        return Query(written, re.compile(source, flags), regex)
    except (re.error, OverflowError, RecursionError) as error:
        return QueryFailure(getattr(error, "msg", str(error)), getattr(error, "pos", None))


class Finder:
    """The hits of one query in one text, found from the beginning on and remembered."""

    def __init__(self, text: str, query: Query) -> None:
        self.text = text
        self.query = query
        self.failure: QueryFailure | None = None
        """Why the search was given up before the end."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._done = 0
        self._next = 0

    @property
    def complete(self) -> bool:
        """Whether the whole text was looked through."""
        return self._done >= len(self.text)

    @property
    def count(self) -> int:
        """The hits found so far: all of them once `complete`."""
        return len(self._starts)

    def look(self, until: int | None = None) -> bool:
        """Look through the next part of the text, or all up to `until`; whether it is all looked through."""
        while not self.complete:
            limit = min(len(self.text), self._done + STEP)
            try:
                with _patience(PATIENCE if self.query.regex else None):
                    self._look_to(limit)
            except _TooLongError:
                self.failure = QueryFailure("this expression takes too long on this text")
                limit = len(self.text)
            self._done, self._next = limit, max(limit, self._next)
            if until is None or self._done > until:
                break
        return self.complete

    def _look_to(self, limit: int) -> None:
        """Find the hits that begin before `limit`."""
        for match in self.query.pattern.finditer(self.text, self._next, min(len(self.text), limit + LONGEST)):
            if match.start() >= limit:
                break
            if match.end() > match.start():
                self._starts.append(match.start())
                self._ends.append(match.end())
                self._next = match.end()

    def all(self) -> int:
        """Look through all of the text; the number of hits."""
        self.look(len(self.text))
        return self.count

    def after(self, offset: int) -> Hit | None:
        """The first hit that begins after `offset` (-1 for the very first), from the beginning again where there is none."""
        while True:
            place = bisect_right(self._starts, offset)
            if place < self.count:
                return self._hit(place)
            if self.look():
                place = bisect_right(self._starts, offset)
                if place < self.count:
                    return self._hit(place)
                return self._hit(0, wrapped=True) if self.count else None

    def before(self, offset: int) -> Hit | None:
        """The last hit that begins before `offset`, from the end again where there is none."""
        self.look(offset)
        place = bisect_left(self._starts, offset) - 1
        if place >= 0:
            return self._hit(place)
        return self._hit(self.all() - 1, wrapped=True) if self.all() else None

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the hits that touch [start, end): what is marked on screen."""
        self.look(end)
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < self.count and self._starts[index] < end:
            if self._ends[index] > start:
                yield self._starts[index], self._ends[index]
            index += 1

    def _hit(self, place: int, wrapped: bool = False) -> Hit:
        """One hit by its index."""
        return Hit(self._starts[place], self._ends[place], place + 1, wrapped)


class _TooLongError(Exception):
    """A regular expression used up its time."""


@contextmanager
def _patience(seconds: float | None) -> Iterator[None]:
    """Give up what runs inside after so many seconds. Only the main thread can be interrupted; others wait.

    Matching cannot be stopped otherwise: it holds the interpreter, but it does look for signals.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise _TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            armed = False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
