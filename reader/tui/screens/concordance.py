"""The concordance of a name: every mention in one line, the name in the middle, sorted by what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from reader.readmodel import Passage
from reader.tui.desk import Desk
from reader.tui.items import Item, Lazily, Place
from reader.tui.lines import LineList
from reader.tui.paint import clipped, width_of
from reader.tui.questions import Concordance, ConcordanceOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.text import Sort, in_columns, sorted_passages
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["ConcordanceScreen", "concordance_item"]

_SORTS: tuple[tuple[Sort, str], ...] = (
    ("left1", "the word before"),
    ("right1", "the word after"),
    ("date", "date"),
    ("document", "document"),
)
_DATE = 10
_TITLE = 26
_WITH_DATES, _WITH_TITLES = 50, 100
"""Lines of so many cells and more have room for the date, and for the title of the document."""


class ConcordanceScreen(ReaderScreen[Place]):
    """All mentions of an entity, under all its names. Dismisses with the place of the one that is opened."""

    def __init__(self, desk: Desk, entity: str, name: str) -> None:
        super().__init__(desk)
        self.entity = entity
        self.name_shown = name
        self.sort: Sort = "left1"
        self._found: Concordance | None = None

    def compose(self) -> ComposeResult:
        """Title, the lines, the keys."""
        yield PaneTitle(id="concordance-title")
        yield PageList(id="concordance-page")
        yield StatusLine(id="concordance-status")

    def on_mount(self) -> None:
        """Ask for the lines."""
        hints = self.desk.hints("move.down", "list.open", "list.sort", "go.back", "app.help")
        self.query_one(StatusLine).show((), (), hints)
        self._title("looking for the lines …")
        self.ask(ConcordanceOf(self.entity), self._arrived)

    def _title(self, note: str) -> None:
        name = ((self.name_shown, "line--strong"), (" in its words", "line--quiet"))
        self.query_one(PaneTitle).show(name, ((note, "line--quiet"),))

    def _arrived(self, found: Concordance) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        """The lines in the order that is on, the cursor on the first."""
        if self._found is None:
            return
        passages: Sequence[Passage] = self._found.passages
        if self.sort != "document":
            passages = sorted_passages(passages, self.sort)
        first = "" if self._found.complete else "the newest "
        lines = "1 line" if len(passages) == 1 else f"{first}{len(passages):,} lines"
        self._title(f"{lines} · by {dict(_SORTS)[self.sort]}")
        keyword = max((width_of(((each.text, ""),)) for each in passages), default=1)
        self.query_one(PageList).show(
            lambda width: Lazily(passages, lambda each: concordance_item(each, width, keyword))
        )

    def do_list_sort(self) -> None:
        """By the next of: the word before, the word after, date, document."""
        order = [sort for sort, _ in _SORTS]
        self.sort = order[(order.index(self.sort) + 1) % len(order)]
        self._show()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, Place):
            self.dismiss(event.value)

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Back to where this page was opened."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)


def concordance_item(passage: Passage, width: int, keyword: int) -> Item:
    """One line of `width` cells: the words before, the name (at most `keyword` cells), the words after, where it stands."""
    dated, titled = width >= _WITH_DATES, width >= _WITH_TITLES
    room = width - (_DATE + 1 if dated else 0) - (_TITLE + 1 if titled else 0)
    columns = in_columns(passage, room, min(keyword, room // 3))
    date = f" {passage.date or 'undated':<{_DATE}}" if dated else ""
    title = clipped(((f" {passage.title}", "line--quiet"),), _TITLE + 1) if titled else ()
    line = (
        (columns.left, "line--quiet"),
        (columns.keyword, "line--hit"),
        (columns.right, "line--quiet"),
        (date, "line--quiet"),
        *title,
    )
    return Item((clipped(line, width),), Place(passage.document, passage.start, passage.end))
