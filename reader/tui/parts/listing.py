"""The documents list: fetched as it comes on screen, in the order and with the words that the user wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reader.errors import ReaderError
from reader.readmodel import DocumentRow
from reader.tui.desk import Desk
from reader.tui.parts.travel import Travel
from reader.tui.questions import DocumentOrder
from reader.tui.questions_views import DocumentsFrom, DocumentsUntil
from reader.tui.widgets.documents import DocumentList
from reader.tui.widgets.title import PaneTitle

__all__ = ["Listed"]

_ORDERS: tuple[tuple[DocumentOrder, str], ...] = (
    ("date", ""),
    ("title", "by title"),
    ("arrival", "as taken in"),
)

_MOST = 2000
"""Documents that a narrowed list holds."""


class Listed:
    """Fills the list and its title; `travel` goes on to the next document of this very list."""

    def __init__(
        self,
        desk: Desk,
        documents: DocumentList,
        title: PaneTitle,
        travel: Travel,
        ask: Callable[..., Any],
        complain: Callable[[ReaderError], None],
    ) -> None:
        self._desk = desk
        self._documents = documents
        self._title = title
        self._travel = travel
        self._ask = ask
        self._complain = complain
        self._all: int | None = None
        documents.sort = self._sort
        documents.seek = self._seek

    def show(self, total: int) -> None:
        """The library has so many documents now."""
        self._all = total
        if self._travel.listing.contains:
            self._renew()
        else:
            self._documents.show(total)
            self.title()

    def title(self) -> None:
        """Which documents these are, in which order, how many."""
        listing, count = self._travel.listing, self._all
        notes = [dict(_ORDERS)[listing.order]]
        if listing.contains:
            shown = f"{self._documents.count:,}"
            notes.append(f"“{listing.contains}” {shown} of {count:,}" if count is not None else shown)
        elif count is not None:
            notes.append(f"{count:,}")
        note = " · ".join(each for each in notes if each)
        self._title.show(((f" {self._desk.collection}", ""),), ((note, "line--quiet"),))

    def fetch(self, after: str | None, length: int) -> None:
        """Rows that came on the screen."""
        listing = self._travel.listing

        def arrived(rows: tuple[DocumentRow, ...]) -> None:
            if listing == self._travel.listing:
                if listing.contains and after is None:
                    self._documents.hold(len(rows))
                self._documents.put(after, rows)
                self.title()

        limit = _MOST if listing.contains else length
        self._ask(DocumentsFrom(after, limit, listing), arrived, self._complain)

    def _seek(self, document: str, after: str | None) -> None:
        """Rows down to the document that is open."""
        listing = self._travel.listing

        def arrived(rows: tuple[DocumentRow, ...]) -> None:
            if listing != self._travel.listing:
                return
            if rows:
                self._documents.put(after, rows)
            else:
                self._documents.absent()

        def failed(error: ReaderError) -> None:
            self._documents.absent()

        self._ask(DocumentsUntil(document, after, listing), arrived, failed)

    def narrow(self, words: str) -> None:
        """Only the documents with these characters in title, source, place or path."""
        self._travel.listing = replace(self._travel.listing, contains=words.strip())
        self._renew()

    def _sort(self) -> None:
        """The next order."""
        names = [name for name, _ in _ORDERS]
        listing = self._travel.listing
        following = names[(names.index(listing.order) + 1) % len(names)]
        self._travel.listing = replace(listing, order=following)
        self._renew()

    def _renew(self) -> None:
        if self._travel.listing.contains:
            self.fetch(None, _MOST)
        else:
            self._documents.show(self._all or 0)
        self.title()
