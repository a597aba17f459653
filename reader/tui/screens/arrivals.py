"""What came in since the last visit (or what is new in a saved search), narrowed down as you type."""

from __future__ import annotations

from collections.abc import Sequence

from reader.readmodel import DocumentRow
from reader.tui.desk import Desk
from reader.tui.items import Item, Lazily, Place, plain
from reader.tui.paint import Pieces, aligned, clipped
from reader.tui.questions_keeping import ArrivedSince, RowsOf
from reader.tui.screens.picker import Picker, Rows

__all__ = ["ArrivalsScreen", "arrival_item"]


def arrival_item(row: DocumentRow, width: int, *, unread: bool) -> Item:
    """One line: unread or not, title, issuer and date."""
    mark = ("● ", "line--accent") if unread else ("  ", "")
    issuer = row.agency or row.source or ""
    right: Pieces = ((f"{row.date or 'undated'} ", "line--quiet"),)
    if width >= 90 and issuer:
        right = (*clipped(((issuer, "line--quiet"),), 28), ("  ", ""), *right)
    left: Pieces = ((" ", ""), mark, (row.title or row.path, "line--strong" if unread else ""))
    return Item((aligned(left, right, width),), Place(row.id, 0, 0))


class ArrivalsScreen(Picker):
    """Dismisses with the `Place` of a document. `documents` are those to show; without, those behind `since`."""

    PROMPT = "words of a title, a source, a date"

    def __init__(
        self, desk: Desk, title: str, since: str | None = None, documents: Sequence[str] | None = None
    ) -> None:
        super().__init__(desk)
        self._title = title
        self._since = since
        self._documents = documents
        self._found: Sequence[DocumentRow] | None = None
        self._typed_now = ""

    @property
    def TITLE_TEXT(self) -> str:  # type: ignore[override]
        """Since when."""
        return self._title

    def on_mount(self) -> None:
        """Ask for the rows."""
        super().on_mount()
        if self._documents is not None:
            self.ask(RowsOf(tuple(self._documents)), self._arrived)
        elif self._since is not None:
            self.ask(ArrivedSince(self._since), lambda found: self._arrived(found.rows))
        else:
            self._arrived(())

    def _arrived(self, rows: Sequence[DocumentRow]) -> None:
        self._found = rows
        self.look_up(self._typed_now)

    def look_up(self, query: str) -> None:
        """The rows with these words."""
        self._typed_now = query
        if self._found is None:
            self.show_rows(Rows(lambda width: [], "…"))
            return
        words = query.lower().split()
        found = [row for row in self._found if all(word in _searched(row) for word in words)]
        unread = sum(1 for row in found if not self.desk.is_read(row.id))

        def rows(width: int) -> Sequence[Item]:
            if not found:
                say = "nothing came in since then" if not self._found else "none of them has these words"
                return plain(clipped(((f" {say}", "line--quiet"),), width))
            return Lazily(found, lambda row: arrival_item(row, width, unread=not self.desk.is_read(row.id)))

        self.show_rows(Rows(rows, f"{len(found):,} new · {unread:,} unread" if self._found else ""))


def _searched(row: DocumentRow) -> str:
    """What the typed words are looked for in."""
    return f"{row.title} {row.path} {row.source or ''} {row.agency or ''} {row.date or 'undated'}".lower()
