"""Putting names right on the main screen: the name under the cursor of the text, or the one that the references panel shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.tui.items import Place
from reader.tui.lines import LineList
from reader.tui.parts.deciding_names import Repairing, Subject
from reader.tui.parts.portal import Portal
from reader.tui.parts.selecting import Selecting
from reader.tui.parts.unlinked import NONE_HERE, why_not
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import ReadingPane

__all__ = ["RepairingHere"]


class RepairingHere:
    """Repairs on `screen`, and choosing words that are a name. `go` opens a passage that the review leads to."""

    def __init__(
        self,
        screen: ReaderScreen[Any],
        pane: ReadingPane,
        portal: Portal,
        references: LineList,
        go: Callable[[Place | None], None],
    ) -> None:
        self._screen = screen
        self._pane = pane
        self._portal = portal
        self._references = references
        self._repairing = Repairing(screen, self._subject, opened=go, why_not=self._why_not)
        self.selecting = Selecting(pane, screen.grab, screen.say, self._repairing.add)
        self.parts = (self._repairing, self.selecting)

    def catch_up(self) -> None:
        """Show what was decided and could not be shown when it was; the screen comes first."""
        self._screen.call_after_refresh(self._repairing.deciding.catch_up)

    def _subject(self) -> Subject | None:
        """Who is under the cursor of the pane or of the panel."""
        if self._references.has_focus:
            return self._listed()
        mention = self._pane.mention
        if mention is None or mention.entity is None or not self._pane.has_focus:
            return None
        place = Place(mention.document, mention.start, mention.end)
        return Subject(mention.entity, mention.name or mention.text, mention.type, place, mention.text)

    def _why_not(self) -> str:
        """Why nobody is under the cursor."""
        return why_not(self._pane.mention) if self._pane.has_focus else NONE_HERE

    def _listed(self) -> Subject | None:
        """Who the panel shows, and the mention under its cursor."""
        shown = self._portal.shown
        if shown is None:
            return None
        row, value = shown.card.row, self._references.value
        for group in shown.groups:
            for each in group.references:
                if value == Place(group.document, each.start, each.end):
                    return Subject(
                        row.id, row.name, row.type, Place(group.document, each.start, each.end), each.text
                    )
        return Subject(row.id, row.name, row.type)
