"""Who's who as it is listed: entities with their ways of writing, what they add up to."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reader.library.connection import Connection
from reader.library.folding import plain
from reader.model import Entity

__all__ = ["recount", "recount_names", "remove_entity", "write_entities"]

_ENTITIES = "SELECT id, name, type, state, pinned FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
_ALIASES = (
    "SELECT entity_id, text, id, n, reason FROM alias WHERE entity_id IN (SELECT value FROM json_each(:ids))"
)
_PUT_ENTITY = """INSERT INTO entity(id, name, type, state, pinned) VALUES (:id, :name, :type, :state, :pinned)
    ON CONFLICT(id) DO UPDATE SET name = excluded.name, type = excluded.type, state = excluded.state, pinned = excluded.pinned"""
_PUT_ALIAS = """INSERT INTO alias(entity_id, text, folded, n, reason) VALUES (:entity, :text, :folded, :n, :reason)
    RETURNING id"""
# What stands in furniture is named and found, but not counted.
_COUNTS = """UPDATE entity SET docs = c.docs, mentions = c.mentions, aside = c.aside, first_date = c.first, last_date = c.last
    FROM (SELECT entity_id, count(DISTINCT CASE WHEN n > aside THEN doc_id END) AS docs, sum(n - aside) AS mentions,
              sum(aside) AS aside,
              coalesce(min(nullif(date, '')), '') AS first, max(date) AS last
          FROM local WHERE entity_id > :low AND entity_id <= :high GROUP BY entity_id) AS c
    WHERE entity.id = c.entity_id AND (entity.docs <> c.docs OR entity.mentions <> c.mentions OR entity.aside <> c.aside
        OR entity.first_date <> c.first OR entity.last_date <> c.last)"""
_COUNTS_OF_ONE = _COUNTS.replace("entity_id > :low AND entity_id <= :high", "entity_id = :high")
_NAMES = """UPDATE doc SET names = c.names
    FROM (SELECT count(DISTINCT l.entity_id) AS names FROM local l LEFT JOIN entity e ON e.id = l.entity_id
          WHERE l.doc_id = (SELECT id FROM doc WHERE uid = :doc) AND coalesce(e.type, l.type) <> 'place') AS c
    WHERE uid = :doc AND doc.names <> c.names"""


def write_entities(connection: Connection, batch: Iterable[Entity], pinned: Iterable[str] = ()) -> None:
    """Bring listed entities to what `batch` says, changing only what differs; their counts are left alone."""
    batch, pinned = list(batch), set(pinned)
    ids = {"ids": json.dumps([entity.id for entity in batch])}
    known = {row[0]: tuple(row[1:]) for row in connection.rows(_ENTITIES, ids)}
    aliases: dict[str, dict[str, tuple[int, int, str]]] = {}
    for entity_id, text, alias, n, reason in connection.rows(_ALIASES, ids):
        aliases.setdefault(entity_id, {})[text] = (alias, n, reason)
    for entity in batch:
        held = int(entity.id in pinned)
        if known.get(entity.id) != (entity.name, entity.type, entity.state, held):
            row = {
                "id": entity.id,
                "name": entity.name,
                "type": entity.type,
                "state": entity.state,
                "pinned": held,
            }
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


def remove_entity(connection: Connection, entity: str) -> None:
    """Take an entity and its names off the lists."""
    for (alias,) in connection.rows("SELECT id FROM alias WHERE entity_id = :id", {"id": entity}):
        _drop_alias(connection, alias)
    connection.run("DELETE FROM entity WHERE id = :id", {"id": entity})


def recount(connection: Connection, low: str, high: str) -> None:
    """Count documents, mentions and dates of the entities with low < id <= high (of `high` alone if they are equal)."""
    connection.run(_COUNTS_OF_ONE if low == high else _COUNTS, {"low": low, "high": high})


def recount_names(connection: Connection, document: str) -> None:
    """Count the different people and organisations that a document names."""
    connection.run(_NAMES, {"doc": document})
