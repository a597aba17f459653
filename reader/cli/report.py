"""`vgt-reader report`: what happened to each file at indexing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import opened
from reader.cli.listing import Give, for_programs
from reader.cli.output import count, plain, say, write
from reader.session import about_file, dropped_words, told

if TYPE_CHECKING:
    from reader.readmodel import ReportRow

__all__ = ["command", "report_value"]

STATES = ("waiting", "ok", "partial", "failed", "gone")


def report_value(row: ReportRow) -> dict[str, Any]:
    """What happened to a file, or to a document in one."""
    return {
        "path": row.path,
        "state": row.state,
        "document": row.document,
        "what": row.what,
        "where": row.where,
        "remedy": row.remedy,
        "warnings": list(row.warnings),
        "seconds": round(row.seconds, 3),
        "notes": list(row.notes),
        "dropped": dict(row.dropped),
        "format": row.format or None,
        "encoding": row.encoding or None,
        "words": row.words,
        "within": row.within or None,
        "inside": row.inside,
        "inside_failed": row.inside_failed,
    }


@click.command(
    "report",
    help="Say what happened to each file: without --state and --all, those that were not read whole or need a note.",
)
@options.library
@click.option("--state", type=click.Choice(STATES), help="Only files in this state.")
@click.option("--all", "everything", is_flag=True, help="All files, also those without trouble.")
@click.option(
    "--contains",
    default="",
    metavar="TEXT",
    help="Only files with TEXT in their path or in what is said of them.",
)
@options.limit
@for_programs
def command(
    library: str | None,
    state: str | None,
    everything: bool,
    contains: str,
    limit: int | None,
    give: Give | None,
) -> None:
    """Report on files."""
    with opened(library) as store:
        shown = 0
        for row in store.report(state):
            if limit is not None and shown >= limit:
                break
            quiet = row.state in ("ok", "gone") and not row.notes
            if quiet and not (state or everything or give or contains):
                continue
            if contains.casefold() not in told(row).casefold():
                continue
            shown += 1
            if give:
                give(report_value(row))
            else:
                _tell(row)
        if not give:
            status = store.status()
            say(
                f"{count(status.documents, 'document')}, {status.partial:,} of them in part; "
                f"{count(status.failed, 'file')} failed, {status.waiting:,} waiting"
            )


def _tell(row: ReportRow) -> None:
    """Print a file's row for people."""
    write(plain(f"{row.state:<8}  {row.path}"))
    dropped = f"folded: {dropped_words(row)}" if row.dropped else ""
    what = f"{row.what} ({row.where})" if row.where else row.what
    for said in (about_file(row), dropped, what, *row.warnings, *row.notes, row.remedy):
        if said:
            write(plain(f"          {said}"))
