"""Cuts a text's pieces into the windows that the model reads: as full as possible, and at the ends of lines and sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from .wordpiece import Pieces

__all__ = ["BODY", "cuts"]

BODY = 126
"""Pieces of text in a window; two more frame it."""

CLOSING = ".!?"


def cuts(
    text: str, pieces: Pieces, *, body: int = BODY, first_body: int | None = None, breaks: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Ranges of words (first, last + 1), in order and without gaps, of at most `body` pieces each (`first_body` for the first one).

    The cut is made at the last of `breaks` (sorted offsets) in the window's second half, else at a line's end there, else at a
    sentence's end, else between two words. A single word of more pieces is a window of its own; the caller shortens it.
    """
    total, count = len(pieces.ids), len(pieces.starts)
    found: list[tuple[int, int]] = []
    at, room = 0, first_body or body
    while at < count:
        limit = pieces.first[at] + room
        if total <= limit:
            found.append((at, count))
            break
        last = max(bisect_right(pieces.first, limit) - 1, at + 1)
        if last == count:
            found.append((at, count))
            break
        half = max(bisect_right(pieces.first, pieces.first[at] + room // 2), at + 1)
        end = _best_cut(text, pieces, half, last, breaks)
        found.append((at, end))
        at, room = end, body
    return found


def _best_cut(text: str, pieces: Pieces, half: int, last: int, breaks: Sequence[int]) -> int:
    """The word before which to cut: one of half..last, `last` itself where no border is found."""
    sentence = 0
    line = 0
    for word in range(last, half - 1, -1):
        gap_start, gap_end = pieces.ends[word - 1], pieces.starts[word]
        if breaks:
            nearest = bisect_right(breaks, gap_end) - 1
            if nearest >= 0 and breaks[nearest] >= gap_start:
                return word
        if gap_end > gap_start:
            line = line or (word if "\n" in text[gap_start:gap_end] else 0)
            sentence = sentence or (word if _closes(text, gap_start) else 0)
            if line and not breaks:
                break
    return line or sentence or last


def _closes(text: str, end: int) -> bool:
    """Whether a sentence may end at `end`: its mark, or its mark and a closing quotation mark or bracket."""
    return text[end - 1] in CLOSING or (end > 1 and text[end - 1] in "\"”’')]" and text[end - 2] in CLOSING)
