"""Lines as pieces of styled text: what lists and panels hand to Textual, without a widget in sight.

A piece is (text, name of a look); "" is the plain style of the widget. Widths are terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

__all__ = [
    "Piece",
    "Pieces",
    "aligned",
    "around",
    "clipped",
    "kind_of",
    "strip_of",
    "width_of",
    "wrapped",
]

Piece = tuple[str, str]
Pieces = tuple[Piece, ...]

_KINDS = {"person", "organisation", "place", "date"}
_ELLIPSIS = "…"
_TOLD = 10
"""Cells of a row's left part by which it can be told from others."""


def kind_of(type: str) -> str:
    """The look of a name of this type."""
    return f"kind--{type}" if type in _KINDS else ""


def width_of(pieces: Iterable[Piece]) -> int:
    """How many cells the pieces take."""
    return sum(cell_len(text) for text, _ in pieces)


def clipped(pieces: Iterable[Piece], width: int) -> Pieces:
    """The pieces cut to `width` cells, the cut shown by an ellipsis."""
    kept: list[Piece] = []
    room = width
    given = tuple(pieces)
    if width_of(given) <= width:
        return given
    if width <= 0:
        return ()
    for text, style in given:
        cells = cell_len(text)
        if cells < room:
            kept.append((text, style))
            room -= cells
            continue
        kept.append((set_cell_size(text, room - 1).rstrip() + _ELLIPSIS, style))
        break
    return tuple(kept)


def aligned(
    left: Iterable[Piece], right: Iterable[Piece], width: int, gap: int = 2, *, both: bool = False
) -> Pieces:
    """`left` and `right` at the two edges of `width` cells; the left one gives way, the right one only when it must.

    Where hardly anything of the left one would be left the right one goes: half a number is a wrong one, and a row that
    cannot be told from the next is none. With `both` something of each is shown however little it is.
    """
    left, right = tuple(left), clipped(right, width)
    taken, told = width_of(right), min(_TOLD, width_of(left))
    if told and not both and taken > width // 2 and width - taken - gap < told:
        return clipped(left, width)
    if not taken:
        return clipped(left, width)
    left = clipped(left, max(0, width - taken - gap))
    space = width - taken - width_of(left)
    return (*left, (" " * space, ""), *right)


def wrapped(text: str, width: int, rows: int | None = None) -> list[str]:
    """`text` on lines of at most `width` cells, broken at spaces; with `rows`, the last of so many says that more follows."""
    width = max(1, width)
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if cell_len(candidate) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width:
            head = set_cell_size(word, width).rstrip() or word[:1]
            lines.append(head)
            word = word[len(head) :]
        line = word
    if line:
        lines.append(line)
    if rows is not None and len(lines) > rows:
        last = f"{lines[rows - 1]} {_ELLIPSIS}"
        if cell_len(last) > width:
            last = set_cell_size(lines[rows - 1], width - 1).rstrip() + _ELLIPSIS
        lines = [*lines[: rows - 1], last]
    return lines


def strip_of(pieces: Iterable[Piece], styles: Mapping[str, Style], base: Style, width: int) -> Strip:
    """The pieces as one full line of a widget: cut or filled to `width`, every cell styled."""
    segments: list[Segment] = []
    room = width
    for text, look in pieces:
        style = base + styles[look] if look else base
        cells = cell_len(text)
        if cells > room:
            text = set_cell_size(text, room)
            cells = room
        if text:
            segments.append(Segment(text, style))
        room -= cells
        if room <= 0:
            break
    if room > 0:
        segments.append(Segment(" " * room, base))
    return Strip(segments, width)


def around(left: str, text: str, right: str, width: int, *, column: bool = True) -> Pieces:
    """A passage in one line with its middle kept. With `column` the middle begins a third of the way in, so that the
    middles of a list stand below each other.
    """
    room = max(0, width - 2 - cell_len(text))
    before = min(width // 3, room)
    if not column:
        before = min(cell_len(left), max(before, room - cell_len(right)))
    shown = _tail(left, before)
    pad = " " * max(0, before - cell_len(shown))
    return clipped(((pad, ""), (shown, "line--quiet"), (text, "line--hit"), (right, "line--quiet")), width)


def _tail(text: str, width: int) -> str:
    """The last `width` cells of `text`, a cut shown by an ellipsis and made between words where that costs little."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return _ELLIPSIS[:width]
    kept = text[len(text) - width + 1 :] if text.isascii() else text
    while kept and cell_len(kept) > width - 1:
        kept = kept[1:]
    space = kept.find(" ")
    if 0 <= space < min(12, len(kept) - 1):
        kept = kept[space + 1 :]
    return _ELLIPSIS + kept
