"""`vgt-reader train --from-decisions`: the model learns from what was decided in this library, and is used if that made it better."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import library_file, opened
from reader.cli.output import count, json_line, say, write
from reader.errors import CommandError, ReaderError

if TYPE_CHECKING:
    from reader.library import Library

__all__ = ["command"]

OTHERS = 150
"""So many documents without decisions keep the model to what it knows."""

HELP = """Teach a copy of the model by this library's confirmed and corrected names.

A tenth of the decided passages is held out and measured before and after. Only if more of them come out right, and nearly everything else as
before, does the library get the new model (a folder beside it); the next `vgt-reader index` then reads the documents again.
Needs the extra `train` (PyTorch): pip install 'vgt-reader[train]'. Nothing leaves this machine."""


@click.command("train", help=HELP)
@click.option("--from-decisions", is_flag=True, help="Learn from the decisions in this library.")
@click.option("--forget", is_flag=True, help="Go back to the model that ships.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    help="Train so long at most.",
)
@options.library
@options.as_json
def command(from_decisions: bool, forget: bool, minutes: float, library: str | None, as_json: bool) -> int:
    """Train."""
    if from_decisions == forget:
        raise CommandError(
            "say what to do",
            "train",
            "`vgt-reader train --from-decisions`, or `--forget` to go back to the model that ships",
        )
    path = library_file(library)
    if forget:
        from reader.indexing.models import forget as forgotten

        was = forgotten(path)
        say(
            "The library's own model is deleted; the next `vgt-reader index` reads with the one that ships."
            if was
            else "The library has no model of its own; it is read with the one that ships."
        )
        return 0
    return _learn(path, minutes, as_json)


def _learn(path: Path, minutes: float, as_json: bool) -> int:
    from reader.indexing.lessons import lessons_of
    from reader.indexing.models import adopt, model_for
    from reader.indexing.version import model_folder

    base = model_folder(model_for(path))
    with opened(str(path)) as store:
        lessons = lessons_of(store)
        others = _others(store, {one.document.id for one in lessons})
    decided = sum(one.size for one in lessons)
    say(f"{count(decided, 'decided passage')} in {count(len(lessons), 'document')}")
    learn = _learner()
    work = Path(tempfile.mkdtemp(prefix=".learning-", dir=path.parent))
    try:
        try:
            report = learn(
                lessons, others, base, work / "model", minutes=minutes, threads=os.cpu_count() or 1, say=say
            )
        except ValueError as error:
            raise ReaderError(
                str(error), str(path), "Go on reading and deciding; the model as it is goes on being used"
            ) from error
        before, after = report.before, report.after
        say(
            f"Held-out passages right: {before.right} of {before.decided} before, {after.right} after ({report.gained} gained, {report.lost} lost)"
        )
        say(f"Undecided names there that come out as before: {after.steady:.1f} %")
        if report.better:
            folder = adopt(path, report.folder)
            say(
                f"The new model is better and is this library's from now on ({folder}). `vgt-reader index` reads the documents with it."
            )
        else:
            say("The new model is not better: it is thrown away, the one before goes on being used.")
        if as_json:
            write(json_line(_value(report, report.better)))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


def _learner() -> Any:
    """The learner, or what to install for it."""
    try:
        from reader.training.learn import learn
    except ModuleNotFoundError as error:
        raise ReaderError(
            f"teaching the model needs a package that is not installed ({error.name})",
            "train",
            "pip install 'vgt-reader[train]'",
        ) from error
    return learn


def _others(store: Library, leave_out: set[str]) -> list[str]:
    """Texts about which nothing was decided, spread over the collection."""
    ids = [row.id for row in store.documents(limit=None) if row.id not in leave_out]
    step = max(1, len(ids) // OTHERS)
    return [store.document(id).text[:20_000] for id in ids[::step][:OTHERS]]


def _value(report: Any, better: bool) -> dict[str, Any]:
    return {
        "documents": report.documents,
        "held_out": report.held_out,
        "decided": report.before.decided,
        "right_before": report.before.right,
        "right_after": report.after.right,
        "steady": round(report.after.steady, 1),
        "used": better,
    }
