"""Which documents answer a query, by their ids alone, and which came in last: what saved searches and visits ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.library.connection import Connection

__all__ = ["ANSWERS", "Answering", "answering"]

ANSWERS = 2_000
"""Documents that are given at most: those that came in last."""

_NAMING = """(SELECT DISTINCT doc_id FROM local WHERE entity_id IN (SELECT value FROM json_each(:named))) n
    CROSS JOIN doc d ON d.id = n.doc_id"""


def answering(connection: Connection, query: str, limit: int = ANSWERS) -> list[str]:
    """The ids of the documents that answer `query`, the one that came in last first; raises QueryError."""
    # Not needed to open a document, which is what most starts are for.
    from reader.library.compiling import compile_query
    from reader.library.query import parse

    node = parse(query)
    if node is None:  # only a query that is still being typed may have no word
        return []
    with connection.snapshot():
        compiled = compile_query(connection, node)
        bindings: dict[str, Any] = {**compiled.bindings, "limit": limit}
        conditions = ["d.listed = 1", *compiled.conditions]
        if compiled.match:
            source = "fts CROSS JOIN doc d ON d.id = fts.rowid"
            conditions.insert(0, "fts MATCH :match")
            bindings["match"] = compiled.match
        elif compiled.named is not None:
            source = _NAMING
            bindings["named"] = json.dumps(compiled.named)
        else:
            source = "doc d"
        sql = f"SELECT d.uid FROM {source} WHERE {' AND '.join(conditions)} ORDER BY d.id DESC LIMIT :limit"
        return [uid for (uid,) in connection.rows(sql, bindings)]


class Answering:
    """What a library knows of queries that are asked again and again."""

    if TYPE_CHECKING:

        @property
        def _connection(self) -> Connection: ...

    def answering(self, query: str, limit: int = ANSWERS) -> list[str]:
        """The ids of the documents that answer `query`, the one that came in last first; raises QueryError."""
        return answering(self._connection, query, limit)

    def youngest(self) -> str | None:
        """The document that came in last; None in an empty library."""
        row = self._connection.row("SELECT uid FROM doc WHERE listed = 1 ORDER BY id DESC LIMIT 1", {})
        return str(row[0]) if row else None
