"""Everything about what stays on the main screen, put together: what is written at the text, the lists of it, the first steps."""

from __future__ import annotations

from typing import Any

from reader.session import remember
from reader.tui.parts.first_steps import FirstSteps
from reader.tui.parts.keeping import Keeping
from reader.tui.parts.keeping_lists import KeepingLists
from reader.tui.parts.over import Over
from reader.tui.parts.standing import Standing
from reader.tui.parts.travel import Travel
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.coach import Coach
from reader.tui.widgets.documents import DocumentList
from reader.tui.widgets.page import PageList
from reader.tui.widgets.reading import ReadingPane

__all__ = ["KeepingHere"]


class KeepingHere:
    """The parts, and the two widgets that they show themselves in: `gutter` (left of the text) and `coach` (over the status line)."""

    def __init__(
        self,
        screen: ReaderScreen[Any],
        pane: ReadingPane,
        documents: DocumentList,
        references: PageList,
        travel: Travel,
        over: Over,
        standing: Standing,
    ) -> None:
        self.notes = Keeping(screen, pane, documents, references, standing.show)
        self.lists = KeepingLists(screen, self.notes, travel, over, documents.refresh)
        over.open_notes = self.lists.open_notes
        self.coach = Coach(id="coach")
        self.first_steps = FirstSteps(screen.desk, self.coach, lambda: remember("first-steps", "done"))
        self.gutter = self.notes.gutter
        self.parts = (self.notes, self.lists, self.first_steps)
        standing.aside = self.notes.aside
