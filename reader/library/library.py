"""The library as the other rooms see it: opened for reading or writing, asked and told in values."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from reader.errors import DamagedLibrary, LibraryError, OlderLibrary
from reader.later import later
from reader.library import documents, glimpse, reports
from reader.library.alike import Alike
from reader.library.answering import Answering
from reader.library.connection import Connection, connect
from reader.library.deciding import Deciding
from reader.library.documents import DocumentOrder
from reader.library.looking import Looking
from reader.library.migrations import check, prepare
from reader.library.paths import NETWORK_FILE_SYSTEMS, file_system_of
from reader.library.writing import Writing
from reader.model import Alias, Entity, EntityType, MentionType, Suggestion
from reader.readmodel import (
    DocumentRow,
    EntityCard,
    EntityRow,
    LibraryStatus,
    MentionRow,
    ReferenceGroup,
    ReportRow,
    StoredDocument,
)

if TYPE_CHECKING:
    from reader.library import cards, entities, references, upkeep
    from reader.library.entities import EntityOrder, EntityState
    from reader.library.references import ReferenceOrder
else:
    cards, entities, references, upkeep = later("reader.library", "cards", "entities", "references", "upkeep")

__all__ = ["Library"]


class Library(Writing, Deciding, Looking, Answering, Alike):
    """An open library. Use it from any thread: each has a connection of its own, made at its first question.

    Reading never changes the file and never waits for the indexer. Every method raises the `LibraryError` family; those
    that are asked for one document or entity raise `NotFound`, whose remedy names the nearest.
    """

    def __init__(self, path: Path, write: bool) -> None:
        self.path = path
        self.writable = write
        self.warnings: tuple[str, ...] = _warnings_of(path)
        self._local = threading.local()
        self._all: dict[int, Connection] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._seen: int | None = None

    # ── opening and closing ──────────────────────────────────────────────────────────────────────────────────────

    @classmethod
    def open(cls, path: str | Path, write: bool = False) -> Library:
        """Open a library that is there; a folder or file that may not be written opens for reading.

        A file of an older version is brought up to date first, where it may be written.

        Raises LibraryError (not there), NewerLibrary, LockedLibrary, DamagedLibrary.
        """
        where = Path(path)
        if not where.exists():
            raise LibraryError(
                "there is no library here", str(where), "Make one with `vgt-reader index PATH`"
            )
        if not where.is_file():
            raise LibraryError(
                "this is not a library file", str(where), "Give the library's file with --library"
            )
        _refuse_foreign(where)
        try:
            return cls._ready(where, write)
        except OlderLibrary:
            if not os.access(where, os.W_OK):
                raise
            # Opening for writing brings the tables up to date.
            with cls._ready(where, True):
                pass
            return cls._ready(where, write)

    @classmethod
    def create_or_open(cls, path: str | Path, write: bool = True) -> Library:
        """Open a library, making the file and its folder where they are missing. As `open` where it exists."""
        where = Path(path)
        if not where.exists():
            try:
                where.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                remedy = "Choose another place with --library"
                raise LibraryError(
                    f"the folder cannot be made ({error.strerror})", str(where.parent), remedy
                ) from error
            with cls._ready(where, True):
                pass
        return cls.open(where, write)

    @classmethod
    def _ready(cls, path: Path, write: bool) -> Library:
        library = cls(path, write)
        try:
            connection = library._connection
            if write:
                prepare(connection)
            else:
                check(connection)
        except BaseException:
            library.close()
            raise
        return library

    @property
    def _connection(self) -> Connection:
        """This thread's connection."""
        held: Connection | None = getattr(self._local, "connection", None)
        if held is None:
            if self._closed:
                raise LibraryError("the library was closed", str(self.path))
            held = connect(self.path, self.writable)
            self._local.connection = held
            with self._lock:
                self._all[threading.get_ident()] = held
        return held

    def close(self) -> None:
        """Close the connections of all threads; a question that still runs raises `Interrupted` there."""
        self._closed = True
        with self._lock:
            held, self._all = list(self._all.values()), {}
        self._local = threading.local()
        for connection in held:
            connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def interrupt(self, thread: int | None = None) -> None:
        """Give up the question that `thread` (its ident; None: every thread) is waiting for: it raises `Interrupted` there."""
        with self._lock:
            for owner, connection in self._all.items():
                if thread is None or owner == thread:
                    connection.interrupt()

    def changed(self) -> bool:
        """Whether another process or connection changed the file since this was last asked (microseconds; ask each second)."""
        version = self._connection.data_version()
        before, self._seen = self._seen, version
        return before is not None and before != version

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    def status(self) -> LibraryStatus:
        """How many documents, entities, mentions; how many files wait, failed, were read in part."""
        return reports.status(self._connection)

    def report(self, state: str | None = None) -> Iterator[ReportRow]:
        """What happened to each file (`state`: waiting, ok, partial, failed, gone), in order of discovery."""
        return reports.report(self._connection, state)

    def report_first(self, limit: int) -> tuple[list[ReportRow], int, int]:
        """The first rows of `report`, those with something to know before the others; how many there are in all, and of those."""
        return reports.report_first(self._connection, limit)

    def documents(
        self,
        order: DocumentOrder = "date",
        after: str | None = None,
        limit: int | None = 100,
        entity: str | None = None,
        contains: str = "",
        folded: bool = False,
    ) -> list[DocumentRow]:
        """A page of the documents that come after the document `after` (an id): by date (newest first, undated last), title or arrival.

        `entity`: only those that name it. `contains`: only those with these characters in title, source, place, agency or path.
        `folded`: without those that repeat another one.
        """
        return documents.documents(self._connection, order, after, limit, entity, contains, folded)

    def document(self, id: str) -> StoredDocument:
        """A document whole: text, blocks, metadata and mentions in order."""
        return documents.document(self._connection, id)

    def opening(self, id: str, places: Sequence[int] = ()) -> StoredDocument:
        """A document for reading at these characters: `document`, but of a big one only what is around them and at both ends."""
        return glimpse.glimpse(self._connection, id, places)

    def completed(self, opened: StoredDocument) -> StoredDocument:
        """The document as it is now, whole; of a big one the text is taken from `opened` where it did not change."""
        return glimpse.completed(self._connection, opened)

    def find_document(self, ref: str) -> str:
        """The id of the document that a person means: id or its beginning, path, file name or part of it, words of the title."""
        return documents.find_document(self._connection, ref)

    def neighbours(
        self,
        id: str,
        order: DocumentOrder = "date",
        entity: str | None = None,
        contains: str = "",
        folded: bool = False,
    ) -> tuple[DocumentRow | None, DocumentRow | None]:
        """The documents before and after this one in the list that `documents` with these arguments gives."""
        return documents.neighbours(self._connection, id, order, entity, contains, folded)

    def entities(
        self,
        type: EntityType | None = None,
        order: EntityOrder = "mentions",
        contains: str = "",
        after: str | None = None,
        limit: int | None = 100,
        state: EntityState | None = None,
    ) -> list[EntityRow]:
        """A page of who's who after the entity `after` (an id); `contains` looks into every way a name is written."""
        return entities.entities(self._connection, type, order, contains, after, limit, state)

    def entity(self, id: str) -> EntityRow:
        """One entity."""
        return entities.entity(self._connection, id)

    def aliases(self, id: str) -> tuple[Alias, ...]:
        """The ways an entity is written, the most frequent first."""
        return entities.aliases(self._connection, id)

    def entities_whole(
        self,
        type: EntityType | None = None,
        order: EntityOrder = "mentions",
        contains: str = "",
        limit: int | None = None,
    ) -> Iterator[Entity]:
        """Entities with their aliases, for listings and exports."""
        for row in entities.entities(self._connection, type, order, contains, None, limit):
            known = entities.aliases(self._connection, row.id)
            yield Entity(row.id, row.name, row.type, known, row.mentions, row.documents, row.state)

    def find_entities(self, name: str, limit: int = 20) -> list[EntityRow]:
        """Who `name` may mean, most mentioned first: an id, any way of writing (case and accents aside), else names that hold it."""
        return entities.find_entities(self._connection, name, limit)

    def card(self, id: str) -> EntityCard:
        """An entity's page: names, introduction, titles, companions in the same sentence, documents over time, reasons."""
        return cards.card(self._connection, id)

    def references(
        self,
        id: str,
        document: str | None = None,
        after: str | None = None,
        limit: int = 50,
        order: ReferenceOrder = "newest",
        most: int | None = None,
    ) -> list[ReferenceGroup]:
        """All mentions of an entity with the words around them: in one document, or in `limit` documents after `after`.

        Of each document the first `most`.
        """
        return references.reference_groups(self._connection, id, document, after, limit, order, most)

    def mentions(
        self,
        entity: str | None = None,
        document: str | None = None,
        type: MentionType | None = None,
        limit: int | None = None,
    ) -> Iterator[MentionRow]:
        """Mentions in order of arrival and place; read as they are asked for, so a million are no burden."""
        return references.mentions(self._connection, entity, document, type, limit)

    def suggestions(self, limit: int | None = 100) -> list[Suggestion]:
        """Pairs of entities that may be one, surest first."""
        return entities.suggestions(self._connection, limit)

    def check(self, thorough: bool = False) -> Literal["ok"]:
        """Look the file over (seconds a gigabyte); raises DamagedLibrary with what was found."""
        return upkeep.check(self._connection, thorough)

    def backup(self, target: str | Path) -> None:
        """Copy the library as it is now to `target` and look the copy over; readers and the indexer go on."""
        upkeep.backup(self._connection, Path(target))


def _refuse_foreign(path: Path) -> None:
    """Refuse a file that does not begin as a database does: SQLite would take a very short one for empty and write over it."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        remedy = "Check that you may read it"
        raise LibraryError(f"the library cannot be read ({error.strerror})", str(path), remedy) from error
    if head and head != b"SQLite format 3\0":
        remedy = "Choose another file with --library"
        raise DamagedLibrary("the file is not a library", str(path), remedy)


def _warnings_of(path: Path) -> tuple[str, ...]:
    kind = file_system_of(path)
    if kind in NETWORK_FILE_SYSTEMS:
        return (
            f"The library lies on a network file system ({kind}), where locks between machines cannot be trusted: "
            "use it from one machine at a time, or move it to a local disk with --library",
        )
    return ()
