"""`vgt-reader concordance`: every mention of a name, or hit of a query, with the words around it (keyword in context)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from reader.cli import options
from reader.cli.documents import own_title
from reader.cli.libraries import entity_meant, opened, pointing_into
from reader.cli.listing import Give, for_programs
from reader.cli.output import cells, count, cut, plain, say, width, write
from reader.errors import NotFound
from reader.model import paragraph_label, paragraph_of
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import DocumentRow, EntityRow

__all__ = ["Line", "command", "line_value", "sort_key"]

Order = Literal["document", "date", "left", "left1", "left2", "left3", "right", "right1", "right2", "right3"]

CONTEXT = 40
"""Characters on each side where there is no terminal to fit."""

SORTED_BY = 3
"""Words beside the keyword that a sort looks at, the first of them the one that its name says ("left" is "left1")."""

PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One hit: the span [start, end) of a document and the text on both sides of it, on one line."""

    document: str
    title: str | None
    date: str | None
    start: int
    end: int
    paragraph: int
    left: str
    text: str
    right: str


def line_value(line: Line) -> dict[str, Any]:
    """A hit as JSON."""
    return {name: getattr(line, name) for name in Line.__slots__}


def sort_key(line: Line, order: Order) -> tuple[Any, ...]:
    """What lines are sorted by; document order and date are already in the order of reading."""
    side, first = order.rstrip("123"), int(order[-1]) - 1 if order[-1].isdigit() else 0
    if side in ("left", "right"):
        words = line.left.split()[::-1] if side == "left" else line.right.split()
        return tuple(word.casefold() for word in words[first : first + SORTED_BY])
    return (line.date is None, line.date or "") if order == "date" else ()


@click.command(
    "concordance",
    help="Print every mention of a NAME, in all its forms, or every hit of a QUERY, in context.",
)
@click.argument("query", nargs=-1, required=True, metavar="NAME-or-QUERY")
@options.library
@options.in_document
@click.option("--width", "context", type=click.IntRange(min=1), metavar="N", help="Characters on each side.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(get_args(Order)),
    default="document",
    show_default=True,
    help="By place, date, or a word beside: the first to the left (left), the second (left2) …",
)
@click.option("--with", "other", metavar="NAME", help="Only sentences that hold the name NAME, too.")
@options.limit
@for_programs
def command(
    query: tuple[str, ...],
    library: str | None,
    document: str | None,
    context: int | None,
    order: Order,
    other: str | None,
    limit: int | None,
    give: Give | None,
) -> None:
    """Print a concordance."""
    words = " ".join(query)
    with opened(library) as store, pointing_into(words):
        room = context or (CONTEXT if give else _fitting(width()))
        only = store.find_document(document) if document else None
        lines = _together(store, words, other, only, room) if other else _lines(store, words, only, room)
        if order != "document":
            lines = iter(sorted(lines, key=lambda line: sort_key(line, order)))
        number = 0
        for line in lines:
            if limit is not None and number >= limit:
                break
            number += 1
            if give:
                give(line_value(line))
            else:
                write(_aligned(line, room))
        if not give:
            say(count(number, "line"))


def _fitting(room: int | None) -> int:
    """Characters on each side so that a line fits the terminal."""
    return CONTEXT if room is None else max(10, (room - 34) // 2)


def _lines(store: Library, query: str, document: str | None, room: int) -> Iterator[Line]:
    """The hits, document by document."""
    entities = _named(store, query)
    if entities:
        yield from _of_entities(store, entities, document, room)
        return
    for hit in store.search(query, limit=1_000_000, order="newest"):
        if document in (None, hit.document):
            found = store.document(hit.document)
            for start, end in store.matches(query, hit.document):
                yield _line(found.row, found.text[:], start, end, paragraph_of(found.blocks, start), room)


def _named(store: Library, query: str) -> list[EntityRow]:
    """Those who are called exactly so; nobody where `query` is only a part of names, or no name at all."""
    try:
        rows = store.find_entities(query)
    except NotFound:
        return []
    wanted = query.casefold()
    return [
        row
        for row in rows
        if row.id == query or any(one.text.casefold() == wanted for one in store.aliases(row.id))
    ]


def _of_entities(
    store: Library, entities: list[EntityRow], document: str | None, room: int
) -> Iterator[Line]:
    """The mentions of entities, each document read once."""
    ids = {row.id for row in entities}
    rows = {row.id: row for entity in ids for row in store.documents(limit=None, entity=entity)}
    ordered = sorted(rows.values(), key=lambda row: (row.date is not None, row.date or ""), reverse=True)
    for row in ordered:
        if document in (None, row.id):
            found = store.document(row.id)
            for mention in found.mentions:
                if mention.entity in ids:
                    yield _line(row, found.text[:], mention.start, mention.end, mention.paragraph, room)


def _together(store: Library, name: str, other: str, document: str | None, room: int) -> Iterator[Line]:
    """The sentences that hold both, from the one name to the other."""
    left, right = entity_meant(store, name), entity_meant(store, other)
    for passage in store.passages_with(left.id, right.id, limit=PAIRS):
        if document in (None, passage.document):
            found = store.document(passage.document)
            yield _line(found.row, found.text[:], passage.start, passage.end, passage.paragraph, room)


def _line(row: DocumentRow, text: str, start: int, end: int, paragraph: int, room: int) -> Line:
    """A hit with `room` characters on each side, white space made single blanks."""
    left = _single(text[max(0, start - 2 * room) : start])
    right = _single(text[end : end + 2 * room])
    return Line(
        row.id,
        own_title(row),
        row.date,
        start,
        end,
        paragraph,
        left[-room:],
        _single(text[start:end]),
        right[:room],
    )


def _single(text: str) -> str:
    """Runs of white space as one blank each, also at the ends."""
    inner = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def _aligned(line: Line, room: int) -> str:
    """A line with its keyword in the middle and its document at the end."""
    left, right = plain(line.left), plain(line.right)
    left = " " * max(0, room - cells(left)) + left
    right = right + " " * max(0, room - cells(right))
    return f"{left}[{plain(line.text)}]{right}  {line.document} {paragraph_label(line.paragraph)} {cut(line.date or 'undated', 10)}"
