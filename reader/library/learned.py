"""Furniture learned from the collection: a line that stands in most documents of one source is none of their news.

What the loader made of a document stays as it is; which of its blocks the collection shows to be furniture is kept beside it and follows
from all documents alone, in whatever order they came. Documents that only repeat another (twins) do not count as witnesses.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from reader.library.codec import blocks_from, lines_from, path_from, with_repeated
from reader.library.connection import Connection
from reader.library.folding import word_starts
from reader.library.paths import holder
from reader.library.shelf import touch
from reader.library.storing import Places

__all__ = ["LEAST", "SHARE", "learn_furniture"]

LEAST = 6
SHARE = 0.5
"""A line is furniture if it stands in at least so many documents of its source, and in this share of them."""

PAGE = 500
_WITNESSES = """SELECT d.id, d.source, d.path, t.lines FROM doc d JOIN trait t ON t.doc_id = d.id
    WHERE d.listed = 1 AND d.id > :after AND (:all OR d.id NOT IN (SELECT doc_id FROM twin)) ORDER BY d.id LIMIT :limit"""
_OFTEN = """SELECT s.number, s.key FROM temp.seen_line s JOIN temp.seen_source t ON t.number = s.number
    GROUP BY s.number, s.key HAVING count(*) >= max(:least, t.documents * :share)"""
_REPEATED = "SELECT doc_id, repeated FROM trait WHERE doc_id BETWEEN :low AND :high AND repeated <> '[]'"
_TEXT = "SELECT body, blocks FROM doc_text WHERE doc_id = :doc"
_MENTIONS = 'SELECT start, "end", boilerplate, paragraph FROM mention WHERE doc_id = :doc'
_MOVE = """UPDATE mention SET boilerplate = :furniture, paragraph = :paragraph
    WHERE doc_id = :doc AND start = :start AND "end" = :end"""
_TEXTS = frozenset({"paragraph", "list", "quote", "table"})


def learn_furniture(connection: Connection, should_stop: Callable[[], bool] = lambda: False) -> bool:
    """Look through the lines of all documents and mark those that are furniture; False if stopped before the end."""
    numbers = _count(connection, should_stop)
    if numbers is None:
        return False
    often: dict[int, set[int]] = {}
    for number, key in connection.rows(_OFTEN, {"least": LEAST, "share": SHARE}):
        often.setdefault(number, set()).add(key)
    for table in ("seen_line", "seen_source"):
        connection.run(f"DROP TABLE temp.{table}")
    for page in _pages(connection, everything=True):
        if should_stop():
            return False
        before: dict[int, str] = dict(connection.rows(_REPEATED, {"low": page[0][0], "high": page[-1][0]}))
        changed = []
        for doc, source, path, lines in page:
            keys = often.get(numbers.get(_source_of(source, path), -1), set())
            marked = [number for number, key in lines_from(lines) if key in keys]
            if marked or doc in before:
                changed.append((doc, marked, json.loads(before.get(doc, "[]"))))
        _mark(connection, changed)
    return True


def _mark(connection: Connection, documents: Sequence[tuple[int, list[int], list[int]]]) -> None:
    """Write for each document which of its blocks are furniture now, where that is other than before."""
    wanted = []
    for doc, marked, before in documents:
        row = connection.row(_TEXT, {"doc": doc}) if marked else None
        blocks = blocks_from(row[1]) if row else ()
        # Something must be left to read, or it is no furniture.
        texts = {number for number, block in enumerate(blocks) if block.kind in _TEXTS}
        now = marked if texts - set(marked) else []
        if now != before:
            wanted.append((doc, now))
    if not wanted:
        return
    with connection.writing():
        for doc, now in wanted:
            _rewrite(connection, doc, now)
        touch(connection)


def _rewrite(connection: Connection, doc: int, repeated: list[int]) -> None:
    text, stored = connection.row(_TEXT, {"doc": doc}) or ("", "[]")
    blocks = with_repeated(blocks_from(stored), json.dumps(repeated))
    place, begins, marked = Places(blocks), [block.start for block in blocks], set(repeated)
    for start, end, furniture, paragraph in connection.rows(_MENTIONS, {"doc": doc}):
        number, inside = place.of(start)
        kind = 2 if bisect_right(begins, start) - 1 in marked else int(inside)
        if (number, kind) != (paragraph, furniture):
            row = {"doc": doc, "start": start, "end": end, "paragraph": number, "furniture": kind}
            connection.run(_MOVE, row)
    starts = word_starts(text)
    words = sum(
        bisect_left(starts, block.end) - bisect_left(starts, block.start)
        for block in blocks
        if block.kind != "boilerplate"
    )
    connection.run(
        "UPDATE doc SET words = :words WHERE id = :doc AND words <> :words", {"words": words, "doc": doc}
    )
    connection.run(
        "UPDATE trait SET repeated = :repeated WHERE doc_id = :doc",
        {"repeated": json.dumps(repeated), "doc": doc},
    )


def _count(connection: Connection, should_stop: Callable[[], bool]) -> dict[str, int] | None:
    """Write every witness's lines into a temporary table; the number of each source in it, None if stopped."""
    for table in (
        "seen_line(number INTEGER, key INTEGER)",
        "seen_source(number INTEGER PRIMARY KEY, documents INTEGER)",
    ):
        connection.run(f"DROP TABLE IF EXISTS temp.{table.partition('(')[0]}")
        connection.run(f"CREATE TEMP TABLE {table}")
    numbers: dict[str, int] = {}
    documents: dict[int, int] = {}
    for page in _pages(connection, everything=False):
        if should_stop():
            return None
        rows = []
        for _, source, path, lines in page:
            number = numbers.setdefault(_source_of(source, path), len(numbers))
            documents[number] = documents.get(number, 0) + 1
            rows += [(number, key) for key in {key for _, key in lines_from(lines)}]
        with connection.writing():
            connection.many("INSERT INTO temp.seen_line(number, key) VALUES (?, ?)", rows)
    with connection.writing():
        connection.many("INSERT INTO temp.seen_source(number, documents) VALUES (?, ?)", documents.items())
    return numbers


def _pages(connection: Connection, everything: bool) -> Iterator[list[tuple[int, str | None, str, bytes]]]:
    after = 0
    while rows := connection.rows(_WITNESSES, {"after": after, "limit": PAGE, "all": everything}):
        yield [(doc, source, path_from(path), lines) for doc, source, path, lines in rows]
        after = rows[-1][0]


def _source_of(source: str | None, path: str) -> str:
    """Whose furniture a document may have: that of its issuing body or site, else of the folder or file it lies in."""
    return source or holder(path)
