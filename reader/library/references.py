"""Where an entity is written: mentions with the words around them, grouped by document; passages that hold two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from reader.errors import NotFound
from reader.library.connection import Connection
from reader.library.documents import MENTIONS, mention_row
from reader.library.passages import leaf
from reader.model import MentionType
from reader.readmodel import MentionRow, Passage, Reference, ReferenceGroup

__all__ = ["ReferenceOrder", "mentions", "passages_with", "reference_groups"]

ReferenceOrder = Literal["newest", "oldest"]

_DOC_AT = "SELECT date, id FROM doc WHERE uid = :uid"
# The date beside each document is the local entity's own copy: the index gives the page without touching `doc`.
_PAGES = {
    "newest": """SELECT date, doc_id FROM local WHERE entity_id = :entity {beyond}
        GROUP BY date, doc_id ORDER BY date DESC, doc_id DESC LIMIT :limit""",
    "oldest": """SELECT date, doc_id FROM local WHERE entity_id = :entity {beyond}
        GROUP BY date, doc_id ORDER BY date = '', date, doc_id LIMIT :limit""",
}
_BEYOND = {
    "newest": "AND (date, doc_id) < (:date, :doc)",
    "oldest": "AND (date = '', date, doc_id) > (:date = '', :date, :doc)",
}
# CROSS JOIN keeps the mentions in the order they lie in, so that the first ones are had without the others.
_IN_DOC = """SELECT m.start, m."end", m.paragraph, m.score, m.reason, l.reason
    FROM mention m CROSS JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number AND l.entity_id = :entity
    WHERE m.doc_id = :doc ORDER BY m.start LIMIT :most"""
_ALL_IN_DOC = """SELECT count(*) FROM mention WHERE doc_id = :doc
    AND number IN (SELECT number FROM local WHERE doc_id = :doc AND entity_id = :entity)"""

_DOCS_OF_ALL = "SELECT id FROM doc WHERE listed = 1 AND id > :after ORDER BY id LIMIT 200"
_DOCS_OF_ENTITY = """SELECT DISTINCT doc_id FROM local WHERE entity_id = :entity ORDER BY doc_id"""
_BODY = "SELECT d.uid, t.body FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.id = :doc"

# The rarer of the two leads; CROSS JOIN keeps it so.
_RARER = "SELECT id FROM entity WHERE id IN (:left, :right) ORDER BY docs LIMIT 1"
_TOGETHER = """SELECT a.doc_id, ma.sentence, min(ma.start, mb.start), max(ma."end", mb."end"), ma.paragraph
    FROM local a CROSS JOIN mention ma ON ma.doc_id = a.doc_id AND ma.number = a.number AND NOT ma.boilerplate
    CROSS JOIN mention mb ON mb.doc_id = a.doc_id AND mb.sentence = ma.sentence AND NOT mb.boilerplate AND mb.start <> ma.start
    CROSS JOIN local b ON b.doc_id = mb.doc_id AND b.number = mb.number AND b.entity_id = :right
    WHERE a.entity_id = :left ORDER BY a.date DESC, a.doc_id DESC, ma.start, mb.start LIMIT :limit"""


def reference_groups(
    connection: Connection,
    entity: str,
    document: str | None = None,
    after: str | None = None,
    limit: int = 50,
    order: ReferenceOrder = "newest",
    most: int | None = None,
) -> list[ReferenceGroup]:
    """All mentions of an entity, a page of documents at a time; see `Library.references`."""
    with connection.snapshot():
        pages: Sequence[Any]
        if document is not None:
            pages = [_document_at(connection, document)]
        else:
            bindings: dict[str, Any] = {"entity": entity, "limit": limit}
            beyond = ""
            if after is not None:
                bindings["date"], bindings["doc"] = _document_at(connection, after)
                beyond = _BEYOND[order]
            pages = connection.rows(_PAGES[order].format(beyond=beyond), bindings)
        groups = (_group(connection, entity, doc, most) for _, doc in pages)
        return [group for group in groups if group.references]


def _document_at(connection: Connection, uid: str) -> tuple[str, int]:
    row = connection.row(_DOC_AT, {"uid": uid})
    if row is None:
        raise NotFound(f"no document {uid}", str(connection.path))
    return row[0], row[1]


def _group(connection: Connection, entity: str, doc: int, most: int | None) -> ReferenceGroup:
    here = {"entity": entity, "doc": doc}
    rows = connection.rows(_IN_DOC, {**here, "most": -1 if most is None else most})
    more = 0
    if len(rows) == most:
        with connection.sparing():
            more = int(connection.value(_ALL_IN_DOC, here)) - len(rows)
    page = leaf(connection, doc, (rows[0][0], rows[-1][1]) if rows else (0, 0))
    found = []
    for start, end, paragraph, score, why_here, why_there in rows:
        reason = f"{why_here}; {why_there}" if why_there and why_there != why_here else why_here
        found.append(Reference(start, end, paragraph, *page.near(start, end), score, reason))
    return ReferenceGroup(page.uid, page.title, page.date, page.source, tuple(found), more)


def mentions(
    connection: Connection,
    entity: str | None = None,
    document: str | None = None,
    type: MentionType | None = None,
    limit: int | None = None,
) -> Iterator[MentionRow]:
    """Mentions in order of arrival and place, read a document at a time; see `Library.mentions`."""
    found = _mentions(connection, entity, document, type)
    return found if limit is None else islice(found, limit)


def _mentions(
    connection: Connection, entity: str | None, document: str | None, type: MentionType | None
) -> Iterator[MentionRow]:
    for doc in _documents_with(connection, entity, document):
        rows = connection.rows(MENTIONS, {"doc": doc, "entity": entity, "type": type})
        head = connection.row(_BODY, {"doc": doc}) if rows else None
        if head is not None:
            uid, body = head
            for row in rows:
                yield mention_row(uid, body, row)


def _documents_with(connection: Connection, entity: str | None, document: str | None) -> Iterator[int]:
    if document is not None:
        yield _document_at(connection, document)[1]
    elif entity is not None:
        for (doc,) in connection.rows(_DOCS_OF_ENTITY, {"entity": entity}):
            yield doc
    else:
        after = 0
        while page := connection.rows(_DOCS_OF_ALL, {"after": after}):
            for (doc,) in page:
                yield doc
            after = page[-1][0]


def passages_with(connection: Connection, left: str, right: str, limit: int = 50) -> list[Passage]:
    """The sentences that hold both entities, the newest document first; each passage spans from the one to the other."""
    with connection.snapshot():
        found: list[Passage] = []
        seen: set[tuple[int, int]] = set()
        if connection.value(_RARER, {"left": left, "right": right}) == right:
            left, right = right, left
        # A sentence may hold several pairs, of which the first is shown.
        bindings = {"left": left, "right": right, "limit": 10 * limit}
        for doc, sentence, start, end, paragraph in connection.rows(_TOGETHER, bindings):
            if (doc, sentence) in seen:
                continue
            seen.add((doc, sentence))
            found.append(leaf(connection, doc).passage(start, end, paragraph))
            if len(found) >= limit:
                break
        return found
