"""`vgt-reader index`: take documents into a library, or bring it up to date."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from reader.cli import options
from reader.cli.output import count, json_line, say, write
from reader.errors import CommandError

if TYPE_CHECKING:
    from reader.indexing import OnProgress, Summary
    from reader.sources import Options

__all__ = ["command"]


class Ask(TypedDict):
    """How to index: what one run and watching have in common."""

    jobs: int | None
    on_progress: OnProgress
    should_stop: Callable[[], bool]
    retry: bool
    options: Options | None


HELP = """Take the documents under PATH… into a library, or bring it up to date.

Only what is new or changed is read. It may be stopped at any time (Ctrl+C) and goes on where it stopped; what is in
can be read meanwhile. One broken file never stops the rest: `vgt-reader report` says what happened to it."""


@click.command("index", help=HELP)
@click.argument("paths", nargs=-1, metavar="PATH…")
@options.library
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a processor]"
)
@click.option("--watch", is_flag=True, help="Go on and take in what changes, until Ctrl+C.")
@click.option(
    "--model",
    metavar="M",
    help="The model that finds names, from now on: default, own (see `train`), or a folder.",
)
@click.option(
    "--retry", is_flag=True, help="Try again files that were given up, and files in which something failed."
)
@options.map_columns
@options.ocr
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    library: str | None,
    jobs: int | None,
    watch: bool,
    model: str | None,
    retry: bool,
    columns: str | None,
    ocr: str | None,
    as_json: bool,
) -> int:
    """Index."""
    if not paths:
        raise CommandError(
            "no PATH was given", "index", "Give a file or folder: `vgt-reader index ~/Documents/releases`"
        )
    from reader.cli.progress import showing
    from reader.cli.stopping import Stop
    from reader.indexing import index
    from reader.indexing import watch as watching

    target = _target(paths, library)
    if model is not None:
        from reader.indexing.models import choose

        choose(target, model)
    asked = options.sources(columns, ocr)
    with Stop() as stop, showing() as on_progress:
        how = Ask(jobs=jobs, on_progress=on_progress, should_stop=stop, retry=retry, options=asked)
        rounds = (
            watching(paths, target, wait=stop.wait, **how) if watch else iter([index(paths, target, **how)])
        )
        summary = None
        for summary in rounds:
            _remember(target, paths)
            _tell(summary, _again(paths, library), as_json)
    if summary is None or (summary.stopped and not watch):
        return 1
    return 3 if summary.unread or summary.passed_over else 0


def _target(paths: tuple[str, ...], library: str | None) -> Path:
    """The library that these paths go into."""
    from reader.indexing import roots_of
    from reader.library import library_path_for

    roots = roots_of(paths)
    if library is None:
        return library_path_for(roots)
    if "://" in library:
        raise CommandError("libraries on a server are not supported by this version", library, "Give a file")
    return Path(library).expanduser().resolve()


def _remember(library: Path, paths: tuple[str, ...]) -> None:
    """What was indexed last is what the listings and the reader open next."""
    from reader.indexing import roots_of
    from reader.session import remember

    remember("library", str(library))
    remember("paths", json.dumps([str(root) for root in roots_of(paths)]))


def _again(paths: tuple[str, ...], library: str | None) -> str:
    """The command that goes on where this one stopped."""
    return shlex.join(["vgt-reader", "index", *paths, *(["--library", library] if library else [])])


def _tell(summary: Summary, again: str, as_json: bool) -> None:
    """Say what a run did."""
    if as_json:
        write(json_line(_value(summary)))
        return
    parts = [f"{count(summary.read, 'document')} read"]
    if summary.read:
        seconds = max(summary.seconds, 0.001)
        parts[0] += (
            f" in {seconds:.1f} s ({summary.read / seconds:.1f} a second, {summary.words / seconds:,.0f} words a second)"
        )
    parts += [
        text
        for number, text in (
            (summary.partial, f"{summary.partial:,} of them in part"),
            (summary.same, f"{summary.same:,} unchanged"),
            (summary.gone, f"{summary.gone:,} gone"),
            (summary.failed, f"{count(summary.failed, 'file')} failed (`vgt-reader report`)"),
        )
        if number
    ]
    for failure in summary.passed_over:
        say(f"Passed over: {failure.path}: {failure.what}. {failure.remedy}")
    say(", ".join(parts) + ".")
    say(
        f"{summary.library}: {count(summary.documents, 'document')}, "
        f"{count(summary.entities, 'entity', 'entities')}, {count(summary.mentions, 'mention')}."
    )
    if summary.stopped:
        say(
            f"Stopped; {count(summary.waiting, 'file')} to go. What is in can be read. "
            f"The same command goes on from here: {again}"
        )


def _value(summary: Summary) -> dict[str, Any]:
    """The summary as JSON."""
    value = {**asdict(summary), "library": str(summary.library), "seconds": round(summary.seconds, 3)}
    value["passed_over"] = [failure.path for failure in summary.passed_over]
    return value
