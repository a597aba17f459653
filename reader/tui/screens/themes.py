"""Choosing the colours, seen on the text while choosing."""

from __future__ import annotations

from textual import on

from reader.tui.items import Item
from reader.tui.lines import LineList
from reader.tui.paint import aligned
from reader.tui.screens.picker import Picker, Rows

__all__ = ["ThemesScreen"]


class ThemesScreen(Picker):
    """Dismisses with the name of a theme; Esc brings the old one back."""

    TITLE_TEXT = "colours"
    PROMPT = "name of a theme"

    def on_mount(self) -> None:
        """Remember what it looked like before."""
        self._before = self.app.theme
        self.add_class("-small")
        super().on_mount()
        self.rows.put_cursor_on(self._before)

    def look_up(self, query: str) -> None:
        """The themes with these letters in their name."""
        names = [name for name in self.desk.themes if query.lower() in name.lower()]

        def rows(width: int) -> list[Item]:
            return [
                Item(
                    (
                        aligned(
                            (("  ", ""), (name, "")),
                            ((f"{self.desk.themes[name].kind} ", "line--quiet"),),
                            width,
                        ),
                    ),
                    name,
                )
                for name in names
            ]

        self.show_rows(Rows(rows, f"{len(names)}"))

    @on(LineList.Moved)
    def _preview(self, event: LineList.Moved) -> None:
        event.stop()
        if isinstance(event.value, str) and event.value in self.desk.themes:
            self.app.theme = event.value

    def do_app_close(self) -> None:
        """All as it was."""
        self.app.theme = self._before
        super().do_app_close()
