"""Menus in pages that were saved or copied as text: runs of short lines around lines that are known to be furniture.

A run counts only above the first or below the last paragraph of a document, only beside a line that is furniture already
("Skip to main content", "Search", "Follow us"), and never takes the last line that could be the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Block

__all__ = ["fold_menus"]

_LONGEST = 36
_MOST_WORDS = 4
_SHORTEST_RUN = 3
_PROSE = 140
_SEEDS = frozenset({"menu", "share", "cookies", "release"})
_NO_ENTRY = re.compile(r"[.!?:;,…]$|^[\"“‘'($€£]|\d{3}|@|https?://")


def fold_menus(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same spans; lines of menus become boilerplate blocks labelled "menu"."""
    prose = [
        index
        for index, block in enumerate(blocks)
        if block.kind in ("paragraph", "quote") and block.end - block.start >= _PROSE
    ]
    if not prose:
        return tuple(blocks)
    done = list(blocks)
    _fold_top(text, done, prose[0])
    _fold_bottom(text, done, prose[-1] + 1)
    return tuple(done)


def _fold_top(text: str, blocks: list[Block], end: int) -> None:
    """Above the text only unbroken runs beside furniture are folded: the title stands here too."""
    entries: set[int] = set()
    index = 0
    while index < end:
        stop = index
        while stop < end and _is_entry(text, blocks[stop]):
            stop += 1
        if stop - index >= _SHORTEST_RUN and (
            _is_seed(blocks, index - 1) or (stop < end and _is_seed(blocks, stop))
        ):
            entries.update(range(index, stop))
        index = max(stop, index + 1)
    if not any(
        index not in entries and blocks[index].kind not in ("boilerplate", "list") for index in range(end)
    ):
        entries.discard(max(entries, default=-1))
    _mark(blocks, entries)


def _fold_bottom(text: str, blocks: list[Block], start: int) -> None:
    """Below the text, runs may have furniture between them; at least two lines of it make a menu."""
    index = start
    while index < len(blocks):
        stop = index
        while stop < len(blocks) and (_is_seed(blocks, stop) or _is_entry(text, blocks[stop])):
            stop += 1
        stretch = range(index, stop)
        if len(stretch) > _SHORTEST_RUN and sum(_is_seed(blocks, place) for place in stretch) >= 2:
            _mark(blocks, {place for place in stretch if not _is_seed(blocks, place)})
        index = max(stop, index + 1)


def _mark(blocks: list[Block], entries: set[int]) -> None:
    for index in entries:
        blocks[index] = replace(blocks[index], kind="boilerplate", level=0, label="menu")


def _is_seed(blocks: Sequence[Block], index: int) -> bool:
    return index >= 0 and blocks[index].kind == "boilerplate" and blocks[index].label in _SEEDS


def _is_entry(text: str, block: Block) -> bool:
    """A few words without the marks of a sentence."""
    if block.kind not in ("paragraph", "heading", "list") or block.end - block.start > _LONGEST:
        return False
    line = text[block.start : block.end].lstrip("*•·-–+ ")
    return bool(line) and len(line.split()) <= _MOST_WORDS and not _NO_ENTRY.search(line)
