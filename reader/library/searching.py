"""Search: hits with the place of their first match, counted first so that very common words stay quick.

Rules measured on a million documents (research on storage): count first; above 20,000 hits only the newest arrivals are ranked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from reader.errors import NotFound
from reader.library.compiling import Compiled, compile_query
from reader.library.connection import Connection
from reader.library.passages import around, leaf
from reader.library.query import parse
from reader.readmodel import Hit, Lines, Passage
from reader.values import dataclass

__all__ = ["RANKED", "Found", "SearchOrder", "lines", "matches", "search"]

SearchOrder = Literal["rank", "newest"]

RANKED = 20_000
"""Above so many hits only the newest are ranked."""

FOLDED_MORE = 20
"""So many hits more than a page are read at first where copies are folded."""

SNIPPET = 90
"""Characters on each side of the first match."""

# Control characters are made harmless when a document is read, so the first two do but for texts from elsewhere.
_MARKS = [chr(code) for code in (*range(1, 9), *range(0xE000, 0xE020))]

_PAGE = """SELECT d.id, d.uid, d.title, d.date, {score} FROM {source} WHERE {where} ORDER BY {by} LIMIT :limit OFFSET :skip"""
_NAMING_ALL = """SELECT date, doc_id FROM local WHERE entity_id IN (SELECT value FROM json_each(:named))
    GROUP BY date, doc_id"""
_NAMING = f"""SELECT d.id, d.uid, d.title, d.date, 0.0
    FROM ({_NAMING_ALL} ORDER BY date DESC, doc_id DESC LIMIT :limit OFFSET :skip) n JOIN doc d ON d.id = n.doc_id
    ORDER BY n.date DESC, n.doc_id DESC"""
_NAMING_COUNT = f"SELECT count(*) FROM ({_NAMING_ALL})"
_MARKED = """SELECT highlight(fts, 1, :open, :close) FROM fts WHERE fts MATCH :match AND rowid = :doc"""
_TEXT_OF = "SELECT d.id, t.body FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.uid = :uid"
_BODY = "SELECT body FROM doc_text WHERE doc_id = :doc"
_NAMED = """SELECT m.start, m."end" FROM mention m JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
    WHERE m.doc_id = :doc AND l.entity_id IN (SELECT value FROM json_each(:ids)) ORDER BY m.start LIMIT :limit"""
_PAIR = """SELECT min(ma.start, mb.start), max(ma."end", mb."end") FROM local la
    JOIN mention ma ON ma.doc_id = la.doc_id AND ma.number = la.number
    JOIN mention mb ON mb.doc_id = la.doc_id AND mb.start <> ma.start
        AND mb.word - ma.word - ma.words <= :words AND ma.word - mb.word - mb.words <= :words
    JOIN local lb ON lb.doc_id = mb.doc_id AND lb.number = mb.number
    WHERE la.doc_id = :doc AND la.entity_id IN (SELECT value FROM json_each(:left))
        AND lb.entity_id IN (SELECT value FROM json_each(:right)) ORDER BY 1 LIMIT :limit"""


_LIKENESS = """SELECT hit.value, h.id, h.uid, (SELECT count(*) FROM twin o WHERE o.head_id = h.id)
    FROM json_each(:docs) hit JOIN doc h
        ON h.id = coalesce((SELECT w.head_id FROM twin w WHERE w.doc_id = hit.value), hit.value)
    WHERE EXISTS (SELECT 1 FROM twin o WHERE o.head_id = h.id)"""
_ANY_TWIN = "SELECT EXISTS (SELECT 1 FROM twin)"


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one page, how many documents answer in all, how many of the newest were ranked (0: all of them), and how many are
    left out of the hits because they say (nearly) what one of these says."""

    hits: tuple[Hit, ...]
    total: int
    ranked_among: int = 0
    folded: int = 0


def search(
    connection: Connection,
    query: str,
    limit: int = 50,
    order: SearchOrder = "rank",
    lenient: bool = False,
    skip: int = 0,
    folded: bool = False,
) -> Found:
    """Documents that answer `query`; see `Library.search_counted`."""
    node = parse(query, lenient)
    if node is None:
        return Found((), 0)
    with connection.snapshot():
        compiled = compile_query(connection, node, lenient)
        if folded and connection.value(_ANY_TWIN):
            return _folded(connection, compiled, limit, order, skip)
        rows, total, among = _documents(connection, compiled, limit, order, skip)
        groups = _groups(connection, rows)
        hits = tuple(_hit(connection, compiled, row, groups.get(row[0])) for row in rows)
    return Found(hits, total, among)


def _groups(connection: Connection, rows: Sequence[Any]) -> dict[int, Any]:
    """Of the rows that say what others say: doc -> (doc that lists show, its uid, how many others there are)."""
    found = connection.rows(_LIKENESS, {"docs": json.dumps([row[0] for row in rows])})
    return {doc: group for doc, *group in found}


def _folded(connection: Connection, compiled: Compiled, limit: int, order: SearchOrder, skip: int) -> Found:
    """As `search`, of each group of documents that say the same the best alone; `skip` counts what was shown."""
    size = skip + limit
    while True:
        # Copies rank alike and stand together, so a little more than the page mostly holds them.
        size += FOLDED_MORE
        rows, total, among = _documents(connection, compiled, size, order, 0)
        groups = _groups(connection, rows)
        best: dict[int, Any] = {}
        for row in rows:
            best.setdefault(groups[row[0]][0] if row[0] in groups else row[0], row)
        if len(best) >= skip + limit or len(rows) < size:
            break
        size *= 2
    shown = dict(list(best.items())[skip : skip + limit])
    hits = tuple(_hit(connection, compiled, row, groups.get(row[0])) for row in shown.values())
    of_shown = sum((groups[row[0]][0] if row[0] in groups else row[0]) in shown for row in rows)
    return Found(hits, total, among, of_shown - len(shown))


def _documents(
    connection: Connection, compiled: Compiled, limit: int, order: SearchOrder, skip: int
) -> tuple[list[Any], int, int]:
    """Rows (id, uid, title, date, score) of the page, the number of all, the number ranked if not all."""
    page = {**compiled.bindings, "limit": limit, "skip": skip}
    if compiled.match:
        return _matching(connection, compiled, page, order)
    if compiled.named is not None:
        named = {**page, "named": json.dumps(compiled.named)}
        if not compiled.conditions:
            return connection.rows(_NAMING, named), int(connection.value(_NAMING_COUNT, named)), 0
        source, by = f"({_NAMING_ALL}) n CROSS JOIN doc d ON d.id = n.doc_id", "n.date DESC, n.doc_id DESC"
        page = named
    else:
        source, by = "doc d", "d.date DESC, d.id DESC"
    where = " AND ".join(["d.listed = 1", *compiled.conditions])
    total = int(connection.value(f"SELECT count(*) FROM {source} WHERE {where}", page))
    return connection.rows(_PAGE.format(score="0.0", source=source, where=where, by=by), page), total, 0


def _matching(
    connection: Connection, compiled: Compiled, page: dict[str, Any], order: SearchOrder
) -> tuple[list[Any], int, int]:
    joined = "fts CROSS JOIN doc d ON d.id = fts.rowid"
    where = " AND ".join(["fts MATCH :match", *compiled.conditions])
    source = joined if compiled.conditions else "fts"
    page = {**page, "match": compiled.match}
    total = int(connection.value(f"SELECT count(*) FROM {source} WHERE {where}", page))
    score, by, among = "0.0", "d.date DESC, d.id DESC", 0
    if order == "rank":
        score, by = "-fts.rank", "fts.rank, d.id DESC"
        if total > RANKED:
            among = RANKED
            floor = f"SELECT fts.rowid FROM {source} WHERE {where} ORDER BY fts.rowid DESC LIMIT 1 OFFSET {RANKED - 1}"
            page["floor"] = connection.value(floor, page)
            where += " AND fts.rowid >= :floor"
    return connection.rows(_PAGE.format(score=score, source=joined, where=where, by=by), page), total, among


def _hit(connection: Connection, compiled: Compiled, row: Any, group: Any = None) -> Hit:
    doc, uid, title, date, score = row
    body = connection.value(_BODY, {"doc": doc})
    start, end = min(_spans(connection, compiled, doc, body, most=1), default=(0, 0))
    left, middle, right = around(body, start, end, SNIPPET)
    head, shown_as, like = group or (doc, None, 0)
    snippet = f"{left}{middle}{right}".strip()
    return Hit(uid, title, date or None, score, start, end, snippet, like, None if head == doc else shown_as)


def matches(connection: Connection, query: str, uid: str, lenient: bool = False) -> list[tuple[int, int]]:
    """All spans of a document's text that answer the words and names of `query`, in order; see `Library.matches`."""
    node = parse(query, lenient)
    if node is None:
        return []
    with connection.snapshot():
        compiled = compile_query(connection, node, lenient)
        row = connection.row(_TEXT_OF, {"uid": uid})
        if row is None:
            raise NotFound(f"no document {uid}", str(connection.path))
        return sorted(set(_spans(connection, compiled, row[0], row[1], most=-1)))


def lines(connection: Connection, query: str, limit: int, skip: int = 0, lenient: bool = False) -> Lines:
    """The matches of a query with the words around them, of `limit` documents behind the first `skip`; see `Library.lines`."""
    node = parse(query, lenient)
    if node is None:
        return Lines((), 0)
    with connection.snapshot():
        compiled = compile_query(connection, node, lenient)
        rows, total, _ = _documents(connection, compiled, limit, "newest", skip)
        found = []
        for doc, uid, title, date, _ in rows:
            page = leaf(connection, doc)
            for start, end in sorted(set(_spans(connection, compiled, doc, page.text, most=-1))):
                words = page.near(start, end)
                found.append(Passage(uid, title, date or None, start, end, page.paragraph(start), *words))
    return Lines(tuple(found), total)


def _spans(
    connection: Connection, compiled: Compiled, doc: int, body: str, most: int
) -> Iterator[tuple[int, int]]:
    """Where a document answers: the words that the index marks, the mentions of the names, the pairs; `most` of each (-1: all)."""
    if compiled.shown:
        mark, close = [one for one in _MARKS if one not in body][:2]
        bindings = {"match": compiled.shown, "doc": doc, "open": mark, "close": close}
        marked = connection.value(_MARKED, bindings) or ""
        yield from islice(_unmarked(marked, mark, close), most if most >= 0 else None)
    bindings = {"doc": doc, "limit": most}
    if compiled.ids:
        yield from connection.rows(_NAMED, {**bindings, "ids": json.dumps(compiled.ids)})
    for left, right, words in compiled.pairs:
        yield from connection.rows(_PAIR, {**bindings, "left": left, "right": right, "words": words})


def _unmarked(marked: str, mark: str, close: str) -> Iterator[tuple[int, int]]:
    """The marked spans, as offsets in the text without the marks."""
    at, marks = marked.find(mark), 0
    while at >= 0:
        end = marked.index(close, at)
        yield at - marks, end - marks - 1
        marks += 2
        at = marked.find(mark, end)
