"""The heart of the driver, without a terminal: what an app wrote goes in, what the terminal has to be sent comes out.

`take` applies output of the app to the wanted picture and gives back what has to pass through at once; `emit` gives the difference between
the wanted picture and the one that the terminal shows. Any number of `take` may come before an `emit`: the newest state wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from .abilities import Abilities
from .difference import Difference, Rectangle
from .screen import FrameParser, Screen
from .styles import Style, StyleTable

__all__ = ["Painter", "Picture"]

PictureRow = tuple[int, str, list[tuple[str, str]]]
Picture = list[PictureRow]
"""For each row: how many blank cells end it and the change of style before them; and before that runs of (change of style, text).

A change of style is the parameters of one SGR sequence.
"""

_KNOWN_STATE = "\x1b(B\x0f\x1b[r\x1b[?6l\x1b[?7l"
"""What a terminal that got foreign output may have lost: its letters, the whole screen to scroll, no origin mode, no wrapping."""


class Painter:
    """Two pictures of the screen and the way from one to the other."""

    def __init__(self, columns: int, lines: int, abilities: Abilities) -> None:
        self.abilities = abilities
        self._table = StyleTable()
        self._start(columns, lines)

    def _start(self, columns: int, lines: int) -> None:
        self.parser = FrameParser(Screen(columns, lines), self._table)
        self.difference = Difference(columns, lines, self._table, self.abilities)
        self._prelude = self.difference.clear()

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        return self.parser.screen.columns, self.parser.screen.lines

    @property
    def owes(self) -> bool:
        """Whether something was painted since the last `emit`."""
        return bool(self.parser.dirty or self._prelude)

    def begin_from(self, output: str) -> None:
        """The terminal shows already what `output` painted on its empty screen: it is not wiped, and the rest goes on from there."""
        shown = Screen(*self.size)
        for _ in FrameParser(shown, self._table).feed(output):
            return
        self.difference.start_from(shown)
        self.parser.dirty.update(range(shown.lines))
        self._prelude = ""

    def looks(self, style: int) -> Style:
        """The style behind a number of a cell."""
        return self._table.styles[style]

    def picture(self) -> Picture:
        """What the app wants shown, as little as it takes to paint it from the top left in the default style."""
        screen, style = self.parser.screen, 0
        rows = []
        for characters, styles in zip(screen.characters, screen.styles, strict=True):
            row, style = self._row(characters, styles, style)
            rows.append(row)
        return rows

    def _row(self, characters: list[str], styles: list[int], before: int) -> tuple[PictureRow, int]:
        """One row, painted after a cell of the style `before`; and the style that it leaves."""
        end, tail = len(characters), styles[-1]
        coloured = bool(self._table.styles[tail].background)
        if (
            self._table.erasable[tail]
            and self.abilities.erase_to_end
            and (self.abilities.erases_with_colour or not coloured)
        ):
            while end and characters[end - 1] == " " and styles[end - 1] == tail:
                end -= 1
        runs: list[tuple[str, str]] = []
        at = 0
        while at < end:
            stop = at + 1
            while stop < end and styles[stop] == styles[at]:
                stop += 1
            runs.append((self._table.change(before, styles[at]), "".join(characters[at:stop])))
            before, at = styles[at], stop
        blank = len(characters) - end
        return (blank, self._table.change(before, tail), runs), tail

    def use(self, abilities: Abilities) -> None:
        """The terminal can do other things than was thought."""
        self.abilities = self.difference.abilities = abilities

    def resize(self, columns: int, lines: int) -> None:
        """The terminal has another size: it is wiped, and the app paints anew."""
        if (columns, lines) != self.size:
            self._start(columns, lines)

    def draw_again(self) -> None:
        """Somebody else may have written to the terminal: the next `emit` wipes it and sends everything."""
        margins = "\x1b[?69l" if self.abilities.margins else ""
        self._prelude = margins + _KNOWN_STATE + self.difference.clear()
        self.parser.dirty.update(range(self.parser.screen.lines))

    def take(self, data: str, rectangles: Sequence[Rectangle] = ()) -> str:
        """Apply output of the app; what has to be sent at once, in order ("" for a plain frame)."""
        passed: list[str] = []
        for kind, sequence in self.parser.feed(data):
            if kind == "unknown":
                # It may use the cursor and the colours that the app believes in, and leave anything behind.
                passed.append(self.emit(rectangles))
                passed.append(self.difference.stand(self.parser.line, self.parser.column, self.parser.style))
                self._unknown_now()
            passed.append(sequence)
        return "".join(passed)

    def _unknown_now(self) -> None:
        """Nothing is known of what the terminal shows: every cell is sent with the next `emit`."""
        self.difference.forget()
        self.parser.dirty.update(range(self.parser.screen.lines))

    def emit(self, rectangles: Sequence[Rectangle] = ()) -> str:
        """What to send so that the terminal shows what the app wants; `rectangles` may have scrolled."""
        prelude, self._prelude = self._prelude, ""
        output = self.difference.emit(self.parser.screen, self.parser.dirty, rectangles)
        self.parser.dirty.clear()
        return prelude + output

    def question_place(self) -> tuple[str, int, int] | None:
        """How to bring the cursor where a report can be asked for, and its row and column there, counted from 1; None on one line."""
        if self.parser.screen.lines < 2:
            return None
        way, line, column = self.difference.known_place()
        return way, line + 1, column + 1
