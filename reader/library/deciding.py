"""What people decided, as the library shows and applies it: the part of `Library` that repairs use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from reader.later import later
from reader.library.connection import Connection
from reader.readmodel import Decided, EntityRow, ToReview, Why

if TYPE_CHECKING:
    from reader.library import applying, directory, entities, folding, passages, passaging, ruled
else:
    applying, directory, entities = later("reader.library", "applying", "directory", "entities")
    folding, passages, passaging, ruled = later("reader.library", "folding", "passages", "passaging", "ruled")

__all__ = ["Deciding"]

_HELD = """SELECT coalesce(sum(l.n - l.aside), 0), count(DISTINCT CASE WHEN l.n > l.aside THEN l.doc_id END) FROM local l
    WHERE l.{owner} IN (SELECT value FROM json_each(:ids)) {narrowed}"""
_IN = "AND l.doc_id IN (SELECT id FROM doc WHERE sha256 IN (SELECT value FROM json_each(:documents)))"
_AWAY = """SELECT count(*), count(DISTINCT b.doc_id) FROM machine_mention b JOIN local l ON l.doc_id = b.doc_id AND l.number = b.number
    JOIN mention m ON m.doc_id = b.doc_id AND m.start = b.start AND m."end" = b."end" AND m.number IS NOT b.number
    WHERE m.boilerplate < 2 AND l.machine_id IN (SELECT value FROM json_each(:ids))
        AND b.doc_id IN (SELECT id FROM doc WHERE sha256 IN (SELECT value FROM json_each(:documents)))"""
_SPANS = """SELECT m.start, m."end", m.boilerplate = 2 FROM mention m LEFT JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
    WHERE m.doc_id = :doc AND (m.number IS NULL OR l.entity_id IS NOT NULL OR l.machine_id IS NULL) = :shown"""
_LINK = """SELECT m.doc_id, m.number, m.score, m.link, l.score, l.entity_id, m.reason, m."end" - m.start FROM mention m
    JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
    WHERE m.doc_id = (SELECT id FROM doc WHERE uid = :uid) AND m.start = :start"""
_FULLER = """SELECT m.start, m."end", m.paragraph FROM mention m
    WHERE m.doc_id = :doc AND m.number = :number AND m."end" - m.start > :size ORDER BY m."end" - m.start DESC, m.start LIMIT 1"""
_TEXT = "SELECT body, blocks FROM doc_text WHERE doc_id = :doc"
_UID = "SELECT uid FROM doc WHERE sha256 = :sha256 AND listed = 1"


class Deciding:
    """Reading and applying decisions; mixed into `Library`."""

    if TYPE_CHECKING:

        @property
        def _connection(self) -> Connection: ...

    def apply(self, rule: Callable[[directory.Directory], ruled.Ruled]) -> None:
        """Show what `rule` makes of the library's entities, in one transaction; only what changes is written.

        Needs a library that is open for writing. Raises the LibraryError family.
        """
        connection = self._connection
        with connection.writing(durable=True):
            applying.apply_within(connection, rule(directory.Directory(connection)))

    def directory(self) -> directory.Directory:
        """Who answers to the names in a log of decisions."""
        return directory.Directory(self._connection)

    def decided(self, id: str) -> Decided:
        """What people decided about a listed entity, and what the machine calls it; raises NotFound."""
        return directory.decided(self._connection, id)

    def pinned(self) -> list[EntityRow]:
        """The entities that are kept on top, by name."""
        rows = self._connection.rows(
            f"SELECT {entities.COLUMNS} FROM entity e WHERE e.pinned ORDER BY e.name, e.id"
        )
        return [entities.entity_row(row) for row in rows]

    def called(self, name: str) -> list[EntityRow]:
        """Who has the id `name` or is written so, case and accents aside, the most mentioned first; empty if nobody is."""
        return entities.exactly(self._connection, name)

    def to_review(self, limit: int | None = 100, of: str | None = None) -> list[ToReview]:
        """What is unsure (of one entity: `of`), first what matters most: by the mentions that deciding moves, times the uncertainty."""
        connection = self._connection
        found = []
        with connection.snapshot():
            for one in entities.pairs(connection, None):
                if of not in (None, one.left, one.right):
                    continue
                left, right = entities.entity(connection, one.left), entities.entity(connection, one.right)
                moved = min(left.mentions, right.mentions)
                rank = round(moved * (1 - abs(2 * min(1.0, max(0.0, one.score)) - 1)), 4)
                found.append(ToReview(one, left, right, moved, rank))
            found.sort(key=lambda one: (-one.rank, -one.mentions, one.left.id, one.right.id))
            found = found[:limit]
            titled = entities.with_titles(connection, [one.suggestion for one in found])
        return [replace(one, suggestion=each) for one, each in zip(found, titled, strict=True)]

    def why(self, document: str, start: int) -> Why | None:
        """Why the mention that begins there counts as its entity's; None where none does, or a date."""
        connection = self._connection
        with connection.snapshot():
            row = connection.row(_LINK, {"uid": document, "start": start})
            if row is None:
                return None
            doc, number, score, link, placed, entity, reason, size = row
            found = connection.row(_FULLER, {"doc": doc, "number": number, "size": size})
            passage = passages.leaf(connection, doc).passage(*found) if found else None
            members = [name for _, name in directory.decided(connection, entity).members] if entity else []
            said = number >= ruled.MADE or reason.endswith("confirmed")
            return Why(score, min(link, placed), passage, said, tuple(members))

    def missing_passages(self) -> list[str]:
        """The texts of decided passages that their documents no longer hold."""
        return passaging.missing_passages(self._connection)

    def held(
        self, ids: Iterable[str], documents: Iterable[str] | None = None, *, own: bool = False
    ) -> tuple[int, int]:
        """How many mentions in how many documents some entities have, all or in documents with these content hashes.

        `own`: not as they are shown, but those that are theirs without the merges and the ignoring that were decided.
        """
        bindings = {"ids": json.dumps(list(ids)), "documents": json.dumps(list(documents or ()))}
        owner = "machine_id" if own else "entity_id"
        sql = _HELD.format(owner=owner, narrowed="" if documents is None else _IN)
        mentions, many = self._connection.rows(sql, bindings)[0]
        return int(mentions), int(many)

    def moved_away(self, ids: Iterable[str], documents: Iterable[str]) -> tuple[int, int]:
        """How many of the machine's mentions of these entities, in how many of the documents, belong to others by decision."""
        bindings = {"ids": json.dumps(list(ids)), "documents": json.dumps(list(documents))}
        mentions, many = self._connection.rows(_AWAY, bindings)[0]
        return int(mentions), int(many)

    def document_of(self, sha256: str) -> str | None:
        """The id of the document with this content; None if it is not here."""
        uid = self._connection.value(_UID, {"sha256": sha256})
        return None if uid is None else str(uid)

    def standing(self, word: str, where: Literal["free", "named", "ignored"]) -> tuple[int, int]:
        """In how many places of how many documents `word` stands by itself: where nothing is named, as a mention, as an ignored one."""
        mentions = documents = 0
        connection = self._connection
        with connection.snapshot():
            for doc in passaging.documents_with(connection, word):
                row = connection.row(_TEXT, {"doc": doc})
                if row is None:
                    continue
                text, blocks = row
                spans = connection.rows(_SPANS, {"doc": doc, "shown": int(where != "ignored")})
                if where == "free":
                    places = passaging.occurrences(text, blocks, word)
                    n = sum(not any(a < end and start < b for a, b, _ in spans) for start, end in places)
                else:
                    said = folding.line(word)
                    n = sum(folding.line(text[start:end]) == said for start, end, aside in spans if not aside)
                mentions += n
                documents += n > 0
        return mentions, documents
