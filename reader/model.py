"""The vocabulary: what files become on their way to linked names.

    bytes -> Document -> Recognised -> LocalEntity -> Entity

Every offset is a code point of `Document.text`, `end` exclusive. Everything here is a frozen value, so that any step can
run alone: in a test, in a worker process, on another machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from reader.values import dataclass

__all__ = [
    "BOILERPLATE_WITH_NAMES",
    "Alias",
    "Block",
    "BlockKind",
    "Definition",
    "Document",
    "Entity",
    "EntityType",
    "Evidence",
    "Failure",
    "Found",
    "Link",
    "LocalEntity",
    "Mention",
    "MentionType",
    "Metadata",
    "NameForm",
    "Placement",
    "Recognised",
    "Suggestion",
    "TitleUse",
    "paragraph_label",
    "paragraph_of",
]

EntityType = Literal["person", "organisation", "place"]
MentionType = Literal["person", "organisation", "place", "date"]
BlockKind = Literal[
    "heading", "standfirst", "dateline", "paragraph", "list", "quote", "table", "code", "note", "boilerplate"
]

BOILERPLATE_WITH_NAMES = frozenset({"contact", "source", "about"})
"""Labels of boilerplate blocks whose names are real (press office, issuing body); other furniture names nobody."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is believed: the rule, and the passage it stands on (`start`/`end` are None when it is not in the text)."""

    rule: str
    text: str = ""
    start: int | None = None
    end: int | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A value that was read off a document, with its evidence."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Block:
    """A run of `Document.text`: blocks are in order, never overlap, and leave only white space uncovered.

    `level` is the heading level or list depth (1-based, 0 where it means nothing); `label` says what sort of boilerplate
    ("menu", "cookies", "share", "release", "end", "contact", "source", "about", "date", "page",
    "reply", "disclaimer", "repeated"), for lists the marker (which stands in the text), for notes their sort; `page` is 1-based.
    A dateline may share its line with the paragraph that follows it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; None is an honest absence. Dates are ISO 8601 with the precision found."""

    title: Found | None = None
    date: Found | None = None
    place: Found | None = None
    agency: Found | None = None
    source: Found | None = None
    author: Found | None = None
    language: Found | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A readable document. `id` is the first 12 hex digits of the content hash `sha256` (of the file's bytes).

    `stated` are names that the file itself says are names (sender and recipients of a mail), sorted and apart, with a reason
    ("sender, jane@example.org"): they need no recognising. `warnings` say what of the file is missing, `notes` what a reader
    should know of one that is whole (a guessed encoding, a language in which names may be missed).
    """

    id: str
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    format: str = "text"
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    stated: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not become a document: what happened, where in the file, and what the user can do."""

    path: str
    what: str
    where: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `score` is in 0..1; `reason` says who proposed or changed it ("tagger", "acronym of …")."""

    start: int
    end: int
    text: str
    type: MentionType
    score: float = 1.0
    reason: str = "tagger"


@dataclass(frozen=True, slots=True)
class Definition:
    """ "Long Name (LN)": the acronym and the long form it is defined for, by span."""

    short: str
    short_start: int
    short_end: int
    long: str
    long_start: int
    long_end: int


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title, rank, honorific or post that stands at a person's mention (`mention` is its index in `Recognised.mentions`)."""

    mention: int
    title: str
    start: int
    end: int
    honorific: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in one document. `mentions` are sorted by start and never overlap."""

    mentions: tuple[Mention, ...]
    definitions: tuple[Definition, ...] = ()
    titles: tuple[TitleUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One mention's membership in an entity: `mention` is its index, `reason` is for people to read."""

    mention: int
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way an entity is written, how often, and why it counts as the same."""

    text: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One entity within one document. `number` is 0-based in the document, `name` its fullest form there.

    `strength` says how much of a name the document gives: "full" names stand for themselves, "partial" ones (a bare surname,
    a bare acronym, a first name) need the collection to say whose they are. `acronym` was defined in this document.
    `hints` are what the text says around the name that helps to tell namesakes apart ("in:ohio", "gender:f").
    """

    number: int
    type: EntityType
    name: str
    links: tuple[Link, ...]
    forms: tuple[NameForm, ...]
    strength: Literal["full", "partial"] = "full"
    acronym: str | None = None
    titles: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """To which entity of the collection a document's local entity `number` belongs, and why."""

    number: int
    entity: str
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Alias:
    """One way an entity is written in the collection."""

    text: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that documents name. `id` is stable across runs."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[Alias, ...] = ()
    mentions: int = 0
    documents: int = 0
    state: Literal["machine", "confirmed"] = "machine"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one: never merged silently, always with a score and both sides' evidence."""

    left: str
    right: str
    score: float
    reason: str
    evidence: tuple[Evidence, ...] = field(default_factory=tuple)


def paragraph_of(blocks: Sequence[Block], offset: int) -> int:
    """The 1-based number of the paragraph that holds `offset`: what the interface shows as ¶.

    Counted are all blocks but boilerplate and datelines; inside those it is the number of the last paragraph before (0 at the top).
    """
    number = 0
    for block in blocks:
        if block.start > offset:
            break
        if block.kind not in ("boilerplate", "dateline"):
            number += 1
    return number


def paragraph_label(number: int, top: str = "top") -> str:
    """A number of `paragraph_of` as people read it: "¶12", or `top` for what stands above the first paragraph."""
    return f"¶{number}" if number else top
