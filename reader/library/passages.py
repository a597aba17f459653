"""Words around a span of a document, on one line: for lists of references, and whole sentences for an entity's page."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from reader.errors import NotFound
from reader.library.codec import spans_from
from reader.library.connection import Connection
from reader.library.folding import line
from reader.library.pieces import BIG, rows_between, spans_between, text_between
from reader.readmodel import Passage

__all__ = ["CONTEXT", "Leaf", "around", "leaf"]

CONTEXT = 60
"""Characters shown on each side of a mention."""

LONGEST = 400
"""Characters shown on each side where whole sentences are."""

_ROOM = 2 * LONGEST + 100
"""Characters on each side of a span that are read of a big document."""

_HEAD = """SELECT d.uid, d.title, d.date, d.source, octet_length(t.body)
    FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.id = :doc"""
_ALL = "SELECT body, blocks, sentences FROM doc_text WHERE doc_id = :doc"


def around(
    text: str, start: int, end: int, width: int = CONTEXT, low: int = 0, high: int | None = None
) -> tuple[str, str, str]:
    """(left, middle, right) of text[start:end] within text[low:high], each on one line.

    Left and right hold at most `width` characters, begin and end with whole words, and keep the blank next to the middle.
    """
    high = len(text) if high is None else high
    # Runs of white space shrink, so more is cut out than is shown.
    left = line(text[max(low, start - 2 * width) : start])
    right = line(text[end : max(end, min(high, end + 2 * width))])
    if len(left) > width:
        cut = len(left) - width
        blank = left.find(" ", cut)
        left = left[blank + 1 if 0 <= blank < len(left) - 1 else cut :]
    if len(right) > width:
        blank = right.rfind(" ", 1, width + 1)
        right = right[: blank if blank > 0 else width]
    return left.lstrip(), line(text[start:end]).strip(), right.rstrip()


class Leaf:
    """A document's text with the borders of its blocks and sentences, to cut passages from."""

    def __init__(
        self,
        uid: str,
        title: str,
        date: str,
        source: str | None,
        text: str,
        blocks: Sequence[Sequence[Any]],
        sentences: Sequence[tuple[int, int]],
        first: int = 0,
    ) -> None:
        self.uid = uid
        self.title = title
        self.date = date or None
        self.source = source
        self.text = text
        self._first = first
        self._blocks: list[tuple[int, int]] = [(row[1], row[2]) for row in blocks]
        # As `reader.model.paragraph_of` counts.
        self._counts = list(accumulate(row[0] not in ("boilerplate", "dateline") for row in blocks))
        self._sentences = sentences

    def said(self, start: int, end: int) -> str:
        """The words of a span."""
        return self.text[start - self._first : end - self._first]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`, as `reader.model.paragraph_of` counts; of whole documents only."""
        index = bisect_right(self._blocks, offset, key=_begin) - 1
        return int(self._counts[index]) if index >= 0 else 0

    def near(self, start: int, end: int, width: int = CONTEXT) -> tuple[str, str, str]:
        """The words around a span, not beyond its block."""
        low, high = _covering(self._blocks, start, end)
        return self._around(start, end, width, low, high)

    def _around(self, start: int, end: int, width: int, low: int, high: int) -> tuple[str, str, str]:
        first = self._first
        return around(self.text, start - first, end - first, width, max(0, low - first), high - first)

    def passage(self, start: int, end: int, paragraph: int) -> Passage:
        """The whole sentence, or sentences, that a span stands in."""
        low, high = _covering(self._sentences, start, end)
        if (low, high) == (start, end):
            low, high = _covering(self._blocks, start, end)
        left, middle, right = self._around(start, end, LONGEST, low, high)
        return Passage(self.uid, self.title, self.date, start, end, paragraph, left, middle, right)


def _covering(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """From the beginning of the span that holds `start` to the end of the one that holds `end`; never less than both."""
    first = bisect_right(spans, start, key=_begin) - 1 if spans else -1
    last = bisect_right(spans, max(start, end - 1), key=_begin) - 1 if spans else -1
    low = spans[first][0] if first >= 0 and spans[first][1] > start else start
    high = spans[last][1] if last >= 0 and spans[last][1] >= end else end
    return min(low, start), max(high, end)


def _begin(span: tuple[int, int]) -> int:
    return span[0]


def leaf(connection: Connection, doc: int, span: tuple[int, int] | None = None) -> Leaf:
    """A document (by row) to cut passages from, of a big one only what is around `span`; raises NotFound."""
    head = connection.row(_HEAD, {"doc": doc})
    if head is None:
        raise NotFound("the document is no longer there", str(connection.path))
    uid, title, date, source, size = head
    if span is not None and size >= BIG:
        return Leaf(uid, title, date, source, *_part(connection, doc, *span), max(0, span[0] - _ROOM))
    text, blocks, sentences = connection.row(_ALL, {"doc": doc}) or ("", "[]", "[]")
    return Leaf(uid, title, date, source, text, json.loads(blocks), spans_from(sentences))


def _part(
    connection: Connection, doc: int, start: int, end: int
) -> tuple[str, list[list[Any]], list[tuple[int, int]]]:
    """The text around a span, the blocks and the sentences that it stands in."""
    low, high = max(0, start - _ROOM), end + _ROOM
    with connection.sparing():
        with connection.long_value("doc_text", "body", doc) as (length, read):
            text = text_between(read, length, low, high)
        with connection.long_value("doc_text", "blocks", doc) as (length, read):
            blocks = rows_between(read, length, start, end)
        with connection.long_value("doc_text", "sentences", doc) as (length, read):
            sentences = list(spans_between(read, length, start, end))
    return text, blocks, sentences
