"""Footnotes in the text of paged papers: what stands between a note's number and the foot of the page is a note.

They are told by their order: the first number must be 1 and each the next one, and the page's own number must follow. A paper
without page numbers is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Block

__all__ = ["set_footnotes_apart"]

_FEWEST_PAGES = 3
_LONGEST = 14
_PAGE = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—](?:\s+\d{1,4})?")
_ALONE = re.compile(r"\d{1,3}")
_OPENS = re.compile(r"(?P<number>\d{1,3})(?:\s{0,3})(?=[A-Z“\"'‘(\[])")
_NOTED = frozenset(("paragraph", "quote", "list", "heading"))


def set_footnotes_apart(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with footnotes as notes labelled "footnote"; a number alone on its line joins its note."""
    pages = {n for n, block in enumerate(blocks) if _is_page(text, block)}
    if len(pages) < _FEWEST_PAGES:
        return tuple(blocks)
    done: list[Block] = []
    expected, at = 1, 0
    while at < len(blocks):
        stop = _end_of_note(text, blocks, at, expected, pages)
        if not stop:
            done.append(blocks[at])
            at += 1
            continue
        first = blocks[at]
        if _ALONE.fullmatch(text[first.start : first.end]):
            at += 1
            done.append(replace(blocks[at], kind="note", start=first.start, level=0, label="footnote"))
        else:
            done.append(replace(first, kind="note", level=0, label="footnote"))
        expected += 1
        at += 1
        while at < stop and not _number(text, blocks[at], expected):
            block = blocks[at]
            done.append(
                replace(block, kind="note", level=0, label="footnote") if block.kind in _NOTED else block
            )
            at += 1
    return tuple(done)


def _is_page(text: str, block: Block) -> bool:
    return block.label == "page" and bool(_PAGE.fullmatch(text[block.start : block.end].strip()))


def _number(text: str, block: Block, expected: int) -> bool:
    """Whether a block is, or begins with, the number of the note that is due."""
    words = text[block.start : min(block.end, block.start + 12)]
    if block.label == "page":
        return block.end - block.start <= 3 and words == str(expected)
    match = _OPENS.match(words) if block.kind in ("paragraph", "heading") else None
    return match is not None and int(match["number"]) == expected


def _end_of_note(text: str, blocks: Sequence[Block], at: int, expected: int, pages: set[int]) -> int:
    """The place of the page number that a note starting here runs up to, 0 if none starts here."""
    if not _number(text, blocks[at], expected):
        return 0
    if blocks[at].label == "page" and (at + 1 >= len(blocks) or blocks[at + 1].kind not in _NOTED):
        return 0
    return next((place for place in range(at + 1, min(at + _LONGEST, len(blocks))) if place in pages), 0)
