"""`vgt-reader entities`: who and what is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from reader.cli import options
from reader.cli.libraries import opened
from reader.cli.listing import Give, for_programs, paged
from reader.cli.output import PAGE, Column, count, say, table

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import EntityType
    from reader.readmodel import EntityRow

__all__ = ["command", "entity_value"]

Order = Literal["mentions", "name", "documents", "recent"]

COLUMNS = (
    Column("id"),
    Column("kind"),
    Column("mentions", right=True),
    Column("documents", right=True),
    Column("name", gives=True),
    Column("also written", gives=True),
)


def entity_value(store: Library, row: EntityRow) -> dict[str, Any]:
    """An entity as the contract of `entities --json` lists it."""
    aliases = [
        {"text": alias.text, "count": alias.count, "reason": alias.reason} for alias in store.aliases(row.id)
    ]
    return {
        "id": row.id,
        "name": row.name,
        "type": row.type,
        "aliases": aliases,
        "mentions": row.mentions,
        "documents": row.documents,
        "state": row.state,
    }


@click.command("entities", help="List people, organisations and places, the most mentioned first.")
@options.library
@options.of_entity
@options.in_document
@options.of_type
@click.option("--contains", default="", metavar="TEXT", help="Only those with TEXT in one of their names.")
@click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="mentions",
    show_default=True,
)
@options.limit
@for_programs
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: EntityType | None,
    contains: str,
    order: Order,
    limit: int | None,
    give: Give | None,
) -> None:
    """List entities."""
    with opened(library) as store:
        rows = _rows(store, entity, document, of_type, contains, order)
        if give:
            for row in islice(rows, limit):
                give(entity_value(store, row))
            return
        number = table(COLUMNS, _cells(store, islice(rows, limit)))
        status = store.status()
        say(f"{number:,} of {count(status.entities, 'entity', 'entities')} in {status.path}")


def _rows(
    store: Library,
    entity: str | None,
    document: str | None,
    of_type: EntityType | None,
    contains: str,
    order: Order,
) -> Iterator[EntityRow]:
    """The entities asked for, read a page at a time."""
    here = _in_document(store, document) if document else None
    if entity or here is not None:
        found = store.find_entities(entity) if entity else list((here or {}).values())
        text = contains.casefold()
        for row in found:
            known = here is None or row.id in here
            if known and of_type in (None, row.type) and text in row.name.casefold():
                yield row
        return
    yield from paged(
        lambda after: store.entities(type=of_type, order=order, contains=contains, after=after, limit=PAGE)
    )


def _in_document(store: Library, document: str) -> dict[str, EntityRow]:
    """The entities that a document names, in order of their first mention."""
    mentions = store.mentions(document=store.find_document(document))
    return {id_: store.entity(id_) for id_ in dict.fromkeys(mention.entity for mention in mentions) if id_}


def _cells(store: Library, rows: Iterable[EntityRow]) -> Iterator[tuple[str, ...]]:
    """The rows of the table."""
    for row in rows:
        others = [alias.text for alias in store.aliases(row.id) if alias.text != row.name and alias.count]
        more = " …" if len(others) > 5 else ""
        yield row.id, row.type, str(row.mentions), str(row.documents), row.name, ", ".join(others[:5]) + more
