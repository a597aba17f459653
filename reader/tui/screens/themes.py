"""Choosing the colours, seen on the text while choosing."""

from __future__ import annotations

from textual import on

from reader.tui.items import Item
from reader.tui.lines import LineList
from reader.tui.paint import aligned
from reader.tui.screens.picker import Picker, Rows
from reader.tui.theme import chosen_theme, textual_theme

__all__ = ["ThemesScreen"]


class ThemesScreen(Picker):
    """Dismisses with the name of a theme; Esc brings the old one back."""

    TITLE_TEXT = "colours"
    PROMPT = "name of a theme"

    def on_mount(self) -> None:
        """Remember what it looked like before; the app knows only that theme until now."""
        for theme in self.desk.themes.values():
            self.app.register_theme(textual_theme(theme))
        self._before = self.app.theme
        self.add_class("-small")
        super().on_mount()
        self.rows.put_cursor_on(self._before)

    def look_up(self, query: str) -> None:
        """The themes with these letters in their name."""
        themes, words = self.desk.themes, query.lower().split()
        names = [
            name
            for name in themes
            if all(word in f"{name} {themes[name].title} {themes[name].kind}".lower() for word in words)
        ]

        def rows(width: int) -> list[Item]:
            return [self._row(name, width) for name in names]

        self.show_rows(Rows(rows, f"{len(names)}"))
        if query.strip() and names:
            self._try(names[0])

    def _row(self, name: str, width: int) -> Item:
        """A theme, its kind, and whether the terminal can show it as it was meant."""
        theme = self.desk.themes[name]
        fits = chosen_theme(name, self.desk.themes) == name
        note = theme.kind if fits else f"{theme.kind}, needs more colours"
        return Item((aligned((("  ", ""), (name, "")), ((f"{note} ", "line--quiet"),), width),), name)

    @on(LineList.Moved)
    def _preview(self, event: LineList.Moved) -> None:
        event.stop()
        if isinstance(event.value, str) and event.value in self.desk.themes:
            self._try(event.value)

    def _try(self, name: str) -> None:
        """See it on the text; news of a row that comes after the choice changes nothing any more."""
        if self.is_current:
            self.app.theme = name

    def do_app_close(self) -> None:
        """All as it was."""
        self.app.theme = self._before
        super().do_app_close()
