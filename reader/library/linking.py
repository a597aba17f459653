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

from reader.library.codec import evidence_to, forms_from, texts_from
from reader.library.connection import Connection
from reader.library.folding import plain
from reader.library.shelf import touch
from reader.model import Entity, Link, LocalEntity, Placement, Suggestion

__all__ = ["known_keys", "link", "local_entities", "needs_linking"]

LocalRow = tuple[str, "str | None", "str | None", tuple[LocalEntity, ...]]

PAGE = 500
_DOCS = """SELECT id, uid, source, date FROM doc WHERE listed = 1 AND id > :after ORDER BY id LIMIT :limit"""
_LOCALS = """SELECT doc_id, number, type, name, strength, acronym, titles, hints, forms FROM local
    WHERE doc_id BETWEEN :low AND :high ORDER BY doc_id, number"""
_LINKS = """SELECT doc_id, number, item, reason, link FROM mention
    WHERE doc_id BETWEEN :low AND :high AND number IS NOT NULL ORDER BY doc_id, start"""

_ENTITIES = "SELECT id, name, type, state FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
_ALIASES = (
    "SELECT entity_id, text, id, n, reason FROM alias WHERE entity_id IN (SELECT value FROM json_each(:ids))"
)
_PUT_ENTITY = """INSERT INTO entity(id, name, type, state) VALUES (:id, :name, :type, :state)
    ON CONFLICT(id) DO UPDATE SET name = excluded.name, type = excluded.type, state = excluded.state"""
_PUT_ALIAS = """INSERT INTO alias(entity_id, text, folded, n, reason) VALUES (:entity, :text, :folded, :n, :reason)
    RETURNING id"""
_PLACE = """UPDATE local SET entity_id = :entity, reason = :reason, score = :score
    WHERE doc_id = (SELECT id FROM doc WHERE uid = :doc) AND number = :number
    AND (entity_id IS NOT :entity OR reason <> :reason OR score <> :score)"""
_NAMES = """UPDATE doc SET names = c.names
    FROM (SELECT count(DISTINCT entity_id) AS names FROM local
          WHERE doc_id = (SELECT id FROM doc WHERE uid = :doc) AND type <> 'place') AS c
    WHERE uid = :doc AND doc.names <> c.names"""
_IDS = "SELECT id FROM entity WHERE id > :after ORDER BY id LIMIT :limit"
_COUNTS = """UPDATE entity SET docs = c.docs, mentions = c.mentions, first_date = c.first, last_date = c.last
    FROM (SELECT entity_id, count(DISTINCT doc_id) AS docs, sum(n) AS mentions,
              coalesce(min(nullif(date, '')), '') AS first, max(date) AS last
          FROM local WHERE entity_id > :low AND entity_id <= :high GROUP BY entity_id) AS c
    WHERE entity.id = c.entity_id AND (entity.docs <> c.docs OR entity.mentions <> c.mentions
        OR entity.first_date <> c.first OR entity.last_date <> c.last)"""
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
                forms_from(forms),
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
) -> bool:
    """Write a settled collection, changing only what differs: its entities, then (document id, placements) for every document.

    False if it was stopped before the end; the next run then links again.
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
        connection.run("UPDATE meta SET value = 0 WHERE key = 'unlinked'")
        touch(connection)
    return True


def _batches(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def _write_entities(connection: Connection, batch: list[Entity]) -> None:
    ids = {"ids": json.dumps([entity.id for entity in batch])}
    known = {row[0]: tuple(row[1:]) for row in connection.rows(_ENTITIES, ids)}
    aliases: dict[str, dict[str, tuple[int, int, str]]] = {}
    for entity_id, text, alias, n, reason in connection.rows(_ALIASES, ids):
        aliases.setdefault(entity_id, {})[text] = (alias, n, reason)
    for entity in batch:
        if known.get(entity.id) != (entity.name, entity.type, entity.state):
            row = {"id": entity.id, "name": entity.name, "type": entity.type, "state": entity.state}
            connection.run(_PUT_ENTITY, row)
        _write_aliases(connection, entity, aliases.get(entity.id, {}))


def _write_aliases(connection: Connection, entity: Entity, before: dict[str, tuple[int, int, str]]) -> None:
    wanted = {alias.text: (alias.count, alias.reason) for alias in entity.aliases}
    # The name itself finds the entity even where no document spells it so.
    wanted.setdefault(entity.name, (0, "name"))
    for text, (alias, n, reason) in before.items():
        if text not in wanted:
            _drop_alias(connection, alias)
        elif wanted[text] != (n, reason):
            bindings = {"id": alias, "n": wanted[text][0], "reason": wanted[text][1]}
            connection.run("UPDATE alias SET n = :n, reason = :reason WHERE id = :id", bindings)
    for text, (n, reason) in wanted.items():
        if text not in before:
            folded = plain(text)
            row = {"entity": entity.id, "text": text, "folded": folded, "n": n, "reason": reason}
            alias = connection.value(_PUT_ALIAS, row)
            connection.run(
                "INSERT INTO ename(rowid, folded) VALUES (:id, :folded)", {"id": alias, "folded": folded}
            )


def _drop_alias(connection: Connection, alias: int) -> None:
    connection.run("DELETE FROM ename WHERE rowid = :id", {"id": alias})
    connection.run("DELETE FROM alias WHERE id = :id", {"id": alias})


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
        connection.run(_NAMES, {"doc": document})
    return changed


def _recount(connection: Connection) -> None:
    """Count each entity's documents, mentions and dates from the local entities, some thousand entities a transaction."""
    low = ""
    while ids := connection.rows(_IDS, {"after": low, "limit": 10 * PAGE}):
        high = ids[-1][0]
        with connection.writing():
            connection.run(_COUNTS, {"low": low, "high": high})
        low = high


def _remove_nobodies(connection: Connection) -> None:
    for (entity,) in connection.rows(_NOBODY):
        for (alias,) in connection.rows("SELECT id FROM alias WHERE entity_id = :id", {"id": entity}):
            _drop_alias(connection, alias)
        connection.run("DELETE FROM entity WHERE id = :id", {"id": entity})


def _suggestion_row(one: Suggestion) -> dict[str, Any]:
    evidence = evidence_to(one.evidence)
    return {
        "left": one.left,
        "right": one.right,
        "score": one.score,
        "reason": one.reason,
        "evidence": evidence,
    }
