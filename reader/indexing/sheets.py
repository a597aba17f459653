"""What extraction makes of one text, and the spool in which that waits until the whole collection is known."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from typing import IO, TypeAlias

from reader.model import Document, LocalEntity, Mention, Recognised
from reader.values import dataclass

__all__ = ["Layer", "Problem", "Sheet", "Spool", "sheet_of"]

Id: TypeAlias = "str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Layer:
    """Mentions that do not overlap, resolved together: `items` are their indices in the sheet, in the entities' own counting."""

    items: tuple[int, ...]
    entities: tuple[LocalEntity, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text: the caller's `id`, its names in the order to give them out, and who is who among them."""

    id: Id
    source: str | None
    date: str | None
    names: tuple[Mention, ...]
    layers: tuple[Layer, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A text that could not be taken in: where it stands and what is wrong."""

    where: str
    what: str


def sheet_of(id: Id, document: Document, recognised: Recognised, problems: tuple[str, ...] = ()) -> Sheet:
    """The names of a document (dates are none) and its entities.

    Mentions may overlap (names in names, given by others): they are then resolved in several layers, because `resolve` expects
    what the tagger gives.
    """
    from reader.resolve import within

    layers = []
    for items in _layers(recognised.mentions):
        mentions = tuple(recognised.mentions[item] for item in items)
        as_they_came = items == tuple(range(len(recognised.mentions)))
        layers.append(Layer(items, within(document, recognised if as_they_came else Recognised(mentions))))
    date, source = document.metadata.date, document.metadata.source
    return Sheet(
        id,
        source.value if source else None,
        date.value if date else None,
        recognised.mentions,
        tuple(layers),
        problems,
    )


def _layers(mentions: tuple[Mention, ...]) -> Iterator[tuple[int, ...]]:
    """The indices of the mentions in as few runs as needed so that in each they are sorted and do not overlap."""
    waiting = sorted(range(len(mentions)), key=lambda item: (mentions[item].start, -mentions[item].end))
    while waiting:
        layer, left, at = [], [], 0
        for item in waiting:
            if mentions[item].start >= at:
                layer.append(item)
                at = mentions[item].end
            else:
                left.append(item)
        yield tuple(layer)
        waiting = left


class Spool:
    """Sheets on disk: put in any order, read in the order of their numbers."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="vgt-reader-")  # noqa: SIM115 - closed by close()
        self._numbers = array("q")
        self._places = array("q")
        self._end = 0

    def put(self, number: int, sheet: Sheet | Problem) -> None:
        """Keep a sheet of item `number` (0-based); what one item gives stays in its order."""
        self._numbers.append(number)
        self._places.append(self._end)
        self._file.seek(self._end)
        pickle.dump(sheet, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[tuple[int, Sheet | Problem]]:
        """(place in this order, sheet) of all that were put, by their numbers."""
        order = sorted(range(len(self._numbers)), key=self._numbers.__getitem__)
        for at, index in enumerate(order):
            self._file.seek(self._places[index])
            yield at, pickle.load(self._file)

    def close(self) -> None:
        """Let the disk space go."""
        self._file.close()
