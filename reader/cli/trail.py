"""`vgt-reader trail`: where the reader has been and why, as Markdown for a report, or as JSON lines."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import options
from reader.cli.libraries import library_file, opened
from reader.cli.output import count, json_line, plain, say, write
from reader.errors import LibraryError, NotFound

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import StoredDocument

__all__ = ["command"]


@click.command("trail", help="Print where you have been in a library, why you went on, and by which key.")
@options.library
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Into this file."
)
@click.option("--since", metavar="DATE", default="", help="Only from this day on (2026-11-23).")
@options.as_json
def command(library: str | None, out: Path | None, since: str, as_json: bool) -> int:
    """Print the trail."""
    from reader.session import journal_folder, read_journal, trail_as_markdown, whereabouts

    path = library_file(library)
    state = read_journal(journal_folder(path))
    steps = [step for step in state.trail.steps if _day(step.time) >= since]
    if as_json:
        text = "".join(
            json_line(
                {
                    "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(step.time)),
                    "document": step.place.document,
                    "offset": step.place.offset,
                    "title": step.place.title,
                    "words": step.place.snippet,
                    "why": step.place.reason if step.move == "jump" else step.why,
                    "key": step.key or None,
                }
            )
            + "\n"
            for step in steps
        )
    elif steps:
        heading = f"Reading trail: {path.stem}"
        try:
            with opened(str(path)) as store:
                where = whereabouts(partial(_found, store))
                text = trail_as_markdown(steps, heading=heading, where=where, zone=time.localtime)
        except LibraryError:
            text = trail_as_markdown(steps, heading=heading, zone=time.localtime)
    else:
        say("nothing was read in this library yet" if not since else f"nothing was read since {plain(since)}")
        return 0
    if out is None:
        write(text, end="")
    else:
        out.write_text(text, encoding="utf-8", errors="replace")
        say(f"{count(len(steps), 'step')} written to {plain(str(out))}")
    return 0


def _day(moment: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(moment))


def _found(store: Library, document: str) -> StoredDocument | None:
    """A document; None where it is not in the library any more."""
    try:
        return store.document(document)
    except NotFound:
        return None
