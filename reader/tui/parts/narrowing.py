"""Narrowing a list down: a line to type in, the list following with every letter."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from reader.tui.lines import LineList

__all__ = ["Narrow", "Narrowing", "filter_line"]

Narrow = Callable[[str], None]


def filter_line() -> Input:
    """The line to type in."""
    return Input(id="filter", select_on_focus=False, placeholder="only what holds these words")


class Narrowing:
    """`lists` says which list has the keys now, and how it is narrowed to what holds the words (all of it for "")."""

    def __init__(self, line: Input, lists: Callable[[], tuple[LineList, Narrow] | None]) -> None:
        self._line = line
        self._lists = lists
        self._narrow: Narrow | None = None
        self.target: LineList | None = None
        """The list that is narrowed, while the line is typed in and after."""

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return bool(self._line.display)

    def do_list_filter(self) -> None:
        """Open the line; what is typed narrows the list that has the keys."""
        found = self._lists()
        if found is None:
            return
        again = self.target is found[0]
        self.target, self._narrow = found
        self.target.leads = True
        self._line.display = True
        if not again:
            self._line.value = ""
        self._line.focus()

    def resume(self, words: str) -> None:
        """The list is narrowed to these words already, as when it was left."""
        found = self._lists()
        if found is not None:
            self.target, self._narrow = found
            self._line.value = words

    def typed(self, words: str) -> None:
        """Only what holds these words."""
        if self.typing and self._narrow is not None:
            self._narrow(words)

    def done(self) -> None:
        """What is typed stands; the list has the keys again."""
        self._line.display = False
        if self.target is not None:
            self.target.leads = False
            self.target.focus()
            if not self._line.value.strip():
                self.forget()

    def clear(self) -> bool:
        """Everything is in the list again; False where nothing was narrowed down."""
        if self.target is None:
            return False
        target, narrow = self.target, self._narrow
        typing, self._line.display = self.typing, False
        self.forget()
        if narrow is not None:
            narrow("")
        if typing:
            target.focus()
        return True

    def forget(self, of: LineList | None = None) -> None:
        """What was typed narrows nothing any more (something else is in the list `of`)."""
        if of is not None and of is not self.target:
            return
        if self.target is not None:
            self.target.leads = False
        self.target, self._narrow = None, None
