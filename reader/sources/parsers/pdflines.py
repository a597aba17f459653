"""The lines of a PDF's page with their place, put in reading order: what stands in columns, what is a row of a table.

The order of the page's content stream is kept, which is the reading order in what office programs and typesetters write. Where
a stream runs across columns (row by row), the gutter gives it away: many lines break at the same place, and both sides are
prose. Short cells under one another are a table.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from reader.sources.layout import marker_of
from reader.values import dataclass

__all__ = ["Line", "in_order", "lines_of"]

_BREAKS = frozenset((10, 13, 0xFFFE, 2))
_SOFT = frozenset((0xFFFE, 2))
_BLANKS = frozenset((32, 0xA0, 9, 0))
_GAP = 1.8  # of the letters' size: between cells
_SLIT = 0.8  # may be a gutter, if many lines have it at one place
_GUTTER_ROWS = 6
_PROSE = 18
_MOST_CHARACTERS = 1_000_000
_Box = tuple[float, float, float, float]
_BoxOf = Callable[[int], "_Box | None"]


@dataclass(slots=True)
class Line:
    """A line of a page: its text, its box in points (y goes up) and the size of its letters; `cells` if it is a table's row;
    `gap` is how far from the part to its left it stands, in sizes of its letters.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int
    furniture: bool = False
    cells: tuple[tuple[float, str], ...] = ()
    gap: float = 0.0


_Row = list[Line]


def lines_of(document: Any, index: int) -> list[Line]:
    """The lines of one page in reading order; a page that cannot be opened has none."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        page = document[index]
    except pdfium.PdfiumError:
        return []
    try:
        view = page.get_textpage()
    except pdfium.PdfiumError:
        page.close()
        return []
    try:
        unicode_at, handle = raw.FPDFText_GetUnicode, view.raw
        codes = [unicode_at(handle, at) for at in range(min(view.count_chars(), _MOST_CHARACTERS))]
        return in_order(_rows(codes, view, raw, index + 1))
    finally:
        view.close()
        page.close()


def _rows(codes: Sequence[int], view: Any, raw: Any, page: int) -> list[_Row]:
    """Cuts the characters of a page at its line ends, and lines at their wide gaps."""
    box_of = _boxes(view, raw)
    rows: list[_Row] = []
    start = 0
    for at in range(len(codes) + 1):
        if at < len(codes) and codes[at] not in _BREAKS:
            continue
        soft = at < len(codes) and codes[at] in _SOFT
        visible = [place for place in range(start, at) if codes[place] not in _BLANKS]
        if visible:
            row = _segments(codes, visible, box_of, view, raw, page)
            if soft:
                row[-1].text += "\u00ad"
            last = rows[-1] if rows else None
            if last is not None and _touches(last[-1], row[0]):
                last[-1] = _together(last[-1], row[0])
                last.extend(row[1:])
            elif last is not None and _beside(last[-1], row[0]):
                row[0].gap = (row[0].left - last[-1].right) / max(row[0].size, 1.0)
                last.extend(row)
            else:
                rows.append(row)
        start = at + 1
    return rows


def _boxes(view: Any, raw: Any) -> _BoxOf:
    """Asks for the loose box of a character (left, right, bottom, top) without the cost of objects."""
    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    ask, handle = raw.FPDFText_GetLooseCharBox, view.raw

    def box_of(place: int) -> _Box | None:
        return (rect.left, rect.right, rect.bottom, rect.top) if ask(handle, place, reference) else None

    return box_of


def _segments(
    codes: Sequence[int], visible: Sequence[int], box_of: _BoxOf, view: Any, raw: Any, page: int
) -> _Row:
    """One line, or its parts where white space is wider than any between words."""
    size = _size(visible, box_of) or float(raw.FPDFText_GetFontSize(view.raw, visible[0]))
    cuts = [0]
    for number in range(1, len(visible)):
        before, after = visible[number - 1], visible[number]
        if after - before < 2:
            continue
        left, right = box_of(before), box_of(after)
        if left is not None and right is not None and right[0] - left[1] > max(_SLIT * size, 4.0):
            cuts.append(number)
    cuts.append(len(visible))
    row: _Row = []
    for first, stop in pairwise(cuts):
        places = visible[first:stop]
        text = _text(codes[places[0] : places[-1] + 1])
        line = _line(text, places, box_of, size, page)
        if row and (marker_of(f"{row[-1].text} x", 0, 9) or not text):
            row[-1] = replace(row[-1], text=f"{row[-1].text} {text}", right=line.right)
        else:
            row.append(replace(line, gap=(line.left - row[-1].right) / max(size, 1.0)) if row else line)
    return row


def _line(text: str, places: Sequence[int], box_of: _BoxOf, size: float, page: int) -> Line:
    found = [
        box
        for box in (box_of(places[0]), box_of(places[len(places) // 2]), box_of(places[-1]))
        if box is not None
    ]
    if not found:
        return Line(text, 0.0, 0.0, 0.0, 0.0, round(size, 1), page)
    bottom, top = min(box[2] for box in found), max(box[3] for box in found)
    return Line(text, found[0][0], found[-1][1], bottom, top, round(_size(places, box_of) or size, 1), page)


def _size(places: Sequence[int], box_of: _BoxOf) -> float:
    """The usual height of a line's letters: initials and raised figures do not count. 0.0 if nothing is known."""
    found = [box_of(place) for place in (places[0], places[len(places) // 2], places[-1])]
    heights = sorted(box[3] - box[2] for box in found if box is not None)
    return heights[len(heights) // 2] if heights and heights[len(heights) // 2] >= 1 else 0.0


def _beside(last: Line, line: Line) -> bool:
    """Whether a line of the stream stands on the row of the one before, to its right and apart."""
    height = max(min(last.size, line.size), 4.0)
    return abs(last.bottom - line.bottom) < height * 0.3 and line.left - last.right > max(_SLIT * height, 4.0)


def _touches(last: Line, line: Line) -> bool:
    """Whether a line goes on where the one before ends: raised and lowered figures cut lines apart."""
    shared = min(last.top, line.top) - max(last.bottom, line.bottom)
    least = min(last.top - last.bottom, line.top - line.bottom)
    return (
        least > 0 and shared >= least * 0.5 and -2 <= line.left - last.right < max(last.size, line.size) * 0.5
    )


def _together(last: Line, line: Line) -> Line:
    """One line of two that touch."""
    between = " " if line.left - last.right > max(last.size, line.size) * 0.18 else ""
    larger = last if last.size >= line.size else line
    return replace(larger, text=f"{last.text}{between}{line.text}", left=last.left, right=line.right)


_DOUBLED = re.compile(r"(\S)\1(?:(\S)\2| )*")


def _text(codes: Sequence[int]) -> str:
    """Code units to text: pdfium gives UTF-16, surrogates apart. Letters that were printed twice to look bold are said once."""
    units = b"".join(
        min(code, 0xFFFF).to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
        if code
    )
    text = " ".join(units.decode("utf-16-le", "replace").split())
    if len(text) >= 8 and len(set(text)) > 4 and _DOUBLED.fullmatch(text):
        return " ".join(word[::2] for word in text.split())
    return text


def in_order(rows: Sequence[_Row]) -> list[Line]:
    """The rows of a page as lines: columns one after the other, table rows with their cells, all else as it came."""
    band = _band(rows)
    if band is None:
        return _without_columns(rows)
    start, stop, gutter = band
    left: list[Line] = []
    right: list[Line] = []
    lines = _without_columns(rows[:start])
    for row in rows[start:stop]:
        if row[0].left < gutter < row[-1].right and not any(segment.left > gutter for segment in row):
            lines += [*left, *right, *_joined(row, _GAP)]  # a line over both columns
            left, right = [], []
            continue
        left += _joined([segment for segment in row if segment.left < gutter], _GAP)
        right += _joined([segment for segment in row if segment.left >= gutter], _GAP)
    return [*lines, *left, *right, *_without_columns(rows[stop:])]


def _joined(row: Sequence[Line], least: float) -> list[Line]:
    """The parts of a row, those put together again that a gap of less than `least` letter sizes parts."""
    done: list[Line] = []
    for segment in row:
        if done and segment.gap < least:
            done[-1] = replace(done[-1], text=f"{done[-1].text} {segment.text}", right=segment.right)
        else:
            done.append(segment)
    return done


def _band(rows: Sequence[_Row]) -> tuple[int, int, float] | None:
    """(first row, row after the last, where the right column begins) if the stream runs across two columns of prose."""
    gaps = [(row[n - 1].right, row[n].left, at) for at, row in enumerate(rows) for n in range(1, len(row))]
    if len(gaps) < _GUTTER_ROWS:
        return None
    place, covered = _most_covered(gaps)
    first, last = min(covered), max(covered)
    if len(covered) < _GUTTER_ROWS or len(covered) < (last + 1 - first) * 0.6:
        return None
    sides = [
        [segment for segment in rows[at] if (segment.left > place) is right]
        for at in covered
        for right in (False, True)
    ]
    texts = [" ".join(segment.text for segment in side) for side in sides if side]
    long = sum(len(text) >= _PROSE for text in texts)
    running = sum(text[:1].islower() for text in texts)
    if long < len(texts) * 0.7 or running < len(texts) * 0.3:
        return None
    return first, last + 1, place


def _most_covered(gaps: Sequence[tuple[float, float, int]]) -> tuple[float, set[int]]:
    """The place that the most rows leave blank, and those rows."""
    best: tuple[float, set[int]] = (0.0, set())
    for place in sorted({round(start) for _, start, _ in gaps})[:400]:
        at = place - 2.0
        found = {row for end, start, row in gaps if end <= at <= start}
        if len(found) > len(best[1]):
            best = at, found
    return best


def _without_columns(rows: Sequence[_Row]) -> list[Line]:
    """Rows that lie close under one another and have wide gaps are tables."""
    whole = [_joined(row, _GAP) for row in rows]
    lines: list[Line] = []
    at = 0
    while at < len(whole):
        stop = at
        while stop < len(whole) and _belongs(whole, at, stop):
            stop += 1
        while stop > at and len(whole[stop - 1]) == 1 and not _is_rest_of_cell(whole[stop - 1][0], whole[at]):
            stop -= 1
        if sum(len(row) > 1 for row in whole[at:stop]) >= 2:
            lines += _table(whole[at:stop])
        else:
            stop = max(stop, at + 1)
            lines += [segment for row in whole[at:stop] for segment in row]
        at = stop
    return lines


def _belongs(rows: Sequence[_Row], start: int, at: int) -> bool:
    """Whether a row belongs to the table that may begin at `start`: several parts, or the rest of a wrapped cell; close under the last."""
    row = rows[at]
    if at == start:
        return len(row) > 1
    above = rows[at - 1]
    apart = above[0].bottom - row[0].top
    if not -0.5 * row[0].size < apart < (3.0 if len(row) > 1 else 1.6) * row[0].size:
        return False
    return len(row) > 1 or _is_rest_of_cell(row[0], rows[start])


def _is_rest_of_cell(line: Line, first: _Row) -> bool:
    """Whether a lone line begins under a later column of a table's first row."""
    return any(abs(line.left - cell.left) <= line.size for cell in first[1:])


def _table(region: Sequence[_Row]) -> list[Line]:
    """Rows with their cells; the wrapped part of a cell goes to the cell above it."""
    table: list[Line] = []
    for row in region:
        if len(row) == 1 and table and _is_rest_of_cell(row[0], region[0]):
            last, more = table[-1], row[0]
            column = max(
                (n for n, (left, _) in enumerate(last.cells) if left <= more.left + more.size), default=0
            )
            cells = tuple(
                (left, f"{text} {more.text}" if n == column else text)
                for n, (left, text) in enumerate(last.cells)
            )
            table[-1] = replace(last, cells=cells, bottom=min(last.bottom, more.bottom))
        else:
            table.append(
                replace(row[0], right=row[-1].right, cells=tuple((cell.left, cell.text) for cell in row))
            )
    return [replace(line, text=_row_text(line)) for line in table]


def _row_text(line: Line) -> str:
    return " | ".join(text.rstrip("\u00ad").replace("|", "¦") for _, text in line.cells)
