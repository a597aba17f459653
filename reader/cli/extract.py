"""`vgt-reader extract`: names of files or JSON lines, recognised and resolved as one collection, without a library."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.output import complain, count, json_line, write
from reader.errors import CommandError

if TYPE_CHECKING:
    from reader.indexing import Extracted
    from reader.sources import Options

__all__ = ["command", "extracted_value"]

HELP = """Recognise and resolve names without a library and print one JSON object a line:

\b
  {"id", "entities": [{"start", "end", "type", "text", "cluster", "name", "score"}]}

FILE… are documents of any kind, taken together as one collection; offsets count in the text that `show --text` prints.
An archive, mailbox, feed or table gives a line for each document in it ("id": "outer.zip!/inner.txt").
--jsonl reads {"id", "text"} a line (- is standard input) and leaves each text exactly as it is; the lines come out in
their order. With --given the mentions in the input ("entities": [{"start", "end", "type"}]) are only resolved."""


def extracted_value(found: Extracted) -> dict[str, Any]:
    """A text's names as the contract of `extract` lists them."""
    return {
        "id": found.id,
        "entities": [
            {
                "start": name.start,
                "end": name.end,
                "type": name.type,
                "text": name.text,
                "cluster": name.cluster,
                "name": name.name,
                "score": round(name.score, 4),
            }
            for name in found.names
        ],
    }


@click.command("extract", help=HELP)
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option("--jsonl", metavar="FILE|-", help="Read JSON lines instead of files.")
@options.map_columns
@options.ocr
@click.option("--given", is_flag=True, help="Take the mentions in the input as they are.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a processor]"
)
@click.option("--model", metavar="FOLDER", help="Another tagger model than the one that ships.")
def command(
    files: tuple[str, ...],
    jsonl: str | None,
    given: bool,
    columns: str | None,
    ocr: str | None,
    jobs: int | None,
    model: str | None,
) -> int:
    """Extract."""
    if bool(files) == bool(jsonl):
        raise CommandError("give either files or --jsonl", "extract", "`vgt-reader extract --help` shows how")
    if given and not jsonl:
        raise CommandError("--given needs --jsonl", "extract", "Mentions can be given in JSON lines only")
    from reader.cli.stopping import Stop

    how = options.sources(columns, ocr)
    problems: list[str] = []

    def on_problem(what: str) -> None:
        complain(what)
        problems.append(what)

    with Stop() as stop, _found(files, jsonl, given, how, jobs, model, on_problem, stop) as found:
        done = 0
        for one in found:
            write(json_line(extracted_value(one)))
            done += 1
        if stop():
            complain("stopped before the end")
            return 1
    if problems:
        complain(f"{count(len(problems), 'problem')}; {count(done, 'text')} done")
    return 3 if problems else 0


@contextmanager
def _found(
    files: tuple[str, ...],
    jsonl: str | None,
    given: bool,
    how: Options | None,
    jobs: int | None,
    model: str | None,
    on_problem: Any,
    stop: Any,
) -> Iterator[Iterator[Extracted]]:
    """The extraction that is asked for."""
    from reader.indexing import extract_files, extract_lines, roots_of

    if jsonl is None:
        from reader.sources import discover

        roots = roots_of(files)
        given_as = {root: Path(name) for root, name in zip(roots, files, strict=True)}
        paths = [given_as.get(path, path) for path in discover(roots)]
        yield extract_files(paths, on_problem, jobs=jobs, model=model, options=how, should_stop=stop)
        return
    with _as_file(jsonl) as path:
        yield extract_lines(path, on_problem, given=given, jobs=jobs, model=model, should_stop=stop)


@contextmanager
def _as_file(jsonl: str) -> Iterator[Path]:
    """The JSON lines as a file that workers can read parts of; standard input is kept in a temporary one meanwhile."""
    if jsonl != "-":
        path = Path(jsonl)
        if not path.exists():
            raise CommandError("no such file", jsonl, "Check the spelling; - reads standard input")
        if path.is_file():
            yield path.resolve()
            return
    with tempfile.NamedTemporaryFile(prefix="vgt-reader-", suffix=".jsonl") as file:
        if jsonl == "-":
            shutil.copyfileobj(sys.stdin.buffer, file)
        else:
            with Path(jsonl).open("rb") as pipe:
                shutil.copyfileobj(pipe, file)
        file.flush()
        yield Path(file.name)
