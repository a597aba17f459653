"""The text of a big document where it lies: read in parts, on a connection of its own, for as long as it is the text that was opened."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path

from reader.errors import NotFound
from reader.library.connection import Connection, connect
from reader.library.pieces import Read
from reader.longtext import PART, LongText, Text

__all__ = ["Body", "Key", "is_kept", "long_text"]

Key = tuple[int, str, int, str]
"""A text as it was stored: the document's row and uid, the bytes of the text, what extracted it."""

_KEY = """SELECT d.id, d.uid, octet_length(t.body), d.extractor
    FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.id = :doc"""
_STRETCH = 1 << 16
"""Bytes that are looked at at once: never more characters than a part has."""

_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes that begin no character."""


class Body:
    """The parts of one text. A connection is opened with the first that is read, and again where the last one failed."""

    def __init__(self, path: Path, key: Key, starts: Sequence[int]) -> None:
        self.key = key
        self._path = path
        self._starts = starts
        self._connection: Connection | None = None

    def __call__(self, first: int, last: int) -> str:
        """As `reader.longtext.Parts`; raises NotFound once the document has another text, and the LibraryError family."""
        connection = self._connection
        if connection is None:
            connection = connect(self._path, write=False)
            connection.run("PRAGMA cache_size=-256")
            self._connection = connection
        with connection.snapshot():
            if connection.row(_KEY, {"doc": self.key[0]}) != self.key:
                raise NotFound(f"document {self.key[1]} has another text now", str(self._path))
            with connection.long_value("doc_text", "body", self.key[0]) as (_, read):
                if not self._starts:
                    # One byte a character.
                    return read(first * PART, min(last * PART, self.key[2]) - first * PART).decode("ascii")
                begin = self._starts[first]
                end = self._starts[last] if last < len(self._starts) else self.key[2]
                return read(begin, end - begin).decode()


def long_text(connection: Connection, key: Key, length: int, read: Read) -> LongText:
    """The text of a document as it is stored: `length` characters, of whose bytes `read` gives some."""
    starts: Sequence[int] = () if length == key[2] else _starts(read, key[2])
    return LongText(length, Body(connection.path, key, starts))


def is_kept(text: Text, key: Key) -> bool:
    """Whether a text is that of a big document, and the one that is stored."""
    return isinstance(text, LongText) and isinstance(text.parts, Body) and text.parts.key == key


def _starts(read: Read, size: int) -> array[int]:
    """At which byte each part begins."""
    starts = array("Q", [0])
    seen = 0
    for at in range(0, size, _STRETCH):
        data = read(at, min(_STRETCH, size - at))
        here = _characters(data)
        while seen <= PART * len(starts) < seen + here:
            starts.append(at + _byte_of(data, PART * len(starts) - seen))
        seen += here
    return starts


def _characters(data: bytes) -> int:
    """How many characters begin in these bytes of UTF-8."""
    return len(data.translate(None, _CONTINUING))


def _byte_of(data: bytes, number: int) -> int:
    """Where the character begins that is the one of this number (from 0) among those that begin here."""
    low, high = 0, len(data)
    while high - low > 1:
        middle = (low + high) // 2
        here = _characters(data[low:middle])
        if number < here:
            high = middle
        else:
            number, low = number - here, middle
    return low
