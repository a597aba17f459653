"""How complete the library is, and what happened to each file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.library.codec import path_from, texts_from
from reader.library.connection import Connection
from reader.readmodel import LibraryStatus, ReportRow

__all__ = ["report", "status"]

_COUNTERS = "SELECT name, n FROM counter"
_VERSION = "SELECT value FROM meta WHERE key = 'version'"
_REPORT = """SELECT s.id, s.path, s.state, (SELECT d.uid FROM doc d WHERE d.id = s.doc_id), s.what, s."where", s.remedy,
    s.warnings, s.seconds FROM source s WHERE s.id > :after AND (:state IS NULL OR s.state = :state) ORDER BY s.id LIMIT 500"""


def status(connection: Connection) -> LibraryStatus:
    """The counters, exact at every moment; reads a handful of rows."""
    with connection.snapshot():
        count: dict[str, int] = dict(connection.rows(_COUNTERS))
        version = int(connection.value(_VERSION))
    return LibraryStatus(
        path=str(connection.path),
        documents=count["documents"],
        entities=count["entities"],
        mentions=count["mentions"],
        waiting=count["waiting"],
        failed=count["failed"],
        partial=count["partial"],
        version=version,
    )


def report(connection: Connection, state: str | None = None) -> Iterator[ReportRow]:
    """What happened to each file, in order of discovery."""
    bindings: dict[str, Any] = {"after": 0, "state": state}
    while rows := connection.rows(_REPORT, bindings):
        for _, path, now, doc, what, where, remedy, warnings, seconds in rows:
            yield ReportRow(path_from(path), now, doc, what, where, remedy, texts_from(warnings), seconds)
        bindings["after"] = rows[-1][0]
