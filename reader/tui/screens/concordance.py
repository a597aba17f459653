"""A concordance: every mention of a name, or match of a search, in one line, the keyword in the middle, sorted by what stands beside it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.widgets import Input

from reader.errors import QueryError, ReaderError
from reader.model import paragraph_label
from reader.readmodel import Passage
from reader.tui.desk import Desk
from reader.tui.items import Item, Lazily, ListWanted, Place, Results, Step
from reader.tui.lines import LineList
from reader.tui.paint import Pieces, clipped
from reader.tui.parts.narrowing import Narrow, Narrowing
from reader.tui.questions_views import Arrange, Concordance, ConcordanceOf, OfEntity, OfQuery
from reader.tui.screens.base import ReaderScreen
from reader.tui.text import Arranged, Sort, in_columns
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["ConcordanceScreen", "concordance_item"]

_SORTS: tuple[tuple[Sort, str], ...] = (
    ("left1", "the word before"),
    ("left2", "the second word before"),
    ("left3", "the third word before"),
    ("right1", "the word after"),
    ("right2", "the second word after"),
    ("right3", "the third word after"),
    ("date", "date"),
    ("document", "document"),
)
_DATE = 10
_TITLE = 26
_WITH_DATES, _WITH_TITLES = 50, 100
"""Lines of so many cells and more have room for the date, and for the title of the document."""


class ConcordanceScreen(ReaderScreen[object]):
    """All mentions of an entity under all its names, or all matches of a search. Dismisses with `Results`.

    The first documents are shown at once, the others when they are here; sorting is done beside the event loop.
    """

    def __init__(self, desk: Desk, of: OfEntity | OfQuery, again: ListWanted | None = None) -> None:
        super().__init__(desk)
        self.of = of
        self._again = again
        self.sort: Sort = next((name for name, _ in _SORTS if again and name == again.sort), "left1")
        self._found: Concordance | None = None
        self._lines = Arranged((), 1)
        self._wanted = again.words if again else ""
        self._line = Input(id="filter", select_on_focus=False, placeholder="only lines with these words")
        self._page = PageList(id="concordance-page")
        self._narrowing = Narrowing(self._line, self._narrowable)
        self.parts = (self._narrowing,)

    def compose(self) -> ComposeResult:
        """Title, the lines, the keys."""
        yield PaneTitle(id="concordance-title")
        yield self._page
        yield self._line
        yield StatusLine(id="concordance-status")

    def on_mount(self) -> None:
        """Ask for the lines."""
        self._title("looking for the lines …")
        self._stand(None)
        self._page.focus()
        if self._wanted:
            self._narrowing.resume(self._wanted)
        self.ask(ConcordanceOf(self.of, self.sort, self._wanted), self._arrived, self._explain)

    def _arrived(self, found: Concordance) -> None:
        """Some lines are here; go on for the others."""
        first = self._found is None
        self._found = found
        self._show(found.lines, keep=not first)
        if self._again is not None and self._page.cursor == 0:
            # The line that was open may come with a later page.
            self._page.put_cursor_on(self._again.at)
        if found.onwards is not None:
            rest = ConcordanceOf(self.of, self.sort, self._wanted, found.passages, found.onwards)
            self.ask(rest, self._arrived)

    def _explain(self, error: ReaderError) -> None:
        where = f"at {error.position + 1}: " if isinstance(error, QueryError) else ""
        self._title("no lines")
        self.say(f"{where}{error.what}. {error.remedy}".strip())

    # what is shown -------------------------------------------------------------------
    @property
    def what(self) -> str:
        """What stands in the middle, in words."""
        return (
            f"{self.of.name} in its words"
            if isinstance(self.of, OfEntity)
            else f"“{self.of.query}” in its words"
        )

    def _title(self, note: str) -> None:
        shown = self.of.name if isinstance(self.of, OfEntity) else f"“{self.of.query}”"
        name = ((shown, "line--strong"), (" in its words", "line--quiet"))
        self.query_one(PaneTitle).show(name, ((note, "line--quiet"),))

    def _show(self, lines: Arranged, *, keep: bool = False) -> None:
        """The lines in their order; the cursor on the first, or with `keep` where it was."""
        self._lines = lines
        self._title(self._count())
        self._page.show(
            lambda width: Lazily(
                lines.passages, lambda each: concordance_item(each, width, lines.keyword), _place
            ),
            keep=keep,
        )
        self._stand(self._page.value)

    def _count(self) -> str:
        found, number = self._found, len(self._lines.passages)
        if found is None:
            return ""
        all_ = len(found.passages)
        more = "the newest " if not found.complete and found.onwards is None else ""
        coming = " and more on their way" if found.onwards is not None else ""
        lines = "1 line" if number == 1 else f"{more}{number:,} lines"
        if self._wanted:
            lines = f"{number:,} of {more}{all_:,} lines with “{self._wanted}”"
        return f"{lines}{coming} · by {dict(_SORTS)[self.sort]}"

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._stand(event.value)

    def _stand(self, value: object) -> None:
        """The bottom line says which document the line under the cursor is from."""
        at = self._page.cursor
        left: Pieces = ()
        if isinstance(value, Place) and at < len(self._lines.passages):
            each = self._lines.passages[at]
            where = f"{each.date or 'undated'} {paragraph_label(each.paragraph)}  "
            left = ((where, "line--quiet"), *clipped(((each.title, ""),), max(10, self.app.size.width - 44)))
        hints = self.desk.hints("list.open", "list.sort", "list.filter", "app.help", "app.close")
        self.query_one(StatusLine).show(left, (), hints)

    # keys ------------------------------------------------------------------------------
    def do_list_sort(self) -> None:
        """By the next of: the words before, the words after, date, document."""
        self._turn(1)

    def do_list_sort_back(self) -> None:
        """By the order before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        order = [sort for sort, _ in _SORTS]
        self.sort = order[(order.index(self.sort) + by) % len(order)]
        self._arrange()

    def _arrange(self) -> None:
        if self._found is not None:
            self.ask(Arrange(self._found.passages, self.sort, self._wanted), self._show)

    def _narrowable(self) -> tuple[LineList, Narrow]:
        return self._page, self._narrow

    def _narrow(self, words: str) -> None:
        self._wanted = words.strip()
        self._arrange()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrowing.typed(event.value)

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._narrowing.done()

    def typed_into(self) -> DOMNode:
        """While narrowing down the moving keys go to the lines."""
        return self._page

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, Place):
            places = tuple(_place(each) for each in self._lines.passages)
            here = ListWanted(self.of, sort=self.sort, words=self._wanted)
            self.dismiss(Results(self.what, places, self._page.cursor, again=here))

    def do_results_next(self) -> None:
        """The list that was used before this one goes on."""
        self.dismiss(Step(1))

    def do_results_previous(self) -> None:
        """The list that was used before this one goes back."""
        self.dismiss(Step(-1))

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """All lines again, then back to where this page was opened."""
        if not self._narrowing.clear():
            self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)


def _place(passage: Passage) -> Place:
    return Place(passage.document, passage.start, passage.end)


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
    return Item((clipped(line, width),), _place(passage))
