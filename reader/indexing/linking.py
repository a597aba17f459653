"""Linking a whole collection: which local entities of its documents are one, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Placement
    from reader.resolve import Collection

__all__ = ["link_collection", "link_is_due"]

FIRST_LINK = 8
"""Documents after which a long first run links for the first time, for a reader who is already looking."""


def link_is_due(documents: int, linked: int) -> bool:
    """Whether a run should link now, with `documents` in the library of which `linked` were there at the last linking.

    At eight, then whenever the collection has doubled: all linkings before the last cost no more than the last one.
    """
    return documents >= max(FIRST_LINK, 2 * linked)


def link_collection(library: Library, should_stop: Callable[[], bool] = lambda: False) -> bool:
    """Link all documents of the library anew and write what changed; False if stopped before the end.

    What was decided about names is applied in the same step. Two passes over the library's local entities; what is held in memory grows with the names, not with the documents.
    """
    from reader.indexing.deciding import ruling_of
    from reader.resolve import Collection

    collection = Collection()
    for document, source, date, entities in library.local_entities():
        collection.observe(document, source, date, entities)
        if should_stop():
            return False
    collection.settle(library.known_keys())
    return library.link(
        collection.entities(),
        _placements(library, collection),
        collection.keys(),
        collection.suggestions(),
        should_stop,
        ruling_of(library),
    )


def _placements(library: Library, collection: Collection) -> Iterator[tuple[str, tuple[Placement, ...]]]:
    """Where each document's local entities belong."""
    for document, source, _, entities in library.local_entities():
        yield document, collection.place(document, source, entities)
