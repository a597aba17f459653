"""Two names together: every sentence that holds both."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from reader.readmodel import Passage
from reader.tui.desk import Desk
from reader.tui.items import ListWanted, PairWanted, Place, Results
from reader.tui.lines import LineList
from reader.tui.pages.together import together_items
from reader.tui.questions_views import TogetherOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["TogetherScreen"]

_NEWEST, _OLDEST = "newest first", "oldest first"


class TogetherScreen(ReaderScreen[object]):
    """The passages of a pair, the newest first. Dismisses with `Results`."""

    def __init__(self, desk: Desk, pair: PairWanted, again: ListWanted | None = None) -> None:
        super().__init__(desk)
        self._again = again
        self.pair = pair
        self._passages: tuple[Passage, ...] = ()
        self._order = _NEWEST
        self._page = PageList(id="concordance-page")

    def compose(self) -> ComposeResult:
        """Title, the passages, the keys."""
        yield PaneTitle(id="concordance-title")
        yield self._page
        yield StatusLine(id="concordance-status")

    def on_mount(self) -> None:
        """Ask for the passages."""
        hints = self.desk.hints("move.down", "list.open", "list.sort", "app.help", "app.close")
        self.query_one(StatusLine).show((), (), hints)
        self._title("looking for sentences …")
        self._page.focus()
        self.ask(TogetherOf(self.pair.first[0], self.pair.second[0]), self._arrived)

    @property
    def what(self) -> str:
        """The two, in words."""
        return f"{self.pair.first[1]} and {self.pair.second[1]} together"

    def _title(self, note: str) -> None:
        self.query_one(PaneTitle).show(((self.what, "line--strong"),), ((note, "line--quiet"),))

    def _arrived(self, passages: tuple[Passage, ...]) -> None:
        oldest = self._again is not None and self._again.sort == _OLDEST
        self._passages, self._order = (passages[::-1], _OLDEST) if oldest else (passages, self._order)
        self._show()
        if self._again is not None:
            self._page.put_cursor_on(self._again.at)

    def _show(self) -> None:
        passages = self._passages
        count = len(passages)
        first = "the newest " if count >= TogetherOf.LIMIT else ""
        sentences = "1 sentence" if count == 1 else f"{first}{count:,} sentences"
        self._title(f"{sentences} · {self._order}" if count else "no sentence holds both")
        self._page.show(lambda width: together_items(passages, width))

    def do_list_sort(self) -> None:
        """The oldest first, the newest first."""
        self._passages = self._passages[::-1]
        self._order = _OLDEST if self._order == _NEWEST else _NEWEST
        self._show()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, Place):
            places = tuple(Place(each.document, each.start, each.end) for each in self._passages)
            here = ListWanted(self.pair, sort=self._order)
            self.dismiss(Results(self.what, places, places.index(event.value), again=here))

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Back to where this page was opened."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)
