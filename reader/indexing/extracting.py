"""Extraction without a library: texts in, resolved names out, in the same order.

Three passes, so that memory grows with the names and not with the texts: recognise (in workers, the results spooled to a
temporary file), observe the whole collection from the spool, place and give out from the spool. A file may hold many texts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.indexing.batches import batches
from reader.indexing.lines import LinePlace, line_places, line_reader, without_dates
from reader.indexing.opening import Avoided, Piece, avoiding, pieces
from reader.indexing.pool import Done, Lost, Outcome, Partly, Pool
from reader.indexing.reading import RECOGNISE_CHARACTERS, RECOGNISE_SECONDS, recogniser
from reader.indexing.sheets import Problem, Sheet, Spool, sheet_of
from reader.indexing.worker import BeatCall, Setup, Unheard, Work
from reader.model import Failure, MentionType
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.recognise import Recogniser
    from reader.resolve import Collection
    from reader.sources import Options

__all__ = ["Extracted", "ExtractedName", "extract_files", "extract_lines"]

BATCH_TEXTS = 64
BATCH_BYTES = 96 * 1024
HERE_BYTES = 100_000
"""Collections up to this size are read in this process: starting workers would take longer."""

WORKER_MEMORY = 3 * 1024**3

OnProblem = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ExtractedName:
    """A name in a text: `cluster` is its entity's id and `name` what that is called, the same in all texts."""

    start: int
    end: int
    type: MentionType
    text: str
    cluster: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Extracted:
    """One text's names, in order. `id` is what the caller called it."""

    id: Any
    names: tuple[ExtractedName, ...]


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file to be read as the `number`-th (0-based), `size` bytes long; `avoid` are members that are left out, and why."""

    number: int
    path: str
    size: int
    avoid: Avoided = ()

    def avoiding(self, part: str, why: str) -> FilePlace | None:
        """The same file without a member that took workers down; None if that would not help any more."""
        avoid = avoiding(self.avoid, part, why)
        return None if avoid is None else replace(self, avoid=avoid)


def extract_lines(
    path: Path,
    on_problem: OnProblem,
    *,
    given: bool = False,
    jobs: int | None = None,
    model: str | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Iterator[Extracted]:
    """The names of each JSON line {"id", "text"} of a file, in order; texts are taken exactly as they are.

    With `given` the mentions in each line ("entities": start, end, type) are only resolved. `on_problem` hears what is wrong with
    lines that give nothing. Ends early at `should_stop`.
    """
    return _extract(line_places(path), partial(line_reader, given, model), on_problem, jobs, should_stop)


def extract_files(
    paths: Sequence[Path],
    on_problem: OnProblem,
    *,
    jobs: int | None = None,
    model: str | None = None,
    options: Options | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Iterator[Extracted]:
    """The names of each document in each file, in order; offsets count in the text that `load_all` makes of it, `id` is the path
    (of a document within a file: "outer.zip!/inner.txt").
    """
    places = (FilePlace(number, str(path), path.stat().st_size) for number, path in enumerate(paths))
    return _extract(places, partial(document_reader, model, options), on_problem, jobs, should_stop)


def document_reader(model: str | None, options: Options | None = None) -> Work:
    """Set up a worker for files."""
    found = recogniser(model)

    def work(batch: Sequence[FilePlace], beat: BeatCall) -> list[None]:
        for number, place in enumerate(batch):
            for piece in pieces(place.path, place.size, beat, options=options, avoid=place.avoid):
                beat.give(number, _sheet(found, piece, beat))
        return [None] * len(batch)

    return work


def _sheet(recogniser: Recogniser, piece: Piece, beat: BeatCall) -> Sheet | Problem:
    """The names of a document, or why there are none."""
    document = piece.what
    if isinstance(document, Failure):
        return Problem(document.path, f"{document.what}. {document.remedy}".strip(". "))
    beat(RECOGNISE_SECONDS + len(document.text) / RECOGNISE_CHARACTERS)
    return sheet_of(document.path, document, without_dates(recogniser.recognise(document)))


def _extract(
    places: Iterable[LinePlace | FilePlace],
    setup: Setup,
    on_problem: OnProblem,
    jobs: int | None,
    should_stop: Callable[[], bool],
) -> Iterator[Extracted]:
    """The three passes."""
    from reader.resolve import Collection

    seen: set[tuple[int, Any]] = set()
    with closing(Spool()) as spool:
        for outcome in _outcomes(iter(places), setup, jobs or os.cpu_count() or 1, should_stop):
            number = outcome.item.number
            if isinstance(outcome, Lost):
                spool.put(number, Problem(_where(outcome.item), outcome.what))
            elif outcome.result is not None and _is_new(outcome, seen):
                spool.put(number, outcome.result)
        if should_stop():
            return
        collection = Collection()
        for number, sheet in spool:
            if isinstance(sheet, Problem):
                on_problem(f"{sheet.where}: {sheet.what}")
                continue
            for problem in sheet.problems:
                on_problem(problem)
            for level, layer in enumerate(sheet.layers):
                collection.observe(_key(number, level), sheet.source, sheet.date, layer.entities)
        collection.settle()
        names = {entity.id: entity.name for entity in collection.entities()}
        for number, sheet in spool:
            if isinstance(sheet, Sheet):
                yield _extracted(number, sheet, collection, names)


def _outcomes(
    places: Iterator[LinePlace | FilePlace], setup: Setup, jobs: int, should_stop: Callable[[], bool]
) -> Iterator[Outcome]:
    """The sheets of all texts, in no order: made here if there is little to do or one job is wanted, else by workers."""
    first: list[LinePlace | FilePlace] = []
    size = 0
    for place in places:
        first.append(place)
        size += place.size
        if size > HERE_BYTES:
            break
    cut = batches(chain(first, places), BATCH_TEXTS, lambda place: place.size, BATCH_BYTES)
    if jobs == 1 or size <= HERE_BYTES:
        work = setup()
        for batch in cut:
            if should_stop():
                return
            voice = Unheard()
            results = work(batch, voice)
            yield from (Partly(batch[item], given) for item, given in voice.given)
            yield from map(Done, batch, results)
        return
    with closing(Pool(setup, jobs, WORKER_MEMORY).run(cut, should_stop)) as running:
        for outcomes in running:
            yield from outcomes


def _is_new(outcome: Done | Partly, seen: set[tuple[int, Any]]) -> bool:
    """False for what a file gives a second time, after a worker died over something in it."""
    if isinstance(outcome, Done):
        return True
    made = outcome.result
    name = (outcome.item.number, made.id if isinstance(made, Sheet) else made.where)
    if name in seen:
        return False
    seen.add(name)
    return True


def _where(place: LinePlace | FilePlace) -> str:
    """A text's place for people."""
    return f"line {place.line}" if isinstance(place, LinePlace) else place.path


def _key(number: int, level: int) -> str:
    """What the collection calls a layer of a text."""
    return f"{number:09d}.{level}"


def _extracted(number: int, sheet: Sheet, collection: Collection, names: dict[str, str]) -> Extracted:
    """A sheet's names with the collection's entities."""
    clusters: dict[int, str] = {}
    for level, layer in enumerate(sheet.layers):
        placed = collection.place(_key(number, level), sheet.source, layer.entities)
        entities = {placement.number: placement.entity for placement in placed}
        for local in layer.entities:
            clusters.update((layer.items[link.mention], entities[local.number]) for link in local.links)
    found = []
    for item, mention in enumerate(sheet.names):
        # A given span that holds no name (only punctuation, say) is nobody's but its own.
        alone = hashlib.sha256(f"{number}:{item}".encode()).hexdigest()[:12]
        cluster = clusters.get(item, alone)
        name = names.get(cluster, mention.text)
        found.append(
            ExtractedName(
                mention.start, mention.end, mention.type, mention.text, cluster, name, mention.score
            )
        )
    return Extracted(sheet.id, tuple(found))
