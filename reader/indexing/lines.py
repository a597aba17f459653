"""JSON lines as a collection: where each line lies, and what a worker makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.indexing.reading import RECOGNISE_CHARACTERS, RECOGNISE_SECONDS, recogniser
from reader.indexing.sheets import Problem, Sheet, sheet_of
from reader.indexing.worker import BeatCall, Work
from reader.model import Document, EntityType, Mention, Recognised
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.recognise import Recogniser

__all__ = ["LinePlace", "given_mentions", "line_places", "line_reader", "without_dates"]

TYPES: dict[str, EntityType] = {
    "person": "person",
    "per": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "org": "organisation",
    "place": "place",
    "location": "place",
    "loc": "place",
    "gpe": "place",
}
"""What the types of given mentions may be called, in any case."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of a file: the `number`-th text (0-based), on line `line` (1-based), at byte `offset`, `size` bytes long."""

    number: int
    path: str
    line: int
    offset: int
    size: int


def line_places(path: Path) -> Iterator[LinePlace]:
    """Where the lines of a file lie; blank lines are left out."""
    number = offset = 0
    with path.open("rb") as file:
        for line, content in enumerate(file, start=1):
            if content.strip():
                yield LinePlace(number, str(path), line, offset, len(content))
                number += 1
            offset += len(content)


def line_reader(given: bool, model: str | None) -> Work:
    """Set up a worker: with `given` mentions nothing needs recognising, and no model is loaded."""
    return LineReader(None if given else recogniser(model))


class LineReader:
    """Makes sheets of lines."""

    def __init__(self, recogniser: Recogniser | None) -> None:
        self._recogniser = recogniser

    def __call__(self, batch: Sequence[LinePlace], beat: BeatCall) -> list[Sheet | Problem]:
        """A sheet, or what is wrong, for each line."""
        beat(RECOGNISE_SECONDS + sum(place.size for place in batch) / RECOGNISE_CHARACTERS)
        read = [_read(place) for place in batch]
        found = iter(self._recognise([one[1] for one in read if not isinstance(one, Problem)]))
        sheets: list[Sheet | Problem] = []
        for place, one in zip(batch, read, strict=True):
            if isinstance(one, Problem):
                sheets.append(one)
                continue
            value, document = one
            names = next(found)
            problems: tuple[str, ...] = ()
            if self._recogniser is None:
                names, problems = given_mentions(document.text, value.get("entities"))
            where = f"line {place.line}"
            sheets.append(
                sheet_of(
                    value["id"],
                    document,
                    without_dates(names),
                    tuple(f"{where}: {what}" for what in problems),
                )
            )
        return sheets

    def _recognise(self, documents: list[Document]) -> list[Recognised]:
        """The names of each text; none where they are given."""
        if self._recogniser is None:
            return [Recognised(())] * len(documents)
        return self._recogniser.recognise_many(documents)


def _read(place: LinePlace) -> tuple[dict[str, Any], Document] | Problem:
    """The value of a line and its text as a document, or what is wrong with it."""
    from reader.sources import load_text

    where = f"line {place.line}"
    with Path(place.path).open("rb") as file:
        file.seek(place.offset)
        content = file.read(place.size)
    try:
        value = json.loads(content.decode("utf-8-sig" if place.offset == 0 else "utf-8"))
    except UnicodeDecodeError as error:
        return Problem(where, f"not UTF-8 (byte {error.start + 1})")
    except (ValueError, RecursionError) as error:
        return Problem(where, f"not JSON ({error})")
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or "id" not in value:
        return Problem(where, 'not an object with "id" and "text"')
    if isinstance(value["id"], (list, dict)):
        return Problem(where, '"id" is neither a text nor a number')
    return value, load_text(value["text"], path=str(value["id"]))


def given_mentions(text: str, entities: object) -> tuple[Recognised, tuple[str, ...]]:
    """Mentions that came with a text, as they are and in their order; what is wrong with those that cannot be used."""
    if not isinstance(entities, list):
        return Recognised(()), ('no "entities" were given',)
    mentions, problems = [], []
    for number, entity in enumerate(entities, start=1):
        mention = _mention(text, entity)
        if isinstance(mention, str):
            problems.append(f"entity {number} is left out: {mention}")
        else:
            mentions.append(mention)
    return Recognised(tuple(mentions)), tuple(problems)


def _mention(text: str, entity: object) -> Mention | str:
    """A given mention, or what is wrong with it."""
    if not isinstance(entity, dict):
        return "not an object"
    start, end, type_ = entity.get("start"), entity.get("end"), entity.get("type")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return f"{start}..{end} is no span of the text"
    if not isinstance(type_, str) or type_.casefold() not in TYPES:
        return f"type {type_!r} is none of person, organisation, place"
    return Mention(start, end, text[start:end], TYPES[type_.casefold()], 1.0, "given")


def without_dates(recognised: Recognised) -> Recognised:
    """Names only; titles keep pointing at their mentions."""
    kept = [item for item, mention in enumerate(recognised.mentions) if mention.type != "date"]
    if len(kept) == len(recognised.mentions):
        return recognised
    new = {old: item for item, old in enumerate(kept)}
    titles = tuple(
        replace(title, mention=new[title.mention]) for title in recognised.titles if title.mention in new
    )
    return Recognised(tuple(recognised.mentions[item] for item in kept), recognised.definitions, titles)
