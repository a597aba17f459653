"""A big document as far as it takes to begin reading: a text that is read as it is looked at, the blocks and mentions around some places and at both ends.

The other blocks and mentions are read later, into columns (`completed`).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.columns import Blocks, Mentions
from reader.errors import NotFound
from reader.library.codec import metadata_from, texts_from
from reader.library.connection import Connection
from reader.library.documents import COLUMNS, MENTIONS, document, document_row, mention_row, reason_of
from reader.library.pieces import BIG, Read, pieces_of_array, rows_of_array
from reader.model import Block
from reader.readmodel import MentionRow, StoredDocument

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["REACH", "completed", "glimpse"]

REACH = 10_000
"""Characters on each side of a place whose mentions are read."""

_AT_ONCE = 1000
"""Rows that are put into columns without a rest."""

_FACTS = f"""SELECT {COLUMNS}, t.metadata, t.warnings, t.notes, d.chars, d.extractor FROM doc d JOIN doc_text t ON t.doc_id = d.id
    WHERE d.uid = :uid"""
_SIZE = """SELECT d.id, octet_length(t.body), coalesce(r.repeated, '[]') FROM doc d JOIN doc_text t ON t.doc_id = d.id
    LEFT JOIN trait r ON r.doc_id = d.id WHERE d.uid = :uid"""
_ABOUT = f"""SELECT {COLUMNS}, t.metadata, t.warnings, t.notes, coalesce(r.repeated, '[]'), d.id, octet_length(t.body), d.extractor
    FROM doc d JOIN doc_text t ON t.doc_id = d.id LEFT JOIN trait r ON r.doc_id = d.id WHERE d.uid = :uid"""
_NEAR = MENTIONS.replace("ORDER BY", "AND m.start >= :low AND m.start < :high ORDER BY")


def glimpse(connection: Connection, uid: str, places: Sequence[int] = ()) -> StoredDocument:
    """A document for reading at these characters: whole unless it is big; raises NotFound."""
    from reader.library.body import long_text

    with connection.snapshot():
        found = connection.row(_SIZE, {"uid": uid})
        if found is None:
            raise NotFound(f"no document {uid}", str(connection.path))
        doc, size, repeated = found
        # Blocks that repeat in other documents are known by their number, which takes all of them to know.
        if size < BIG or repeated != "[]":
            return document(connection, uid)
        with connection.sparing():
            row = connection.row(_FACTS, {"uid": uid})
            assert row is not None
            *head, metadata, warnings, notes, characters, extractor = row
            with connection.long_value("doc_text", "body", doc) as (length, read):
                text = long_text(connection, (doc, uid, size, extractor), characters, read)
            with connection.long_value("doc_text", "blocks", doc) as (length, read):
                blocks = pieces_of_array(read, length, places)
            mentions = _mentions(connection, doc, uid, text, places)
    return StoredDocument(
        document_row(tuple(head)),
        text,
        tuple(Block(*each) for each in blocks),
        mentions,
        metadata_from(metadata),
        texts_from(warnings),
        texts_from(notes),
        whole=False,
    )


def _mentions(
    connection: Connection, doc: int, uid: str, text: Text, places: Iterable[int]
) -> tuple[MentionRow, ...]:
    """The mentions around the places and at both ends, in order."""
    rows: dict[int, Any] = {}
    for place in (0, *places, len(text)):
        bindings = {"doc": doc, "entity": None, "type": None, "low": place - REACH, "high": place + REACH}
        rows.update((row[0], row) for row in connection.rows(_NEAR, bindings))
    return tuple(mention_row(uid, text, rows[start]) for start in sorted(rows))


def completed(connection: Connection, opened: StoredDocument) -> StoredDocument:
    """The document as it is now, whole; one that was opened as a big one with its text, and in columns. Raises NotFound."""
    from reader.library.body import is_kept

    uid = opened.row.id
    with connection.snapshot(), connection.sparing():
        row = connection.row(_ABOUT, {"uid": uid})
        if row is None:
            raise NotFound(f"no document {uid}", str(connection.path))
        *head, metadata, warnings, notes, repeated, doc, size, extractor = row
        if size < BIG or not is_kept(opened.text, (doc, uid, size, extractor)):
            return document(connection, uid)
        marked = frozenset(json.loads(repeated))
        with connection.long_value("doc_text", "blocks", doc) as (length, read):
            blocks = Blocks(_resting(_blocks(read, length, marked)))
        rows = connection.each(MENTIONS, {"doc": doc, "entity": None, "type": None})
        mentions = Mentions(uid, opened.text, _resting(map(_columns, rows)))
    shown = document_row(tuple(head))
    about = (metadata_from(metadata), texts_from(warnings), texts_from(notes))
    return StoredDocument(shown, opened.text, blocks, mentions, *about)


def _blocks(read: Read, length: int, marked: frozenset[int]) -> Iterator[Sequence[Any]]:
    """The rows of all blocks, those with a number in `marked` as furniture that repeats."""
    for number, row in enumerate(rows_of_array(read, length)):
        if number in marked and row[0] != "boilerplate":
            page = row[5] if len(row) > 5 else None
            yield ["boilerplate", row[1], row[2], 0, "repeated", page]
        else:
            yield row


def _resting(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows, with a moment's rest after so many: the thread that answers keys would wait 5 ms each time that it wants to go on."""
    for number, row in enumerate(rows):
        if number % _AT_ONCE == 0:
            time.sleep(0.0002)
        yield row


def _columns(row: Any) -> tuple[Any, ...]:
    """A row of `MENTIONS` as `reader.columns.Mentions` takes it."""
    start, end, type_, entity, name, score, why_here, why_there, paragraph = row
    return start, end, type_, entity, name, score, reason_of(why_here, why_there), paragraph
