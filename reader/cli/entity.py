"""`vgt-reader entity`: all that the library says about one person, organisation or place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.documents import own_title
from reader.cli.libraries import entity_meant, opened
from reader.cli.output import count, json_line, plain, write
from reader.model import paragraph_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.library import Library
    from reader.readmodel import DocumentRow, EntityCard, Passage

__all__ = ["card_value", "command"]

SHOWN = 10
"""Titles, companions and documents that the card lists before it says how many more there are."""


@click.command("entity", help="Print the card of NAME (any way it is written, or its id).")
@click.argument("name")
@options.library
@options.as_json
def command(name: str, library: str | None, as_json: bool) -> None:
    """Print an entity's card."""
    with opened(library) as store:
        card = store.card(entity_meant(store, name).id)
        documents = store.documents(limit=None, entity=card.row.id)
        if as_json:
            write(json_line(card_value(store, card, documents)))
        else:
            for line in _lines(card, documents):
                write(plain(line))


def passage_value(passage: Passage | None, titles: Mapping[str, str | None]) -> dict[str, Any] | None:
    """A passage of a document; `titles`: what the documents themselves are called, by id."""
    if passage is None:
        return None
    return {
        "document": passage.document,
        "title": titles.get(passage.document),
        "date": passage.date,
        "start": passage.start,
        "end": passage.end,
        "paragraph": passage.paragraph,
        "left": passage.left,
        "text": passage.text,
        "right": passage.right,
    }


def card_value(store: Library, card: EntityCard, documents: list[DocumentRow]) -> dict[str, Any]:
    """The card: the keys of `entities --json`, then what the page adds."""
    row = card.row
    titles = {one.id: own_title(one) for one in documents}
    return {
        "id": row.id,
        "name": row.name,
        "type": row.type,
        "aliases": [
            {"text": alias.text, "count": alias.count, "reason": alias.reason}
            for alias in store.aliases(row.id)
        ],
        "mentions": row.mentions,
        "documents": row.documents,
        "state": row.state,
        "titles": list(card.titles),
        "introduced": passage_value(card.introduced, titles),
        "companions": [
            {
                "entity": one.entity,
                "name": one.name,
                "type": one.type,
                "count": one.count,
                "passage": passage_value(one.passage, titles),
            }
            for one in card.companions
        ],
        "reasons": list(card.reasons),
        "independent": row.documents if card.independent is None else card.independent,
        "first_date": row.first_date,
        "last_date": row.last_date,
        "in": [
            {"document": one.id, "title": titles[one.id], "date": one.date, "source": one.source}
            for one in documents
        ],
    }


def _lines(card: EntityCard, documents: list[DocumentRow]) -> Iterator[str]:
    """The card for people."""
    row = card.row
    yield f"{row.name}    {row.type}    {row.id}"
    repeats = card.independent is not None and card.independent != row.documents
    without = f" ({card.independent:,} without repeats)" if repeats else ""
    if row.mentions:
        yield f"{count(row.mentions, 'mention')} in {count(row.documents, 'document')}{without}{_when(card)}"
    else:
        yield "only in furniture: contact lines and the like"
    if card.titles:
        yield "Titles and posts: " + "; ".join(card.titles[:SHOWN])
    yield ""
    yield "Written"
    for alias in card.aliases:
        if alias.count:
            yield f"  {alias.text}  {alias.count:,}×  {alias.reason}"
    if card.introduced:
        yield ""
        yield f"Introduced in {card.introduced.document} {paragraph_label(card.introduced.paragraph, 'at the top')}: {card.introduced.title}"
        yield f"  {_sentence(card.introduced)}"
    if card.companions:
        yield ""
        yield "In the same sentence"
        said: set[str] = set()
        for one in card.companions[:SHOWN]:
            place = (
                f", {one.passage.document} {paragraph_label(one.passage.paragraph)}" if one.passage else ""
            )
            yield f"  {one.name}  {one.count}×{place}"
            if one.passage is not None and _sentence(one.passage) not in said:
                said.add(_sentence(one.passage))
                yield f"    {_sentence(one.passage)}"
        yield from _more(len(card.companions))
    yield ""
    yield "Documents"
    for document in documents[:SHOWN]:
        yield f"  {document.id}  {document.date or 'undated':<10}  {document.title}"
    yield from _more(len(documents))
    if card.reasons:
        yield ""
        yield "Why these are one"
        for reason in card.reasons:
            yield f"  {reason}"
        yield f"  (each mention with its rule and score: vgt-reader mentions --entity {row.id})"


def _when(card: EntityCard) -> str:
    """The span of dates."""
    first, last = card.row.first_date, card.row.last_date
    if not first:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"


def _sentence(passage: Passage) -> str:
    """A passage on one line."""
    return f"{passage.left}{passage.text}{passage.right}"


def _more(number: int) -> Iterator[str]:
    """Says how many were left out."""
    if number > SHOWN:
        yield f"  … and {number - SHOWN:,} more (--json lists all)"
