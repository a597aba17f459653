"""The user's notes and tags on passages, documents and names: what a note is, and how it comes out of its file's lines.

    {"id": "9f3a61c2d0b4", "at": "2026-11-23T13:40:00Z", "by": "ann", "note": "Chair until 2018?", "tags": ["vgt"],
     "on": {"document": "84b7141b7286", "passage": ["84b7141b7286", 1234, "…", "…", "a.txt", "…"], "end": 1260}}
    {"id": "…", "at": "…", "by": "ann", "change": "9f3a61c2d0b4", "note": "Chair until 2017."}
    {"id": "…", "at": "…", "by": "ann", "delete": "9f3a61c2d0b4"}

Lines are only ever added, so nothing that was written is lost and files of several people can be put together.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from reader.errors import SettingsError
from reader.session.anchors import Anchor
from reader.session.fuzzy import fold
from reader.values import dataclass

__all__ = [
    "Change",
    "Deletion",
    "Line",
    "Note",
    "Notes",
    "Target",
    "new_id",
    "notes_as_markdown",
    "parse_notes",
]


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: an entity, else a passage (from `passage` to `end`), else a whole document.

    `name` is the entity's name or the document's title when the note was made, to find it again by and for people to read;
    `path` is the document's file, which stays when its words change.
    """

    document: str | None = None
    passage: Anchor | None = None
    end: int | None = None
    entity: str | None = None
    name: str = ""
    path: str = ""

    @property
    def key(self) -> str:
        """Under what something about this target alone is kept (an unfinished note)."""
        if self.entity is not None:
            return f"entity {self.entity}"
        where = "" if self.passage is None else f" {self.passage.offset}-{self.end}"
        return f"document {self.document}{where}"

    def same_as(self, other: Target) -> bool:
        """Whether both are about the same thing."""
        return self.key == other.key

    @property
    def words(self) -> str:
        """The words of the passage as far as they were kept, on one line; "" where it is no passage."""
        if self.passage is None:
            return ""
        length = max(0, (self.end or 0) - self.passage.offset) or None
        words = " ".join(self.passage.after[:length].split())
        return words + ("…" if length is not None and length > len(self.passage.after) else "")

    @property
    def file(self) -> str:
        """The document's file, where it is known."""
        return self.path or (self.passage.path if self.passage is not None else "")

    def as_row(self) -> dict[str, object]:
        """The target as plain values; what is not there is left out."""
        row: dict[str, object] = {"document": self.document, "entity": self.entity}
        row |= {"name": self.name or None, "path": self.path or None}
        if self.passage is not None:
            row |= {"passage": self.passage.as_row(), "end": self.end}
        return {key: value for key, value in row.items() if value is not None}

    @classmethod
    def from_row(cls, row: object) -> Target | None:
        """The target that `as_row` wrote; None for anything else."""
        if not isinstance(row, dict):
            return None
        document, entity, name, end = (row.get(key) for key in ("document", "entity", "name", "end"))
        path = row.get("path")
        passage = Anchor.from_row(row["passage"]) if "passage" in row else None
        texts = all(value is None or isinstance(value, str) for value in (document, entity, name, path))
        if not texts or not (document or entity) or ("passage" in row and passage is None):
            return None
        return cls(document, passage, end if isinstance(end, int) else None, entity, name or "", path or "")


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `at` is ISO 8601 in UTC, when it was made; `changed` when its words last changed ("" if never)."""

    id: str
    at: str
    by: str
    on: Target
    text: str
    tags: tuple[str, ...] = ()
    changed: str = ""

    def as_line(self) -> str:
        """The line that makes the note."""
        row = {"id": self.id, "at": self.at, "by": self.by, "note": self.text, "tags": list(self.tags)}
        return _as_line({**row, "on": self.on.as_row()})


@dataclass(frozen=True, slots=True)
class Change:
    """Other words or tags for a note; None leaves them as they are."""

    id: str
    at: str
    by: str
    note: str
    text: str | None = None
    tags: tuple[str, ...] | None = None

    def as_line(self) -> str:
        """The line that makes the change."""
        row: dict[str, object] = {"id": self.id, "at": self.at, "by": self.by, "change": self.note}
        if self.text is not None:
            row["note"] = self.text
        if self.tags is not None:
            row["tags"] = list(self.tags)
        return _as_line(row)


@dataclass(frozen=True, slots=True)
class Deletion:
    """A note is not wanted any more. A later change brings it back."""

    id: str
    at: str
    by: str
    note: str

    def as_line(self) -> str:
        """The line that takes the note away."""
        return _as_line({"id": self.id, "at": self.at, "by": self.by, "delete": self.note})


Line = Note | Change | Deletion


class Notes:
    """All notes that lines amount to, in whatever order the lines of several people come."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._notes: dict[str, Note] = {}
        known = {line.id: line for line in lines}
        ordered = sorted(known.values(), key=lambda line: (not isinstance(line, Note), line.at, line.id))
        made = {line.id: line for line in ordered if isinstance(line, Note)}
        for line in ordered:
            self._take(line, made)
        self._by_document: dict[str, list[Note]] = {}
        for note in self.all():
            if note.on.entity is None:
                for name in {note.on.document, note.on.file}:
                    if name:
                        self._by_document.setdefault(name, []).append(note)

    def _take(self, line: Line, made: Mapping[str, Note]) -> None:
        """One more line."""
        if isinstance(line, Note):
            self._notes[line.id] = line
        elif isinstance(line, Deletion):
            self._notes.pop(line.note, None)
        elif line.note in made:
            note = self._notes.get(line.note, made[line.note])
            text = note.text if line.text is None else line.text
            tags = note.tags if line.tags is None else line.tags
            self._notes[line.note] = replace(note, text=text, tags=tags, changed=line.at)

    def all(self) -> list[Note]:
        """All notes, the oldest first."""
        return sorted(self._notes.values(), key=lambda note: (note.at, note.id))

    def get(self, id: str) -> Note | None:
        """The note with this id."""
        return self._notes.get(id)

    def on(self, *, document: str | None = None, entity: str | None = None) -> list[Note]:
        """The notes on a document and its passages, or on an entity."""
        return [
            note
            for note in self.all()
            if (entity is not None and note.on.entity == entity)
            or (document is not None and note.on.entity is None and note.on.document == document)
        ]

    def inside(self, document: str, path: str = "") -> list[Note]:
        """The notes on a document (by its id or, where its words changed, by its file) and its passages, the oldest first."""
        found = [*self._by_document.get(document, ()), *(self._by_document.get(path, ()) if path else ())]
        return sorted({note.id: note for note in found}.values(), key=lambda note: (note.at, note.id))

    def about(self, entity: str, names: Iterable[str] = ()) -> list[Note]:
        """The notes on an entity: by its id, or by one of the names that it has now (after a merge, or in another library)."""
        known = {fold(name) for name in names}
        return [
            note
            for note in self.all()
            if note.on.entity is not None and (note.on.entity == entity or fold(note.on.name) in known)
        ]

    def written_on(self, target: Target) -> list[Note]:
        """The notes on exactly this."""
        return [note for note in self.all() if note.on.same_as(target)]

    def tagged(self, tag: str) -> list[Note]:
        """The notes with a tag."""
        return [note for note in self.all() if tag in note.tags]

    def tags(self) -> list[tuple[str, int]]:
        """The tags and how often each is used, by name."""
        used = [tag for note in self._notes.values() for tag in note.tags]
        return [(tag, used.count(tag)) for tag in sorted(set(used))]

    def search(self, query: str) -> list[Note]:
        """The notes that have every word of the query in their words, tags or the name of what they are on."""
        words = fold(query).split()
        return [
            note
            for note in self.all()
            if all(word in fold(f"{note.text} {' '.join(note.tags)} {note.on.name}") for word in words)
        ]


def new_id() -> str:
    """An id that no other line has."""
    return os.urandom(6).hex()


def parse_notes(text: str, path: str) -> tuple[list[Line], list[SettingsError]]:
    """The lines of a notes file, and those that cannot be read (they stay where they are)."""
    lines: list[Line] = []
    problems: list[SettingsError] = []
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            line = _line_of(json.loads(written))
        except (ValueError, RecursionError):
            line = None
        if line is None:
            remedy = "The line stays in the file and is passed over"
            problems.append(SettingsError("not a note", f"{path}, line {number}", remedy))
        else:
            lines.append(line)
    return lines, problems


def _line_of(row: object) -> Line | None:
    """What a line says."""
    if not isinstance(row, dict):
        return None
    id, at, by, text = (row.get(key) for key in ("id", "at", "by", "note"))
    tags = row.get("tags")
    if not (isinstance(id, str) and isinstance(at, str) and isinstance(by, str)):
        return None
    if tags is not None and not (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)):
        return None
    words = text if isinstance(text, str) else None
    kept = None if tags is None else tuple(tags)
    if isinstance(row.get("delete"), str):
        return Deletion(id, at, by, row["delete"])
    if isinstance(row.get("change"), str):
        return Change(id, at, by, row["change"], words, kept)
    target = Target.from_row(row.get("on"))
    return None if words is None or target is None else Note(id, at, by, target, words, kept or ())


def _as_line(row: Mapping[str, object]) -> str:
    """Plain values as one line."""
    return json.dumps(row, ensure_ascii=False)


def notes_as_markdown(
    notes: Sequence[Note], heading: str = "Notes", cite: Callable[[Note], str] | None = None
) -> str:
    """The notes as Markdown, under what they are on.

    `cite` gives the words that a note is on and where they stand, line by line; without it what was kept with the note is given.
    """
    lines = [f"# {_plain(heading)}"]
    by_target: dict[str, list[Note]] = {}
    for note in notes:
        by_target.setdefault(note.on.name or note.on.entity or note.on.document or "", []).append(note)
    for name, group in sorted(by_target.items()):
        lines += ["", f"## {_plain(name)}", ""]
        for note in group:
            tags = "".join(f" `#{tag}`" for tag in note.tags)
            written = "\n  ".join(_plain(line.strip()) for line in note.text.splitlines()) or "(no words)"
            lines.append(f"- {written}{tags} ({_plain(note.by)}, {note.at[:10]})")
            cited = cite(note) if cite is not None else note.on.words
            lines += [f"  > {_plain(line)}" for line in cited.splitlines() if line.strip()]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text without the signs that Markdown would take for its own."""
    return "".join("\\" + sign if sign in "\\`*_[]<>#|" else sign for sign in text)
