"""Some of the documents that name somebody, chosen one by one."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult

from reader.readmodel import DocumentRow
from reader.session import Context
from reader.tui.desk import Desk
from reader.tui.items import Item
from reader.tui.lines import LineList
from reader.tui.paint import aligned
from reader.tui.questions_deciding import NamesIn
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["ChoosingScreen"]


class ChoosingScreen(ReaderScreen[tuple[str, ...]]):
    """Dismisses with the ids of the chosen documents; `first` is chosen already. None leaves all as it was."""

    def __init__(self, desk: Desk, entity: str, name: str, first: str = "") -> None:
        super().__init__(desk)
        self._entity = entity
        self._of = name
        self._rows: tuple[tuple[DocumentRow, int], ...] = ()
        self._chosen: set[str] = {first} if first else set()

    def compose(self) -> ComposeResult:
        """Title, the documents, the keys."""
        yield PaneTitle(id="choosing-title")
        yield PageList(id="choosing-page")
        yield StatusLine(id="choosing-status")

    def on_mount(self) -> None:
        """Ask for the documents."""
        hints = (("Space", "choose"), ("Enter", "go on"), ("Esc", "leave"))
        self.query_one(StatusLine).show((), (), hints)
        self.ask(NamesIn(self._entity), self._arrived)
        self._show()

    def key_context(self) -> Context:
        """The documents are a list."""
        return "list"

    def _arrived(self, rows: tuple[tuple[DocumentRow, int], ...]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        number = len(self._chosen)
        title = (("In which documents is it not ", ""), (self._of, "line--strong"), ("?", ""))
        said = f"{number} of {len(self._rows)} chosen"
        self.query_one(PaneTitle).show(title, ((said, "line--quiet"),))
        self.query_one(PageList).show(self._build, keep=True)

    def _build(self, width: int) -> list[Item]:
        return [self._item(row, many, width) for row, many in self._rows]

    def _item(self, row: DocumentRow, many: int, width: int) -> Item:
        box = "[x] " if row.id in self._chosen else "[ ] "
        right = ((f"{row.date or 'undated'} {many:>5,} ", "line--quiet"),)
        left = ((" ", ""), (box, "line--accent"), (row.title or row.path, ""))
        return Item((aligned(left, right, width),), row.id)

    def on_key(self, event: events.Key) -> None:
        """Space chooses, or takes the choice back, and goes on to the next."""
        page = self.query_one(PageList)
        if event.key == "space" and isinstance(page.value, str):
            event.stop()
            event.prevent_default()
            self._chosen ^= {page.value}
            self._show()
            page.do_move_down()

    @on(LineList.Chosen)
    def _taken(self, event: LineList.Chosen) -> None:
        event.stop()
        chosen = tuple(row.id for row, _ in self._rows if row.id in self._chosen)
        if chosen or isinstance(event.value, str):
            self.dismiss(chosen or (str(event.value),))

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)
