"""What the lists and views ask of a library: the documents in some order, who's who, words in their context, patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from reader.later import later
from reader.model import EntityType
from reader.readmodel import DocumentRow, EntityRow, Passage, ReferenceGroup
from reader.tui.pages.references import narrowed_groups
from reader.tui.questions import DocumentOrder, EntityOrder, EntityState, Readings
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text
    from reader.tui import text
    from reader.tui.text import Arranged, PatternFound, Sort
else:
    (text,) = later("reader.tui", "text")

__all__ = [
    "Arrange",
    "Concordance",
    "ConcordanceOf",
    "DocumentsFrom",
    "DocumentsUntil",
    "Listing",
    "MatchesOf",
    "Narrowed",
    "NarrowedOf",
    "NarrowedOnwards",
    "Neighbours",
    "NeighboursOf",
    "OfEntity",
    "OfQuery",
    "PatternIn",
    "People",
    "PeopleNamed",
    "TogetherOf",
]

_PAGE = 50
"""Documents looked into at once."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How the documents are listed: the order, and the characters that their titles, sources or paths hold."""

    order: DocumentOrder = "date"
    contains: str = ""


@dataclass(frozen=True, slots=True)
class DocumentsFrom:
    """So many rows of the list behind `after` (None: from its beginning)."""

    topic: ClassVar[str] = "documents"
    after: str | None
    limit: int
    listing: Listing = Listing()

    def ask(self, readings: Readings) -> tuple[DocumentRow, ...]:
        """The rows."""
        how = self.listing
        return tuple(
            readings.documents(
                order=how.order, after=self.after, limit=self.limit, contains=how.contains, folded=True
            )
        )


@dataclass(frozen=True, slots=True)
class DocumentsUntil:
    """The rows of the list behind `after`, on to the one of `document` and those that follow it on the screen."""

    topic: ClassVar[str] = "documents until"
    PAGE: ClassVar[int] = 500
    MOST: ClassVar[int] = 50_000
    document: str
    after: str | None
    listing: Listing = Listing()

    def ask(self, readings: Readings) -> tuple[DocumentRow, ...]:
        """The rows; none where the document is not in the list, or more than `MOST` rows on."""
        found: list[DocumentRow] = []
        if not self._listed(readings):
            return ()
        after = self.after
        while len(found) < self.MOST:
            rows = DocumentsFrom(after, self.PAGE, self.listing).ask(readings)
            found += rows
            if any(row.id == self.document for row in rows):
                return tuple(found)
            if len(rows) < self.PAGE:
                break
            after = rows[-1].id
        return ()

    def _listed(self, readings: Readings) -> bool:
        """Whether the document is in the list: its neighbours have it for theirs."""
        beside = NeighboursOf(self.document, None, self.listing).ask(readings)
        if beside.before is not None:
            other = NeighboursOf(beside.before.id, None, self.listing).ask(readings).after
        elif beside.after is not None:
            other = NeighboursOf(beside.after.id, None, self.listing).ask(readings).before
        else:
            return True
        return other is not None and other.id == self.document


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The documents beside one in the list."""

    before: DocumentRow | None
    after: DocumentRow | None


@dataclass(frozen=True, slots=True)
class NeighboursOf:
    """Which documents stand beside this one in the list (of those that name `entity`)?"""

    topic: ClassVar[str] = "open"
    document: str
    entity: str | None = None
    listing: Listing = Listing()

    def ask(self, readings: Readings) -> Neighbours:
        """Both, None at the ends."""
        how = Listing() if self.entity else self.listing
        found = readings.neighbours(
            self.document, order=how.order, entity=self.entity, contains=how.contains, folded=True
        )
        return Neighbours(*found)


@dataclass(frozen=True, slots=True)
class People:
    """Who was found; `alike` says that nobody is called so, and these only nearly."""

    rows: tuple[EntityRow, ...]
    alike: bool = False


@dataclass(frozen=True, slots=True)
class PeopleNamed:
    """Who has these letters in the name? Where nobody has, who is called something like it?"""

    topic: ClassVar[str] = "entities"
    LIMIT: ClassVar[int] = 500
    contains: str
    type: EntityType | None = None
    order: EntityOrder = "mentions"
    state: EntityState | None = None

    def ask(self, readings: Readings) -> People:
        """In the order asked for; those that are only alike, the likest first."""
        wanted = self.contains.strip()
        rows = tuple(
            readings.entities(
                type=self.type, order=self.order, contains=wanted, limit=self.LIMIT, state=self.state
            )
        )
        if rows or len(wanted) < 3:
            return People(self._pinned_first(readings, rows))
        alike = readings.like_named(wanted)
        fitting = (row for row in alike if self.type in (None, row.type) and self.state in (None, row.state))
        return People(tuple(fitting), True)

    def _pinned_first(self, readings: Readings, rows: tuple[EntityRow, ...]) -> tuple[EntityRow, ...]:
        """Those that people keep on top, as far as they fit, before all others."""
        wanted = self.contains.strip().casefold()
        found = {row.id for row in rows}
        pinned = [
            row
            for row in readings.pinned()
            if row.id in found
            or (
                wanted in row.name.casefold()
                and self.type in (None, row.type)
                and self.state in (None, row.state)
            )
        ]
        above = {row.id for row in pinned}
        return (*pinned, *(row for row in rows if row.id not in above))


@dataclass(frozen=True, slots=True)
class OfEntity:
    """Lines of a concordance: every mention of an entity, whatever name it has there."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class OfQuery:
    """Lines of a concordance: every match of a search."""

    query: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines found so far and in their order; `onwards` says where to go on (None: these are all, or enough)."""

    passages: tuple[Passage, ...]
    lines: Arranged
    onwards: str | int | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ConcordanceOf:
    """In which words does this stand? `begun` are the lines that are known, `onwards` where to go on; the first page comes alone."""

    topic: ClassVar[str] = "concordance"
    LIMIT: ClassVar[int] = 2000
    of: OfEntity | OfQuery
    sort: Sort = "left1"
    wanted: str = ""
    begun: tuple[Passage, ...] = ()
    onwards: str | int | None = None

    def ask(self, readings: Readings) -> Concordance:
        """The lines of the newest documents first, at most `LIMIT`."""
        found, onwards = list(self.begun), self.onwards
        while True:
            if isinstance(self.of, OfEntity):
                onwards = self._of_entity(readings, found, onwards, self.of.entity)
            else:
                onwards = self._of_query(readings, found, int(onwards or 0), self.of.query)
            if onwards is None or len(found) > self.LIMIT or self.onwards is None:
                break
        complete = onwards is None and len(found) <= self.LIMIT
        enough = len(found) > self.LIMIT
        passages = tuple(found[: self.LIMIT])
        lines = text.arranged(passages, self.sort, self.wanted)
        return Concordance(passages, lines, None if enough else onwards, complete)

    @staticmethod
    def _of_entity(
        readings: Readings, found: list[Passage], after: str | int | None, entity: str
    ) -> str | None:
        """One page more; behind which document the next begins."""
        groups = readings.references(entity, after=None if after is None else str(after), limit=_PAGE)
        for group in groups:
            spot = (group.document, group.title, group.date)
            found += (
                Passage(*spot, each.start, each.end, each.paragraph, each.left, each.text, each.right)
                for each in group.references
            )
        return groups[-1].document if len(groups) == _PAGE else None

    @staticmethod
    def _of_query(readings: Readings, found: list[Passage], skip: int, query: str) -> int | None:
        """One page more; how many documents the next passes over."""
        page = readings.lines(query, limit=_PAGE, skip=skip, lenient=True)
        found += page.passages
        return skip + _PAGE if skip + _PAGE < page.documents else None


@dataclass(frozen=True, slots=True)
class Arrange:
    """These lines in another order, or only those with some words: sorting thousands is no work for the event loop."""

    topic: ClassVar[str] = "arrange"
    passages: tuple[Passage, ...]
    sort: Sort
    wanted: str = ""

    def ask(self, readings: Readings) -> Arranged:
        """The lines; the library is not needed."""
        return text.arranged(self.passages, self.sort, self.wanted)


@dataclass(frozen=True, slots=True)
class TogetherOf:
    """Which sentences hold both?"""

    topic: ClassVar[str] = "together"
    LIMIT: ClassVar[int] = 300
    left: str
    right: str

    def ask(self, readings: Readings) -> tuple[Passage, ...]:
        """The newest first."""
        return tuple(readings.passages_with(self.left, self.right, limit=self.LIMIT))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Of an entity's mentions (`every`, all that were looked through) those that hold some words: `groups` are the first of them,
    `mentions` and `documents` count all. `onwards` is the document behind which others were not looked through yet; `complete` is
    False where not all will be.
    """

    wanted: str
    every: tuple[ReferenceGroup, ...]
    onwards: str | None
    complete: bool
    groups: tuple[ReferenceGroup, ...]
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class NarrowedOf:
    """Which mentions hold these words around them or in their document's title? `known` are those of an earlier answer."""

    topic: ClassVar[str] = "narrowed"
    SHOWN: ClassVar[int] = 300
    entity: str
    wanted: str
    known: Narrowed | None = None

    def ask(self, readings: Readings) -> Narrowed:
        """In the newest documents first: in those that are known, else in the first page. About `SHOWN` mentions are given."""
        if self.known is None:
            every = tuple(readings.references(self.entity, limit=_PAGE))
            onwards = every[-1].document if len(every) == _PAGE else None
            return narrowed(self.wanted, every, onwards)
        return narrowed(self.wanted, self.known.every, self.known.onwards, complete=self.known.complete)


@dataclass(frozen=True, slots=True)
class NarrowedOnwards:
    """The same, looked for in the documents that come behind those that are known."""

    topic: ClassVar[str] = "narrowed onwards"
    LIMIT: ClassVar[int] = 500
    entity: str
    known: Narrowed

    def ask(self, readings: Readings) -> Narrowed:
        """In at most `LIMIT` documents."""
        found, onwards = list(self.known.every), self.known.onwards
        while onwards is not None and len(found) < self.LIMIT:
            groups = readings.references(self.entity, after=onwards, limit=_PAGE)
            found += groups
            onwards = groups[-1].document if len(groups) == _PAGE else None
        return narrowed(self.known.wanted, tuple(found), None, complete=onwards is None)


def narrowed(
    wanted: str, every: tuple[ReferenceGroup, ...], onwards: str | None, *, complete: bool = True
) -> Narrowed:
    """Those of the mentions that hold the words."""
    found = narrowed_groups(every, wanted)
    shown: list[ReferenceGroup] = []
    count = 0
    for group in found:
        if count < NarrowedOf.SHOWN:
            shown.append(group)
        count += len(group.references)
    return Narrowed(wanted, every, onwards, complete, tuple(shown), count, len(found))


@dataclass(frozen=True, slots=True)
class MatchesOf:
    """Where in this document does the search match?"""

    topic: ClassVar[str] = "matches"
    query: str
    document: str

    def ask(self, readings: Readings) -> Sequence[tuple[int, int]]:
        """The spans in order."""
        return readings.matches(self.query, self.document, lenient=True)


@dataclass(frozen=True, slots=True)
class PatternIn:
    """Where in this text does the pattern match?"""

    topic: ClassVar[str] = "matches"
    written: str
    text: Text

    def ask(self, readings: Readings) -> PatternFound:
        """The spans, or why there are none; the library is not needed."""
        return text.look_for_pattern(self.written, self.text[:])
