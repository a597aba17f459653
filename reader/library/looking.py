"""Looking for words and names: the part of `Library` that searches and concordances use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.later import later
from reader.library.connection import Connection
from reader.readmodel import EntityRow, Hit, Lines, Passage

if TYPE_CHECKING:
    from reader.library import entities, references
    from reader.library.searching import Found, SearchOrder
else:
    entities, references = later("reader.library", "entities", "references")

__all__ = ["Looking"]


class Looking:
    """Reading by words and by likeness; mixed into `Library`."""

    if TYPE_CHECKING:

        @property
        def _connection(self) -> Connection: ...

    def like_named(self, name: str, limit: int = 20) -> list[EntityRow]:
        """Who is called something like `name` (a slip of the finger, a letter left out), the likest first."""
        return entities.like_named(self._connection, name, limit)

    def passages_with(self, left: str, right: str, limit: int = 50) -> list[Passage]:
        """The sentences that hold both entities, newest first."""
        return references.passages_with(self._connection, left, right, limit)

    def search(
        self, query: str, limit: int = 50, order: SearchOrder = "rank", lenient: bool = False, skip: int = 0
    ) -> list[Hit]:
        """Documents that answer the query; the span of each hit is its first match. See `search_counted`."""
        return list(self.search_counted(query, limit, order, lenient, skip).hits)

    def search_counted(
        self,
        query: str,
        limit: int = 50,
        order: SearchOrder = "rank",
        lenient: bool = False,
        skip: int = 0,
        folded: bool = False,
    ) -> Found:
        """Hits, how many there are in all, and among how many of them the best were looked for.

        Words, "phrases", AND OR NOT, prefix*, NEAR, title: source: date: type:, @name. Raises QueryError with a position;
        `lenient` takes a query that is still being typed as it stands. `folded`: of documents that say (nearly) the same only the best.
        """
        from reader.library import searching

        return searching.search(self._connection, query, limit, order, lenient, skip, folded)

    def matches(self, query: str, document: str, lenient: bool = False) -> list[tuple[int, int]]:
        """All places in a document where the words and names of `query` stand, in order."""
        from reader.library import searching

        return searching.matches(self._connection, query, document, lenient)

    def lines(self, query: str, limit: int = 50, skip: int = 0, lenient: bool = False) -> Lines:
        """The matches of `query` with the words around them, of `limit` documents behind the first `skip`, newest first.

        Raises QueryError with a position.
        """
        from reader.library import searching

        return searching.lines(self._connection, query, limit, skip, lenient)
