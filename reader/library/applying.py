"""A ruling over the library: the machine's answers stay, what is shown is made of them; only what changes is written.

What is shown follows from the machine's answers and the ruling alone, whatever was applied before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from reader.library.codec import aliases_from, aliases_to, forms_from
from reader.library.connection import Connection
from reader.library.entities import aliases
from reader.library.listing import recount, remove_entity, write_entities
from reader.library.passaging import rewrite_documents
from reader.library.ruled import MADE, Ruled
from reader.library.shelf import touch
from reader.model import Alias, Entity

__all__ = ["apply", "apply_within"]

_PUT_RULED = "INSERT INTO ruled(entity_id, head) VALUES (:id, :head) ON CONFLICT(entity_id) DO UPDATE SET head = excluded.head"
_OWNER = """CASE WHEN n = 0 THEN NULL
    ELSE nullif(ifnull((SELECT head FROM ruled WHERE ruled.entity_id = local.machine_id), machine_id), '') END"""
_SHOW_DOC = f"UPDATE local SET entity_id = {_OWNER} WHERE doc_id = :doc AND entity_id IS NOT {_OWNER}"
_SHOW_ENTITY = f"UPDATE local SET entity_id = {_OWNER} WHERE machine_id = :id AND entity_id IS NOT {_OWNER}"
_DOCS_OF = "SELECT DISTINCT doc_id FROM local WHERE machine_id = :id"
_DOCS_SHOWING = "SELECT DISTINCT doc_id FROM local WHERE entity_id = :id"
_SHOWN_IN = "SELECT DISTINCT entity_id FROM local WHERE doc_id = :doc AND entity_id IS NOT NULL"
_SHOWN_FOR = "SELECT DISTINCT entity_id FROM local WHERE machine_id = :id AND entity_id IS NOT NULL"
_NAMES_IN = """UPDATE doc SET names = c.names
    FROM (SELECT value AS id, (SELECT count(DISTINCT l.entity_id) FROM local l LEFT JOIN entity e ON e.id = l.entity_id
              WHERE l.doc_id = value AND coalesce(e.type, l.type) <> 'place') AS names FROM json_each(:docs)) AS c
    WHERE doc.id = c.id AND doc.names <> c.names"""
_MENTIONS_IN = """UPDATE doc SET mentions = c.mentions
    FROM (SELECT value AS id, (SELECT count(*) FROM mention m LEFT JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
              WHERE m.doc_id = value AND (m.number IS NULL OR l.entity_id IS NOT NULL OR l.machine_id IS NULL)) AS mentions
          FROM json_each(:docs)) AS c
    WHERE doc.id = c.id AND doc.mentions <> c.mentions"""
_GONE_ELSEWHERE = """SELECT l.machine_id, b.text, count(*) FROM machine_mention b
    JOIN mention m ON m.doc_id = b.doc_id AND m.start = b.start AND m."end" = b."end" AND m.number IS NOT b.number
    JOIN local l ON l.doc_id = b.doc_id AND l.number = b.number WHERE l.machine_id IS NOT NULL GROUP BY 1, 2"""
_COME_HERE = f"SELECT machine_id, forms FROM local WHERE number >= {MADE} AND n > 0 AND machine_id <> ''"
_IN_USE = "SELECT count(*) FROM (SELECT 1 FROM local WHERE entity_id = :id LIMIT 1)"
_LISTED = "SELECT name, type FROM entity WHERE id = :id"
_GRADES = "SELECT kind, key, grade, who FROM grade"
_KEPT = "SELECT id, name, type, aliases FROM machine_entity"
_KEEP = "INSERT INTO machine_entity(id, name, type, aliases) VALUES (:id, :name, :type, :aliases)"

Kept = dict[str, tuple[str, str, tuple[Alias, ...]]]


def apply(connection: Connection, ruling: Ruled) -> None:
    """Show what `ruling` says, in one transaction that is on the disk when this returns."""
    with connection.writing(durable=True):
        apply_within(connection, ruling)


def apply_within(connection: Connection, ruling: Ruled) -> None:
    """As `apply`, within a transaction that is open."""
    before = connection.total_changes()
    entities: set[str] = set()
    documents: set[int] = set()
    # Where mentions appear or disappear, not only change their owner.
    recounted: set[int] = set()
    moved = _note_heads(connection, ruling)
    for id_, hushed in moved.items():
        here = {doc for (doc,) in connection.rows(_DOCS_OF, {"id": id_})}
        documents |= here
        recounted |= here if hushed else set()
        entities |= {one for (one,) in connection.rows(_SHOWN_FOR, {"id": id_})}

    def shown_in(doc: int) -> None:
        entities.update(one for (one,) in connection.rows(_SHOWN_IN, {"doc": doc}))

    for doc in rewrite_documents(connection, ruling, shown_in):
        documents.add(doc)
        recounted.add(doc)
        connection.run(_SHOW_DOC, {"doc": doc})
        shown_in(doc)
    for id_ in moved:
        connection.run(_SHOW_ENTITY, {"id": id_})
        entities |= {one for (one,) in connection.rows(_SHOWN_FOR, {"id": id_})}
    documents |= _show(connection, ruling)
    for id_ in entities:
        recount(connection, id_, id_)
    _remove_unused(connection, entities)
    connection.run(_NAMES_IN, {"docs": json.dumps(sorted(documents))})
    connection.run(_MENTIONS_IN, {"docs": json.dumps(sorted(recounted))})
    _note_grades(connection, ruling)
    if connection.total_changes() != before:
        touch(connection)


def _note_grades(connection: Connection, ruling: Ruled) -> None:
    """Write down who graded what."""
    before = {(kind, key): (grade, who) for kind, key, grade, who in connection.rows(_GRADES)}
    if before != dict(ruling.grades):
        connection.run("DELETE FROM grade")
        rows = ((*about, *said) for about, said in sorted(ruling.grades.items()))
        connection.many("INSERT INTO grade(kind, key, grade, who) VALUES (?, ?, ?, ?)", rows)


def _note_heads(connection: Connection, ruling: Ruled) -> dict[str, bool]:
    """Write down whom each entity is shown as and who stays apart; the entities for which that changed, and whether they
    are, or were, ignored.
    """
    wanted = dict(ruling.heads)
    for ignored in ruling.ignored_entities:
        wanted[ignored] = ""
        wanted.update({one: "" for one, head in ruling.heads.items() if head == ignored})
    before: dict[str, str] = dict(connection.rows("SELECT entity_id, head FROM ruled"))
    changed = {id_ for id_ in before.keys() | wanted.keys() if before.get(id_) != wanted.get(id_)}
    for id_ in changed:
        if id_ in wanted:
            connection.run(_PUT_RULED, {"id": id_, "head": wanted[id_]})
        else:
            connection.run("DELETE FROM ruled WHERE entity_id = :id", {"id": id_})
    apart = {tuple(sorted((ruling.head(left), ruling.head(right)))) for left, right in ruling.different}
    if apart != set(connection.rows('SELECT "left", "right" FROM never')):
        connection.run("DELETE FROM never")
        connection.many('INSERT INTO never("left", "right") VALUES (?, ?)', sorted(apart))
    return {id_: "" in (before.get(id_), wanted.get(id_)) for id_ in sorted(changed)}


def _show(connection: Connection, ruling: Ruled) -> set[int]:
    """Write every entity that is not shown as the machine has it; the documents in which one changed its type."""
    gone: dict[str, Counter[str]] = {}
    for id_, text, n in connection.rows(_GONE_ELSEWHERE):
        gone.setdefault(id_, Counter())[text] += n
    come: dict[str, Counter[str]] = {}
    for id_, forms in connection.rows(_COME_HERE):
        come.setdefault(id_, Counter()).update({form.text: form.count for form in forms_from(forms)})
    documents: set[int] = set()
    kept = _keep(connection, ruling, {*gone, *come}, documents)
    members: dict[str, list[str]] = {}
    for id_ in sorted(kept):
        members.setdefault(ruling.head(id_), []).append(id_)
    for id_ in sorted(kept):
        if not connection.value(_IN_USE, {"id": id_}):
            remove_entity(connection, id_)
            continue
        name, type_ = ruling.names.get(id_, kept[id_][0]), ruling.types.get(id_, kept[id_][1])
        state = "confirmed" if id_ in ruling.confirmed else "machine"
        spelled = _spellings(id_, members[id_], kept, gone, come)
        row = Entity(id_, name, type_, spelled, state=state)  # type: ignore[arg-type]
        documents |= _list(connection, row, ruling.pinned)
    return documents


def _list(connection: Connection, row: Entity, pinned: Iterable[str] = ()) -> set[int]:
    """Put an entity on the lists as it is in `row`; the documents that name it if its type is another now."""
    before = connection.row(_LISTED, {"id": row.id})
    write_entities(connection, [row], pinned)
    recount(connection, row.id, row.id)
    if before is not None and before[1] == row.type:
        return set()
    return {doc for (doc,) in connection.rows(_DOCS_SHOWING, {"id": row.id})}


def _keep(connection: Connection, ruling: Ruled, passages: set[str], documents: set[int]) -> Kept:
    """The machine's answers for everybody that is shown otherwise; those that no longer are go back to the lists as they were.

    Documents that name one whose type changed with that are added to `documents`.
    """
    kept: Kept = {
        id_: (name, type_, aliases_from(spelled)) for id_, name, type_, spelled in connection.rows(_KEPT)
    }
    touched = {*ruling.heads, *ruling.heads.values(), *ruling.names, *ruling.types, *ruling.made, *passages}
    touched |= {*ruling.confirmed, *ruling.pinned, *ruling.ignored_entities}
    for id_ in kept.keys() - touched:
        name, type_, spelled = kept.pop(id_)
        connection.run("DELETE FROM machine_entity WHERE id = :id", {"id": id_})
        if connection.value(_IN_USE, {"id": id_}):
            documents |= _list(connection, Entity(id_, name, type_, spelled))  # type: ignore[arg-type]
        else:
            remove_entity(connection, id_)
    for id_ in touched - kept.keys():
        row: Any = ruling.made.get(id_) or connection.row(_LISTED, {"id": id_})
        if row is None:
            continue
        spelled = () if id_ in ruling.made else aliases(connection, id_)
        kept[id_] = (row[0], row[1], spelled)
        connection.run(_KEEP, {"id": id_, "name": row[0], "type": row[1], "aliases": aliases_to(spelled)})
    return kept


def _spellings(
    id_: str, members: list[str], kept: Kept, gone: dict[str, Counter[str]], come: dict[str, Counter[str]]
) -> tuple[Alias, ...]:
    """How an entity is written: the ways of all its members, less what went elsewhere, and what came."""
    counts: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for member in sorted(members, key=lambda member: (member != id_, member)):
        for alias in kept[member][2]:
            counts[alias.text] += max(0, alias.count - gone.get(member, Counter())[alias.text])
            reasons.setdefault(alias.text, alias.reason if member == id_ else "decided to be the same")
        for text, n in come.get(member, Counter()).items():
            counts[text] += n
            reasons.setdefault(text, "decided")
        if member != id_:
            # A merged entity is still found by its own name.
            counts.setdefault(kept[member][0], 0)
            reasons.setdefault(kept[member][0], "decided to be the same")
    return tuple(
        Alias(text, n, reasons[text])
        for text, n in sorted(counts.items())
        if n or text in _names(members, kept)
    )


def _names(members: list[str], kept: Kept) -> set[str]:
    return {kept[member][0] for member in members}


def _remove_unused(connection: Connection, entities: Iterable[str]) -> None:
    for id_ in entities:
        if not connection.value(_IN_USE, {"id": id_}):
            remove_entity(connection, id_)
