"""What people decided about names, as lessons for the tagger: the documents concerned, which names in them are certain and which are none.

A decision about an entity says that its mentions are names of its kind (confirmed, renamed, merged, retyped, pinned, made by hand); an
addition says so of its passages; what was ignored is no name. Everything else in the document is left to the machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.decisions import Ruling
from reader.errors import NotFound
from reader.indexing.deciding import ruling_of
from reader.model import Document, EntityType
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import StoredDocument

__all__ = ["DOCUMENTS_OF_ONE", "Lesson", "lessons_of"]

DOCUMENTS_OF_ONE = 40
"""So many documents of one entity or word are lessons: one that is named everywhere shall not drown the others."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with its certain names (start, end, type) and the spans that are certainly none. Sorted, not overlapping."""

    document: Document
    names: tuple[tuple[int, int, EntityType], ...]
    nobody: tuple[Span, ...]

    @property
    def size(self) -> int:
        """How many passages were decided."""
        return len(self.names) + len(self.nobody)


def lessons_of(library: Library) -> list[Lesson]:
    """The lessons that the library's log of decisions holds, in the order of the documents' hashes."""
    ruling = ruling_of(library)(library.directory())
    certain = _certain(ruling)
    wanted: dict[str, None] = {}
    for entity in sorted(certain):
        wanted.update(dict.fromkeys(_some({row.document for row in library.mentions(entity=entity)})))
    for sha256 in sorted(_passages(ruling)):
        wanted.update(dict.fromkeys(_found(library, sha256)))
    words = sorted(_unwanted_words(library, ruling))
    for word in words:
        wanted.update(
            dict.fromkeys(_some({hit.document for hit in library.search(_quoted(word), limit=400)}))
        )
    lessons = (_lesson(library.document(id), certain, ruling, words) for id in wanted)
    return sorted((one for one in lessons if one.size), key=lambda one: one.document.sha256)


def _certain(ruling: Ruling) -> set[str]:
    """The entities, as they are shown, that somebody decided about."""
    about = {*ruling.confirmed, *ruling.heads, *ruling.names, *ruling.types, *ruling.made, *ruling.pinned}
    about |= {added.entity for added in ruling.added if added.entity}
    return {ruling.head(one) for one in about} - ruling.ignored_entities


def _passages(ruling: Ruling) -> set[str]:
    """Content hashes of the documents that decided passages stand in."""
    spots = [*ruling.ignored_mentions, *ruling.confirmed_mentions]
    spots += [spot for added in ruling.added for spot in added.mentions]
    return {spot.sha256 for spot in spots}


def _unwanted_words(library: Library, ruling: Ruling) -> set[str]:
    """Words that name nobody: those that were ignored, and the names of the entities that were."""
    directory = library.directory()
    found = {word for word, _ in ruling.ignored_words}
    return found | {name for one in ruling.ignored_entities for name in directory.spellings(one)}


def _some(documents: Iterable[str]) -> list[str]:
    """At most `DOCUMENTS_OF_ONE` of them, spread evenly and the same each time."""
    return sorted(documents, key=lambda id: hashlib.blake2b(id.encode()).digest())[:DOCUMENTS_OF_ONE]


def _found(library: Library, sha256: str) -> list[str]:
    try:
        return [library.find_document(sha256[:12])]
    except NotFound:
        return []


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _lesson(stored: StoredDocument, certain: set[str], ruling: Ruling, words: list[str]) -> Lesson:
    sha256, text = stored.row.sha256, stored.text[:]
    confirmed = {(spot.start, spot.end) for spot in ruling.confirmed_mentions if spot.sha256 == sha256}
    names: list[tuple[int, int, EntityType]] = []
    shown: list[Span] = []
    for row in stored.mentions:
        if row.type == "date":
            continue
        shown.append((row.start, row.end))
        decided = (
            row.entity in certain or (row.start, row.end) in confirmed or row.reason.startswith("added by ")
        )
        if decided:
            names.append((row.start, row.end, row.type))
    denied = {(spot.start, spot.end) for spot in ruling.ignored_mentions if spot.sha256 == sha256}
    for word in words:
        pattern = r"\s+".join(map(re.escape, word.split()))
        denied.update(match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))
    nobody: list[Span] = []
    for start, end in sorted(denied):
        free = not any(start < high and low < end for low, high in shown)
        if free and (not nobody or nobody[-1][1] <= start):
            nobody.append((start, end))
    document = Document(stored.row.id, stored.row.path, sha256, text, tuple(stored.blocks), stored.metadata)
    return Lesson(document, tuple(names), tuple(nobody))
