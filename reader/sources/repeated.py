"""Furniture learned from a collection: a line that stands in most documents of one source is none of their news.

Here is what a line is and when it is furniture; who counts the lines of a collection is the library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from reader.model import BOILERPLATE_WITH_NAMES, Document

__all__ = ["line_keys"]

_LONGEST = 400
_DIGITS = re.compile(r"\d+")
_KINDS = frozenset({"paragraph", "list", "note", "table"})


def line_keys(document: Document) -> Iterator[tuple[int, int]]:
    """(number of the block, key) of each block that could be furniture; figures in a line do not matter, keys are 63 bits.

    Titles, headings, datelines, quotes and long paragraphs never are, nor the head of a court paper ("v.", "Appellee,"); lines in
    which a document names its press office or itself are.
    """
    title = document.metadata.title
    head = title is not None and title.evidence.rule in ("parties of the case", "matter of the case")
    for index, block in enumerate(document.blocks):
        head = head and not (block.kind == "paragraph" and block.end - block.start > _LONGEST)
        if head:
            continue
        named = block.kind == "boilerplate" and block.label in BOILERPLATE_WITH_NAMES
        if (block.kind in _KINDS or named) and block.end - block.start <= _LONGEST:
            line = _DIGITS.sub("#", " ".join(document.text[block.start : block.end].split()).casefold())
            digest = hashlib.blake2b(line.encode("utf-8", "replace"), digest_size=8).digest()
            yield index, int.from_bytes(digest, "little") >> 1
