"""Decisions take effect: written to the log beside the library first, then shown by the library; undone in the same way.

The log is the truth. Whatever the library shows can be made again from it, and is after every index run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.decisions import (
    Decision,
    DecisionLog,
    EntityRef,
    MentionRef,
    Problem,
    Ruling,
    active,
    joined,
    new_decision,
    rule,
    taken_back,
)
from reader.errors import CommandError, LibraryError
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Directory, Library
    from reader.readmodel import StoredDocument

__all__ = [
    "Outcome",
    "apply_log",
    "decide",
    "holding",
    "join",
    "last_that_holds",
    "log_of",
    "mention_ref",
    "preview",
    "problems_of",
    "record",
    "redo_last",
    "reference",
    "ruling_of",
    "show_log",
    "stumbles",
    "undo_last",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision came to: how many mentions in how many documents it is about, and what stood in its way.

    `applied` is False if the decision is in the log but the library could not be written now: the next index run shows it.
    """

    decision: Decision
    mentions: int
    documents: int
    problems: tuple[Problem, ...] = ()
    applied: bool = True


def log_of(library: Path | str) -> DecisionLog:
    """The log that belongs to a library: the file beside it."""
    path = Path(library)
    return DecisionLog(path.with_name(path.name + ".decisions.jsonl"))


def _read(library: Path) -> tuple[list[Decision], list[Problem]]:
    """The decisions in the order in which they hold: that of the file, or of time where several people's were joined."""
    decisions, problems = log_of(library).read()
    several = len({decision.who for decision in decisions}) > 1
    return joined(decisions) if several else decisions, problems


def ruling_of(library: Library, extra: Sequence[Decision] = ()) -> Callable[[Directory], Ruling]:
    """What the library's log (and `extra`) comes to among the entities that a directory knows.

    The log is read when the ruling is made, under the library's own lock: what was decided while a long run was under way counts.
    """
    return lambda directory: rule([*_read(library.path)[0], *extra], directory)


def reference(library: Library, entity: str) -> EntityRef:
    """A listed entity as a log names it: by what the machine calls it, so that it is found whatever it is renamed to."""
    found = library.decided(entity)
    return EntityRef(found.name, found.type, found.id)


def mention_ref(document: StoredDocument, start: int, end: int) -> MentionRef:
    """A passage of a document as a log names it; raises CommandError for a span that is not in its text."""
    if not 0 <= start < end <= len(document.text):
        raise CommandError(
            f"there is no passage {start}:{end} in it", document.row.id, "Give START:END in code points"
        )
    return MentionRef(document.row.sha256, start, end, document.text[start:end])


def preview(library: Library, decision: Decision) -> tuple[int, int]:
    """How many mentions in how many documents a decision is about, as the library has them now. Changes nothing."""
    if decision.verb == "undo":
        # To redo changes as much as the first time, to undo what was changed then.
        decisions, _ = _read(library.path)
        by_id = {one.id: one for one in decisions}
        target, steps = decision, 0
        while target.verb == "undo" and target.target in by_id and steps <= len(decisions):
            target, steps = by_id[target.target], steps + 1
        return (0, 0) if target.verb == "undo" else _counted(library, target, done=steps % 2 == 1)
    return _counted(library, decision, done=False)


def _counted(library: Library, decision: Decision, done: bool) -> tuple[int, int]:
    """What a decision is about, where it is still to be `done` or where it is."""
    directory = library.directory()
    ids = [found for one in decision.entities for found in _meant(library, one, directory, done)]
    if decision.verb == "merge":
        # The last one keeps its mentions, unless it is called otherwise.
        return library.held(ids if decision.name else ids[:-1], own=done)
    if decision.verb == "grade":
        return 0, library.graded(decision.word, decision.documents)
    if decision.word and (decision.verb == "ignore" or decision.everywhere or not decision.mentions):
        if decision.verb == "ignore":
            return library.standing(decision.word, "ignored" if done else "named")
        return library.standing(decision.word, "named" if done else "free")
    here = {ref.sha256 for ref in decision.mentions if directory.has_document(ref.sha256)}
    spots = sum(ref.sha256 in here for ref in decision.mentions)
    if decision.verb == "split":
        mentions, documents = _split_off(library, decision, ids, done) if decision.documents else (0, 0)
        return (
            (mentions, documents)
            if done and mentions
            else (mentions + spots, documents + len(here - set(decision.documents)))
        )
    if decision.mentions:
        return spots, len(here)
    return library.held(ids, own=done)


def _split_off(library: Library, decision: Decision, ids: list[str], done: bool) -> tuple[int, int]:
    """The mentions that a decision moves, or (`done`) has moved, by whole documents."""
    if not done:
        return library.held(ids[:1], decision.documents)
    if len(decision.entities) > 1:
        return library.moved_away(library.directory().find(decision.entities[0])[:1], decision.documents)
    return library.held([f"u-{decision.id[:12]}"], decision.documents)


def _meant(library: Library, one: EntityRef, directory: Directory, own: bool) -> list[str]:
    """The entity that a reference means now, if it has mentions."""
    candidates = ([one.id] if one.id else []) + list(directory.find(one))[:1]
    return [id_ for id_ in candidates if library.held([id_], own=own) != (0, 0)][:1]


def decide(library_path: Path | str, decision: Decision) -> Outcome:
    """Write a decision to the log, on the disk when this returns, and show what it says.

    Raises LibraryError when it could not be saved. Where it was saved but another process keeps the library, `applied` is False.
    """
    mentions, documents = record(library_path, decision)
    try:
        problems = show_log(library_path)
    except LibraryError as error:
        saved = Problem(
            f"the decision is saved, but is not shown yet: {error.what}", 0, decision.id, error.remedy
        )
        return Outcome(decision, mentions, documents, (saved,), applied=False)
    own = tuple(one for one in problems if one.decision == decision.id)
    return Outcome(decision, mentions, documents, own)


def record(library_path: Path | str, decision: Decision) -> tuple[int, int]:
    """Write a decision to the log, on the disk when this returns; how many mentions in how many documents it is about.

    Raises LibraryError when it could not be saved.
    """
    from reader.library import Library

    with Library.open(library_path) as library:
        counted = preview(library, decision)
    log_of(library_path).append([decision])
    return counted


def show_log(library_path: Path | str) -> list[Problem]:
    """Let the library show what the log says; what could not be read or does not apply.

    Raises LibraryError where the library cannot be written now; the log holds all the same.
    """
    from reader.library import Library

    with Library.open(library_path, write=True) as library:
        return apply_log(library)


def stumbles(library: Library, decision: Decision) -> list[Problem]:
    """What would stand in the way of a decision if it were made now. Changes nothing."""
    problems = ruling_of(library, [decision])(library.directory()).problems
    return [problem for problem in problems if problem.decision == decision.id]


def holding(library: Library, verb: str, entity: str) -> Decision | None:
    """The last decision with this verb that holds for a listed entity: what made it pinned, or confirmed."""
    decisions, _ = _read(library.path)
    directory = library.directory()
    ruling = rule(decisions, directory)
    for decision in reversed(active(decisions)):
        if decision.verb != verb or not decision.entities:
            continue
        one = decision.entities[0]
        meant = one.id if one.id in ruling.made else next(iter(directory.find(one)), one.id)
        if ruling.head(meant) == entity:
            return decision
    return None


def undo_last(library_path: Path | str, who: str) -> Outcome:
    """Take the last decision that holds back; raises CommandError if there is none."""
    return _take_back(library_path, who, undone=False)


def redo_last(library_path: Path | str, who: str) -> Outcome:
    """Take the last undo that holds back; raises CommandError if there is none."""
    return _take_back(library_path, who, undone=True)


def last_that_holds(library_path: Path | str, undone: bool) -> Decision:
    """The last decision that holds, or (`undone`) the last undo that does; raises CommandError if there is none."""
    decisions, _ = _read(Path(library_path))
    found = taken_back(decisions) if undone else active(decisions)
    if not found:
        what = "there is no undone decision to redo" if undone else "there is no decision to undo"
        raise CommandError(what, str(library_path))
    return found[-1]


def _take_back(library_path: Path | str, who: str, undone: bool) -> Outcome:
    target = last_that_holds(library_path, undone)
    salt = str(len(log_of(library_path).read()[0]))
    return decide(library_path, new_decision("undo", who, target=target.id, salt=salt))


def apply_log(library: Library) -> list[Problem]:
    """Show what the library's log says; what could not be read or does not apply here."""
    found: list[Problem] = []

    def ruling(directory: Directory) -> Ruling:
        # Read under the library's lock: whoever applies last applies everything.
        decisions, problems = _read(library.path)
        made = rule(decisions, directory)
        found.extend((*problems, *made.problems))
        return made

    library.apply(ruling)
    return [*found, *_missing(library)]


def problems_of(library: Library) -> list[Problem]:
    """What in the log cannot be read, contradicts itself, or does not apply to this library. Changes nothing."""
    decisions, problems = _read(library.path)
    return [*problems, *rule(decisions, library.directory()).problems, *_missing(library)]


def _missing(library: Library) -> list[Problem]:
    return [
        Problem(
            f"the passage “{text}” is no longer in its document", remedy="Decide about it again, or leave it."
        )
        for text in library.missing_passages()
    ]


def join(library_path: Path | str, other: Path) -> tuple[int, list[Problem]]:
    """Take the decisions of another log into this library's; how many were new, and what is wrong with either or between them.

    Raises LibraryError if `other` is not there. Nothing is taken twice; the order of time decides what holds.
    """
    from reader.library import Library

    if not other.is_file():
        raise LibraryError("there is no log of decisions here", str(other), "Give a file of JSON lines")
    log = log_of(library_path)
    ours, _ = log.read()
    theirs, broken = DecisionLog(other).read()
    known = {decision.id for decision in ours}
    fresh = [decision for decision in joined(ours, theirs) if decision.id not in known]
    log.append(fresh)
    with Library.open(library_path, write=True) as library:
        return len(fresh), [*broken, *apply_log(library)]
