"""The bottom line: where the reader is, what is going on, and the keys that matter here."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from reader.tui.paint import COMPONENTS, Pieces, aligned, strip_of, width_of

__all__ = ["StatusLine"]


class StatusLine(Widget):
    """Place and notes on the left, key hints on the right as far as they fit; a message takes the place of both."""

    COMPONENT_CLASSES = set(COMPONENTS) | {"status--key", "status--message", "status--problem"}

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
            return aligned(((" ", ""), (self._message, "status--message")), notes, width)
        left: Pieces = ((" ", ""), *self._left, *notes)
        room = width - width_of(left) - 3
        right: list[tuple[str, str]] = []
        for key, title in self._hints:
            hint = (("  ", ""), (key, "status--key"), (f" {title}", "line--quiet"))
            if width_of(right) + width_of(hint) + 1 > room:
                break
            right += hint
        return aligned(left, (*right, (" ", "")), width, gap=1)

    def render_line(self, y: int) -> Strip:
        """The one line."""
        styles = {name: self.get_component_rich_style(name, partial=True) for name in self.COMPONENT_CLASSES}
        return strip_of(self._line(self.size.width), styles, self.rich_style, self.size.width)
