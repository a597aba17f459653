"""`vgt-reader entities`: who and what is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

from reader.cli import options
from reader.cli.libraries import opened
from reader.cli.output import Column, count, json_line, say, table, write

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import EntityType
    from reader.readmodel import EntityRow

__all__ = ["command", "entity_value"]

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
    type=click.Choice(("mentions", "name", "documents", "recent")),
    default="mentions",
    show_default=True,
)
@options.limit
@options.as_json
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: EntityType | None,
    contains: str,
    order: Literal["mentions", "name", "documents", "recent"],
    limit: int | None,
    as_json: bool,
) -> None:
    """List entities."""
    with opened(library) as store:
        if entity:
            rows = store.find_entities(entity)
        elif document:
            rows = _in_document(store, document)
        else:
            rows = store.entities(type=of_type, order=order, contains=contains, limit=limit)
        rows = [row for row in rows if of_type in (None, row.type)][:limit]
        if as_json:
            for row in rows:
                write(json_line(entity_value(store, row)))
            return
        table(COLUMNS, _cells(store, rows))
        status = store.status()
        say(f"{len(rows):,} of {count(status.entities, 'entity', 'entities')} in {status.path}")


def _in_document(store: Library, document: str) -> list[EntityRow]:
    """The entities that a document names, in order of their first mention."""
    mentions = store.mentions(document=store.find_document(document))
    return [store.entity(id_) for id_ in dict.fromkeys(mention.entity for mention in mentions) if id_]


def _cells(store: Library, rows: list[EntityRow]) -> Iterator[tuple[str, ...]]:
    """The rows of the table."""
    for row in rows:
        others = [alias.text for alias in store.aliases(row.id) if alias.text != row.name and alias.count]
        more = " …" if len(others) > 5 else ""
        yield row.id, row.type, str(row.mentions), str(row.documents), row.name, ", ".join(others[:5]) + more
