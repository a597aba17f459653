"""`vgt-reader suggestions`: entities that may be the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.output import Column, json_line, say, table, write

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Suggestion
    from reader.readmodel import EntityRow

__all__ = ["command", "suggestion_value"]

COLUMNS = (
    Column("score", right=True),
    Column("one", gives=True),
    Column("other", gives=True),
    Column("why", gives=True),
)


@click.command("suggestions", help="List pairs of entities that may be one, the surest first.")
@options.library
@options.of_entity
@options.in_document
@options.of_type
@options.limit
@options.as_json
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List suggestions."""
    with opened(library) as store:
        rows = islice(_rows(store, entity, document, of_type), limit)
        if as_json:
            for one, left, right in rows:
                write(json_line(suggestion_value(one, left, right)))
            return
        cells = ((f"{one.score:.2f}", left.name, right.name, one.reason) for one, left, right in rows)
        if not table(COLUMNS, cells):
            say("Nothing is unsure.")


def _rows(
    store: Library, entity: str | None, document: str | None, of_type: str | None
) -> Iterator[tuple[Suggestion, EntityRow, EntityRow]]:
    """The suggestions asked for, with both entities."""
    wanted = {entity_meant(store, entity).id} if entity else None
    if document:
        here = {mention.entity or "" for mention in store.mentions(document=store.find_document(document))}
        wanted = here if wanted is None else wanted & here
    for one in store.suggestions(limit=None):
        if wanted is None or one.left in wanted or one.right in wanted:
            left, right = store.entity(one.left), store.entity(one.right)
            if of_type in (None, left.type):
                yield one, left, right


def suggestion_value(one: Suggestion, left: EntityRow, right: EntityRow) -> dict[str, Any]:
    """A suggestion as JSON."""
    return {
        "left": one.left,
        "left_name": left.name,
        "right": one.right,
        "right_name": right.name,
        "type": left.type,
        "score": round(one.score, 4),
        "reason": one.reason,
        "evidence": [asdict(evidence) for evidence in one.evidence],
    }
