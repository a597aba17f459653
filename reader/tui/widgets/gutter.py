"""The one column left of the text: a sign at every row where something was noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.strip import Strip
from textual.widget import Widget

from reader.tui.looks import looks_of
from reader.tui.paint import strip_of

__all__ = ["Gutter"]


class Gutter(Widget):
    """Shows what `signs` gives: a sign for each number of a row. It takes no keys and, without signs, no room."""

    def __init__(self, signs: Callable[[], Mapping[int, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._shown: Mapping[int, str] = {}

    def follow(self) -> None:
        """The text moved: paint anew what changed."""
        signs = dict(self._signs())
        if signs != self._shown:
            self._shown = signs
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y`."""
        if y == 0:
            self._shown = dict(self._signs())
        sign = self._shown.get(y, " ")
        return strip_of(((sign, "line--accent"),), looks_of(self), self.rich_style, self.content_size.width)
