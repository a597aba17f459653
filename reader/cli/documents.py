"""`vgt-reader documents`: the documents of a library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import entity_meant, opened
from reader.cli.listing import Give, for_programs, paged
from reader.cli.output import PAGE, Column, count, plain, say, table, write
from reader.readmodel import is_opening
from reader.session import twin_words

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import EntityType
    from reader.readmodel import DocumentRow, Twin

__all__ = ["command", "document_value", "like_words", "own_title"]

COLUMNS = (
    Column("id"),
    Column("date"),
    Column("grade"),
    Column("source", gives=True),
    Column("names", right=True),
    Column("words", right=True),
    Column("title", gives=True),
)


def own_title(row: DocumentRow) -> str | None:
    """The title that the document itself has; None where lists show the file's name in its place."""
    name = PurePath(row.path).name or row.id
    shown = "".join(mark if mark.isprintable() else "�" for mark in name)
    if is_opening(row.title):
        return None
    return None if row.title in ("", name, shown, plain(name)) else row.title


def document_value(row: DocumentRow) -> dict[str, Any]:
    """A document as the contract of `documents --json` lists it."""
    return {
        "id": row.id,
        "path": row.path,
        "title": own_title(row),
        "date": row.date,
        "source": row.source,
        "language": row.language,
        "words": row.words,
        "sha256": row.sha256,
        "state": row.state,
        "grade": row.grade,
        "like": row.like,
        "shown_as": row.shown_as,
    }


@click.command("documents", help="List the documents, newest first, undated last.")
@options.library
@options.of_entity
@options.in_document
@click.option(
    "--type", "of_type", type=click.Choice(options.ENTITY_TYPES), help="Only those that name this kind."
)
@click.option(
    "--contains", default="", metavar="TEXT", help="Only those with TEXT in title, source, place or path."
)
@click.option(
    "--state",
    type=click.Choice(("ok", "partial", "failed")),
    help="Only those read whole, in part, or not at all (files; `report` says why).",
)
@click.option(
    "--duplicates",
    is_flag=True,
    help="Groups of documents that say the same, each under the one that lists show.",
)
@options.limit
@for_programs
def command(
    library: str | None,
    entity: str | None,
    document: str | None,
    of_type: EntityType | None,
    contains: str,
    state: str | None,
    duplicates: bool,
    limit: int | None,
    give: Give | None,
) -> None:
    """List documents."""
    with opened(library) as store:
        if state == "failed":
            _list_failed(store, limit, give)
            return
        if duplicates:
            _list_groups(store, document, limit, give)
            return
        rows = _rows(store, entity, document, contains)
        chosen = (
            row for row in rows if state in (None, row.state) and (not of_type or _names(store, row, of_type))
        )
        if give:
            for row in islice(chosen, limit):
                give(document_value(row))
            return
        number = table(COLUMNS, map(_cells, islice(chosen, limit)))
        status = store.status()
        failed = (
            f"; {count(status.failed, 'file')} could not be read (`vgt-reader report`)"
            if status.failed
            else ""
        )
        say(f"{count(number, 'document')} of {status.documents:,} in {status.path}{failed}")


def _rows(store: Library, entity: str | None, document: str | None, contains: str) -> Iterator[DocumentRow]:
    """The documents asked for, read a page at a time."""
    entity_id = entity_meant(store, entity).id if entity else None
    only = store.find_document(document) if document else None
    if only and not entity_id and not contains:
        yield store.document(only).row
        return
    pages = paged(lambda after: store.documents(after=after, limit=PAGE, entity=entity_id, contains=contains))
    yield from (row for row in pages if only in (None, row.id))


def _names(store: Library, row: DocumentRow, of_type: EntityType) -> bool:
    """Whether a document names someone or something of this kind."""
    return next(store.mentions(document=row.id, type=of_type, limit=1), None) is not None


def like_words(like: int, shown_as: str | None) -> str:
    """What stands behind a title: how many others say the same, or which one is shown for it; "" for a text that stands alone."""
    return f"  (like {shown_as})" if shown_as else f"  (+{like:,} like it)" if like else ""


def _cells(row: DocumentRow) -> tuple[str, ...]:
    """A row of the table; a file's name in brackets stands for a title."""
    like = like_words(row.like, row.shown_as)
    return (
        row.id,
        row.date or "",
        row.grade or "",
        row.source or "",
        str(row.names),
        str(row.words),
        (own_title(row) or f"[{PurePath(row.path).name or row.title}]") + like,
    )


def _list_groups(store: Library, document: str | None, limit: int | None, give: Give | None) -> None:
    """Groups of documents that say the same, and the other files of one content."""
    groups = [store.group(store.find_document(document))] if document else store.groups()
    number = 0
    for group in islice(groups, limit):
        number += 1
        shown = group.twins[0].row
        if give:
            give({"shown": shown.id, "documents": [_twin_value(twin) for twin in group.twins]})
            continue
        for twin in group.twins:
            row = twin.row
            said = twin_words(twin, group.twins[0])
            write(
                plain(
                    f"{'' if row is shown else '  '}{row.id}  {row.date or 'undated':<10}  {said}: {row.title}"
                )
            )
            for path in twin.copies:
                write(plain(f"      also {path}"))
    if not give:
        say(count(number, "group"))


def _twin_value(twin: Twin) -> dict[str, Any]:
    """A document of a group."""
    likeness = {"kind": twin.kind or "shown", "score": twin.score, "copies": list(twin.copies)}
    return {**document_value(twin.row), **likeness}


def _list_failed(store: Library, limit: int | None, give: Give | None) -> None:
    """Files that are no documents, in the same shape."""
    rows = islice(store.report("failed"), limit)
    if not give:
        table(
            (Column("failed", gives=True), Column("why", gives=True)), ((row.path, row.what) for row in rows)
        )
        return
    for row in rows:
        unknown: dict[str, Any] = dict.fromkeys(("id", "path", "title", "date", "source", "language"))
        give({**unknown, "path": row.path, "words": 0, "sha256": None, "state": "failed"})
