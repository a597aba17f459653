"""Putting names right on the main screen: the name under the cursor of the text, or the one that the references panel shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.later import later
from reader.tui.items import Place
from reader.tui.lines import LineList
from reader.tui.parts.late import Late
from reader.tui.parts.portal import Portal
from reader.tui.parts.unlinked import NONE_HERE, why_not
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from reader.tui.parts import deciding_names, selecting
    from reader.tui.parts.deciding_names import Repairing, Subject
else:
    deciding_names, selecting = later("reader.tui.parts", "deciding_names", "selecting")

__all__ = ["RepairingHere"]

_REPAIRS = (
    "repair.same repair.never repair.rename repair.retype repair.ignore repair.confirm repair.pin repair.split "
    "repair.undo repair.redo repair.review"
)
"""What is done with the name under the cursor."""


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
        self._go = go
        self._repairing = Late(_REPAIRS, self._repairs)
        self._selecting = Late(
            "repair.add",
            lambda: selecting.Selecting(pane, screen.grab, screen.say, self._repairing.part.add),
        )
        self.parts = (self._repairing, self._selecting)

    def _repairs(self) -> Repairing:
        return deciding_names.Repairing(self._screen, self._subject, opened=self._go, why_not=self._why_not)

    def catch_up(self) -> None:
        """Show what was decided and could not be shown when it was; the screen comes first."""
        self._screen.desk.when_live(lambda: self._repairing.part.deciding.catch_up())

    def _subject(self) -> Subject | None:
        """Who is under the cursor of the pane or of the panel."""
        if self._references.has_focus:
            return self._listed()
        mention = self._pane.mention
        if mention is None or mention.entity is None or not self._pane.has_focus:
            return None
        place = Place(mention.document, mention.start, mention.end)
        return deciding_names.Subject(
            mention.entity, mention.name or mention.text, mention.type, place, mention.text
        )

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
                    return deciding_names.Subject(
                        row.id, row.name, row.type, Place(group.document, each.start, each.end), each.text
                    )
        return deciding_names.Subject(row.id, row.name, row.type)
