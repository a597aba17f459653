"""Marks: a small letter keeps a place of one document, a capital a place of the whole collection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.session.anchors import Anchor
from reader.values import dataclass

__all__ = ["Mark", "Marks", "is_mark_key"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place; `title` (of its document) and `time` (seconds since 1970) are for people."""

    key: str
    anchor: Anchor
    title: str = ""
    time: float = 0.0


def is_mark_key(key: str) -> bool:
    """Whether marks can be called so: one letter."""
    return len(key) == 1 and key.isalpha()


class Marks:
    """All marks of a library."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], Mark] = {}

    def get(self, key: str, document: str) -> Mark | None:
        """The place of a mark as seen from a document: small letters are its own."""
        return self._marks.get(_place(key, document))

    def all(self, document: str | None = None) -> list[Mark]:
        """All marks, or those that can be called from a document, by letter."""
        found = [
            mark for (_, owner), mark in self._marks.items() if document is None or owner in ("", document)
        ]
        return sorted(found, key=lambda mark: (mark.key, mark.anchor.document))

    def within_reach(self, document: str, path: str) -> list[Mark]:
        """All marks that can be called from a document, by letter: its own before those that it had before its file changed."""
        found = {
            mark.key: mark
            for mark in sorted(
                self._marks.values(), key=lambda mark: (mark.anchor.document == document, mark.time)
            )
            if mark.key.isupper() or mark.anchor.document == document or (path and mark.anchor.path == path)
        }
        return [found[key] for key in sorted(found)]

    def apply(self, event: Mapping[str, object], time: float) -> None:
        """Take a line of the journal in."""
        match event:
            case {"mark": [str(key), row, str(title)]} if is_mark_key(key):
                anchor = Anchor.from_row(row)
                if anchor is not None:
                    self._marks[_place(key, anchor.document)] = Mark(key, anchor, title, time)
            case {"unmark": [str(key), str(document)]}:
                self._marks.pop(_place(key, document), None)

    def events(self) -> Iterator[dict[str, object]]:
        """The lines that say the same."""
        for mark in self._marks.values():
            yield {"t": mark.time, "mark": [mark.key, mark.anchor.as_row(), mark.title]}


def _place(key: str, document: str) -> tuple[str, str]:
    """Under what a mark is kept."""
    return key, "" if key.isupper() else document
