"""Finding words in the open document: the line to type in, the hits, and the walk through them."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from reader.tui.text import Finder, Hit, QueryFailure, read_query
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Finding"]

_COUNTED = 1 << 21
"""Texts of at most so many characters are looked through to the end at once (about 40 ms)."""


class Finding:
    """One query over the pane's document. While it is typed the view goes to the first hit from where it was begun."""

    def __init__(self, pane: ReadingPane, line: Input, say: Callable[[str], None]) -> None:
        self._pane = pane
        self._line = line
        self._say = say
        self._finder: Finder | None = None
        self._written = ""
        self._origin = (0, 0)

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return bool(self._line.display)

    def do_find_start(self) -> None:
        """Open the line to type in."""
        self._origin = (self._pane.cursor, self._pane.top)
        self._line.value = ""
        self._line.display = True
        self._line.focus()

    def do_find_next(self) -> None:
        """To the next hit."""
        self._walk(1)

    def do_find_previous(self) -> None:
        """To the hit before."""
        self._walk(-1)

    def done(self) -> None:
        """What is typed stands: close the line, the hits stay marked."""
        self._line.display = False
        self._pane.focus()

    def give_up(self) -> None:
        """Back to where it was begun; nothing stays marked."""
        self.done()
        self.clear()
        self._pane.place(*self._origin)

    def clear(self) -> None:
        """Forget the query and its marks."""
        self._finder = None
        self._pane.mark_found(None)

    def typed(self, written: str) -> None:
        """Look for what is written so far."""
        self._written = written
        query = read_query(written)
        if isinstance(query, QueryFailure):
            self.clear()
            self._say(query.what if written.strip() else "")
            return
        self._finder = Finder(self._pane.text, query)
        self._show(self._finder.after(self._origin[0] - 1))

    def renew(self) -> None:
        """Another document is open: the same query, new hits, no jump."""
        query = read_query(self._written) if self._finder is not None else None
        if query is None or isinstance(query, QueryFailure):
            return
        self._finder = Finder(self._pane.text, query)
        self._pane.mark_found(self._finder.between)

    def _walk(self, direction: int) -> None:
        if self._finder is None:
            self._say("nothing is looked for: / begins")
        elif direction > 0:
            self._show(self._finder.after(self._pane.cursor))
        else:
            self._show(self._finder.before(self._pane.cursor))

    def _count(self) -> str:
        """How many hits there are; of a huge text, how many so far."""
        assert self._finder is not None
        if len(self._finder.text) <= _COUNTED or self._finder.complete:
            return str(self._finder.all())
        return f"{self._finder.count} or more"

    def _show(self, hit: Hit | None) -> None:
        assert self._finder is not None
        if hit is None:
            self._pane.mark_found(None)
            self._say(f"no “{self._written}” in this document")
            return
        self._pane.mark_found(self._finder.between, (hit.start, hit.end))
        self._pane.go_to(hit.start)
        round_ = ", from the other end" if hit.wrapped else ""
        self._say(f"“{self._written}”  {hit.number} of {self._count()}{round_}")
