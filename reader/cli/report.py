"""`vgt-reader report`: what happened to each file at indexing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import opened
from reader.cli.output import count, json_line, plain, say, write

if TYPE_CHECKING:
    from reader.readmodel import ReportRow

__all__ = ["command", "report_value"]

STATES = ("waiting", "ok", "partial", "failed", "gone")


def report_value(row: ReportRow) -> dict[str, Any]:
    """What happened to a file."""
    return {
        "path": row.path,
        "state": row.state,
        "document": row.document,
        "what": row.what,
        "where": row.where,
        "remedy": row.remedy,
        "warnings": list(row.warnings),
        "seconds": round(row.seconds, 3),
    }


@click.command(
    "report",
    help="Say what happened to each file: without --state and --all, those that were not read whole.",
)
@options.library
@click.option("--state", type=click.Choice(STATES), help="Only files in this state.")
@click.option("--all", "everything", is_flag=True, help="All files, also those without trouble.")
@options.limit
@options.as_json
def command(
    library: str | None, state: str | None, everything: bool, limit: int | None, as_json: bool
) -> None:
    """Report on files."""
    with opened(library) as store:
        shown = 0
        for row in store.report(state):
            if limit is not None and shown >= limit:
                break
            if not (state or everything or as_json) and row.state == "ok":
                continue
            shown += 1
            if as_json:
                write(json_line(report_value(row)))
            else:
                _tell(row)
        if not as_json:
            status = store.status()
            say(
                f"{count(status.documents, 'document')}, {status.partial:,} of them in part; "
                f"{count(status.failed, 'file')} failed, {status.waiting:,} waiting"
            )


def _tell(row: ReportRow) -> None:
    """Print a file's row for people."""
    write(plain(f"{row.state:<8}  {row.path}"))
    if row.what:
        where = f" ({row.where})" if row.where else ""
        write(plain(f"          {row.what}{where}"))
    for warning in row.warnings:
        write(plain(f"          {warning}"))
    if row.remedy:
        write(plain(f"          {row.remedy}"))
