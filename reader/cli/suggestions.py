"""`vgt-reader suggestions`: entities that may be the same."""

from __future__ import annotations

from dataclasses import asdict

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.output import Column, json_line, say, table, write

__all__ = ["command"]


@click.command("suggestions", help="List pairs of entities that may be one, the surest first.")
@options.library
@options.of_entity
@options.of_type
@options.limit
@options.as_json
def command(
    library: str | None, entity: str | None, of_type: str | None, limit: int | None, as_json: bool
) -> None:
    """List suggestions."""
    with opened(library) as store:
        wanted = entity_meant(store, entity).id if entity else None
        rows = []
        for one in store.suggestions(limit=None if wanted or of_type else limit):
            if wanted in (None, one.left, one.right):
                left, right = store.entity(one.left), store.entity(one.right)
                if of_type in (None, left.type):
                    rows.append((one, left, right))
        if as_json:
            for one, left, right in rows[:limit]:
                value = {
                    "left": one.left,
                    "left_name": left.name,
                    "right": one.right,
                    "right_name": right.name,
                    "type": left.type,
                    "score": round(one.score, 4),
                    "reason": one.reason,
                    "evidence": [asdict(evidence) for evidence in one.evidence],
                }
                write(json_line(value))
            return
        columns = (
            Column("score", right=True),
            Column("one", gives=True),
            Column("other", gives=True),
            Column("why", gives=True),
        )
        table(
            columns,
            ((f"{one.score:.2f}", left.name, right.name, one.reason) for one, left, right in rows[:limit]),
        )
        if not rows:
            say("Nothing is unsure.")
