"""The read model: the rows that the library's queries give back and every face of the reader (screen, commands, exports) shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from reader.model import Alias, Block, EntityType, MentionType, Metadata, Suggestion
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = [
    "Companion",
    "Decided",
    "DocumentRow",
    "EntityCard",
    "EntityRow",
    "Hit",
    "LibraryStatus",
    "Lines",
    "MentionRow",
    "Passage",
    "Reference",
    "ReferenceGroup",
    "ReportRow",
    "StoredDocument",
    "ToReview",
    "Twin",
    "TwinGroup",
    "Why",
    "is_opening",
    "opening_title",
]

DocumentState = Literal["ok", "partial", "failed"]

_GOES_ON = " …"


def opening_title(words: str) -> str:
    """What a document without a title is called: its first words, and a sign that they go on."""
    return f"{words}{_GOES_ON}"


def is_opening(title: str) -> bool:
    """Whether a title is the document's first words only."""
    return title.endswith(_GOES_ON)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the documents list. `names` counts different people and organisations, `words` the words outside boilerplate.

    `grade` is the Admiralty grade ("A2") that people gave the document, else its source. `like` counts the documents that repeat this one;
    `shown_as` is the id of the document that this one repeats, where lists show that one for both.
    """

    id: str
    path: str
    title: str
    date: str | None
    place: str | None
    agency: str | None
    source: str | None
    language: str | None
    words: int
    names: int
    sha256: str
    state: DocumentState
    grade: str | None = None
    like: int = 0
    shown_as: str | None = None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention in the library. `entity` is None for dates; `reason` says in words why it belongs to that entity."""

    document: str
    start: int
    end: int
    text: str
    type: MentionType
    entity: str | None
    name: str
    score: float
    reason: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the reading pane needs it. Of one that is not `whole` only some of the blocks and mentions are here.

    Those of a big document may be kept in columns (`reader.columns`): sequences that make each value when it is looked at. The text of
    one that was opened for reading may be a `reader.longtext.LongText`; `text[:]` is always a `str`.
    """

    row: DocumentRow
    text: Text
    blocks: Sequence[Block]
    mentions: Sequence[MentionRow]
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One line of who's who."""

    id: str
    name: str
    type: EntityType
    mentions: int
    documents: int
    state: Literal["machine", "confirmed"]
    first_date: str | None = None
    last_date: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about an entity, beside what the machine says: `members` are the entities (id, name) that were merged into it.

    `name` and `type` are the machine's (those given by hand where `made`): they find the entity in a log, whatever it is called now.
    """

    id: str
    name: str
    type: EntityType
    confirmed: bool = False
    pinned: bool = False
    made: bool = False
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a document around the span [start, end); `left`, `text`, `right` are one line each, ready to show."""

    document: str
    title: str
    date: str | None
    start: int
    end: int
    paragraph: int
    left: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Matches of a query with the words around them, document by document; `documents` answer in all."""

    passages: tuple[Passage, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Companion:
    """Someone who stands in the same sentence, how often, and one passage that shows it."""

    entity: str
    name: str
    type: EntityType
    count: int
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity's page. `by_date` is (date or None, mentions) per document, oldest first, undated last. `independent` counts the
    documents without those that repeat another one (None: not counted)."""

    row: EntityRow
    aliases: tuple[Alias, ...]
    introduced: Passage | None
    titles: tuple[str, ...]
    companions: tuple[Companion, ...]
    by_date: tuple[tuple[str | None, int], ...]
    reasons: tuple[str, ...]
    independent: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention in the references panel, with the words around it."""

    start: int
    end: int
    paragraph: int
    left: str
    text: str
    right: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """The mentions of an entity in one document, and how many `more` there are behind those."""

    document: str
    title: str
    date: str | None
    source: str | None
    references: tuple[Reference, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `snippet` is one line, the span [start, end) is the first match. `like` counts the other documents that say
    (nearly) the same, `shown_as` is the id of the one of them that lists show, if this is another."""

    document: str
    title: str
    date: str | None
    score: float
    start: int
    end: int
    snippet: str
    like: int = 0
    shown_as: str | None = None


@dataclass(frozen=True, slots=True)
class ToReview:
    """A suggestion for somebody to decide. `mentions` are those that merging would move (the smaller side's); `rank` is these times
    the uncertainty of the score, 1 at a half and 0 where it is sure."""

    suggestion: Suggestion
    left: EntityRow
    right: EntityRow
    mentions: int
    rank: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why a mention counts as its entity's: how sure it is that it names somebody (`name`), and whom (`link`); `evidence` is the fuller
    name in the same document that it goes back to, if there is one. `decided`: it stands so because people said so; `also`: those whom
    people said to be the same one.
    """

    name: float
    link: float
    evidence: Passage | None = None
    decided: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What happened to one file, or to a document in one (`within` is then the file's path), at indexing.

    `warnings` say what of it is missing, `notes` what a reader should know of one that is whole; `dropped` is (what sort of furniture, how many
    blocks) that were folded, `encoding` what its bytes were read as. `inside` counts the documents in it, `inside_failed` what could not be read.
    """

    path: str
    state: Literal["waiting", "ok", "partial", "failed", "gone"]
    document: str | None
    what: str
    where: str
    remedy: str
    warnings: tuple[str, ...]
    seconds: float
    notes: tuple[str, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    format: str = ""
    encoding: str = ""
    words: int = 0
    within: str = ""
    inside: int = 0
    inside_failed: int = 0


@dataclass(frozen=True, slots=True)
class Twin:
    """One document of a group that says the same. `score` is the share of runs of three words that it has in common with the one that
    is shown, `kind` is "same" (the same words), "near", or "" for that one itself; `copies` are other files with the very same content."""

    row: DocumentRow
    score: float
    kind: Literal["same", "near", ""]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TwinGroup:
    """Documents that say the same, first the one that lists show (the earliest by date), then the others by date."""

    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """How complete the library is; `version` changes with every change that a reader would see. `twins` counts the documents that
    repeat another one, which lists show for them."""

    path: str
    documents: int
    entities: int
    mentions: int
    waiting: int
    failed: int
    partial: int
    version: int
    twins: int = 0
