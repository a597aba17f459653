"""`vgt-reader grade`: how far a source, or one document, can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.decide import user
from reader.cli.libraries import library_file, opened
from reader.cli.output import Column, count, json_line, plain, say, table, write
from reader.errors import CommandError, NotFound

if TYPE_CHECKING:
    from reader.library import Library

__all__ = ["command"]

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

HELP = """Grade a source, or one document, on the Admiralty scale: a letter for the source, a figure for what it says.

\b
  A completely reliable   B usually   C fairly   D not usually   E unreliable   F cannot be judged
  1 confirmed by others   2 probably true   3 possibly   4 doubtful   5 improbable   6 cannot be judged

SOURCE is an issuing body or site as `documents` lists it, or a folder; GRADE is like A2, or none to take a grade away.
Without arguments all sources are listed with their grades. A grade is a decision: it is in the log beside the library,
survives indexing, is undone like any other (`vgt-reader decide undo`), and goes with every listing and export."""


@click.command("grade", help=HELP)
@click.argument("source", required=False)
@click.argument("grade", required=False)
@click.option(
    "--document", metavar="D", help="Grade this document (id, file name or title) instead of a source."
)
@click.option("--who", metavar="NAME", help="Who grades.  [default: the login name]")
@click.option("--note", default="", metavar="TEXT", help="Why, for the log.")
@options.library
@options.as_json
def command(
    source: str | None,
    grade: str | None,
    document: str | None,
    who: str | None,
    note: str,
    library: str | None,
    as_json: bool,
) -> int:
    """Grade, or list grades."""
    if source is None and document is None:
        with opened(library) as store:
            _list(store, as_json)
        return 0
    wanted = source if document is not None and grade is None else grade
    about = None if document is not None else source
    if wanted is None or (document is not None and grade is not None):
        raise CommandError(
            "a grade is missing" if wanted is None else "too many arguments",
            "grade",
            "`vgt-reader grade SOURCE A2`, or `vgt-reader grade --document D A2`",
        )
    return _grade(library_file(library), about, document, _checked(wanted), who or user(), note)


def _checked(grade: str) -> str:
    """The grade as the log writes it; "" for none. Raises CommandError."""
    said = grade.strip().upper()
    if said in ("NONE", "-", ""):
        return ""
    if len(said) != 2 or said[0] not in RELIABILITY or said[1] not in CREDIBILITY:
        raise CommandError(
            "this is no grade", grade, "Give a letter from A to F and a figure from 1 to 6, for instance B3"
        )
    return said


def _grade(path: Any, source: str | None, document: str | None, grade: str, who: str, note: str) -> int:
    from reader.decisions import new_decision
    from reader.indexing.deciding import decide, log_of

    about: dict[str, Any]
    with opened(str(path)) as store:
        if document is not None:
            row = store.document(store.find_document(document)).row
            about, name = {"documents": (row.sha256,)}, row.title
        else:
            name = _source_meant(store, source or "")
            about = {"word": name}
        salt = str(len(log_of(path).read()[0]))
        decision = new_decision("grade", who, salt=salt, note=note, name=grade, **about)
    outcome = decide(path, decision)
    said = f"graded {grade}: {_meaning(grade)}" if grade else "no grade any more"
    say(f"{plain(name)}: {said}; {count(outcome.documents, 'document')}.")
    for problem in outcome.problems:
        say(f"{problem.what}. {problem.remedy}")
    return 0 if outcome.applied else 1


def _meaning(grade: str) -> str:
    return f"{RELIABILITY[grade[0]]}, {CREDIBILITY[grade[1]]}"


def _source_meant(store: Library, said: str) -> str:
    """The source that is called so: its whole name, else the only one that holds these words. Raises NotFound or CommandError."""
    known = [name for name, _ in store.sources()]
    if said in known:
        return said
    held = [name for name in known if said.casefold() in name.casefold()]
    if len(held) == 1:
        return held[0]
    if not held:
        raise NotFound(f"no document has the source “{said}”", "", "`vgt-reader grade` lists the sources")
    raise CommandError(f"“{said}” fits several sources", "", "Say which: " + ", ".join(held[:5]))


def _list(store: Library, as_json: bool) -> None:
    """Every source with its grade, then documents that have one of their own."""
    grades = store.grades()
    sources = store.sources()
    if as_json:
        for name, documents in sources:
            grade, who = grades.get(("source", name), (None, None))
            write(json_line({"source": name, "documents": documents, "grade": grade, "who": who}))
    else:
        columns = (
            Column("grade"),
            Column("documents", right=True),
            Column("source", gives=True),
            Column("by"),
        )
        rows = (
            (
                *grades.get(("source", name), ("", ""))[:1],
                str(n),
                name,
                grades.get(("source", name), ("", ""))[1],
            )
            for name, n in sources
        )
        table(columns, rows)
    for (kind, key), (grade, who) in grades.items():
        if kind == "document" and (id_ := store.document_of(key)):
            title = store.document(id_).row.title
            if as_json:
                write(json_line({"document": id_, "title": title, "grade": grade, "who": who}))
            else:
                write(plain(f"{grade:<5}  {id_}  {title}  ({who})"))
