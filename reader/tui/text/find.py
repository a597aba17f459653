"""Finding words in the document on screen: smart case, counted, a part of the text at a time so that no key ever waits.

In plain words any white space matches any other (also a line's end), and straight quotation marks, apostrophes and hyphens match
the printer's ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["Finder", "Given", "Hit", "Hits", "Query", "QueryFailure", "read_query"]

STEP = 1 << 18
"""Characters looked through at once: about 5 ms."""

LONGEST = 2048
"""No hit is longer than this many characters."""

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


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, ready to use."""

    written: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QueryFailure:
    """What cannot be looked for: what is wrong and, where known, at which character (0-based)."""

    what: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: its span, its number (1-based), and whether the search went round the end (or the beginning)."""

    start: int
    end: int
    number: int
    wrapped: bool = False


class Hits(Protocol):
    """The places found in a text, in order."""

    def all(self) -> int:
        """How many there are."""
        ...

    def after(self, offset: int) -> Hit | None:
        """The first that begins after `offset`, from the beginning again where there is none."""
        ...

    def before(self, offset: int) -> Hit | None:
        """The last that begins before `offset`, from the end again where there is none."""
        ...

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that touch [start, end)."""
        ...


def read_query(written: str) -> Query | QueryFailure:
    """What the user typed as a query. Capitals count only where the query has some."""
    if not written.strip():
        return QueryFailure("nothing to look for")
    flags = 0 if written != written.lower() else re.IGNORECASE
    source = r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in written.split())
    return Query(written, re.compile(source, flags))


class Given:
    """Hits that were found elsewhere (by the library, by a pattern): spans in order that do not overlap."""

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if end > start and (not self._ends or start >= self._ends[-1]):
                self._starts.append(start)
                self._ends.append(end)

    def all(self) -> int:
        """How many there are."""
        return len(self._starts)

    def after(self, offset: int) -> Hit | None:
        """The first hit that begins after `offset`, from the beginning again where there is none."""
        if not self._starts:
            return None
        place = bisect_right(self._starts, offset)
        return self._hit(place) if place < len(self._starts) else self._hit(0, True)

    def before(self, offset: int) -> Hit | None:
        """The last hit that begins before `offset`, from the end again where there is none."""
        if not self._starts:
            return None
        place = bisect_left(self._starts, offset) - 1
        return self._hit(place) if place >= 0 else self._hit(len(self._starts) - 1, True)

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that touch [start, end)."""
        index = bisect_right(self._ends, start)
        while index < len(self._starts) and self._starts[index] < end:
            yield self._starts[index], self._ends[index]
            index += 1

    def _hit(self, place: int, wrapped: bool = False) -> Hit:
        """One hit by its index."""
        return Hit(self._starts[place], self._ends[place], place + 1, wrapped)


class Finder:
    """The hits of one query in one text, found from the beginning on and remembered."""

    def __init__(self, text: Text, query: Query) -> None:
        self.text = text
        self.query = query
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
            self._look_to(limit)
            self._done, self._next = limit, max(limit, self._next)
            if until is None or self._done > until:
                break
        return self.complete

    def _look_to(self, limit: int) -> None:
        """Find the hits that begin before `limit`."""
        first = self._next
        for match in self.query.pattern.finditer(self.text[first : limit + LONGEST]):
            start, end = first + match.start(), first + match.end()
            if start >= limit:
                break
            if end > start:
                self._starts.append(start)
                self._ends.append(end)
                self._next = end

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
