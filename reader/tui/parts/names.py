"""The name under the cursor: its page, where it was introduced, a peek at it, a copy of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size

from reader.readmodel import MentionRow
from reader.tui.items import Place
from reader.tui.pages.peek import peek_lines
from reader.tui.parts.portal import Portal, Shown
from reader.tui.widgets.peek import Peek
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Names"]

_NONE_HERE = "no name here: Tab goes to the next one"
_PEEK_WIDTH = 64


class Names:
    """What can be done with a name. `open_entity`, `open_concordance` and `go` lead away; `say` tells why they do not."""

    def __init__(
        self,
        pane: ReadingPane,
        portal: Portal,
        peek: Peek,
        open_entity: Callable[[str], None],
        open_concordance: Callable[[str, str], None],
        go: Callable[[Place], None],
        say: Callable[[str], None],
    ) -> None:
        self._pane = pane
        self._portal = portal
        self._peek = peek
        self._open_entity = open_entity
        self._open_concordance = open_concordance
        self._go = go
        self._say = say

    def _here(self) -> tuple[MentionRow, Shown | None] | None:
        """The name under the cursor, with what the portal knows of it; says so when there is none."""
        mention, shown = self._pane.mention, self._portal.shown
        if mention is None:
            self._say(_NONE_HERE)
            return None
        return mention, shown if shown is not None and shown.entity == mention.entity else None

    def do_name_open(self) -> None:
        """The page of the name under the cursor."""
        here = self._here()
        if here is None:
            return
        if here[0].entity is None:
            self._say("a date has no page of its own")
        else:
            self._open_entity(here[0].entity)

    def do_name_concordance(self) -> None:
        """Every mention of the name under the cursor, in its words."""
        here = self._here()
        if here is None:
            return
        if here[0].entity is None:
            self._say("a date has no concordance")
        else:
            self._open_concordance(here[0].entity, here[0].name or here[0].text)

    def do_name_introduced(self) -> None:
        """Where the name under the cursor was introduced."""
        here = self._here()
        if here is None:
            return
        spot = here[1].card.introduced if here[1] else None
        if spot is None:
            self._say("no introduction is known for this name")
        else:
            self._go(Place(spot.document, spot.start, spot.end))

    def do_name_peek(self) -> None:
        """Who is this, in place; again: away."""
        if self._peek.shown:
            self._peek.hide()
            return
        here, cell = self._here(), self._pane.cursor_cell
        if here is None:
            return
        if cell is None:
            self._say("the name is out of sight: Tab goes to the next one here")
            return
        size: Size = self._pane.screen.size
        width = min(_PEEK_WIDTH, size.width)
        self._peek.show(peek_lines(here[0], here[1].card if here[1] else None, width), cell, size, width)
