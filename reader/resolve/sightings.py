"""What the first pass over a collection keeps: every distinct name once, and a document as a row of small numbers.

A document costs four bytes a local entity and a few words more; names, spellings and reasons are kept once however often they occur.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

from reader.model import EntityType, LocalEntity
from reader.resolve.groups import PLAIN_REASONS
from reader.resolve.initials import initials_of
from reader.resolve.names import key_of, parse_person
from reader.values import dataclass

__all__ = ["Name", "Seen", "Sighting", "Sightings"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One way a document shows a name; equal sightings of different documents are one value."""

    name: int
    whole: bool
    titles: tuple[str, ...]
    hints: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]
    acronym: str


@dataclass(slots=True)
class Name:
    """A distinct name: `key` is its folded form; `reasons` tell why a spelling that is not the name itself counts:
    (first document by id, its reason, number of documents); `nicknames` are those that documents give with it (“Scooter”)."""

    key: str
    type: EntityType
    initials: str = ""
    reasons: dict[str, tuple[str, str, int]] | None = None
    nicknames: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """A document of the first pass: its id, source and year, and its sightings by number."""

    document: str
    source: str
    year: int
    rows: array[int]


class Sightings:
    """All names, sightings and documents of a collection."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.of_key: dict[str, int] = {}
        self.sightings: list[Sighting] = []
        self._of_sighting: dict[Sighting, int] = {}
        self.documents: list[Seen] = []
        self._years: dict[str, int] = {}

    def observe(
        self, document: str, source: str | None, date: str | None, entities: Sequence[LocalEntity]
    ) -> None:
        """Take note of one document."""
        rows = array("I")
        for entity in entities:
            sighting = self.sighting_of(entity)
            number = self._of_sighting.get(sighting)
            if number is None:
                number = self._of_sighting[sighting] = len(self.sightings)
                self.sightings.append(sighting)
            rows.append(number)
            self._note_reasons(document, self.names[sighting.name], entity)
            if entity.type == "person":
                _note_nicknames(self.names[sighting.name], entity)
        year = int(date[:4]) if date and date[:4].isdigit() else 0
        if year:
            self._years[document] = year
        self.documents.append(Seen(document, source or "", year, rows))

    def year_of(self, document: str) -> int:
        """The year of a document that was observed, 0 if it has none."""
        return self._years.get(document, 0)

    def _note_reasons(self, document: str, name: Name, entity: LocalEntity) -> None:
        for form in entity.forms:
            if form.reason in PLAIN_REASONS:
                continue
            if name.reasons is None:
                name.reasons = {}
            told = name.reasons.get(form.text)
            if told is None or document < told[0]:
                name.reasons[form.text] = (document, form.reason, told[2] + 1 if told else 1)
            else:
                name.reasons[form.text] = (told[0], told[1], told[2] + 1)

    def sighting_of(self, entity: LocalEntity) -> Sighting:
        """What is kept of a local entity; its name is entered if it is new."""
        key = key_of(entity.name, entity.type)
        number = self.of_key.get(key)
        if number is None:
            number = self.of_key[key] = len(self.names)
            self.names.append(
                Name(key, entity.type, initials_of(entity.name) if entity.type == "organisation" else "")
            )
        forms = tuple(sorted((form.text, form.count) for form in entity.forms))
        return Sighting(
            number, entity.strength == "full", entity.titles[:4], entity.hints, forms, entity.acronym or ""
        )

    def sorted_documents(self) -> list[Seen]:
        """The documents in the order of their ids: whatever is computed from them does not depend on the order they came in."""
        return sorted(self.documents, key=lambda seen: seen.document)

    def postings(self, documents: Sequence[Seen]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Name -> positions in `documents` where it stands whole, and where it stands as part of a name only."""
        whole: dict[int, list[int]] = defaultdict(list)
        partial: dict[int, list[int]] = defaultdict(list)
        for at, seen in enumerate(documents):
            for row in seen.rows:
                sighting = self.sightings[row]
                listed = (whole if sighting.whole else partial)[sighting.name]
                if not listed or listed[-1] != at:
                    listed.append(at)
        return whole, partial

    def aliases(self, documents: Sequence[Seen]) -> dict[str, Counter[int]]:
        """Key of a spelling -> names (by number) that documents link it to, with the number of such documents."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        keys: dict[tuple[str, EntityType], str] = {}
        for seen in documents:
            for row in seen.rows:
                sighting = self.sightings[row]
                name = self.names[sighting.name]
                if not sighting.whole:
                    continue
                own = set()
                for text, _ in (*sighting.forms, *(((sighting.acronym, 0),) if sighting.acronym else ())):
                    key = keys.get((text, name.type))
                    if key is None:
                        key = keys[text, name.type] = key_of(text, name.type)
                    own.add(key)
                for key in own - {name.key}:
                    found[key][sighting.name] += 1
        return found


def _note_nicknames(name: Name, entity: LocalEntity) -> None:
    for form in entity.forms:
        if any(mark in form.text for mark in "\"“”('‘"):
            found = {*name.nicknames, *parse_person(form.text).nicknames}
            name.nicknames = tuple(sorted(found))
