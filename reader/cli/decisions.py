"""`vgt-reader decisions`: what was decided, by whom and when; what in it contradicts itself; a colleague's taken in."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import options
from reader.cli.libraries import library_file, opened
from reader.cli.output import Column, count, json_line, plain, say, table, write

if TYPE_CHECKING:
    from reader.decisions import Decision, Problem

__all__ = ["about", "command"]

COLUMNS = (
    Column("id"),
    Column("when"),
    Column("who"),
    Column("decision"),
    Column("holds"),
    Column("about", gives=True),
)


@click.command(
    "decisions", help="List what was decided; with --join, take in what a colleague decided first."
)
@options.library
@click.option(
    "--conflicts", is_flag=True, help="List what contradicts itself, cannot be read, or does not apply here."
)
@click.option(
    "--join", "other", type=click.Path(path_type=Path), metavar="FILE", help="A log of decisions to take in."
)
@options.limit
@options.as_json
def command(
    library: str | None, conflicts: bool, other: Path | None, limit: int | None, as_json: bool
) -> None:
    """List decisions."""
    from reader.decisions import active
    from reader.indexing.deciding import join, log_of, problems_of

    path = library_file(library)
    if other is not None:
        number, _ = join(path, other)
        say(f"{count(number, 'decision')} taken in from {other}")
    with opened(str(path)) as store:
        problems = problems_of(store)
    if conflicts:
        for problem in islice(problems, limit):
            write(json_line(asdict(problem)) if as_json else plain(_sentence(problem)))
        return
    said, _ = log_of(path).read()
    holding = {decision.id for decision in active(said)}
    rows = list(islice(reversed(said), limit))
    if as_json:
        for decision in rows:
            write(json_line({**json.loads(decision.as_line()), "holds": decision.id in holding}))
    else:
        cells = (
            (one.id, one.at[:19], one.who, one.verb, "yes" if one.id in holding else "", about(one))
            for one in rows
        )
        if not table(COLUMNS, cells):
            say("Nothing was decided yet.")
    if problems:
        say(f"Note: {count(len(problems), 'conflict')}; `vgt-reader decisions --conflicts` lists them.")


def about(decision: Decision) -> str:
    """What a decision is about, in a few words."""
    names = [entity.name for entity in decision.entities]
    to = decision.name or decision.type
    if decision.verb in ("merge", "split") and len(names) > 1 and not decision.name:
        *names, to = names
    words = names + [f"“{mention.text}”" for mention in decision.mentions[:3]]
    words += [f"“{decision.word}”"] if decision.word else []
    words += [f"{count(len(decision.documents), 'document')}"] if decision.documents else []
    words += [decision.target] if decision.target else []
    return ", ".join(words) + (f" → {to}" if to else "")


def _sentence(problem: Problem) -> str:
    """A problem for people."""
    where = f"line {problem.line}: " if problem.line else f"{problem.decision}: " if problem.decision else ""
    return f"{where}{problem.what}. {problem.remedy}".rstrip()
