"""Documents that say the same, furniture that the collection shows, and grades: the part of `Library` for that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.library.connection import Connection
from reader.readmodel import TwinGroup

if TYPE_CHECKING:
    # At run time each method imports its own: opening a document, which is what most starts are for, needs none of them.
    from reader.library.likeness import Change

__all__ = ["Alike"]


class Alike:
    """What only the whole collection shows of a document; mixed into `Library`."""

    if TYPE_CHECKING:

        @property
        def _connection(self) -> Connection: ...

    def group(self, id: str) -> TwinGroup:
        """The documents that say what this one says (itself alone, where none does), each with the other files of its content."""
        from reader.library import twins

        return twins.group_of(self._connection, id)

    def groups(self) -> Iterator[TwinGroup]:
        """Every group of documents that say the same, and documents that several files hold, in order of arrival."""
        from reader.library import twins

        return twins.groups(self._connection)

    def differences(self, left: str, right: str) -> tuple[Change, ...]:
        """What one must change in the words of the document `left` to come to `right`."""
        from reader.library.documents import document
        from reader.library.likeness import changes

        one, other = document(self._connection, left), document(self._connection, right)
        return changes(one.text[:], other.text[:])

    def grades(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Who graded what: ("source", its name) or ("document", its content hash) -> (grade, who)."""
        rows = self._connection.rows("SELECT kind, key, grade, who FROM grade ORDER BY kind, key")
        return {(kind, key): (grade, who) for kind, key, grade, who in rows}

    def graded(self, source: str, documents: Iterable[str] = ()) -> int:
        """How many documents a grade of this source, or of the documents with these content hashes, is about."""
        if source:
            sql = "SELECT count(*) FROM doc WHERE listed = 1 AND coalesce(source, holder(path)) = :source"
            return int(self._connection.value(sql, {"source": source}))
        sql = "SELECT count(*) FROM doc WHERE listed = 1 AND sha256 IN (SELECT value FROM json_each(:documents))"
        return int(self._connection.value(sql, {"documents": json.dumps(list(documents))}))

    def source_of(self, id: str) -> str:
        """What a grade of the document's source is about: its issuing body or site, else the folder or file that it lies in."""
        sql = "SELECT coalesce(source, holder(path)) FROM doc WHERE uid = :uid"
        return str(self._connection.value(sql, {"uid": id}) or "")

    def sources(self) -> list[tuple[str, int]]:
        """Every source that has documents and how many, the largest first."""
        sql = """SELECT coalesce(source, holder(path)) AS s, count(*) FROM doc WHERE listed = 1 GROUP BY s
            ORDER BY count(*) DESC, s"""
        return [(str(source), int(n)) for source, n in self._connection.rows(sql)]

    def compare(self, should_stop: Callable[[], bool] = lambda: False) -> bool:
        """Group documents that say the same and learn which lines are furniture; False if stopped before the end. The indexer alone."""
        from reader.library import learned, twins

        return twins.find_twins(self._connection, should_stop) and learned.learn_furniture(
            self._connection, should_stop
        )
