"""`vgt-reader documents`: the documents of a library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.output import Column, count, json_line, say, table, write

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import DocumentRow

__all__ = ["command", "document_value"]

COLUMNS = (
    Column("id"),
    Column("date"),
    Column("source", gives=True),
    Column("names", right=True),
    Column("words", right=True),
    Column("title", gives=True),
)


def document_value(row: DocumentRow) -> dict[str, Any]:
    """A document as the contract of `documents --json` lists it."""
    return {
        "id": row.id,
        "path": row.path,
        "title": row.title,
        "date": row.date,
        "source": row.source,
        "language": row.language,
        "words": row.words,
        "sha256": row.sha256,
        "state": row.state,
    }


@click.command("documents", help="List the documents, newest first, undated last.")
@options.library
@options.of_entity
@options.in_document
@click.option(
    "--contains", default="", metavar="TEXT", help="Only those with TEXT in title, source, place or path."
)
@click.option(
    "--state",
    type=click.Choice(("ok", "partial", "failed")),
    help="Only those read whole, in part, or not at all (files; `report` says why).",
)
@options.limit
@options.as_json
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    contains: str,
    state: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List documents."""
    with opened(library) as store:
        if state == "failed":
            _failed(store, limit, as_json)
            return
        rows = list(_rows(store, entity, document, contains, state, limit))
        if as_json:
            for row in rows:
                write(json_line(document_value(row)))
            return
        table(
            COLUMNS,
            (
                (row.id, row.date or "", row.source or "", str(row.names), str(row.words), row.title)
                for row in rows
            ),
        )
        status = store.status()
        unread = (
            f"; {count(status.failed, 'file')} could not be read (`vgt-reader report`)"
            if status.failed
            else ""
        )
        say(f"{count(len(rows), 'document')} of {status.documents:,} in {status.path}{unread}")


def _rows(
    store: Library,
    entity: str | None,
    document: str | None,
    contains: str,
    state: str | None,
    limit: int | None,
) -> Iterator[DocumentRow]:
    """The documents asked for."""
    entity_id = entity_meant(store, entity).id if entity else None
    if document:
        rows = [store.document(store.find_document(document)).row]
    else:
        rows = store.documents(limit=None if state else limit, entity=entity_id, contains=contains)
    found = [row for row in rows if state in (None, row.state)]
    return iter(found[:limit])


def _failed(store: Library, limit: int | None, as_json: bool) -> None:
    """Files that are no documents, in the same shape."""
    for number, row in enumerate(store.report("failed")):
        if limit is not None and number >= limit:
            break
        if as_json:
            names = ("id", "path", "title", "date", "source", "language", "words", "sha256")
            value: dict[str, Any] = dict.fromkeys(names)
            write(json_line({**value, "path": row.path, "words": 0, "state": "failed"}))
        else:
            table((Column("failed"), Column("why")), [(row.path, row.what)])
