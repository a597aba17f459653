"""Who answers to a name that a decision gives: the machine's own entities, whatever decisions make of them."""

from __future__ import annotations

from reader.errors import NotFound
from reader.library.codec import aliases_from
from reader.library.connection import Connection
from reader.library.folding import plain
from reader.library.ruled import Reference
from reader.readmodel import Decided

__all__ = ["Directory", "decided", "machine_entity"]

_SHOWN_ALIASES = """SELECT e.id, e.name FROM alias a JOIN entity e ON e.id = a.entity_id
    WHERE a.folded = :folded AND e.type = :type AND e.id NOT LIKE 'u-%'
        AND NOT EXISTS (SELECT 1 FROM machine_entity k WHERE k.id = e.id)"""
_KEPT = "SELECT id, name, type, aliases FROM machine_entity WHERE id NOT LIKE 'u-%'"
_SPELT = "SELECT name, aliases FROM machine_entity WHERE id = :id"
_SHOWN_SPELT = "SELECT text FROM alias WHERE entity_id = :id ORDER BY n DESC, text"
_PLACED = "SELECT count(*) FROM local WHERE machine_id = :id AND number < 1000000"
_MACHINE = """SELECT name, type FROM machine_entity WHERE id = :id
    UNION ALL SELECT name, type FROM entity WHERE id = :id LIMIT 1"""
_LISTED = "SELECT count(*) FROM doc WHERE sha256 = :sha256 AND listed = 1"
_SHOWN = "SELECT state, pinned FROM entity WHERE id = :id"
_MEMBERS = """SELECT r.entity_id, coalesce(k.name, r.entity_id) FROM ruled r LEFT JOIN machine_entity k ON k.id = r.entity_id
    WHERE r.head = :id AND r.entity_id <> :id ORDER BY r.entity_id"""


def machine_entity(connection: Connection, id_: str) -> tuple[str, str] | None:
    """(name, type) that the machine gave an entity, or people gave one that they made; None if there is none."""
    row = connection.row(_MACHINE, {"id": id_})
    return (str(row[0]), str(row[1])) if row else None


class Directory:
    """The machine's entities, asked by name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: list[tuple[str, str, str, frozenset[str]]] | None = None

    def find(self, reference: Reference) -> list[str]:
        """The ids that `reference` can mean: its own id if it bears the name, then the exact name, then other ways of writing."""
        folded = plain(reference.name)
        rows = self._connection.rows(_SHOWN_ALIASES, {"folded": folded, "type": reference.type})
        found: dict[str, str] = dict(rows)
        found.update(
            (id_, name)
            for id_, name, type_, spellings in self._known()
            if type_ == reference.type and folded in spellings
        )
        if len(found) < 2:
            return list(found)
        often = {id_: int(self._connection.value(_PLACED, {"id": id_})) for id_ in found}
        return sorted(
            found, key=lambda id_: (id_ != reference.id, found[id_] != reference.name, -often[id_], id_)
        )

    def _known(self) -> list[tuple[str, str, str, frozenset[str]]]:
        """The machine's answers of which another is shown."""
        if self._kept is None:
            self._kept = [
                (
                    id_,
                    name,
                    type_,
                    frozenset(plain(text) for text in (name, *(one.text for one in aliases_from(aliases)))),
                )
                for id_, name, type_, aliases in self._connection.rows(_KEPT)
            ]
        return self._kept

    def spellings(self, id_: str) -> list[str]:
        """How the machine found an entity written, its name first; empty if it is not here."""
        for name, aliases in self._connection.rows(_SPELT, {"id": id_}):
            return list(dict.fromkeys((name, *(one.text for one in aliases_from(aliases)))))
        return [str(text) for (text,) in self._connection.rows(_SHOWN_SPELT, {"id": id_})]

    def has_document(self, sha256: str) -> bool:
        """Whether the collection holds this content now."""
        return bool(self._connection.value(_LISTED, {"sha256": sha256}))


def decided(connection: Connection, id_: str) -> Decided:
    """What people decided about a listed entity; raises NotFound."""
    with connection.snapshot():
        shown = connection.row(_SHOWN, {"id": id_})
        machine = machine_entity(connection, id_)
        if shown is None or machine is None:
            raise NotFound(f"no entity {id_}", str(connection.path))
        name, type_ = machine
        members = tuple((str(one), str(called)) for one, called in connection.rows(_MEMBERS, {"id": id_}))
        return Decided(
            id_,
            name,
            type_,  # type: ignore[arg-type]
            shown[0] == "confirmed",
            bool(shown[1]),
            id_.startswith("u-"),
            members,
        )
