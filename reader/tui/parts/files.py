"""Where documents come from: the report of files, documents that say the same, grades of sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.tui.parts.deciding import Deciding
from reader.tui.questions_deciding import Draft, Preview, PreviewOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Files"]


class Files:
    """Opens the pages about files over `screen`; what is `picked` on them opens there."""

    def __init__(
        self, screen: ReaderScreen[Any], pane: ReadingPane, picked: Callable[[object], None]
    ) -> None:
        self._screen = screen
        self._pane = pane
        self._picked = picked
        self._deciding = Deciding(screen, lambda _: None)

    def do_view_files(self) -> None:
        """What happened to each file."""
        from reader.tui.screens.files import FilesScreen

        self._screen.app.push_screen(FilesScreen(self._screen.desk), self._picked)

    def do_view_duplicates(self) -> None:
        """What says the same as the document that is open."""
        from reader.tui.screens.duplicates import DuplicatesScreen

        document = self._pane.document
        if document is not None:
            self._screen.app.push_screen(DuplicatesScreen(self._screen.desk, document.row), self._picked)

    def do_source_grade(self) -> None:
        """How far the source of the document that is open can be relied on."""
        from reader.tui.screens.grading import GradingScreen

        document = self._pane.document
        if document is not None:
            self._screen.app.push_screen(GradingScreen(self._screen.desk, document.row), self._grade)

    def _grade(self, draft: object) -> None:
        if isinstance(draft, Draft):
            self._screen.ask(PreviewOf((draft,)), self._make)

    def _make(self, previews: tuple[Preview, ...]) -> None:
        self._deciding.make(previews[0])
