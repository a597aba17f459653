"""What the interface asks of a library: one frozen value a question, each knowing how to answer itself.

`Readings` is what they need of the library; a question runs in a worker thread and gives back read-model values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, Protocol, TypeVar

from reader.errors import NotFound
from reader.model import EntityType
from reader.readmodel import (
    DocumentRow,
    EntityCard,
    EntityRow,
    Hit,
    LibraryStatus,
    Lines,
    Passage,
    ReferenceGroup,
    StoredDocument,
    Why,
)
from reader.session import Anchor, find_anchor
from reader.values import dataclass

__all__ = [
    "CardAndReferences",
    "CardAndReferencesOf",
    "CardOf",
    "DocumentOrder",
    "EntityOrder",
    "EntityState",
    "Everything",
    "Findings",
    "Found",
    "Kept",
    "KeptPlaceOf",
    "OpeningOf",
    "Question",
    "Readings",
    "ReferencesOf",
    "SearchFor",
    "StatusOf",
    "WholeOf",
]

DocumentOrder = Literal["arrival", "date", "title"]
EntityOrder = Literal["mentions", "documents", "name", "recent"]
EntityState = Literal["machine", "confirmed"]

T_co = TypeVar("T_co", covariant=True)


class Found(Protocol):
    """Hits, and how many documents answer in all."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The best of them."""
        ...

    @property
    def total(self) -> int:
        """How many there are."""
        ...

    @property
    def folded(self) -> int:
        """How many are no hits because they say what one of these says."""
        ...


class Readings(Protocol):
    """A read-only library."""

    def status(self) -> LibraryStatus:
        """How complete the library is."""
        ...

    def documents(
        self,
        *,
        order: DocumentOrder = "date",
        after: str | None = None,
        limit: int | None = 100,
        contains: str = "",
        folded: bool = False,
    ) -> Sequence[DocumentRow]:
        """Documents in the order of the list, from behind the document `after`; `folded` without those that repeat another one."""
        ...

    def neighbours(
        self,
        id: str,
        *,
        order: DocumentOrder = "date",
        entity: str | None = None,
        contains: str = "",
        folded: bool = False,
    ) -> tuple[DocumentRow | None, DocumentRow | None]:
        """The documents before and after this one in the list."""
        ...

    def document(self, id: str) -> StoredDocument:
        """A document whole; raises NotFound."""
        ...

    def opening(self, id: str, places: Sequence[int] = ()) -> StoredDocument:
        """A document for reading at these characters, of a big one only the parts around them; raises NotFound."""
        ...

    def completed(self, opened: StoredDocument) -> StoredDocument:
        """The open document as it is now, whole; raises NotFound."""
        ...

    def find_document(self, ref: str) -> str:
        """The id of the document that a path means; raises NotFound."""
        ...

    def entities(
        self,
        *,
        type: EntityType | None = None,
        order: EntityOrder = "mentions",
        contains: str = "",
        limit: int | None = 100,
        state: EntityState | None = None,
    ) -> Sequence[EntityRow]:
        """Entities, the most named first."""
        ...

    def why(self, document: str, start: int) -> Why | None:
        """Why the mention that begins there counts as its entity's."""
        ...

    def pinned(self) -> Sequence[EntityRow]:
        """Those that are kept on top."""
        ...

    def like_named(self, name: str, limit: int = 20) -> Sequence[EntityRow]:
        """Who is called something like this, the likest first."""
        ...

    def card(self, id: str) -> EntityCard:
        """An entity's page; raises NotFound."""
        ...

    def references(
        self,
        id: str,
        *,
        document: str | None = None,
        after: str | None = None,
        limit: int = 50,
        most: int | None = None,
    ) -> Sequence[ReferenceGroup]:
        """An entity's mentions by document, of each the first `most`: in one document, or in `limit` documents behind `after`."""
        ...

    def search_counted(
        self, query: str, *, limit: int = 50, lenient: bool = False, folded: bool = False
    ) -> Found:
        """The best hits and how many there are; raises QueryError. `lenient` takes a query that is still being typed.

        `folded`: of documents that say (nearly) the same only the best.
        """
        ...

    def lines(self, query: str, *, limit: int = 50, skip: int = 0, lenient: bool = False) -> Lines:
        """The matches of a query in their words, of `limit` documents behind the first `skip`; raises QueryError."""
        ...

    def matches(self, query: str, document: str, *, lenient: bool = False) -> Sequence[tuple[int, int]]:
        """Where a document answers a query, in order."""
        ...

    def passages_with(self, left: str, right: str, limit: int = 50) -> Sequence[Passage]:
        """The sentences that hold both entities, the newest first."""
        ...

    def youngest(self) -> str | None:
        """The document that came in last."""
        ...

    def answering(self, query: str) -> Sequence[str]:
        """The ids of the documents that answer, the one that came in last first; raises QueryError."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class Question(Protocol[T_co]):
    """A question: `topic` says which earlier question it makes superfluous."""

    @property
    def topic(self) -> str:
        """Of two questions of one owner and topic only the newer one is answered."""
        ...

    def ask(self, readings: Readings) -> T_co:
        """The answer."""
        ...


@dataclass(frozen=True, slots=True)
class StatusOf:
    """How complete is the library?"""

    topic: ClassVar[str] = "status"

    def ask(self, readings: Readings) -> LibraryStatus:
        """The counts."""
        return readings.status()


@dataclass(frozen=True, slots=True)
class OpeningOf:
    """The document with this id, to be read at these characters; None asks for the first one of the list."""

    document: str | None
    places: tuple[int, ...] = ()
    topic: ClassVar[str] = "open"

    def ask(self, readings: Readings) -> StoredDocument | None:
        """The document, perhaps not whole yet; None when there is none at all."""
        if self.document is not None:
            return readings.opening(self.document, self.places)
        first = readings.documents(limit=1)
        return readings.opening(first[0].id) if first else None


@dataclass(frozen=True, slots=True)
class WholeOf:
    """The open document as it is now, whole."""

    topic: ClassVar[str] = "renewed"
    opened: StoredDocument

    def ask(self, readings: Readings) -> StoredDocument:
        """The document."""
        return readings.completed(self.opened)


@dataclass(frozen=True, slots=True)
class Kept:
    """The document of a kept place, and where the place is in it now (None: its words are not there any more)."""

    document: StoredDocument
    offset: int | None


@dataclass(frozen=True, slots=True)
class KeptPlaceOf:
    """Where is the place that this anchor keeps? A document that changed is looked for by its path."""

    topic: ClassVar[str] = "open"
    anchor: Anchor

    def ask(self, readings: Readings) -> Kept:
        """The place; raises NotFound where the document is gone."""
        try:
            document = readings.opening(self.anchor.document)
        except NotFound:
            if not self.anchor.path:
                raise
            document = readings.opening(readings.find_document(self.anchor.path))
        found = find_anchor(document.text, self.anchor)
        return Kept(document, found.offset if found else None)


@dataclass(frozen=True, slots=True)
class CardOf:
    """Who is this?"""

    topic: ClassVar[str] = "card"
    entity: str

    def ask(self, readings: Readings) -> EntityCard:
        """The card."""
        return readings.card(self.entity)


@dataclass(frozen=True, slots=True)
class ReferencesOf:
    """Where is this one named, in the documents behind `after`?"""

    topic: ClassVar[str] = "references"
    PAGE: ClassVar[int] = 50
    MOST: ClassVar[int] = 400
    entity: str
    after: str | None = None

    def ask(self, readings: Readings) -> tuple[ReferenceGroup, ...]:
        """The mentions of so many documents, newest first."""
        return tuple(readings.references(self.entity, after=self.after, limit=self.PAGE, most=self.MOST))


@dataclass(frozen=True, slots=True)
class CardAndReferences:
    """Somebody's card and mentions: what the references panel shows, and one of two candidates in a review."""

    card: EntityCard
    groups: tuple[ReferenceGroup, ...]


@dataclass(frozen=True, slots=True)
class CardAndReferencesOf:
    """Who is this, and where named, seen from the document `here`?"""

    topic: ClassVar[str] = "portal"
    entity: str
    here: str

    def ask(self, readings: Readings) -> CardAndReferences:
        """The card, the mentions here, and those in the newest other documents."""
        most = ReferencesOf.MOST
        here = readings.references(self.entity, document=self.here, limit=1, most=most)
        others = readings.references(self.entity, limit=ReferencesOf.PAGE, most=most)
        groups = (*here, *(group for group in others if group.document != self.here))
        return CardAndReferences(readings.card(self.entity), groups)


@dataclass(frozen=True, slots=True)
class SearchFor:
    """Where do these words stand?"""

    topic: ClassVar[str] = "search"
    LIMIT: ClassVar[int] = 100
    query: str

    def ask(self, readings: Readings) -> Found:
        """The best hits, and how many there are."""
        return readings.search_counted(self.query, limit=self.LIMIT, lenient=True, folded=True)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the palette found."""

    documents: tuple[DocumentRow, ...]
    entities: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Documents and entities with these letters."""

    topic: ClassVar[str] = "palette"
    LIMIT: ClassVar[int] = 12
    contains: str

    def ask(self, readings: Readings) -> Findings:
        """A few of each, those that are kept on top before all others; without letters these alone."""
        wanted = self.contains.strip()
        pinned = [row for row in readings.pinned() if wanted.casefold() in row.name.casefold()]
        if not wanted:
            return Findings((), tuple(pinned))
        above = {row.id for row in pinned}
        rows = [row for row in readings.entities(contains=wanted, limit=self.LIMIT) if row.id not in above]
        return Findings(
            tuple(readings.documents(contains=wanted, limit=self.LIMIT)), (*pinned, *rows)[: self.LIMIT]
        )
