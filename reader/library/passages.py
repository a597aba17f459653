"""Words around a span of a document, on one line: for lists of references, and whole sentences for an entity's page."""

from __future__ import annotations

import json
from bisect import bisect_right
from itertools import accumulate

from reader.errors import NotFound
from reader.library.codec import spans_from
from reader.library.connection import Connection
from reader.library.folding import line
from reader.readmodel import Passage

__all__ = ["CONTEXT", "Leaf", "around", "leaf"]

CONTEXT = 60
"""Characters shown on each side of a mention."""

LONGEST = 400
"""Characters shown on each side where whole sentences are."""

_LEAF = """SELECT d.uid, d.title, d.date, d.source, t.body, t.blocks, t.sentences
    FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.id = :doc"""


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
        self, uid: str, title: str, date: str, source: str | None, text: str, blocks: str, sentences: str
    ) -> None:
        self.uid = uid
        self.title = title
        self.date = date or None
        self.source = source
        self.text = text
        rows = json.loads(blocks)
        self._blocks: list[tuple[int, int]] = [(row[1], row[2]) for row in rows]
        # As `reader.model.paragraph_of` counts.
        self._counts = list(accumulate(row[0] not in ("boilerplate", "dateline") for row in rows))
        self._sentences = spans_from(sentences)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`, as `reader.model.paragraph_of` counts."""
        index = bisect_right(self._blocks, offset, key=_begin) - 1
        return int(self._counts[index]) if index >= 0 else 0

    def near(self, start: int, end: int, width: int = CONTEXT) -> tuple[str, str, str]:
        """The words around a span, not beyond its block."""
        low, high = _covering(self._blocks, start, end)
        return around(self.text, start, end, width, low, high)

    def passage(self, start: int, end: int, paragraph: int) -> Passage:
        """The whole sentence, or sentences, that a span stands in."""
        low, high = _covering(self._sentences, start, end)
        if (low, high) == (start, end):
            low, high = _covering(self._blocks, start, end)
        left, middle, right = around(self.text, start, end, LONGEST, low, high)
        return Passage(self.uid, self.title, self.date, start, end, paragraph, left, middle, right)


def _covering(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """From the beginning of the span that holds `start` to the end of the one that holds `end`; never less than both."""
    first = bisect_right(spans, start, key=_begin) - 1 if spans else -1
    last = bisect_right(spans, max(start, end - 1), key=_begin) - 1 if spans else -1
    low = spans[first][0] if first >= 0 and spans[first][1] > start else start
    high = spans[last][1] if last >= 0 and spans[last][1] >= end else end
    return min(low, start), max(high, end)


def _begin(span: tuple[int, int]) -> int:
    return span[0]


def leaf(connection: Connection, doc: int) -> Leaf:
    """A document (by row) to cut passages from; raises NotFound."""
    row = connection.row(_LEAF, {"doc": doc})
    if row is None:
        raise NotFound("the document is no longer there", str(connection.path))
    return Leaf(*row)
