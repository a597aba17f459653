"""Furniture learned from a collection: a line that stands in most documents of one source is none of their news.

Two passes, like linking: `observe` every document, then `mark` any of them. Memory is one number a line, and lines that
were seen once are forgotten when there are too many.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import replace

from reader.model import Document

__all__ = ["RepeatedLines"]

_LONGEST = 400
_MOST_LINES = 200_000
_DIGITS = re.compile(r"\d+")


class RepeatedLines:
    """Counts the lines of each source's documents.

    A line is furniture if it stands in at least `least` documents of its source and in `share` of them. Titles, headings and
    datelines never are, nor is a line that is the only text of a document.
    """

    def __init__(self, least: int = 6, share: float = 0.5) -> None:
        self._least = least
        self._share = share
        self._documents: Counter[str] = Counter()
        self._lines: defaultdict[str, Counter[bytes]] = defaultdict(Counter)

    def observe(self, source: str, document: Document) -> None:
        """Counts the document's lines for `source` (its folder, its domain, its issuing body)."""
        self._documents[source] += 1
        lines = self._lines[source]
        lines.update({key for _, key in _keys(document)})
        if len(lines) > _MOST_LINES:
            self._lines[source] = Counter({key: count for key, count in lines.items() if count > 1})

    def mark(self, source: str, document: Document) -> Document:
        """The document with its repeated lines as boilerplate labelled "repeated"; itself if there are none."""
        total = self._documents[source]
        lines = self._lines[source]
        enough = max(self._least, total * self._share)
        repeated = {index for index, key in _keys(document) if lines[key] >= enough}
        text = [
            index
            for index, block in enumerate(document.blocks)
            if block.kind in ("paragraph", "list", "quote")
        ]
        if not repeated or repeated.issuperset(text):
            return document
        blocks = tuple(
            replace(block, kind="boilerplate", level=0, label="repeated") if index in repeated else block
            for index, block in enumerate(document.blocks)
        )
        return replace(document, blocks=blocks)


def _keys(document: Document) -> list[tuple[int, bytes]]:
    """(index, key) of each block that may be furniture; numbers in a line do not matter."""
    found = []
    for index, block in enumerate(document.blocks):
        if block.kind in ("paragraph", "list", "note", "table") and block.end - block.start <= _LONGEST:
            line = _DIGITS.sub("#", " ".join(document.text[block.start : block.end].split()).casefold())
            found.append((index, hashlib.blake2b(line.encode("utf-8", "replace"), digest_size=8).digest()))
    return found
