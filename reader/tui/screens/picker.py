"""A list to pick from, narrowed down as you type: palette, who's who, search, themes, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.session import command, key_label, typed_character
from reader.tui.desk import Desk
from reader.tui.items import Item
from reader.tui.lines import LineList
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle
from reader.values import dataclass

__all__ = ["Picker", "Rows"]


@dataclass(frozen=True, slots=True)
class Rows:
    """What matches: `build` lays the rows out for a width, `note` says how many there are (or what is wrong).

    `first` is the item that the cursor begins on; with `keep` it stays on the value that it is on.
    """

    build: Callable[[int], Sequence[Item]]
    note: str = ""
    first: int = 0
    keep: bool = False


class Picker(ReaderScreen[object], ModalScreen[object]):
    """Type to narrow down, arrows to move, Enter to take, Esc to leave all as it was. Dismisses with the row's value.

    A subclass overrides `look_up`, which calls `show_rows` now or when an answer is here.
    """

    TITLE_TEXT = ""
    PROMPT = ""

    def __init__(self, desk: Desk, query: str = "") -> None:
        super().__init__(desk)
        self._first_query = query
        self.waiting = False
        """Whether what was typed last is not answered yet; a subclass that asks the library says so."""
        self._impatient = False

    def compose(self) -> ComposeResult:
        """Title, the line to type in, the rows, the keys."""
        with Vertical(id="picker"):
            yield PaneTitle(id="picker-title")
            yield self.line(self._first_query)
            yield PageList(id="picker-rows")
            yield StatusLine(id="picker-status")

    def line(self, query: str) -> Input:
        """The line to type in."""
        return Input(query, placeholder=self.PROMPT, id="picker-query", select_on_focus=False)

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.rows.leads = True
        self.query_one("#picker-title", PaneTitle).show(((self.TITLE_TEXT, "line--strong"),))
        self.query_one("#picker-status", StatusLine).show((), (), self.hints())
        self.look_up(self._first_query)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        return (("↑↓", "move"), ("Enter", "open"), ("Esc", "close"))

    def keys_while_typing(self, *commands: str) -> tuple[tuple[str, str], ...]:
        """(key, title) of the commands that have a key which types nothing."""
        keys = ((self.desk.keymap.keys(id), command(id).title) for id in commands)
        usable = (
            (next((key for key in each if typed_character(key) is None), None), title) for each, title in keys
        )
        return tuple((key_label(key), title) for key, title in usable if key is not None)

    @property
    def rows(self) -> PageList:
        """The list."""
        return self.query_one("#picker-rows", PageList)

    def look_up(self, query: str) -> None:
        """Find what matches `query` and show it."""
        raise NotImplementedError

    def show_rows(self, rows: Rows) -> None:
        """Show what matches, the cursor on the first row (of those that match best)."""
        self.rows.show(rows.build, keep=rows.keep)
        if rows.first and not rows.keep:
            self.rows.go_to(rows.first, tell=False)
        if self._impatient and not self.waiting:
            self._impatient = False
            self.rows.do_list_open()
        self.query_one("#picker-title", PaneTitle).show(
            ((self.TITLE_TEXT, "line--strong"),), ((rows.note, "line--quiet"),)
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.look_up(event.value)

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.submitted()

    def submitted(self) -> None:
        """Enter was pressed in the line: the row is taken, or the first one as soon as what was typed is answered."""
        self._impatient = self.waiting
        if not self.waiting:
            self.rows.do_list_open()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.take(event.value)

    def take(self, value: object) -> None:
        """A row was picked."""
        self.dismiss(value)

    def say(self, message: str) -> None:
        """In the line of keys."""
        self.query_one("#picker-status", StatusLine).say(message)

    def typed_into(self) -> DOMNode:
        """Moving keys go to the rows."""
        return self.rows

    def do_app_close(self) -> None:
        """Leave without picking."""
        self.dismiss(None)
