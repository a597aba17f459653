"""Getting about: opening documents at a place, back and forward to the exact character, on into the next document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.errors import NotFound, ReaderError
from reader.readmodel import DocumentRow, StoredDocument
from reader.session import Mark
from reader.session import Place as Spot
from reader.tui.desk import Desk
from reader.tui.items import Place
from reader.tui.questions import Kept, KeptPlaceOf, OpeningOf, WholeOf
from reader.tui.questions_views import Listing, Neighbours, NeighboursOf
from reader.tui.widgets.reading import Direction, ReadingPane

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["Travel", "words_around"]

_REST = 0.25
"""Seconds after which the rest of a big document is read."""

_BEFORE, _AFTER = 24, 56
"""Characters of the words around a place that people recognise it by."""


def words_around(text: Text, offset: int) -> str:
    """The words around a character, on one line; a word that is cut at the beginning is left out."""
    start = max(0, offset - _BEFORE)
    words = text[start : offset + _AFTER]
    if start and not text[start - 1].isspace():
        words = words.partition(" ")[2] or words
    return " ".join(words.split())


class Travel:
    """Moves the pane between documents. `ask` puts questions, `arrived` hears of each document that is newly open."""

    def __init__(
        self,
        desk: Desk,
        pane: ReadingPane,
        ask: Callable[..., Any],
        arrived: Callable[[], None],
        say: Callable[[str], None],
        complain: Callable[[ReaderError], None],
    ) -> None:
        self._desk = desk
        self._pane = pane
        self._ask = ask
        self._arrived = arrived
        self._say = say
        self._complain = complain
        self.listing = Listing()
        """How the documents are listed: which one is next depends on it."""
        self.arrivals = 0
        """How many documents were opened so far."""
        self._origin: Spot | None = None
        self._tops: dict[tuple[str, int], tuple[int, int]] = {}

    # where the reader is --------------------------------------------------------
    @property
    def here(self) -> Spot | None:
        """The character where the reader is: the cursor's or, where that is out of sight, the first on the screen."""
        document = self._pane.document
        if document is None:
            return None
        offset = self._pane.here
        self._tops[document.row.id, offset] = (self._pane.cursor, self._pane.top)
        return Spot(document.row.id, offset, document.row.title, "", words_around(document.text, offset))

    @property
    def document(self) -> DocumentRow | None:
        """The document that is open."""
        return self._pane.document.row if self._pane.document is not None else None

    def remember(self) -> None:
        """Write down where the reader is: at any moment the line may drop."""
        here = self.here
        if here is None or self._origin is not None:
            return
        part, journal = self._pane.progress[2], self._desk.journal
        journal.at(here.document, here.offset, self._pane.top, part)
        if part >= 100 and here.document not in journal.state.unread:
            journal.mark_read(here.document)

    # opening ------------------------------------------------------------------------
    def start(self) -> None:
        """Where the user was the last time; else the first document, the cursor on its first name."""
        last = self._desk.journal.state.last
        top = self._desk.journal.state.top_of(last[0]) if last else None

        def put(document: StoredDocument | None, cursor: int | None = None) -> None:
            if document is not None:
                self._put(document, cursor, None if cursor is None else top)
                if cursor is not None:
                    self._pane.bring_in_sight(cursor)

        def gone(error: ReaderError) -> None:
            if not isinstance(error, NotFound):
                self._complain(error)
            self._ask(OpeningOf(None), put, nothing)

        def nothing(error: ReaderError) -> None:
            self._complain(error)
            # The first frame waits for a text, which will not come.
            self._desk.moved()

        if last is None:
            self._ask(OpeningOf(None), put, nothing)
        else:
            places = (last[1],) if top is None else (last[1], top)
            self._ask(OpeningOf(last[0], places), lambda document: put(document, last[1]), gone)

    def renew(self) -> None:
        """The library changed: the names of the open document may have, too."""
        document = self._pane.document
        if document is None:
            self.start()
        else:
            self._renew(document)

    def _renew(self, document: StoredDocument) -> None:
        """Read the open document again, whole."""

        def here(found: StoredDocument) -> None:
            if self._pane.document is not None and self._pane.document.row.id == found.row.id:
                self._pane.renew(found)

        self._ask(WholeOf(document), here, lambda error: None)

    def _put(self, document: StoredDocument, cursor: int | None, top: int | None) -> None:
        self._pane.load(document, cursor, top)
        self.arrivals += 1
        self._arrived()
        if not document.whole:
            # Not at once: the text must be on the screen before.
            self._pane.set_timer(_REST, lambda: self._renew(document))

    def _show(
        self, document: str, cursor: int | None, top: int | None, then: Callable[[], None] | None = None
    ) -> None:
        """Bring a place of a document on the screen; nothing is remembered."""
        open_now = self._pane.document
        if open_now is not None and open_now.row.id == document:
            self._pane.place(self._pane.cursor if cursor is None else cursor, top)
            if then:
                then()
            return

        def here(found: StoredDocument) -> None:
            self._put(found, cursor, top)
            if then:
                then()

        places = tuple(each for each in (cursor, top) if each is not None)
        self._ask(OpeningOf(document, places), here, self._complain)

    def open(self, document: str, cursor: int | None = None, then: Callable[[], None] | None = None) -> None:
        """Open a document, at `cursor`, where the user was in it, or at its first name; the place left is kept."""
        self._leave("another document")
        known = self._desk.journal.state.place_of(document)
        if cursor is None and known is not None:
            top = self._desk.journal.state.top_of(document)

            def here() -> None:
                self._pane.bring_in_sight(known)
                if then:
                    then()

            self._show(document, known, top, here)
        else:
            self._show(document, cursor, None, then)

    def go(self, place: Place | None, then: Callable[[], None] | None = None) -> None:
        """Open a place (nothing to do for None: a page was closed without choosing); `then` runs when it is shown."""
        if place is not None:
            if place.end:
                self._leave("a reference")
                self._show(place.document, place.start, None, then)
            else:
                self.open(place.document, then=then)

    def leaving(self) -> Callable[[str], None]:
        """Keep this place in mind; what is given back, called with the reason, keeps it for going back."""
        here = self.here

        def left(reason: str) -> None:
            if here is not None:
                self._desk.journal.history.push(replace(here, reason=reason))

        return left

    def _leave(self, reason: str) -> None:
        """Keep the place that is left, for going back."""
        here = self._origin or self.here
        self._origin = None
        if here is not None:
            self._desk.journal.history.push(replace(here, reason=reason))

    def _return(self, spot: Spot) -> None:
        """Show a place as it was left, to the row where the size is the same; the cursor may have been out of sight."""
        cursor, top = self._tops.get((spot.document, spot.offset), (spot.offset, None))
        self._show(spot.document, cursor, top, lambda: self._pane.bring_in_sight(spot.offset))

    # back and forward ------------------------------------------------------------------
    def do_go_back(self) -> None:
        """Back to the exact character."""
        here = self.here
        spot = self._desk.journal.history.back(here) if here else None
        if spot is None:
            self._say("this is where you began")
        else:
            self._return(spot)

    def do_go_forward(self) -> None:
        """Forward again."""
        here = self.here
        spot = self._desk.journal.history.forward(here) if here else None
        if spot is None:
            self._say("nothing further forward")
        else:
            self._return(spot)

    def jump(self, spot: Spot) -> None:
        """To a place of the jump list, as it was left there; the place left is kept."""
        self._leave("the jump list")
        self._return(spot)

    def go_to_mark(self, mark: Mark) -> None:
        """To a marked place, found by what is written there; the place left is kept."""

        def here(kept: Kept) -> None:
            if kept.offset is None:
                self._say(f"what mark {mark.key} kept is not written there any more")
                return
            self._leave(f"mark {mark.key}")
            self._show(kept.document.row.id, kept.offset, None)

        self._ask(KeptPlaceOf(mark.anchor), here, self._complain)

    # the next document --------------------------------------------------------------------
    def do_document_next(self) -> None:
        """The next document of the list."""
        self._neighbour(1)

    def do_document_previous(self) -> None:
        """The document before it in the list."""
        self._neighbour(-1)

    def _neighbour(self, direction: Direction, entity: str | None = None) -> None:
        here = self.here
        if here is None:
            return

        def answered(beside: Neighbours) -> None:
            row = beside.after if direction > 0 else beside.before
            if row is None:
                side = "last" if direction > 0 else "first"
                self._say(f"this is the {side} document" + (" with this name" if entity else ""))
                return
            self._leave("the next mention" if entity else "the next document")
            self._show(row.id, None, None, lambda: self._enter(direction, entity))

        self._ask(NeighboursOf(here.document, entity, self.listing), answered, self._complain)

    def _enter(self, direction: Direction, entity: str | None) -> None:
        """The pane went on into another document: say so, and stand on the entity there."""
        document = self._pane.document
        if document is None:
            return
        mention = self._pane.edge_mention(entity, last=direction < 0) if entity else None
        if mention is not None:
            self._pane.place(mention.start)
        way = "on into" if direction > 0 else "back into"
        self._say(f"{way} {document.row.title or document.row.path}")

    def on_edge(self, direction: Direction, entity: str | None, what: str) -> None:
        """No further name of the wanted sort here: the same entity is looked for in the next document with it."""
        if entity is not None:
            self._neighbour(direction, entity)
        else:
            self._say(f"no further {what} {'below' if direction > 0 else 'above'}")

    # preview ------------------------------------------------------------------------------
    def begin_preview(self) -> None:
        """The references get the keys: the text will follow them, and this is where Esc leads back to."""
        self._origin = self.here

    def preview(self, place: Place) -> None:
        """Show a place while choosing."""
        self._show(place.document, place.start, None)

    def end_preview(self) -> None:
        """Back to where the text was before."""
        origin, self._origin = self._origin, None
        here = self.here
        if origin is not None and here is not None and not origin.same_as(here):
            self._return(origin)
