"""Who is who in a collection: two streaming passes, in memory that grows with the names and not with the texts.

    for each document:  collection.observe(document, source, date, entities)
    collection.settle(known)
    for each document:  collection.place(document, source, entities)

Nothing depends on the order in which documents are observed or placed. Two people are never joined for want of evidence against
it: what is unsure stays apart and becomes a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.model import Entity, LocalEntity, Placement, Suggestion
from reader.resolve.settling import Settled, settle
from reader.resolve.sightings import Sightings

__all__ = ["Collection"]


class Collection:
    """The names of a collection of documents on their way to entities."""

    def __init__(self) -> None:
        self._sightings = Sightings()
        self._settled: Settled | None = None

    def observe(
        self, document: str, source: str | None, date: str | None, entities: Sequence[LocalEntity]
    ) -> None:
        """First pass: take note of one document's local entities. `date` is ISO 8601 of any precision."""
        if self._settled is not None:
            raise RuntimeError("observe() after settle(): start a new Collection")
        self._sightings.observe(document, source, date, entities)

    def settle(self, known: Mapping[str, str] | None = None) -> None:
        """Decide who is who. `known` maps name keys to entity ids of an earlier run, which are kept."""
        self._settled = settle(self._sightings, known or {})

    def place(
        self, document: str, source: str | None, entities: Sequence[LocalEntity]
    ) -> tuple[Placement, ...]:
        """Second pass: the entity of each of a document's local entities, with the reason. Pure; any order of documents."""
        return self._result.place(document, source or "", entities)

    def entities(self) -> Iterator[Entity]:
        """Every entity with its aliases and counts, in the order of ids."""
        return self._result.entities()

    def keys(self) -> Iterator[tuple[str, str]]:
        """(name key, entity id) to hand to `settle` next time, in the order of keys."""
        return self._result.keys()

    def suggestions(self) -> Iterator[Suggestion]:
        """Pairs that may be one, the likeliest first."""
        return self._result.suggestions()

    @property
    def _result(self) -> Settled:
        if self._settled is None:
            raise RuntimeError("settle() comes before placing and listing")
        return self._settled
