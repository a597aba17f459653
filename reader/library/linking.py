"""The collection's entities: local entities out, placements in, and what the collection knows of names.

A link run is a sequence of small transactions, each of which leaves every local entity pointing at an entity that is there:
first new and changed entities come in, then documents move over, last what nobody points at goes. Killed in between, the
library reads well and `needs_linking` stays true until a later run comes to the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from reader.library import applying
from reader.library.codec import aliases_to, evidence_to, forms_from, texts_from
from reader.library.connection import Connection
from reader.library.directory import Directory
from reader.library.listing import recount, recount_names, remove_entity, write_entities
from reader.library.ruled import Ruled
from reader.library.shelf import touch
from reader.model import Entity, Link, LocalEntity, Placement, Suggestion

__all__ = ["known_keys", "link", "local_entities", "needs_linking"]

LocalRow = tuple[str, "str | None", "str | None", tuple[LocalEntity, ...]]

PAGE = 500
_DOCS = """SELECT id, uid, source, date FROM doc WHERE listed = 1 AND id > :after ORDER BY id LIMIT :limit"""
_LOCALS = """SELECT doc_id, number, type, name, strength, acronym, titles, hints, forms FROM local
    WHERE doc_id BETWEEN :low AND :high AND number < 1000000 ORDER BY doc_id, number"""
# What decisions moved elsewhere is linked as the machine found it.
_LINKS = """SELECT m.doc_id, CASE WHEN b.doc_id IS NULL THEN m.number ELSE b.number END AS owner, m.item, coalesce(b.reason, m.reason), m.link
    FROM mention m LEFT JOIN machine_mention b ON b.doc_id = m.doc_id AND b.start = m.start AND b."end" = m."end"
    WHERE m.doc_id BETWEEN :low AND :high AND m.item >= 0 AND owner IS NOT NULL ORDER BY m.doc_id, m.start"""

# Where the machine stays with its answer, what was decided about it stays too.
_PLACE = """UPDATE local SET entity_id = CASE WHEN machine_id IS :entity THEN entity_id WHEN n = 0 THEN NULL
        ELSE nullif(ifnull((SELECT head FROM ruled WHERE entity_id = :entity), :entity), '') END,
        machine_id = :entity, reason = :reason, score = :score
    WHERE doc_id = (SELECT id FROM doc WHERE uid = :doc) AND number = :number
    AND (machine_id IS NOT :entity OR reason <> :reason OR score <> :score)"""
_UNRULED = "UPDATE ruled_doc SET signature = '' WHERE doc_id = (SELECT id FROM doc WHERE uid = :doc)"
_IDS = "SELECT id FROM entity WHERE id > :after ORDER BY id LIMIT :limit"
_KEPT = "SELECT id, name, type, aliases FROM machine_entity WHERE id IN (SELECT value FROM json_each(:ids))"
_KEEP = """UPDATE machine_entity SET name = :name, type = :type, aliases = :aliases WHERE id = :id"""
_FORGOTTEN = """DELETE FROM machine_entity WHERE id NOT LIKE 'u-%'
    AND NOT EXISTS (SELECT 1 FROM local WHERE local.machine_id = machine_entity.id AND local.number < 1000000)"""
_NOBODY = "SELECT id FROM entity WHERE NOT EXISTS (SELECT 1 FROM local WHERE local.entity_id = entity.id)"
_PUT_SUGGESTION = """INSERT INTO suggestion("left", "right", score, reason, evidence)
    VALUES (:left, :right, :score, :reason, :evidence)
    ON CONFLICT("left", "right") DO UPDATE SET score = excluded.score, reason = excluded.reason, evidence = excluded.evidence"""


def needs_linking(connection: Connection) -> bool:
    """Whether documents changed since a link run last came to its end."""
    return bool(connection.value("SELECT value FROM meta WHERE key = 'unlinked'"))


def known_keys(connection: Connection) -> Mapping[str, str]:
    """Name key -> entity id of the last link run, for `Collection.settle`: ids stay what they were."""
    return dict(connection.rows("SELECT key, entity_id FROM name_key"))


def local_entities(connection: Connection) -> Iterator[LocalRow]:
    """(document id, source, date, its local entities) of all listed documents in order of arrival.

    Reads a page at a time, so the caller may write in between.
    """
    after = 0
    while documents := connection.rows(_DOCS, {"after": after, "limit": PAGE}):
        span = {"low": documents[0][0], "high": documents[-1][0]}
        links: dict[tuple[int, int], list[Link]] = {}
        for doc, number, item, reason, score in connection.rows(_LINKS, span):
            links.setdefault((doc, number), []).append(Link(item, reason, score))
        found: dict[int, list[LocalEntity]] = {}
        for doc, number, type_, name, strength, acronym, titles, hints, forms in connection.rows(
            _LOCALS, span
        ):
            entity = LocalEntity(
                number,
                type_,
                name,
                tuple(links.get((doc, number), ())),
                forms_from(forms, name),
                strength,
                acronym,
                texts_from(titles),
                texts_from(hints),
            )
            found.setdefault(doc, []).append(entity)
        for doc, uid, source, date in documents:
            yield uid, source, date or None, tuple(found.get(doc, ()))
        after = documents[-1][0]


def link(
    connection: Connection,
    entities: Iterable[Entity],
    placements: Iterable[tuple[str, Iterable[Placement]]],
    keys: Iterable[tuple[str, str]] = (),
    suggestions: Iterable[Suggestion] = (),
    should_stop: Callable[[], bool] = lambda: False,
    rule: Callable[[Directory], Ruled] | None = None,
) -> bool:
    """Write a settled collection, changing only what differs: its entities, then (document id, placements) for every document.

    `rule` says at the end what the decisions make of the entities that are there now; without it they are taken as they were
    applied last. False if it was stopped before the end; the next run then links again.
    """
    for batch in _batches(entities, PAGE):
        if should_stop():
            return False
        with connection.writing():
            _write_entities(connection, batch)
    for moved in _batches(placements, PAGE):
        if should_stop():
            return False
        with connection.writing():
            if sum(_move(connection, document, placed) for document, placed in moved):
                touch(connection)
    _recount(connection)
    with connection.writing():
        _remove_nobodies(connection)
        connection.run("DELETE FROM name_key")
        connection.many("INSERT OR REPLACE INTO name_key(key, entity_id) VALUES (?, ?)", keys)
        connection.run("DELETE FROM suggestion")
        connection.many(_PUT_SUGGESTION, map(_suggestion_row, suggestions))
        if rule is not None:
            applying.apply_within(connection, rule(Directory(connection)))
        connection.run("UPDATE meta SET value = 0 WHERE key = 'unlinked'")
        touch(connection)
    return True


def _batches(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def _write_entities(connection: Connection, batch: list[Entity]) -> None:
    ids = {"ids": json.dumps([entity.id for entity in batch])}
    kept = {row[0]: tuple(row[1:]) for row in connection.rows(_KEPT, ids)}
    write_entities(connection, [entity for entity in batch if entity.id not in kept])
    for entity in batch:
        # What decisions show otherwise stays as it is shown; the machine's new answer is kept beside it.
        if entity.id in kept:
            row = (entity.name, entity.type, aliases_to(entity.aliases))
            if row != kept[entity.id]:
                connection.run(
                    _KEEP, dict(zip(("id", "name", "type", "aliases"), (entity.id, *row), strict=True))
                )


def _move(connection: Connection, document: str, placed: Iterable[Placement]) -> int:
    """Let a document's local entities point where they are placed; how many did not before."""
    changed = 0
    for one in placed:
        bindings = {
            "doc": document,
            "number": one.number,
            "entity": one.entity,
            "reason": one.reason,
            "score": one.score,
        }
        changed += connection.run(_PLACE, bindings)
    if changed:
        connection.run(_UNRULED, {"doc": document})
        recount_names(connection, document)
    return changed


def _recount(connection: Connection) -> None:
    """Count each entity's documents, mentions and dates from the local entities, some thousand entities a transaction."""
    low = ""
    while ids := connection.rows(_IDS, {"after": low, "limit": 10 * PAGE}):
        high = ids[-1][0]
        with connection.writing():
            recount(connection, low, high)
        low = high


def _remove_nobodies(connection: Connection) -> None:
    connection.run(_FORGOTTEN)
    for (entity,) in connection.rows(_NOBODY):
        remove_entity(connection, entity)


def _suggestion_row(one: Suggestion) -> dict[str, Any]:
    evidence = evidence_to(one.evidence)
    return {
        "left": one.left,
        "right": one.right,
        "score": one.score,
        "reason": one.reason,
        "evidence": evidence,
    }
