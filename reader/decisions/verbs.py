"""Decisions as values: what can be decided, about whom, and how a line of the log reads.

{"id": "…", "at": "2024-05-01T09:30:00Z", "who": "ana", "verb": "merge",
 "entities": [{"name": "R. Jones", "type": "person"}, {"name": "Rob Jones", "type": "person"}], "name": "Rob Jones"}
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timezone
from typing import Any

from reader.values import dataclass

__all__ = ["VERBS", "Decision", "EntityRef", "MentionRef", "active", "new_decision", "taken_back"]

VERBS: dict[str, str] = {
    "merge": "these are one; the name is what they are called from now on",
    "split": "these mentions or documents belong to somebody else: to the second one named, or to a new one called by the name",
    "rename": "this one is called by the name",
    "retype": "this one is a person, an organisation or a place",
    "ignore": "this mention, this entity or this word names nobody",
    "add": "this passage is a name; with `everywhere`, wherever it occurs",
    "confirm": "this one is right as it stands",
    "never": "these two are not the same, and must not be suggested again",
    "pin": "keep this one on top",
    "grade": "what this source (the word) or these documents say is worth `name`: reliability A to F, credibility 1 to 6; none takes it back",
    "undo": "take the decision `target` back; to take back an undo is to redo",
}
"""Every verb and what it says."""

_GRADE = re.compile(r"(?:[A-F][1-6])?")
_TYPES = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class EntityRef:
    """Somebody as a decision names them: `id` is a hint for the library it was made in, name and type say it anywhere."""

    name: str
    type: str
    id: str = ""

    def as_json(self) -> dict[str, str]:
        """For the log; the hint is left out where there is none."""
        return {"name": self.name, "type": self.type} | ({"id": self.id} if self.id else {})


@dataclass(frozen=True, slots=True)
class MentionRef:
    """A passage: the content hash of its document, its span (code points, end exclusive) and its text, to find it again."""

    sha256: str
    start: int
    end: int
    text: str

    def as_json(self) -> dict[str, Any]:
        """For the log."""
        return {"sha256": self.sha256, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. Which fields mean something depends on the verb; `documents` are content hashes."""

    id: str
    at: str
    who: str
    verb: str
    entities: tuple[EntityRef, ...] = ()
    mentions: tuple[MentionRef, ...] = ()
    documents: tuple[str, ...] = ()
    name: str = ""
    type: str = ""
    word: str = ""
    everywhere: bool = False
    target: str = ""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def as_line(self) -> str:
        """The decision as one line of JSON, without the line end; fields that a newer reader wrote are kept."""
        row: dict[str, Any] = {"id": self.id, "at": self.at, "who": self.who, "verb": self.verb}
        if self.entities:
            row["entities"] = [entity.as_json() for entity in self.entities]
        if self.mentions:
            row["mentions"] = [mention.as_json() for mention in self.mentions]
        for key in ("documents", "name", "type", "word", "everywhere", "target", "note"):
            value = getattr(self, key)
            if value:
                row[key] = list(value) if key == "documents" else value
        row.update({key: value for key, value in self.extra.items() if key not in row})
        return json.dumps(row, ensure_ascii=False)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Decision:
        """The decision that a line's JSON object says.

        Raises ValueError, saying which field is wrong.
        """
        known = {
            "id",
            "at",
            "who",
            "verb",
            "entities",
            "mentions",
            "documents",
            "name",
            "type",
            "word",
            "everywhere",
            "target",
            "note",
        }
        decision = cls(
            id=_text(row, "id"),
            at=_text(row, "at"),
            who=_text(row, "who"),
            verb=_text(row, "verb"),
            entities=tuple(_entity(entity) for entity in _list(row, "entities")),
            mentions=tuple(_mention(mention) for mention in _list(row, "mentions")),
            documents=tuple(str(document) for document in _list(row, "documents")),
            name=str(row.get("name", "")),
            type=str(row.get("type", "")),
            word=str(row.get("word", "")),
            everywhere=bool(row.get("everywhere", False)),
            target=str(row.get("target", "")),
            note=str(row.get("note", "")),
            extra={key: value for key, value in row.items() if key not in known},
        )
        _check(decision)
        return decision


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"“{key}” is missing or not a text")
    return value


def _list(row: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"“{key}” is not a list")
    return value


def _entity(value: Any) -> EntityRef:
    if not isinstance(value, Mapping):
        raise ValueError("an entity is not an object with name and type")
    return EntityRef(_text(value, "name"), _text(value, "type"), str(value.get("id", "")))


def _mention(value: Any) -> MentionRef:
    if not isinstance(value, Mapping):
        raise ValueError("a mention is not an object with sha256, start, end and text")
    try:
        start, end = int(value["start"]), int(value["end"])
    except (KeyError, TypeError, ValueError):
        raise ValueError("a mention's start and end are not numbers") from None
    if not 0 <= start < end:
        raise ValueError(f"a mention's span {start}..{end} is empty or backwards")
    return MentionRef(_text(value, "sha256"), start, end, _text(value, "text"))


def _check(decision: Decision) -> None:
    """What each verb needs."""
    verb = decision.verb
    if verb not in VERBS:
        raise ValueError(f"the verb “{verb}” is not known")
    if decision.type and decision.type not in _TYPES:
        raise ValueError(f"the type “{decision.type}” is not one of {', '.join(_TYPES)}")
    needs = {
        "merge": len(decision.entities) >= 2,
        "split": bool(decision.mentions or decision.documents)
        and (len(decision.entities) == 2 or (len(decision.entities) == 1 and bool(decision.name))),
        "rename": len(decision.entities) == 1 and bool(decision.name),
        "retype": len(decision.entities) == 1 and bool(decision.type),
        "ignore": bool(decision.entities or decision.mentions or decision.word),
        "add": bool(decision.type) and bool(decision.mentions or decision.word),
        "confirm": bool(decision.entities or decision.mentions),
        "never": len(decision.entities) == 2,
        "pin": len(decision.entities) == 1,
        "grade": bool(decision.word) != bool(decision.documents) and bool(_GRADE.fullmatch(decision.name)),
        "undo": bool(decision.target),
    }
    if not needs[verb]:
        raise ValueError(f"a “{verb}” does not say what it is about")


def new_decision(verb: str, who: str, *, at: str | None = None, salt: str = "", **fields: Any) -> Decision:
    """A decision made now. `salt` keeps two equal decisions of one second apart (a counter will do).

    Raises ValueError when the verb lacks what it needs.
    """
    moment = at or datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    draft = Decision(id="-", at=moment, who=who, verb=verb, **fields)
    digest = hashlib.blake2b(f"{draft.as_line()}|{salt}".encode(), digest_size=8).hexdigest()
    decision = Decision(id=digest, at=moment, who=who, verb=verb, **fields)
    _check(decision)
    return decision


def active(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, in order: those that no undo that holds has taken back. Undos themselves are left out."""
    return [decision for decision in _holding(decisions) if decision.verb != "undo"]


def taken_back(decisions: Iterable[Decision]) -> list[Decision]:
    """The undos that hold and leave something undone, in order: what can be redone. (An undo of an undo is a redo already.)"""
    decisions = list(decisions)
    by_id = {decision.id: decision for decision in decisions}

    def redoes(undo: Decision) -> bool:
        steps, one = 0, undo
        while one.verb == "undo" and one.target in by_id and steps <= len(decisions):
            steps, one = steps + 1, by_id[one.target]
        return steps % 2 == 0

    return [decision for decision in _holding(decisions) if decision.verb == "undo" and not redoes(decision)]


def _holding(decisions: Iterable[Decision]) -> list[Decision]:
    gone: set[str] = set()
    holding: list[Decision] = []
    for decision in reversed(list(decisions)):
        if decision.id in gone:
            continue
        if decision.verb == "undo":
            gone.add(decision.target)
        holding.append(decision)
    return holding[::-1]
