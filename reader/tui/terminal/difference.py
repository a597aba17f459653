"""The least output that turns the screen as shown into the screen as wanted.

Cells are compared one by one; the cursor moves by the shortest sequence; styles change by difference; runs of blanks are erased
(ECH, EL) and long runs repeated (REP) where the terminal can; a rectangle that scrolled is scrolled by the terminal (DECSTBM).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import ne, or_
from typing import NamedTuple

from .abilities import Abilities
from .screen import Screen
from .scrolling import Scroll, best_scroll
from .styles import StyleTable

__all__ = ["Difference", "Rectangle"]

_BRIDGE = 4
"""Unchanged cells that are cheaper to write again than to jump over."""
_CHANGES = re.compile(rb"\x01(?:\x00{0,%d}\x01)*" % _BRIDGE)
"""Changed cells, over short stretches of unchanged ones, to the last changed one."""
_ERASE = 9
"""Blanks from which erasing (and moving on) is shorter than writing them."""
_ERASE_TAIL = 4
_REPEAT = 8
_RUNS = re.compile(rf" {{{_ERASE_TAIL},}}|([!-~])\1{{{_REPEAT - 1},}}")
_FEW = 14
"""Runs in a frame up to which their order is worth thinking about."""
_NARROW = "\u10ff"
"""Up to here no character is wide."""
_DOUBTFUL = "\U0001f000"
"""From here on terminals disagree on widths."""
_Run = tuple[int, int, int]
"""Cells [start, end) of a line: (line, start, end)."""
_UNKNOWN = "\0"
"""What no app writes: a cell that may show anything."""


class Rectangle(NamedTuple):
    """Cells [left, right) of the lines [top, bottom)."""

    left: int
    top: int
    right: int
    bottom: int


class Difference:
    """Keeps what the terminal shows, and writes what is missing."""

    def __init__(self, columns: int, lines: int, table: StyleTable, abilities: Abilities) -> None:
        self.shown = Screen(columns, lines)
        self.table, self.abilities = table, abilities
        self.style: int | None = None
        self.line: int | None = None
        self.column: int | None = None
        self._out: list[str] = []

    def clear(self) -> str:
        """The sequence that makes the terminal a blank screen, as this object then remembers it."""
        self.shown.clear()
        self.style, self.line, self.column = 0, 0, 0
        return "\x1b[m\x1b[H\x1b[2J"

    def forget(self) -> None:
        """Something unknown was written: neither cells nor cursor nor style are known any more."""
        self.style = self.line = self.column = None
        shown = self.shown
        shown.characters = [[_UNKNOWN] * shown.columns for _ in range(shown.lines)]

    def start_from(self, shown: Screen) -> None:
        """The terminal shows this; where its cursor is and how it would write is not known."""
        self.style = self.line = self.column = None
        self.shown = shown

    def stand(self, line: int, column: int, style: int) -> str:
        """Bring the cursor to a cell (if it is on the screen) and take a style."""
        self._out = []
        if line < self.shown.lines and column < self.shown.columns:
            self._move(line, column)
        self._out.append(self.table.way(self.style, style))
        self.style = style
        return "".join(self._out)

    def known_place(self) -> tuple[str, int, int]:
        """A place below the first line where the cursor is known to stand, and the way there ("" if it stands there already)."""
        if self.line and self.column is not None:
            return "", self.line, self.column
        self._out = []
        self._move(self.line or 1, 0)
        return "".join(self._out), self.line or 1, 0

    def emit(self, wanted: Screen, dirty: Iterable[int], rectangles: Sequence[Rectangle] = ()) -> str:
        """What to send so that the terminal shows `wanted`, which differs at most on the lines `dirty`."""
        shown = self.shown
        lines = [
            line
            for line in sorted(dirty)
            if line < shown.lines
            and (
                shown.characters[line] != wanted.characters[line] or shown.styles[line] != wanted.styles[line]
            )
        ]
        self._out = []
        turns = cache(wanted.turns)
        if len(lines) > 3 and self.abilities.scroll_region:
            for rectangle in rectangles:
                scroll = best_scroll(shown, wanted, rectangle, self.abilities.margins, turns)
                if scroll is not None:
                    self._scroll(scroll, wanted)
                    lines = sorted({*lines, *range(scroll.top, scroll.bottom + 1)})
        runs = [run for line in lines for run in self._runs(line, wanted, turns)]
        if 2 < len(runs) <= _FEW:
            runs = self._ordered(runs, wanted)
        for line, start, end in runs:
            characters, styles = wanted.characters[line], wanted.styles[line]
            if line == self.line:
                start = self._bridge(line, start, characters, styles)
            self._put(line, start, end, characters, styles)
        for line in lines:
            shown.characters[line][:] = wanted.characters[line]
            shown.styles[line][:] = wanted.styles[line]
        return "".join(self._out)

    def _ordered(self, runs: list[_Run], wanted: Screen) -> list[_Run]:
        """A few runs in an order that changes style less often, where that is shorter: always the one that costs least from here."""
        if any(
            cell == "" or cell > _NARROW
            for line, start, end in runs
            for cell in wanted.characters[line][start:end]
        ):
            # Where terminals may disagree on a width, what stands to the right is written last.
            return runs
        way, left = self.table.way, list(runs)
        looks = {run: wanted.styles[run[0]][run[1]] for run in runs}
        style, place, found, saved = self.style, (self.line, self.column), list[_Run](), 0
        was_style, was = style, place
        while left:
            costs = [len(way(style, looks[run])) + _steps(place, run) for run in left]
            nearest = costs.index(min(costs))
            run = left.pop(nearest)
            found.append(run)
            as_is = runs[len(found) - 1]
            saved += len(way(was_style, looks[as_is])) + _steps(was, as_is) - costs[nearest]
            style, place = looks[run], (run[0], run[2])
            was_style, was = looks[as_is], (as_is[0], as_is[2])
        return found if saved > 0 else runs

    # --- one line

    def _runs(self, line: int, wanted: Screen, turns_of: Callable[[int], bytes]) -> Iterator[_Run]:
        """What has to be written on a line, from left to right, each in one style."""
        old, old_styles = self.shown.characters[line], self.shown.styles[line]
        characters, styles = wanted.characters[line], wanted.styles[line]
        if old_styles == styles:
            if old == characters:
                return
            changed = bytes(map(ne, old, characters))
        else:
            changed = bytes(map(or_, map(ne, old, characters), map(ne, old_styles, styles)))
        turns = turns_of(line)
        width, at = len(characters), changed.find(1)
        while at >= 0:
            turn = turns.find(1, at)
            run = _CHANGES.match(changed, at, width if turn < 0 else turn + 1)
            assert run is not None
            end = run.end()
            while end < width and characters[end] == "":
                end += 1
            while at and characters[at] == "":
                at -= 1
            yield line, at, end
            at = changed.find(1, end)

    def _bridge(self, line: int, at: int, characters: list[str], styles: list[int]) -> int:
        """Where writing starts: here, or at the cursor if it stands a few cells to the left in the right style."""
        if line == self.line and self.column is not None and 0 < at - self.column <= _BRIDGE:
            between = range(self.column, at)
            if (
                all(styles[cell] == self.style for cell in between)
                and styles[at] == self.style
                and characters[self.column] != ""
            ):
                return self.column
        return at

    def _put(self, line: int, start: int, end: int, characters: list[str], styles: list[int]) -> None:
        self._move(line, start)
        number = styles[start]
        self._out.append(self.table.way(self.style, number))
        self.style = number
        text = "".join(characters[start:end])
        if len(text) == end - start and (
            text.isascii() or (max(text) < _DOUBTFUL and "" not in characters[start:end])
        ):
            self._plain(start, text, number)
        else:
            self._cells(line, start, end, characters, number)
        if self.column is not None and self.column >= self.shown.columns:
            self.column = None

    def _plain(self, start: int, text: str, number: int) -> None:
        """Write plain text, one character a cell: blanks erased and long runs repeated where that is shorter."""
        out, done, end = self._out, 0, start + len(text)
        self.column = end
        if len(text) < _ERASE_TAIL:
            out.append(text)
            return
        for run in _RUNS.finditer(text):
            first, last = run.span()
            out.append(text[done:first])
            if text[first] != " ":
                if self.abilities.repeat:
                    out.append(f"{text[first]}\x1b[{last - first - 1}b")
                    done = last
                    continue
            elif self._erase(start + first, start + last, end, number):
                done = last
                continue
            done = first
        if done < len(text):
            out.append(text[done:])
            self.column = end

    def _cells(self, line: int, start: int, end: int, characters: list[str], number: int) -> None:
        """Write cells of any kind, one by one."""
        at = start
        while at < end:
            stop = at + 1
            while stop < end and characters[stop] == characters[at]:
                stop += 1
            if characters[at] == " " and self._erase(at, stop, end, number):
                at = stop
            elif (
                self.abilities.repeat
                and stop - at >= _REPEAT
                and len(characters[at]) == 1
                and characters[at].isascii()
            ):
                self._out.append(f"{characters[at]}\x1b[{stop - at - 1}b")
                self.column = stop
                at = stop
            else:
                at = self._characters(at, stop, characters)
            if self.column is None and at < end:
                self._move(line, at)

    def _characters(self, at: int, stop: int, characters: list[str]) -> int:
        """Write the cells at..stop; after one whose width terminals disagree on, the column is not trusted."""
        for cell in range(at, stop):
            text = characters[cell]
            if text == "":
                continue
            self._out.append(text)
            if len(text) > 1 or text >= _DOUBTFUL:
                after = cell + 1
                while after < len(characters) and characters[after] == "":
                    after += 1
                self.column = None
                return after
        self.column = stop
        return stop

    def _erase(self, at: int, stop: int, end: int, number: int) -> bool:
        """Erase the blanks at..stop if that is shorter than writing them; `end` is where the run ends."""
        abilities, table = self.abilities, self.table
        if not table.erasable[number] or (
            table.styles[number].background and not abilities.erases_with_colour
        ):
            return False
        length = stop - at
        if stop == self.shown.columns and abilities.erase_to_end and length >= _ERASE_TAIL:
            self._out.append("\x1b[K")
            self.column = at
            return True
        if not abilities.erase_characters or length < (_ERASE if stop < end else _ERASE_TAIL + 2):
            return False
        self._out.append(f"\x1b[{length}X")
        self.column = at
        if stop < end:
            self._out.append(f"\x1b[{length}C")
            self.column = stop
        return True

    def _move(self, line: int, column: int) -> None:
        """Bring the cursor to a cell by the shortest way."""
        if line == self.line and column == self.column:
            return
        absolute = f"\x1b[{line + 1};{column + 1}H" if column else (f"\x1b[{line + 1}H" if line else "\x1b[H")
        if line == self.line:
            if column == 0:
                absolute = "\r"
            elif self.column is not None and column > self.column:
                by = column - self.column
                absolute = f"\x1b[{by}C" if by > 1 else "\x1b[C"
            elif self.column is not None and self.column - column <= 3:
                absolute = "\b" * (self.column - column)
            elif self.abilities.column_absolute:
                absolute = f"\x1b[{column + 1}G"
        elif self.line is not None and line == self.line + 1 and column == 0:
            absolute = "\r\n"
        elif self.line is not None and self.column is not None:
            relative = _by_steps(line - self.line, column - self.column)
            absolute = relative if len(relative) < len(absolute) else absolute
        self._out.append(absolute)
        self.line, self.column = line, column

    # --- scrolling

    def _scroll(self, scroll: Scroll, wanted: Screen) -> None:
        """Let the terminal move the rows of a rectangle."""
        top, bottom, left, right, by = scroll.top, scroll.bottom, scroll.left, scroll.right, scroll.by
        entering = wanted.styles[bottom if by > 0 else top][left]
        blank = self.table.of_background(entering) if self.abilities.erases_with_colour else 0
        out = self._out
        if self.style is None or self.table.of_background(self.style) != blank:
            out.append(self.table.way(self.style, blank))
            self.style = blank
        part = (left, right) != (0, self.shown.columns)
        if part:
            out.append(f"\x1b[?69h\x1b[{left + 1};{right}s")
        out.append(f"\x1b[{top + 1};{bottom + 1}r")
        count = abs(by)
        if self.abilities.scroll_by_count:
            out.append(f"\x1b[{count if count > 1 else ''}{'S' if by > 0 else 'T'}")
        elif by > 0:
            out.append(f"\x1b[{bottom + 1};{left + 1}H" + "\n" * count)
        else:
            out.append(f"\x1b[{top + 1};{left + 1}H" + "\x1bM" * count)
        out.append("\x1b[r" + ("\x1b[?69l" if part else ""))
        # Leaving the region brings the cursor home, on all terminals but some: after line feeds it is not relied on.
        self.line = self.column = 0 if self.abilities.scroll_by_count else None
        self.shown.scrolled(top, bottom, left, right, by, blank)


def _steps(place: tuple[int | None, int | None], run: _Run) -> int:
    """About how many bytes bring the cursor to a run."""
    line, start, _ = run
    if line == place[0] and place[1] is not None:
        return 5 if start != place[1] else 0
    return 8 if start else 4


def _by_steps(down: int, right: int) -> str:
    """From one cell to another by so many lines and columns, neither of which may be relied on to be the shortest way."""
    final, count = ("B", down) if down > 0 else ("A", -down)
    across = "\b" * -right if right <= 0 else f"\x1b[{right if right > 1 else ''}C"
    return f"\x1b[{count if count > 1 else ''}{final}{across}"
