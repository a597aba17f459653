"""`vgt-reader decide`: put names right, for good; every decision can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reader.cli import options
from reader.cli.decisions import about
from reader.cli.libraries import library_file, opened
from reader.cli.output import count, json_line, plain, say, write
from reader.errors import CommandError, NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from reader.decisions import Decision, EntityRef, MentionRef, Problem
    from reader.indexing.deciding import Outcome
    from reader.library import Library
    from reader.readmodel import EntityRow

__all__ = ["command", "user"]

F = TypeVar("F", bound=Callable[..., Any])

PASSAGE = "A passage: document and the span of its text in code points, as `mentions --json` gives them."


def user() -> str:
    """The login name, for the log."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _common(function: F) -> F:
    """The options of every decision."""
    for option in (
        options.as_json,
        click.option("--note", default="", metavar="TEXT", help="Why, for the log."),
        click.option("--who", metavar="NAME", help="Who decides.  [default: the login name]"),
        click.option("--dry-run", is_flag=True, help="Only say how much would change."),
        options.library,
    ):
        function = option(function)
    return function


def _passages(function: F) -> F:
    """--mention D:START:END"""
    return click.option("--mention", "mentions", multiple=True, metavar="D:START:END", help=PASSAGE)(function)


class _Case:
    """The open library, and the decision on its way."""

    def __init__(self, store: Library) -> None:
        self.store = store

    def entity(self, name: str) -> EntityRef:
        """Whom `name` means, as a log names them."""
        from reader.indexing.deciding import reference

        return reference(self.store, self.row(name).id)

    def row(self, name: str) -> EntityRow:
        """Whom `name` means; raises NotFound with the nearest names, CommandError where it fits several."""
        rows = self.store.called(name)
        exact = [row for row in rows if row.name == name or row.id == name]
        rows = exact if len(exact) == 1 else rows
        if not rows:
            near = ", ".join(f"{row.name} ({row.id})" for row in self.store.find_entities(name)[:3])
            raise NotFound(f"nobody is named “{name}”", "", f"Nearest: {near}")
        if len(rows) > 1:
            some = ", ".join(f"{row.id} ({row.name}, {count(row.mentions, 'mention')})" for row in rows[:4])
            raise CommandError(f"“{name}” fits {len(rows)} entities", "", f"Give the id of one: {some}")
        return rows[0]

    def passage(self, given: str) -> MentionRef:
        """The passage that D:START:END means."""
        from reader.indexing.deciding import mention_ref

        parts = given.rsplit(":", 2)
        if len(parts) != 3 or not (parts[1].isdigit() and parts[2].isdigit()):
            raise CommandError("this is no passage", given, "Give DOCUMENT:START:END")
        document = self.store.document(self.store.find_document(parts[0]))
        return mention_ref(document, int(parts[1]), int(parts[2]))

    def content(self, document: str) -> str:
        """The content hash of a document."""
        return self.store.document(self.store.find_document(document)).row.sha256


def _decide(verb: str, given: dict[str, Any], fields: Callable[[_Case], dict[str, Any]]) -> int:
    """Make the decision, say how much it changes, and (but for a dry run) let it take effect; the exit status."""
    from reader.decisions import new_decision
    from reader.indexing.deciding import decide, log_of, preview, stumbles

    path = library_file(given["library"])
    with opened(str(path)) as store:
        salt = str(len(log_of(path).read()[0]))
        try:
            decision = new_decision(
                verb, given["who"] or user(), salt=salt, note=given["note"], **fields(_Case(store))
            )
        except ValueError as error:
            raise CommandError(
                str(error), verb, f"`vgt-reader decide {verb} --help` says what it needs"
            ) from error
        if given["dry_run"]:
            mentions, documents = preview(store, decision)
            _say(_named(path, decision), mentions, documents, given["as_json"], dry=True)
            return _note(stumbles(store, decision))
    return _tell(_named(path, decision), decide(path, decision), given["as_json"])


def _named(path: Path, decision: Decision) -> str:
    """The decision in words; of an undo, what it takes back."""
    from reader.indexing.deciding import log_of

    words = decision.verb
    by_id = {one.id: one for one in log_of(path).read()[0]}
    seen: set[str] = set()
    while decision.verb == "undo" and decision.target in by_id and decision.id not in seen:
        seen.add(decision.id)
        decision = by_id[decision.target]
        words = f"redo {decision.verb}" if words == "undo undo" else f"undo {decision.verb}"
    return f"{words} {about(decision)}".rstrip()


def _tell(words: str, outcome: Outcome, as_json: bool) -> int:
    """Say what became of a decision; 1 if it does not show."""
    if as_json:
        write(json_line(_value(outcome)))
    else:
        _say(words, outcome.mentions, outcome.documents, False, id_=outcome.decision.id)
        if outcome.decision.verb != "undo":
            say("`vgt-reader decide undo` takes it back.")
    return _note(outcome.problems)


def _note(problems: Iterable[Problem]) -> int:
    """Say what stands in a decision's way; 1 if it does not show."""
    problems = list(problems)
    for problem in problems:
        say(f"Note: {problem.what}. {problem.remedy}")
    return int(any(not problem.holds for problem in problems))


def _value(outcome: Outcome) -> dict[str, Any]:
    """A decision and its effect as JSON."""
    problems = [asdict(problem) for problem in outcome.problems]
    counts = {"mentions": outcome.mentions, "documents": outcome.documents}
    return {
        "decision": outcome.decision.id,
        "verb": outcome.decision.verb,
        **counts,
        "applied": outcome.applied,
        "problems": problems,
    }


def _say(words: str, mentions: int, documents: int, as_json: bool, dry: bool = False, id_: str = "") -> None:
    """What a decision changes, and how much."""
    if as_json:
        write(
            json_line(
                {
                    "decision": None,
                    "verb": words.split(" ", 1)[0],
                    "mentions": mentions,
                    "documents": documents,
                    "applied": False,
                }
            )
        )
        return
    much = f"{count(mentions, 'mention')} in {count(documents, 'document')}"
    write(plain(f"{words}: {much}" + (" would change" if dry else f"  ({id_})")))


def _off(verb: str, name: str | None, given: dict[str, Any]) -> int:
    """Take back what makes NAME confirmed, or pinned."""
    from reader.indexing.deciding import holding

    if not name:
        raise CommandError("--off needs a name", f"decide {verb}", "Give the name")

    def target(case: _Case) -> dict[str, Any]:
        found = holding(case.store, verb, case.row(name).id)
        if found is None:
            raise CommandError(
                f"no “{verb}” holds for “{name}”", "", "`vgt-reader decisions` lists what holds"
            )
        return {"target": found.id}

    return _decide("undo", given, target)


@click.group(
    "decide",
    help="Put names right. NAME is any way of writing it, or an id; the documents themselves are never changed.",
)
def command() -> None:
    """The verbs."""


@command.command(help="These are one: all are shown as the last NAME.")
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME…")
@click.option("--name", default="", help="What they are called from now on.")
@_common
def merge(names: tuple[str, ...], name: str, **given: Any) -> int:
    """Merge entities."""
    if len(names) < 2:
        raise CommandError("merging needs two names", "decide merge", "Give those that are the same")
    return _decide("merge", given, lambda case: {"entities": tuple(map(case.entity, names)), "name": name})


@command.command(help="Some of NAME's mentions belong to somebody else.")
@click.argument("name")
@click.option("--document", "documents", multiple=True, metavar="D", help="All mentions in this document.")
@_passages
@click.option("--as", "called", default="", metavar="NEW", help="What the other, a new one, is called.")
@click.option("--to", "known", metavar="OTHER", help="The other, if that is somebody known.")
@click.option("--type", "of_type", type=click.Choice(options.ENTITY_TYPES), help="What the other is.")
@_common
def split(
    name: str,
    documents: tuple[str, ...],
    mentions: tuple[str, ...],
    called: str,
    known: str | None,
    of_type: str | None,
    **given: Any,
) -> int:
    """Split an entity."""
    if bool(called) == bool(known):
        raise CommandError("whose are they?", "decide split", "Give --as NEW, or --to somebody known")
    return _decide(
        "split",
        given,
        lambda case: {
            "entities": tuple(map(case.entity, (name, known) if known else (name,))),
            "documents": tuple(map(case.content, documents)),
            "mentions": tuple(map(case.passage, mentions)),
            "name": called,
            "type": of_type or "",
        },
    )


@command.command(help="NAME is called NEW from now on.")
@click.argument("name")
@click.argument("new")
@_common
def rename(name: str, new: str, **given: Any) -> int:
    """Rename an entity."""
    return _decide("rename", given, lambda case: {"entities": (case.entity(name),), "name": new})


@command.command(help="NAME is a person, an organisation or a place.")
@click.argument("name")
@click.argument("of_type", metavar="TYPE", type=click.Choice(options.ENTITY_TYPES))
@_common
def retype(name: str, of_type: str, **given: Any) -> int:
    """Change an entity's type."""
    return _decide("retype", given, lambda case: {"entities": (case.entity(name),), "type": of_type})


@command.command(help="NAME, a word or a passage names nobody.")
@click.argument("name", required=False)
@click.option("--word", default="", help="Every mention that is spelt so.")
@_passages
@_common
def ignore(name: str | None, word: str, mentions: tuple[str, ...], **given: Any) -> int:
    """Ignore names."""
    return _decide(
        "ignore",
        given,
        lambda case: {
            "entities": (case.entity(name),) if name else (),
            "word": word,
            "mentions": tuple(map(case.passage, mentions)),
        },
    )


@command.command(help="WORD is a name wherever it stands by itself; or a passage is one.")
@click.argument("word", required=False)
@click.option(
    "--type", "of_type", type=click.Choice(options.ENTITY_TYPES), required=True, help="What it names."
)
@_passages
@click.option("--entity", metavar="NAME", help="Whom it names, if that is somebody known.")
@click.option("--name", default="", help="What a new one is called.  [default: as it is written]")
@_common
def add(
    word: str | None, of_type: str, mentions: tuple[str, ...], entity: str | None, name: str, **given: Any
) -> int:
    """Add names."""
    return _decide(
        "add",
        given,
        lambda case: {
            "word": word or "",
            "everywhere": bool(word),
            "type": of_type,
            "mentions": tuple(map(case.passage, mentions)),
            "entities": (case.entity(entity),) if entity else (),
            "name": name,
        },
    )


@command.command(help="NAME, or a passage, is right as it stands.")
@click.argument("name", required=False)
@click.option("--off", is_flag=True, help="Take it back.")
@_passages
@_common
def confirm(name: str | None, off: bool, mentions: tuple[str, ...], **given: Any) -> int:
    """Confirm names."""
    if off:
        return _off("confirm", name, given)
    return _decide(
        "confirm",
        given,
        lambda case: {
            "entities": (case.entity(name),) if name else (),
            "mentions": tuple(map(case.passage, mentions)),
        },
    )


@command.command(help="ONE and OTHER are not the same; it is not suggested again.")
@click.argument("one")
@click.argument("other")
@_common
def never(one: str, other: str, **given: Any) -> int:
    """Keep two apart."""
    return _decide("never", given, lambda case: {"entities": (case.entity(one), case.entity(other))})


@command.command(help="Keep NAME on top.")
@click.argument("name")
@click.option("--off", is_flag=True, help="No longer.")
@_common
def pin(name: str, off: bool, **given: Any) -> int:
    """Pin an entity."""
    if off:
        return _off("pin", name, given)
    return _decide("pin", given, lambda case: {"entities": (case.entity(name),)})


@command.command(
    help="Take the last decision back, or the one with this ID (`vgt-reader decisions` lists them)."
)
@click.argument("decision", required=False, metavar="ID")
@_common
def undo(decision: str | None, **given: Any) -> int:
    """Undo a decision."""
    return _decide("undo", given, lambda case: {"target": _target(case.store, decision, undone=False)})


@command.command(help="Bring back what was undone last.")
@_common
def redo(**given: Any) -> int:
    """Redo a decision."""
    return _decide("undo", given, lambda case: {"target": _target(case.store, None, undone=True)})


def _target(store: Library, wanted: str | None, undone: bool) -> str:
    """The decision to take back; raises CommandError if there is none."""
    from reader.indexing.deciding import last_that_holds, log_of

    if wanted is None:
        return last_that_holds(store.path, undone).id
    found = [one.id for one in log_of(store.path).read()[0] if one.id.startswith(wanted)]
    if len(found) != 1:
        what = "there is no decision" if not found else "several decisions begin with"
        raise CommandError(f"{what} {wanted}", "", "`vgt-reader decisions` lists them")
    return found[0]
