"""The documents list: any number of documents, fetched as they come on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from reader.readmodel import DocumentRow
from reader.tui.items import Item
from reader.tui.lines import LineList
from reader.tui.pages.documents import Own, document_item, waiting_item

__all__ = ["DocumentList"]

PAGE = 200
"""Rows fetched at once, at least."""


class DocumentList(LineList):
    """Documents in the library's order; its values are their ids. Rows that are not here yet are asked for with `Wanted`."""

    ITEM_LINES = 2

    class Wanted(Message):
        """`length` rows behind the document `after` are needed."""

        def __init__(self, after: str | None, length: int) -> None:
            super().__init__()
            self.after = after
            self.length = length

    def __init__(self, own: Callable[[DocumentRow], Own], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._own = own
        self._total = 0
        self._known: list[DocumentRow] = []
        self._asked = False
        self._place: dict[str, int] = {}
        self.current: str | None = None
        self.sort: Callable[[], None] = lambda: None
        """What changes the order."""
        self.seek: Callable[[str, str | None], None] = lambda document, after: None
        """What fetches the rows behind `after` on to those of a document: they are handed to `put`, or `absent` is told."""

    def do_list_sort(self) -> None:
        """Another order."""
        self.sort()

    def hold(self, total: int) -> None:
        """The list has exactly so many rows."""
        self._total, self._known = total, []
        self.cursor = self.top = 0

    @property
    def count(self) -> int:
        """How many documents there are."""
        return self._total

    def show(self, total: int) -> None:
        """The list has so many documents now; those on screen are fetched anew."""
        self._total = total
        needed = min(total, max(PAGE, self.top + 2 * self._rows))
        self._ask(None, needed)
        self.refresh()

    def _ask(self, after: str | None, length: int) -> None:
        self._asked = True
        self.post_message(self.Wanted(after, max(PAGE, length)))

    def put(self, after: str | None, rows: Sequence[DocumentRow]) -> None:
        """Rows arrived: those behind `after`, or all that are known from now on."""
        self._asked = False
        under = self.value
        if after is None:
            self._known = list(rows)
        elif self._known and self._known[-1].id == after:
            self._known += rows
            if not rows:
                self._total = len(self._known)
        self._total = max(self._total, len(self._known))
        self._place = {row.id: index for index, row in enumerate(self._known)}
        self.renew(self._place.get(under) if isinstance(under, str) else None)
        if self.current in self._place and not self.has_focus:
            self.go_to(self._place[self.current], tell=False)
        elif not self.has_focus:
            self._look_for_current()

    def _look_for_current(self) -> None:
        """The open document lies further down than the rows that are here."""
        if self.current is None or self.current in self._place or self._asked or not self._known:
            return
        if len(self._known) < self._total:
            self._asked = True
            self.seek(self.current, self._known[-1].id)

    def absent(self) -> None:
        """What was looked for is not in the list."""
        self._asked = False
        self.refresh()

    def mark(self, document: str) -> None:
        """This document is open; the cursor goes to it when it is known where it is."""
        self.current = document
        at = self._place.get(document)
        if at is not None:
            self.go_to(at, tell=False)
        else:
            self._look_for_current()
        self.refresh()

    @property
    def row(self) -> DocumentRow | None:
        """The row under the cursor, where it is here."""
        return self._known[self.cursor] if self.cursor < min(self._total, len(self._known)) else None

    def value_at(self, index: int) -> object | None:
        """The document's id; its number while the row is on its way."""
        if not 0 <= index < self._total:
            return None
        return self._known[index].id if index < len(self._known) else index

    def item(self, index: int, width: int) -> Item:
        """Two lines of the document `index`; asks for it when it is not here."""
        if index < len(self._known):
            row = self._known[index]
            return document_item(row, width, own=self._own(row), current=row.id == self.current)
        if not self._asked:
            self._ask(self._known[-1].id if self._known else None, index + 1 - len(self._known))
        return waiting_item(index)
