"""What was searched for: the latest queries, what was looked for in single documents, and the saved searches with what is new.

New is what was not there when a saved search was looked at last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reader.values import dataclass

__all__ = ["LATEST", "SEEN", "SavedSearch", "Searches"]

LATEST = 100
"""Queries that are remembered without being saved."""

SEEN = 2_000
"""Documents that a saved search remembers having shown; where there are more, those that came in last."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name, the documents it had found when it was looked at last, and when that was (seconds since 1970)."""

    name: str
    query: str
    seen: frozenset[str] = frozenset()
    visited: float | None = None

    def new_in(self, documents: Iterable[str]) -> list[str]:
        """The documents among those found now (that came in last first) that were not there at the last visit; none before
        the first visit."""
        return [] if self.visited is None else [each for each in documents if each not in self.seen]


class Searches:
    """All searches of a library."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}
        self._sought: dict[tuple[str, str], float] = {}
        self._saved: dict[str, SavedSearch] = {}

    @property
    def latest(self) -> list[str]:
        """The latest queries, the newest first."""
        return list(reversed(self._asked))

    def sought(self, kind: str) -> list[str]:
        """What was looked for in documents in this way ("words", "pattern"), the newest first."""
        return [written for each, written in reversed(self._sought) if each == kind]

    @property
    def saved(self) -> list[SavedSearch]:
        """The saved searches by name."""
        return [self._saved[name] for name in sorted(self._saved)]

    def get(self, name: str) -> SavedSearch | None:
        """A saved search."""
        return self._saved.get(name)

    def apply(self, event: Mapping[str, object], time: float) -> None:
        """Take a line of the journal in."""
        match event:
            case {"asked": str(query)} if query.strip():
                self._asked.pop(query, None)
                self._asked[query] = time
                while len(self._asked) > LATEST:
                    del self._asked[next(iter(self._asked))]
            case {"sought": [str(kind), str(written)]} if written.strip():
                self._sought.pop((kind, written), None)
                self._sought[kind, written] = time
                while len(self._sought) > LATEST:
                    del self._sought[next(iter(self._sought))]
            case {"saved": [str(name), str(query)]}:
                known = self._saved.get(name)
                same = known is not None and known.query == query
                self._saved[name] = known if known is not None and same else SavedSearch(name, query)
            case {"forgotten": str(name)}:
                self._saved.pop(name, None)
            case {"visited": [str(name), list(documents)]} if name in self._saved:
                seen = frozenset([each for each in documents if isinstance(each, str)][:SEEN])
                self._saved[name] = replace(self._saved[name], seen=seen, visited=time)

    def events(self) -> Iterator[dict[str, object]]:
        """The lines that say the same."""
        for query, time in self._asked.items():
            yield {"t": time, "asked": query}
        for (kind, written), time in self._sought.items():
            yield {"t": time, "sought": [kind, written]}
        for search in self._saved.values():
            time = search.visited or 0.0
            yield {"t": time, "saved": [search.name, search.query]}
            if search.visited is not None:
                yield {"t": time, "visited": [search.name, sorted(search.seen)]}
