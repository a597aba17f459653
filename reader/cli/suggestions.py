"""`vgt-reader suggestions`: entities that may be the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.listing import Give, for_programs
from reader.cli.output import Column, say, table

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import ToReview

__all__ = ["command", "suggestion_value"]

COLUMNS = (
    Column("score", right=True),
    Column("mentions", right=True),
    Column("one", gives=True),
    Column("other", gives=True),
    Column("why", gives=True),
)

ORDER = "What comes first: what moves most mentions and is least sure, or the surest."


@click.command("suggestions", help="List pairs of entities that may be one, those worth deciding first.")
@options.library
@options.of_entity
@options.in_document
@options.of_type
@click.option(
    "--order", type=click.Choice(["review", "score"]), default="review", show_default=True, help=ORDER
)
@options.limit
@for_programs
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: str | None,
    order: str,
    limit: int | None,
    give: Give | None,
) -> None:
    """List suggestions."""
    with opened(library) as store:
        rows = islice(_rows(store, entity, document, of_type, order), limit)
        if give:
            for one in rows:
                give(suggestion_value(one))
            return
        if not table(COLUMNS, map(_cells, rows)):
            say("Nothing is unsure.")


def _cells(one: ToReview) -> tuple[str, ...]:
    """A row of the table."""
    said = one.suggestion
    return f"{said.score:.2f}", f"{one.mentions:,}", one.left.name, one.right.name, said.reason


def _rows(
    store: Library, entity: str | None, document: str | None, of_type: str | None, order: str
) -> Iterator[ToReview]:
    """The suggestions asked for."""
    wanted = {entity_meant(store, entity).id} if entity else None
    if document:
        here = {mention.entity or "" for mention in store.mentions(document=store.find_document(document))}
        wanted = here if wanted is None else wanted & here
    found = store.to_review(limit=None)
    if order == "score":
        found.sort(key=lambda one: -one.suggestion.score)
    for one in found:
        asked = wanted is None or one.left.id in wanted or one.right.id in wanted
        if asked and of_type in (None, one.left.type):
            yield one


def suggestion_value(one: ToReview) -> dict[str, Any]:
    """A suggestion as JSON."""
    said = one.suggestion
    return {
        "left": one.left.id,
        "left_name": one.left.name,
        "right": one.right.id,
        "right_name": one.right.name,
        "type": one.left.type,
        "score": round(said.score, 4),
        "mentions": one.mentions,
        "rank": one.rank,
        "reason": said.reason,
        "evidence": [asdict(evidence) for evidence in said.evidence],
    }
