"""Care of the file: what is done after an index run, checks, copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from reader.errors import DamagedLibrary, LibraryError
from reader.library.cards import beside
from reader.library.connection import Connection

__all__ = ["backup", "check", "finish"]

MUCH_NAMED = 500
"""Entities in at least so many documents have their companions counted ahead (below, it takes milliseconds)."""

COUNTED_AHEAD = 100

_FTS_TABLES = ("fts", "label", "ename")
_LARGE = "SELECT id FROM entity WHERE docs >= :docs ORDER BY docs DESC LIMIT :limit"
_STALE = "SELECT count(*) FROM cooc_cache WHERE version = (SELECT value FROM meta WHERE key = 'version')"
_PUT = """INSERT INTO cooc_cache(entity_id, version, data) VALUES (:id, (SELECT value FROM meta WHERE key = 'version'), :data)
    ON CONFLICT(entity_id) DO UPDATE SET version = excluded.version, data = excluded.data"""


def finish(connection: Connection, should_stop: Callable[[], bool] = lambda: False) -> None:
    """After an index run; may be stopped or killed at any point and costs little where nothing changed."""
    for table in _FTS_TABLES:
        with connection.writing():
            # Merges a bounded number of pages: a small run after a large one stays small.
            connection.run(f"INSERT INTO {table}({table}, rank) VALUES ('merge', 2000)")
    with connection.writing():
        connection.run("PRAGMA analysis_limit=400")
        connection.run("PRAGMA optimize=0x10002")
    if not connection.value(_STALE):
        with connection.writing():
            connection.run("DELETE FROM cooc_cache")
        for (id_,) in connection.rows(_LARGE, {"docs": MUCH_NAMED, "limit": COUNTED_AHEAD}):
            if should_stop():
                break
            found = json.dumps(beside(connection, id_))
            with connection.writing():
                connection.run(_PUT, {"id": id_, "data": found})
    connection.run("PRAGMA wal_checkpoint(PASSIVE)")


def check(connection: Connection, thorough: bool = False) -> Literal["ok"]:
    """SQLite's own check of the pages and, if `thorough`, of the search index against the texts."""
    found = [
        str(row[0])
        for row in connection.rows("PRAGMA integrity_check(5)" if thorough else "PRAGMA quick_check(5)")
    ]
    if found != ["ok"]:
        remedy = (
            "Move it away and index the documents again; copies of your decisions and bookmarks lie beside it"
        )
        raise DamagedLibrary("pages are damaged: " + "; ".join(found), str(connection.path), remedy)
    if thorough and connection.write:
        with connection.writing():
            connection.run("INSERT INTO fts(fts) VALUES ('integrity-check')")
    return "ok"


def backup(connection: Connection, target: Path) -> None:
    """Copy the library as it is now; the copy appears under its name only when it is whole and checked."""
    if target.exists():
        raise LibraryError("there is a file of that name already", str(target), "Choose another name")
    draft = target.with_name(target.name + ".new")
    draft.unlink(missing_ok=True)
    connection.copy_to(draft)
    draft.replace(target)
