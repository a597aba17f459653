"""Questions about what stays: where a noted thing is now, what came in since the last visit, what saved searches find today."""

from __future__ import annotations

import time
from typing import ClassVar

from reader.errors import NotFound, ReaderError
from reader.readmodel import DocumentRow, StoredDocument
from reader.session import Place as Spot
from reader.session import SavedSearch, Step, Target, find_anchor, trail_as_markdown, whereabouts
from reader.tui.items import EntityLink, Place
from reader.tui.questions import Readings
from reader.values import dataclass

__all__ = ["Arrivals", "ArrivedSince", "Finds", "FindsOf", "RowsOf", "TrailOf", "WhereIs"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class WhereIs:
    """Where is what a note is about now? A name that was merged is looked for by its name, a changed document by its file."""

    topic: ClassVar[str] = "open"
    on: Target

    def ask(self, readings: Readings) -> Place | EntityLink:
        """A place (its end 0 for a whole document) or an entity; raises NotFound."""
        if self.on.entity is not None:
            return EntityLink(self._entity(readings, self.on.entity))
        document = readings.document(self._document(readings))
        anchor = self.on.passage
        if anchor is None:
            return Place(document.row.id, 0, 0)
        found = find_anchor(document.text, anchor)
        if found is None:
            return Place(document.row.id, 0, 0)
        length = max(1, (self.on.end or anchor.offset) - anchor.offset)
        return Place(document.row.id, found.offset, found.offset + length)

    def _entity(self, readings: Readings, entity: str) -> str:
        try:
            return readings.card(entity).row.id
        except NotFound:
            wanted = self.on.name.casefold()
            rows = readings.entities(contains=self.on.name, limit=20)
            for row in rows:
                if row.name.casefold() == wanted:
                    return row.id
            # Somebody who was merged into another is one of that one's names now.
            for row in rows:
                if any(alias.text.casefold() == wanted for alias in readings.card(row.id).aliases):
                    return row.id
            raise

    def _document(self, readings: Readings) -> str:
        document = self.on.document or ""
        if not self.on.file:
            return document
        try:
            return readings.find_document(self.on.file)
        except NotFound:
            return document


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The documents that came in behind another one (the youngest first, at most so many) and how many they are."""

    rows: tuple[DocumentRow, ...]
    ids: frozenset[str]
    latest: str | None


@dataclass(frozen=True, slots=True)
class ArrivedSince:
    """What came in behind the document `since` (None: this is the first visit), and which is the youngest?"""

    topic: ClassVar[str] = "arrivals"
    SHOWN: ClassVar[int] = 2000
    since: str | None

    def ask(self, readings: Readings) -> Arrivals:
        """The newest rows. A library that was made anew knows nothing of the last visit: then nothing counts as new."""
        youngest = readings.youngest()
        if self.since in (None, youngest):
            return Arrivals((), frozenset(), youngest)
        rows: list[DocumentRow] = []
        after = self.since
        try:
            while page := readings.documents(order="arrival", after=after, limit=_PAGE):
                rows += page
                after = page[-1].id
        except NotFound:
            return Arrivals((), frozenset(), youngest)
        newest = tuple(reversed(rows[-self.SHOWN :]))
        return Arrivals(newest, frozenset(row.id for row in rows), youngest)


@dataclass(frozen=True, slots=True)
class Finds:
    """What a saved search finds now: how many documents (those that came in last first), or what is wrong with it."""

    search: SavedSearch
    documents: tuple[str, ...] = ()
    problem: str = ""

    @property
    def new(self) -> list[str]:
        """Those that were not there at the last visit."""
        return self.search.new_in(self.documents)


@dataclass(frozen=True, slots=True)
class FindsOf:
    """What do the saved searches find now?"""

    topic: ClassVar[str] = "saved"
    searches: tuple[SavedSearch, ...]

    def ask(self, readings: Readings) -> tuple[Finds, ...]:
        """One answer a search."""
        return tuple(self._one(readings, each) for each in self.searches)

    @staticmethod
    def _one(readings: Readings, search: SavedSearch) -> Finds:
        try:
            return Finds(search, tuple(readings.answering(search.query)))
        except ReaderError as error:
            return Finds(search, (), error.what)


@dataclass(frozen=True, slots=True)
class TrailOf:
    """Where the reader has been, as Markdown with the paragraph, source and date of each place."""

    topic: ClassVar[str] = "trail"
    steps: tuple[Step, ...]
    here: Spot | None
    heading: str

    def ask(self, readings: Readings) -> str:
        """The text."""

        def find(document: str) -> StoredDocument | None:
            try:
                return readings.document(document)
            except NotFound:
                return None

        where = whereabouts(find)
        return trail_as_markdown(
            self.steps, self.here, heading=self.heading, where=where, zone=time.localtime
        )


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The rows of these documents, as far as they are there."""

    topic: ClassVar[str] = "rows"
    documents: tuple[str, ...]

    def ask(self, readings: Readings) -> tuple[DocumentRow, ...]:
        """In the order asked for."""
        found = (self._row(readings, each) for each in self.documents)
        return tuple(row for row in found if row is not None)

    @staticmethod
    def _row(readings: Readings, document: str) -> DocumentRow | None:
        try:
            return readings.document(document).row
        except NotFound:
            return None
