"""Which panes are on the screen, and which of them has the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.widget import Widget

from reader.tui.parts.unlinked import NOT_YET, is_unlinked
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import ReadingPane

__all__ = ["PANES_THREE", "PANES_TWO", "Panels", "Panes", "panes_for"]

PANES_THREE = 110
"""Columns from which documents, text and references stand side by side."""

PANES_TWO = 100
"""Columns from which text and references stand side by side; below, the text alone."""

_AT_ONCE = 0.012
"""Seconds in which the change of focus has reached all that shows it."""

Panes = Literal["-one", "-two", "-three"]


def panes_for(columns: int) -> Panes:
    """The class of the screen for a terminal of so many columns."""
    if columns >= PANES_THREE:
        return "-three"
    return "-two" if columns >= PANES_TWO else "-one"


class Panels:
    """Shows documents and references beside the text, or over it where there is no room.

    `panels` are (panel, the list inside it); `on_enter` is told before a list gets the keys.
    """

    def __init__(
        self,
        screen: ReaderScreen[None],
        text: ReadingPane,
        panels: dict[str, Widget],
        on_enter: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._say = screen.say
        self._text = text
        self._panels = panels
        self._on_enter = on_enter

    def fit(self, columns: int) -> None:
        """One, two or three panes."""
        wanted = panes_for(columns)
        for name in ("-one", "-two", "-three"):
            self._screen.set_class(name == wanted, name)
        inside = next((each for each in self._panels.values() if each.has_focus), None)
        if inside is not None and not inside.is_on_screen:
            self._text.focus()

    def close(self) -> None:
        """Overlays slide away."""
        for panel in self._panels:
            self._screen.query_one(panel).remove_class("-open")

    def do_pane_documents(self) -> None:
        """Show the documents and go there; again: back to the text."""
        self._toggle("#documents-panel")

    def do_pane_references(self) -> None:
        """Show the references and go there; again: back to the text."""
        self._toggle("#references-panel")

    def do_name_references(self) -> None:
        """To the references of the name under the cursor, if there are any yet."""
        mention = self._text.mention
        if self._text.has_focus and mention is not None and is_unlinked(mention):
            self._say(NOT_YET)
        else:
            self.do_pane_references()

    def do_pane_text(self) -> None:
        """To the text."""
        self.close()
        self._enter(self._text)

    def _enter(self, widget: Widget) -> None:
        """Give it the keys; that they went there is told in several places, and painted at once."""
        self._screen.app.delay_update(_AT_ONCE)
        widget.focus()

    def do_pane_text_alone(self) -> None:
        """The text alone, or all panes again."""
        self.close()
        self._screen.toggle_class("-alone")
        self._text.focus()

    def _toggle(self, panel: str) -> None:
        inside = self._panels[panel]
        if inside.has_focus:
            self.do_pane_text()
            return
        self.close()
        self._screen.query_one(panel).add_class("-open")
        self._on_enter()
        self._enter(inside)
