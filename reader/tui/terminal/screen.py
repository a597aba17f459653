"""The screen as rows of cells, and the parser that applies what an app writes to it.

A cell is a string (one character with whatever combines with it; "" for the right half of a wide one) and a style number.
The parser keeps its state between writes: any split of the same output gives the same screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from operator import ne
from typing import Literal

from rich.cells import get_character_cell_size

from .styles import StyleTable

__all__ = ["FrameParser", "Screen"]

_TOKEN = re.compile(
    r"\x1b\[(?P<look>[0-9;]*)m(?P<run>[^\x00-\x1f\x7f]+)\x1b\[0m"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[(?P<parameters>[0-9;]*)(?P<final>[Hm])"
    r"|(?P<newline>\n)"
    r"|\x1b\]8;(?P<link>[^;\x07\x1b]*;[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<other>\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^`-~])|[\x00-\x1f\x7f])"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
_HARMLESS = re.compile(
    r"\x1b(?:\[\?(?!(?:47|69|1047|1048|1049|3|5|6)[hl])[0-9;]*[hl]|\[[<>=][0-9;]*u|\[\??[0-9;]*(?:\$p|n|c|t| q)|\]|P[+$]q)|\x07"
)
"""Modes, questions, strings: they change no cell and leave the cursor where it is."""


class Screen:
    """Rows of cells. `clear` makes every cell a blank in the default style."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self.clear()

    def clear(self) -> None:
        """Blank every cell."""
        self.characters = [[" "] * self.columns for _ in range(self.lines)]
        self.styles = [[0] * self.columns for _ in range(self.lines)]

    def turns(self, line: int) -> bytes:
        """For each cell of a line but the last, 1 where the next one has another style, else 0."""
        styles = self.styles[line]
        return bytes(map(ne, styles, islice(styles, 1, None)))

    def write(self, line: int, column: int, cells: Sequence[str], style: int) -> None:
        """Put `cells` at a place; what sticks out is cut, half of a wide character that is overwritten becomes a blank."""
        characters = self.characters[line]
        end = column + len(cells)
        if end > self.columns:
            cells = cells[: self.columns - column]
            end = self.columns
            if cells and cells[-1] != "" and get_character_cell_size(cells[-1][0]) == 2:
                cells = (*cells[:-1], " ")
        if not cells:
            return
        if characters[column] == "" and column:
            characters[column - 1] = " "
        if end < self.columns and characters[end] == "":
            characters[end] = " "
        characters[column:end] = cells
        self.styles[line][column:end] = [style] * len(cells)

    def scrolled(self, top: int, bottom: int, left: int, right: int, by: int, blank: int) -> None:
        """Move the rows top..bottom (inclusive) of a rectangle up by `by` (down if negative); what comes in is `blank`."""
        rows = range(top, bottom + 1) if by > 0 else range(bottom, top - 1, -1)
        width = right - left
        for line in rows:
            source = line + by
            if top <= source <= bottom:
                self.characters[line][left:right] = self.characters[source][left:right]
                self.styles[line][left:right] = self.styles[source][left:right]
            else:
                self.characters[line][left:right] = [" "] * width
                self.styles[line][left:right] = [blank] * width


def _last_sequence(data: str) -> int:
    """Where the last sequence begins: at the last escape, but for one that may end a string."""
    last = data.rfind("\x1b")
    return max(data.rfind("\x1b", 0, last) if last == len(data) - 1 else last, 0)


@lru_cache(4096)
def cells_of(text: str) -> tuple[str, ...]:
    """Text as cells: wide characters take two, those of no width join the cell before."""
    cells: list[str] = []
    for character in text:
        width = get_character_cell_size(character)
        if width == 0:
            if cells:
                at = -2 if cells[-1] == "" and len(cells) > 1 else -1
                cells[at] += character
        else:
            cells.append(character)
            if width == 2:
                cells.append("")
    return tuple(cells)


class FrameParser:
    """Applies output to a `Screen`. `feed` says what the driver has to do with each piece."""

    def __init__(self, screen: Screen, table: StyleTable) -> None:
        self.screen, self.table = screen, table
        self.line = self.column = 0
        self.style = 0
        self.dirty: set[int] = set()
        self._rest = ""

    def feed(self, data: str) -> list[tuple[Literal["pass", "unknown"], str]]:
        """Apply `data`; returns what is no picture, in order: "pass" leaves the cells alone, "unknown" may not have."""
        data = self._rest + data
        cut = _UNFINISHED.search(data, _last_sequence(data))
        self._rest = data[cut.start() :] if cut else ""
        if cut:
            data = data[: cut.start()]
        others: list[tuple[Literal["pass", "unknown"], str]] = []
        at, apply = 0, self.table.apply
        for token in _TOKEN.finditer(data):
            begin, end = token.span()
            if begin != at:
                others.append(("unknown", data[at:begin]))
            at = end
            kind = token.lastgroup
            if kind == "run":
                # How Textual writes nearly everything: a look, words, a reset.
                look, run = token.group(1, 2)
                style = apply(self.style, look)
                if style is None:
                    others.append(("unknown", f"\x1b[{look}m"))
                else:
                    self.style = style
                self._text(run)
                self.style = apply(self.style, "0") or 0
            elif kind == "text":
                self._text(token["text"])
            elif kind == "final":
                if not self._control(token["parameters"], token["final"]):
                    others.append(("unknown", token[0]))
            elif kind == "newline":
                self.line, self.column = min(self.line + 1, self.screen.lines), 0
            elif kind == "link":
                self.style = self.table.linked(self.style, token["link"])
            else:
                others.append(("pass" if _HARMLESS.match(token[0]) else "unknown", token[0]))
        if at < len(data):
            others.append(("unknown", data[at:]))
        return others

    def _text(self, text: str) -> None:
        if self.line >= self.screen.lines or self.column >= self.screen.columns:
            return
        if text.isascii():
            row, column = self.screen.characters[self.line], self.column
            end = column + len(text)
            self.dirty.add(self.line)
            self.column = end
            if end < len(row) and row[column] != "" != row[end]:
                row[column:end] = text
                self.screen.styles[self.line][column:end] = [self.style] * len(text)
            else:
                self.screen.write(self.line, column, text, self.style)
            return
        cells = cells_of(self._joined(text))
        self.screen.write(self.line, self.column, cells, self.style)
        self.dirty.add(self.line)
        self.column += len(cells)

    def _joined(self, text: str) -> str:
        """Give combining characters at the start of `text` to the cell before it (a write may end between the two)."""
        row = self.screen.characters[self.line]
        while text and not text[0].isascii() and get_character_cell_size(text[0]) == 0:
            if self.column:
                row[self.column - (2 if row[self.column - 1] == "" and self.column > 1 else 1)] += text[0]
                self.dirty.add(self.line)
            text = text[1:]
        return text

    def _control(self, parameters: str, final: str) -> bool:
        if final == "m":
            style = self.table.apply(self.style, parameters)
            if style is None:
                return False
            self.style = style
            return True
        line, _, column = parameters.partition(";")
        if ";" in column:
            return False
        self.line, self.column = max(int(line or 1), 1) - 1, max(int(column or 1), 1) - 1
        return True
