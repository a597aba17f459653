"""A few lines under a name: who this is and why we think so. It takes no keys and covers little."""

from __future__ import annotations

from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.looks import looks_of
from reader.tui.paint import Pieces, strip_of

__all__ = ["Peek"]


class Peek(Widget):
    """Lines in a small box at a place of the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Pieces, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return bool(self._lines)

    def show(self, lines: tuple[Pieces, ...], at: Offset, within: Size, width: int) -> None:
        """Show the lines below the cell `at`, or above it where there is no room below; `width` counts the border."""
        self._lines = lines
        height = len(lines) + 2
        x = max(0, min(at.x, within.width - width))
        y = at.y + 1 if at.y + 1 + height <= within.height else max(0, at.y - height)
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (x, y)
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Take it away."""
        if self._lines:
            self._lines = ()
            self.display = False

    def render_line(self, y: int) -> Strip:
        """The line `y`."""
        styles = looks_of(self)
        line = self._lines[y] if y < len(self._lines) else ()
        return strip_of(((" ", ""), *line), styles, self.rich_style, self.content_size.width)
