"""The one line above a pane: what it shows, and whether it has the keys."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.looks import looks_of
from reader.tui.paint import Pieces, aligned, strip_of, width_of

__all__ = ["PaneTitle"]

_BOTH = 40
"""In fewer cells the words on the right give way to the title, not the title to them."""


class PaneTitle(Widget):
    """Left and right text in one row; `active` makes it stand out."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: Pieces = ()
        self.right: Pieces = ()
        self.active = False

    def show(self, left: Pieces, right: Pieces = ()) -> None:
        """Show other words."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def mark(self, active: bool) -> None:
        """Say whether the pane below has the keys."""
        if active != self.active:
            self.active = active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.content_size.width
        base: Style = self.rich_style
        styles = looks_of(self)
        left = tuple((text, "title--active") for text, _ in self.left) if self.active else self.left
        right = self.right
        if width < _BOTH and width_of(self.left) + width_of(right) + 2 > width:
            right = ()
        return strip_of(
            aligned((("", ""), *left), (*right, (" ", "")) if right else (), width),
            styles,
            base,
            width,
        )
