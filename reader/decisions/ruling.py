"""The replay: from decisions to what a library has to show. Pure; the same decisions always give the same ruling.

A decision is about names; a `Directory` (the library, or a table in a test) says which machine-made entities answer to a name. What can no
longer be found, or contradicts what was decided before, is a `Problem`: reported, passed over, never dropped from the log.

Contradictions. Two entities that were decided to be different stay different: a merge that would bring them together through others is
refused and reported. What one person decides about the very same two entities later replaces what was decided earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Protocol

from reader.decisions.log import Problem
from reader.decisions.verbs import Decision, EntityRef, MentionRef, active
from reader.values import dataclass

__all__ = ["AddedName", "Directory", "Movement", "Ruling", "rule"]


class Directory(Protocol):
    """What the replay asks of a library."""

    def find(self, reference: EntityRef) -> Sequence[str]:
        """The ids of the machine-made entities that `reference` can mean, the likeliest first; empty if there is none."""

    def has_document(self, sha256: str) -> bool:
        """Whether the collection holds this content."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Mentions (or all mentions of `entity` in `documents`) that belong to `to` from now on."""

    entity: str
    to: str
    mentions: tuple[MentionRef, ...] = ()
    documents: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class AddedName:
    """A passage, or with `word` every occurrence of a word, that `who` says is a name of `type`: that of `entity`."""

    type: str
    mentions: tuple[MentionRef, ...] = ()
    word: str = ""
    entity: str = ""
    name: str = ""
    who: str = ""


@dataclass(slots=True)
class Ruling:
    """What holds after all decisions. Ids are the directory's, or "u-…" for entities that a split or an addition made."""

    heads: dict[str, str] = field(default_factory=dict)
    """Entity -> the entity it is shown as; only those that differ from themselves."""
    names: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    made: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Entities that the user made: id -> (name, type)."""
    confirmed: set[str] = field(default_factory=set)
    pinned: set[str] = field(default_factory=set)
    ignored_entities: set[str] = field(default_factory=set)
    ignored_mentions: set[MentionRef] = field(default_factory=set)
    ignored_words: set[tuple[str, str]] = field(default_factory=set)
    """(word, type or "" for any)."""
    confirmed_mentions: set[MentionRef] = field(default_factory=set)
    movements: list[Movement] = field(default_factory=list)
    added: list[AddedName] = field(default_factory=list)
    different: set[tuple[str, str]] = field(default_factory=set)
    """Pairs (smaller id first) that are not the same."""
    grades: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """("source", its name) or ("document", its content hash) -> (grade, who gave it); the last one given."""
    problems: list[Problem] = field(default_factory=list)

    def head(self, entity: str) -> str:
        """The entity that `entity` is shown as."""
        return self.heads.get(entity, entity)


@dataclass(slots=True)
class _Pair:
    decision: Decision
    same: bool


class _Replay:
    """One pass over the decisions; merges are settled at the end, so that a later "never" can take one apart."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.ruling = Ruling()
        self.pairs: dict[tuple[str, str], _Pair] = {}
        self.named: list[tuple[str, Decision]] = []
        self.typed: list[tuple[str, Decision]] = []

    def report(self, decision: Decision, what: str, remedy: str = "", *, holds: bool = False) -> None:
        self.ruling.problems.append(Problem(what, 0, decision.id, remedy, holds))

    def entities(self, decision: Decision) -> list[str] | None:
        """The ids of everybody the decision is about; None, with a report, if somebody is not here."""
        ids: list[str] = []
        for reference in decision.entities:
            found = self.of(reference)
            if found is None:
                self.report(
                    decision,
                    f"“{decision.verb}” speaks of {reference.type} “{reference.name}”, whom this collection does not name",
                    "It will apply when such a document is indexed.",
                )
                return None
            ids.append(found)
        return ids

    def of(self, reference: EntityRef) -> str | None:
        """Who is meant: by the hint if it still bears the name, else by the name; somebody the user made comes first."""
        if reference.id in self.ruling.made:
            return reference.id
        found = self.directory.find(reference)
        # Who was split off may be called like the one it was split from: the hint tells them apart.
        if reference.id and reference.id in found:
            return reference.id
        for made, called in self.ruling.made.items():
            if called == (reference.name, reference.type):
                return made
        if found:
            return found[0]
        renamed = (entity for entity, decision in reversed(self.named) if decision.name == reference.name)
        return next(renamed, None)

    # --- the verbs

    def apply(self, decision: Decision) -> None:
        getattr(self, f"_{decision.verb}")(decision)

    def _merge(self, decision: Decision) -> None:
        ids = self.entities(decision)
        if ids is None:
            return
        into = ids[-1]
        for one in ids[:-1]:
            if one != into:
                self._judge(one, into, decision, same=True)
        if decision.name:
            self.named.append((into, decision))

    def _never(self, decision: Decision) -> None:
        ids = self.entities(decision)
        if ids is None:
            return
        if ids[0] == ids[1]:
            self.report(
                decision, f"“{decision.entities[0].name}” cannot differ from itself here", "Split it first."
            )
            return
        self._judge(ids[0], ids[1], decision, same=False)

    def _judge(self, left: str, right: str, decision: Decision, *, same: bool) -> None:
        key = (min(left, right), max(left, right))
        before = self.pairs.get(key)
        if before is not None and before.same != same and before.decision.who != decision.who:
            self.report(
                decision,
                f"{decision.who} and {before.decision.who} disagree about {_names(decision)}; the later decision holds",
                "Undo one of the two.",
                holds=True,
            )
        self.pairs.pop(key, None)
        self.pairs[key] = _Pair(decision, same)

    def _split(self, decision: Decision) -> None:
        ids = self.entities(decision)
        if ids is None:
            return
        missing = {mention.sha256 for mention in decision.mentions} | set(decision.documents)
        missing = {sha256 for sha256 in missing if not self.directory.has_document(sha256)}
        if missing:
            self.report(
                decision, f"“split” speaks of {len(missing)} documents that are not in this collection"
            )
        type_ = decision.type or decision.entities[-1].type
        if len(ids) > 1:
            to = ids[1]
        else:
            to = f"u-{decision.id[:12]}"
            self.ruling.made[to] = (decision.name, type_)
        self.ruling.movements.append(Movement(ids[0], to, decision.mentions, decision.documents, type_))

    def _rename(self, decision: Decision) -> None:
        ids = self.entities(decision)
        if ids:
            self.named.append((ids[0], decision))

    def _retype(self, decision: Decision) -> None:
        ids = self.entities(decision)
        if ids:
            self.typed.append((ids[0], decision))

    def _ignore(self, decision: Decision) -> None:
        if decision.word:
            self.ruling.ignored_words.add((decision.word, decision.type))
        self.ruling.ignored_mentions.update(decision.mentions)
        self.ruling.ignored_entities.update(self.entities(decision) or ())

    def _add(self, decision: Decision) -> None:
        name = decision.name or decision.word or decision.mentions[0].text
        if decision.entities:
            ids = self.entities(decision)
            if ids is None:
                return
            entity = ids[0]
        else:
            known = self.of(EntityRef(name, decision.type))
            entity = known or f"u-{decision.id[:12]}"
            if known is None:
                self.ruling.made[entity] = (name, decision.type)
        word = decision.word if decision.everywhere or not decision.mentions else ""
        # What was ignored before and is said to be a name now is one.
        self.ruling.ignored_mentions.difference_update(decision.mentions)
        self.ruling.added.append(
            AddedName(decision.type, decision.mentions, word, entity, name, decision.who)
        )

    def _confirm(self, decision: Decision) -> None:
        self.ruling.confirmed_mentions.update(decision.mentions)
        self.ruling.confirmed.update(self.entities(decision) or ())

    def _grade(self, decision: Decision) -> None:
        about = [("document", sha256) for sha256 in decision.documents] or [("source", decision.word)]
        for one in about:
            if decision.name:
                self.ruling.grades[one] = (decision.name, decision.who)
            else:
                self.ruling.grades.pop(one, None)

    def _pin(self, decision: Decision) -> None:
        self.ruling.pinned.update(self.entities(decision) or ())

    # --- settling

    def settle(self) -> Ruling:
        """Bring merges together, refusing those that would join what is different; then names and types, the last one said."""
        ruling = self.ruling
        ruling.different = {key for key, pair in self.pairs.items() if not pair.same}
        groups: dict[str, set[str]] = {}
        for (left, right), pair in self.pairs.items():
            if not pair.same:
                continue
            one, other = groups.get(left, {left}), groups.get(right, {right})
            if one is other:
                continue
            clash = next(
                (
                    (a, b)
                    for a, b in ruling.different
                    if (a in one and b in other) or (a in other and b in one)
                ),
                None,
            )
            if clash is not None:
                self.report(
                    pair.decision,
                    f"merging {_names(pair.decision)} would join two that were decided to be different",
                    "Undo the “never” or this merge.",
                )
                continue
            both = one | other
            groups.update(dict.fromkeys(both, both))
        targets = {_into(pair.decision, self): None for pair in self.pairs.values() if pair.same}
        for group in {id(group): group for group in groups.values()}.values():
            last = [target for target in targets if target in group]
            head = last[-1] if last else min(group)
            ruling.heads.update({entity: head for entity in group if entity != head})
        for entity, decision in self.named:
            ruling.names[ruling.head(entity)] = decision.name
        for entity, decision in self.typed:
            ruling.types[ruling.head(entity)] = decision.type
        for kept in (ruling.confirmed, ruling.pinned, ruling.ignored_entities):
            moved = {ruling.head(entity) for entity in kept}
            kept.clear()
            kept.update(moved)
        return ruling


def _into(decision: Decision, replay: _Replay) -> str:
    return replay.of(decision.entities[-1]) or ""


def _names(decision: Decision) -> str:
    return " and ".join(f"“{entity.name}”" for entity in decision.entities)


def rule(decisions: Iterable[Decision], directory: Directory) -> Ruling:
    """What holds after `decisions` in the collection that `directory` knows. Undone decisions leave no trace."""
    decisions = list(decisions)
    replay = _Replay(directory)
    known = {decision.id for decision in decisions}
    for decision in decisions:
        if decision.verb == "undo" and decision.target not in known:
            replay.report(decision, f"takes back decision {decision.target}, which is not in the log")
    for decision in active(decisions):
        replay.apply(decision)
    return replay.settle()
