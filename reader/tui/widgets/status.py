"""The bottom line: where the reader is, what is going on, and the keys that matter here."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.looks import looks_of
from reader.tui.paint import Piece, Pieces, aligned, clipped, strip_of, width_of

__all__ = ["StatusLine"]

_PLACE = 55
"""Percent of the line that the place has to itself: hints that came and went with the length of a name would move all the others."""


class StatusLine(Widget):
    """Place and notes on the left; on the right key hints as far as they fit, the last ones (`KEPT`) before all others.

    A message takes the place of the hints and the place; the notes stay only where they fit beside it.
    """

    KEPT = 2

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Pieces = ()
        self._notes: Pieces = ()
        self._hints: tuple[tuple[str, str], ...] = ()
        self._message = ""

    def show(self, left: Pieces, notes: Pieces, hints: tuple[tuple[str, str], ...]) -> None:
        """Show the place, what is going on, and (key, title) hints in order of importance."""
        if (left, notes, hints) != (self._left, self._notes, self._hints):
            self._left, self._notes, self._hints = left, notes, hints
            self.refresh()

    def say(self, message: str) -> None:
        """Show a message until the next one, or an empty one."""
        if message != self._message:
            self._message = message
            self.refresh()

    @property
    def message(self) -> str:
        """What is said now."""
        return self._message

    def _line(self, width: int) -> Pieces:
        notes: Pieces = (("   ", ""), *self._notes) if self._notes else ()
        if self._message:
            message: Pieces = ((" ", ""), (self._message, "status--message"))
            beside = width_of(message) + width_of(notes) + 1 <= width
            return aligned(message, notes, width) if beside else clipped(message, width)
        left: Pieces = ((" ", ""), *self._left, *notes)
        kept, others = self._hints[-self.KEPT :], self._hints[: -self.KEPT]
        # A page without a place has the whole line for its keys.
        place = max(width_of(left), width * _PLACE // 100) if self._left else width_of(left)
        room = width - place - 3
        if room < width_of(piece for key, title in kept for piece in self._hint(key, title)):
            return self._tight(kept, width)
        shown: list[Pieces] = []
        for key, title in reversed(kept):
            room = self._add(shown, key, title, room)
        last = shown[::-1]
        shown = []
        for key, title in others:
            before = len(shown)
            room = self._add(shown, key, title, room)
            if len(shown) == before:
                break
        right = [piece for hint in (*shown, *last) for piece in hint]
        return aligned(left, (*right, (" ", "")), width, gap=1)

    def _tight(self, kept: tuple[tuple[str, str], ...], width: int) -> Pieces:
        """Where there is no room for all: how to get help and out, by the keys alone where their titles would
        take more than a quarter, before the end of the rest."""
        right: list[Piece] = []
        for titled in (True, False):
            right = [piece for key, title in kept for piece in self._hint(key, title if titled else "")]
            if width_of(right) <= width // 4:
                break
        place: Pieces = ((" ", ""), *self._left)
        notes = self._shorter(width - width_of(place) - width_of(right) - 2)
        return aligned((*place, *notes), (*right, (" ", "")), width, gap=1, both=True)

    def _shorter(self, room: int) -> Pieces:
        """The notes without their last parts, as far as there is no room for them: half a number is a wrong one."""
        words, look = "".join(text for text, _ in self._notes), self._notes[0][1] if self._notes else ""
        while " · " in words and cell_len(words) + 3 > room:
            words = words.rpartition(" · ")[0]
        return (("   ", ""), (words, look)) if words else ()

    @staticmethod
    def _hint(key: str, title: str) -> Pieces:
        """A key and what it does."""
        return (("  ", ""), (key, "status--key"), (f" {title}" if title else "", "line--quiet"))

    @classmethod
    def _add(cls, shown: list[Pieces], key: str, title: str, room: int) -> int:
        """Add a hint where it fits; the room that is left."""
        hint = cls._hint(key, title)
        cells = width_of(hint)
        if cells > room:
            return room
        shown.append(hint)
        return room - cells

    def render_line(self, y: int) -> Strip:
        """The one line."""
        styles = looks_of(self)
        return strip_of(self._line(self.size.width), styles, self.rich_style, self.size.width)
