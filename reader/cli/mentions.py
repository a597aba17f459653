"""`vgt-reader mentions`: every mention, where it stands and why it belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.listing import Give, for_programs
from reader.cli.output import Column, table
from reader.model import paragraph_label

if TYPE_CHECKING:
    from reader.model import MentionType
    from reader.readmodel import MentionRow

__all__ = ["command", "mention_value"]

COLUMNS = (
    Column("document"),
    Column("start", right=True),
    Column("end", right=True),
    Column("¶", right=True),
    Column("kind"),
    Column("text", gives=True),
    Column("name", gives=True),
    Column("why", gives=True),
)


def mention_value(row: MentionRow) -> dict[str, Any]:
    """A mention as the contract of `mentions --json` lists it."""
    return {
        "document": row.document,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "type": row.type,
        "entity": row.entity,
        "name": row.name,
        "score": round(row.score, 4),
        "reason": row.reason,
        "paragraph": row.paragraph,
    }


@click.command("mentions", help="List every mention, with its place and why it belongs to its entity.")
@options.library
@options.of_entity
@options.in_document
@click.option("--type", "of_type", type=click.Choice((*options.ENTITY_TYPES, "date")), help="Only this kind.")
@options.limit
@for_programs
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: MentionType | None,
    limit: int | None,
    give: Give | None,
) -> None:
    """List mentions."""
    with opened(library) as store:
        entity_id = entity_meant(store, entity).id if entity else None
        document_id = store.find_document(document) if document else None
        rows = store.mentions(entity_id, document_id, of_type, limit)
        if give:
            for row in rows:
                give(mention_value(row))
            return
        table(COLUMNS, map(_cells, rows))


def _cells(row: MentionRow) -> tuple[str, ...]:
    """A row of the table."""
    place = (row.document, str(row.start), str(row.end), paragraph_label(row.paragraph).lstrip("¶"))
    return (*place, row.type, row.text, row.name, row.reason)
