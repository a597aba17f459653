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

MERGED_PAGES = 500
"""A step of merging: some 50 ms in which nobody else can write."""

_FTS_TABLES = ("fts", "label", "ename")
_LARGE = "SELECT id FROM entity WHERE docs >= :docs ORDER BY docs DESC LIMIT :limit"
_STALE = "SELECT count(*) FROM cooc_cache WHERE version = (SELECT value FROM meta WHERE key = 'version')"
_PUT = """INSERT INTO cooc_cache(entity_id, version, data) VALUES (:id, (SELECT value FROM meta WHERE key = 'version'), :data)
    ON CONFLICT(entity_id) DO UPDATE SET version = excluded.version, data = excluded.data"""


def finish(connection: Connection, should_stop: Callable[[], bool] = lambda: False) -> None:
    """After an index run; may be stopped or killed at any point and costs little where nothing changed."""
    _merge_indexes(connection, should_stop)
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


def _merge_indexes(connection: Connection, should_stop: Callable[[], bool]) -> None:
    """Merge the search indexes in steps of some pages: wholly once the library has grown by a quarter, else one step."""
    documents = int(connection.value("SELECT n FROM counter WHERE name = 'documents'"))
    whole = documents > 1.25 * (connection.value("SELECT value FROM meta WHERE key = 'merged'") or 0)
    for table in _FTS_TABLES:
        # Minus: all segments take part, not only those that are due (FTS5, the 'merge' command).
        pages = -MERGED_PAGES if whole else MERGED_PAGES
        while not should_stop():
            before = connection.total_changes()
            with connection.writing():
                connection.run(
                    f"INSERT INTO {table}({table}, rank) VALUES ('merge', :pages)", {"pages": pages}
                )
            if not whole or connection.total_changes() - before < 2:
                break
            pages = MERGED_PAGES
    if whole and not should_stop():
        with connection.writing():
            connection.run(
                "INSERT INTO meta(key, value) VALUES ('merged', :n) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                {"n": documents},
            )


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
