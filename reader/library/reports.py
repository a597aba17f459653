"""How complete the library is, and what happened to each file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from reader.library.codec import counts_from, path_from, texts_from
from reader.library.connection import Connection, Row
from reader.readmodel import LibraryStatus, ReportRow

__all__ = ["report", "report_first", "status"]

_COUNTERS = "SELECT name, n FROM counter"
_VERSION = "SELECT value FROM meta WHERE key = 'version'"
_TWINS = "SELECT count(*) FROM twin"
_REPORT = """SELECT s.id, s.path, s.state, d.uid, s.what, s."where", s.remedy, s.warnings, s.seconds, s.notes,
        t.dropped, json_array_length(t.repeated), d.format, d.encoding, d.words,
        (SELECT count(*) FROM source m WHERE m.parent = s.id AND m.doc_id IS NOT NULL AND m.state <> 'gone'),
        (SELECT count(*) FROM source m WHERE m.parent = s.id AND m.state = 'failed'),
        s.parent, EXISTS (SELECT 1 FROM source m WHERE m.parent = s.id)
    FROM source s LEFT JOIN doc d ON d.id = s.doc_id LEFT JOIN trait t ON t.doc_id = s.doc_id
    WHERE {which} AND (:state IS NULL OR s.state = :state {or_inside}) ORDER BY s.id LIMIT :limit"""
_FILES = _REPORT.format(
    which="s.parent IS NULL AND s.id > :after",
    or_inside="OR EXISTS (SELECT 1 FROM source m WHERE m.parent = s.id AND m.state = :state)",
)
_WORTH = "(s.notes <> '[]' OR s.warnings <> '[]' OR s.state IN ('failed', 'partial', 'waiting'))"
_COUNTED = f"SELECT count(*), coalesce(sum({_WORTH}), 0) FROM source s"
_PARENT = "SELECT path FROM source WHERE id = (SELECT parent FROM source WHERE id = :id)"
_IN_ORDER = "coalesce(s.parent, s.id), s.id"
_CHOSEN = f"SELECT s.id FROM source s WHERE {{no}} {_WORTH} ORDER BY {_IN_ORDER} LIMIT :limit"
_WORTH_FIRST = [
    _REPORT.format(which=f"s.id IN ({_CHOSEN.format(no=no)})", or_inside="").replace(
        "ORDER BY s.id", f"ORDER BY {_IN_ORDER}"
    )
    for no in ("", "NOT")
]
_INSIDE = _REPORT.format(which="s.parent = :parent AND s.id > :after", or_inside="")
PAGE = 500


def status(connection: Connection) -> LibraryStatus:
    """The counters, exact at every moment; reads a handful of rows."""
    with connection.snapshot():
        count: dict[str, int] = dict(connection.rows(_COUNTERS))
        version = int(connection.value(_VERSION))
        twins = int(connection.value(_TWINS))
    return LibraryStatus(
        path=str(connection.path),
        documents=count["documents"],
        entities=count["entities"],
        mentions=count["mentions"],
        waiting=count["waiting"],
        failed=count["failed"],
        partial=count["partial"],
        version=version,
        twins=twins,
    )


def report(connection: Connection, state: str | None = None) -> Iterator[ReportRow]:
    """What happened to each file, in order of discovery, what is in a file right behind it."""
    for row in _pages(connection, _FILES, {"state": state}):
        outer = _value(row, "")
        if state in (None, outer.state):
            yield outer
        # Most files hold no others: one question a file would be most of the work.
        for inner in _pages(connection, _INSIDE, {"state": state, "parent": row[0]}) if row[-1] else ():
            yield _value(inner, outer.path)


def report_first(connection: Connection, limit: int) -> tuple[list[ReportRow], int, int]:
    """The first of the rows of `report`, those with something to know before the others; how many rows there are, and of those."""
    with connection.snapshot():
        total, worth = next(iter(connection.rows(_COUNTED, {})))
        found: list[ReportRow] = []
        for sql in _WORTH_FIRST:
            bindings = {"state": None, "limit": limit - len(found)}
            for row in connection.rows(sql, bindings) if limit > len(found) else ():
                parent = connection.row(_PARENT, {"id": row[0]}) if row[-2] else None
                found.append(_value(row, path_from(parent[0]) if parent else ""))
    return found, total, worth


def _pages(connection: Connection, sql: str, bindings: dict[str, Any]) -> Iterator[Row]:
    bindings = {**bindings, "after": 0, "limit": PAGE}
    while rows := connection.rows(sql, bindings):
        yield from rows
        bindings["after"] = rows[-1][0]


def _value(row: Row, within: str) -> ReportRow:
    _, path, state, doc, what, where, remedy, warnings, seconds, notes, dropped, learned, *rest = row
    form, encoding, words, inside, inside_failed, _, _ = rest
    return ReportRow(
        path_from(path),
        state,
        doc,
        what,
        where,
        remedy,
        texts_from(warnings),
        seconds,
        texts_from(notes),
        _counts(dropped or "{}", learned or 0),
        form or "",
        encoding or "",
        words or 0,
        within,
        inside,
        inside_failed,
    )


@lru_cache(maxsize=4096)
def _counts(dropped: str, learned: int) -> tuple[tuple[str, int], ...]:
    """How many blocks of each kind were folded; most files say the same of themselves."""
    counts = counts_from(dropped)
    if learned:
        counts["repeated"] = counts.get("repeated", 0) + learned
    return tuple(sorted(counts.items()))
