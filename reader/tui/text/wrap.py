"""Breaking text into rows, by our own rules because no library's keeps offsets.

A row is a span of the text; the white space between two rows belongs to neither. Rows break at white space (not at no-break
spaces), between wide characters, and inside a word only when the word alone is wider than a row. No hyphens are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.tui.text.cells import clusters, is_plain

__all__ = ["BREAKS", "TAB", "trim", "wrap", "wrap_verbatim"]

Span = tuple[int, int]

BREAKS = "\t-\r\x1c-\x20\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
"""The white space at which a row may end and which folds to one blank, as the inside of a regular expression's class."""

TAB = 8
"""Cells between tab stops in text that is shown as it is."""

_WORD = re.compile(f"[^{BREAKS}]+")
_BREAK = re.compile(f"[{BREAKS}]")
_NEVER_FIRST = frozenset("、。，．・：；？！」』】〕〉》）］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NEVER_LAST = frozenset("「『【〔〈《（［｛")


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    while start < end and _BREAK.match(text, start):
        start += 1
    while end > start and _BREAK.match(text, end - 1):
        end -= 1
    return start, end


def wrap(text: str, start: int, end: int, width: int, first: int | None = None) -> list[Span]:
    """The rows of text[start:end] set as one paragraph: at most `width` cells each, the first at most `first`.

    Line feeds are white space like any other. Both widths are taken as at least 2, the width of the widest character.
    """
    start, end = trim(text, start, end)
    if start == end:
        return []
    width = max(2, width)
    room = width if first is None else max(2, first)
    if is_plain(text, start, end) and text.find("  ", start, end) < 0:
        return _wrap_plain(text, start, end, width, room)
    return _wrap_words(text, start, end, width, room)


def _wrap_plain(text: str, start: int, end: int, width: int, room: int) -> list[Span]:
    """Rows of text that is one cell a character and one blank a gap: a search a row, not a step a character."""
    rows: list[Span] = []
    rfind = text.rfind
    while end - start > room:
        cut = rfind(" ", start, start + room + 1)
        if cut > start:
            rows.append((start, cut))
            start = cut + 1
        else:
            rows.append((start, start + room))
            start += room
        room = width
    rows.append((start, end))
    return rows


def _wrap_words(text: str, start: int, end: int, width: int, room: int) -> list[Span]:
    """Rows of any text."""
    rows: list[Span] = []
    row_start = row_end = -1
    used = 0
    for left, right, cells, spaced in _units(text, start, end):
        gap = 1 if spaced else 0
        if row_start >= 0 and used + gap + cells <= room:
            row_end, used = right, used + gap + cells
            continue
        if row_start >= 0:
            rows.append((row_start, row_end))
            room = width
        if cells <= room:
            row_start, row_end, used = left, right, cells
            continue
        row_start, used = left, 0
        for begin, stop, size in clusters(text, left, right):
            if used + size > room:
                rows.append((row_start, begin))
                row_start, used, room = begin, 0, width
            row_end, used = stop, used + size
    if row_start >= 0:
        rows.append((row_start, row_end))
    return rows


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
    """What stays together on a row: (start, end, cells, whether white space comes before)."""
    for match in _WORD.finditer(text, start, end):
        left, right = match.span()
        if is_plain(text, left, right):
            yield left, right, right - left, True
        else:
            yield from _parts(text, left, right)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
    """A word with unusual characters, divided beside its wide ones (as Chinese and Japanese are broken)."""
    begin, cells, spaced = start, 0, True
    last_wide, last = False, ""
    for left, _, size in clusters(text, start, end):
        character = text[left]
        divides = (size == 2 or last_wide) and left > begin
        if divides and character not in _NEVER_FIRST and last not in _NEVER_LAST:
            yield begin, left, cells, spaced
            begin, cells, spaced = left, 0, False
        cells += size
        last_wide, last = size == 2, character
    yield begin, end, cells, spaced


def wrap_verbatim(text: str, start: int, end: int, width: int, hang: int = 0) -> list[Span]:
    """The rows of one line that is shown as it is, blanks and all; rows after the first have `hang` cells less."""
    width = max(2, width)
    rest = max(2, width - hang)
    if is_plain(text, start, end):
        cuts = list(range(start + width, end, rest)) if end - start > width else []
        return list(zip([start, *cuts], [*cuts, end], strict=True))
    rows: list[Span] = []
    room, column, begin, at = width, 0, start, start
    for left, right, size in clusters(text, start, end):
        cells = TAB - column % TAB if text[left] == "\t" else size
        if column and column + cells > room:
            rows.append((begin, left))
            begin, column, room = left, 0, rest
            cells = TAB if text[left] == "\t" else size
        column += cells
        at = right
    rows.append((begin, max(at, end)))
    return rows
