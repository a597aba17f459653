"""A big document as far as it takes to begin reading: its whole text, but only the blocks and mentions around some places and at both ends.

Blocks lie as one long JSON array, of which pieces are read and parsed; where a place is in it is found by halving, as blocks stand in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reader.errors import NotFound
from reader.library.codec import metadata_from, texts_from
from reader.library.connection import Connection
from reader.library.documents import COLUMNS, MENTIONS, document, document_row, mention_row
from reader.model import Block
from reader.readmodel import MentionRow, StoredDocument

__all__ = ["BIG", "PIECE", "REACH", "glimpse", "pieces_of_array"]

BIG = 200_000
"""Bytes of text from which a document is big."""

PIECE = 1 << 14
"""Bytes of the blocks that are read at once."""

REACH = 10_000
"""Characters on each side of a place whose mentions are read."""

_FACTS = f"""SELECT {COLUMNS}, t.body, t.metadata, t.warnings, t.notes, d.id FROM doc d JOIN doc_text t ON t.doc_id = d.id
    WHERE d.uid = :uid"""
_SIZE = """SELECT d.id, octet_length(t.body), coalesce(r.repeated, '[]') FROM doc d JOIN doc_text t ON t.doc_id = d.id
    LEFT JOIN trait r ON r.doc_id = d.id WHERE d.uid = :uid"""
_NEAR = MENTIONS.replace("ORDER BY", "AND m.start >= :low AND m.start < :high ORDER BY")

_BORDER = re.compile(rb'\],\["[a-z]+",\d')
"""What stands between two rows and, as a quotation mark within a string has a backslash before it, nowhere else."""

Read = Callable[[int, int], bytes]
"""Gives some bytes: from where on, how many."""


def glimpse(connection: Connection, uid: str, places: Sequence[int] = ()) -> StoredDocument:
    """A document for reading at these characters: whole unless it is big; raises NotFound."""
    with connection.snapshot():
        found = connection.row(_SIZE, {"uid": uid})
        if found is None:
            raise NotFound(f"no document {uid}", str(connection.path))
        doc, size, repeated = found
        # Blocks that repeat in other documents are known by their number, which takes all of them to know.
        if size < BIG or repeated != "[]":
            return document(connection, uid)
        row = connection.row(_FACTS, {"uid": uid})
        assert row is not None
        *head, text, metadata, warnings, notes, _ = row
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
    connection: Connection, doc: int, uid: str, text: str, places: Iterable[int]
) -> tuple[MentionRow, ...]:
    """The mentions around the places and at both ends, in order."""
    rows: dict[int, Any] = {}
    for place in (0, *places, len(text)):
        bindings = {"doc": doc, "entity": None, "type": None, "low": place - REACH, "high": place + REACH}
        rows.update((row[0], row) for row in connection.rows(_NEAR, bindings))
    return tuple(mention_row(uid, text, rows[start]) for start in sorted(rows))


def pieces_of_array(read: Read, length: int, places: Iterable[int]) -> list[list[Any]]:
    """Rows of a JSON array of [kind, start, …], sorted by start: those at both ends and around the rows that hold these places."""
    if length <= 4 * PIECE:
        return list(json.loads(read(0, length)))
    rows: dict[int, list[Any]] = {}
    middles = [_where(read, length, place) for place in places]
    for at in (0, length - 2 * PIECE, *(middle - PIECE for middle in middles)):
        rows.update((row[1], row) for row in _piece(read, length, at, 2 * PIECE))
    return [rows[start] for start in sorted(rows)]


def _where(read: Read, length: int, place: int) -> int:
    """About where in the array the last row is that begins at or before `place`: within a quarter of a piece."""
    low, high = 0, length
    while high - low > PIECE // 4:
        middle = (low + high) // 2
        rows = _piece(read, length, middle, PIECE // 4)
        if rows and rows[0][1] <= place:
            low = middle
        else:
            high = middle
    return low


def _piece(read: Read, length: int, at: int, size: int) -> list[list[Any]]:
    """The rows that lie whole in `size` bytes from `at` on."""
    at = max(0, at)
    size = min(size, length - at)
    data = read(at, size)
    borders = [found.start() for found in _BORDER.finditer(data)]
    begin = 1 if at == 0 else borders[0] + 2 if borders else size
    end = size - 1 if at + size >= length else borders[-1] + 1 if borders else 0
    return list(json.loads(b"[" + data[begin:end] + b"]")) if begin < end else []
