"""Entities: who's who, the one that a person means, what is unsure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from reader.errors import NotFound
from reader.library.codec import evidence_from
from reader.library.connection import Connection, Row
from reader.library.documents import like
from reader.library.folding import plain
from reader.library.telling import titled
from reader.model import Alias, EntityType, Suggestion
from reader.readmodel import EntityRow

__all__ = [
    "COLUMNS",
    "EntityOrder",
    "EntityState",
    "aliases",
    "entities",
    "entity",
    "entity_row",
    "exactly",
    "find_entities",
    "like_named",
    "suggestions",
]

EntityOrder = Literal["mentions", "documents", "name", "recent"]
EntityState = Literal["machine", "confirmed"]

COLUMNS = "e.id, e.name, e.type, e.mentions, e.docs, e.state, e.first_date, e.last_date, e.pinned"

_ORDERS: dict[str, tuple[str, str]] = {
    "mentions": ("e.mentions DESC, e.id DESC", "(e.mentions, e.id) < (:mentions, :id)"),
    "documents": ("e.docs DESC, e.id DESC", "(e.docs, e.id) < (:docs, :id)"),
    "name": (
        "e.name COLLATE NOCASE, e.id",
        "e.name COLLATE NOCASE >= :name AND (e.name COLLATE NOCASE > :name OR e.id > :id)",
    ),
    "recent": ("e.last_date DESC, e.id DESC", "(e.last_date, e.id) < (:last, :id)"),
}

_KEYS = "SELECT id, name, mentions, docs, last_date FROM entity WHERE id = :id"
_ONE = f"SELECT {COLUMNS} FROM entity e WHERE e.id = :id"
_ALIASES = "SELECT text, n, reason FROM alias WHERE entity_id = :id AND n > 0 ORDER BY n DESC, text"
_NAMED = f"""SELECT {COLUMNS} FROM entity e WHERE e.id IN (SELECT entity_id FROM alias WHERE folded = :folded)
    ORDER BY e.mentions DESC, e.id LIMIT :limit"""
_TITLES = """SELECT DISTINCT t.text
    FROM (SELECT doc_id, number FROM local WHERE entity_id = :id ORDER BY date DESC, doc_id DESC LIMIT 2000) mine
    CROSS JOIN title t ON t.doc_id = mine.doc_id AND t.number = mine.number"""
_HOLDING = "SELECT rowid FROM ename WHERE ename MATCH :text LIMIT 2000"
_SHARING = f"""SELECT e.id, e.name, a.folded FROM alias a JOIN entity e ON e.id = a.entity_id
    WHERE a.id IN ({_HOLDING}) AND (e.mentions > 0 OR e.aside > 0)"""
_OF_ALIASES = f"""SELECT {COLUMNS} FROM entity e WHERE e.id IN
    (SELECT entity_id FROM alias WHERE id IN ({_HOLDING})) ORDER BY e.mentions DESC, e.id LIMIT :limit"""
_SUGGESTIONS = """SELECT coalesce(a.head, suggestion."left") AS l, coalesce(b.head, suggestion."right") AS r, score, reason, evidence
    FROM suggestion LEFT JOIN ruled a ON a.entity_id = suggestion."left" LEFT JOIN ruled b ON b.entity_id = suggestion."right"
    WHERE l <> r AND EXISTS (SELECT 1 FROM entity WHERE id = l) AND EXISTS (SELECT 1 FROM entity WHERE id = r)
        AND NOT EXISTS (SELECT 1 FROM never n WHERE n."left" = min(l, r) AND n."right" = max(l, r))
    ORDER BY score DESC, suggestion."left", suggestion."right" LIMIT :limit OFFSET :skip"""


def entity_row(row: Row) -> EntityRow:
    """A row of `COLUMNS` as a value."""
    id_, name, type_, mentions, docs, state, first, last, pinned = row
    return EntityRow(id_, name, type_, mentions, docs, state, first or None, last or None, bool(pinned))


def entities(
    connection: Connection,
    type: EntityType | None = None,
    order: EntityOrder = "mentions",
    contains: str = "",
    after: str | None = None,
    limit: int | None = 100,
    state: EntityState | None = None,
) -> list[EntityRow]:
    """A page of who's who after the entity `after`; see `Library.entities`."""
    by, beyond = _ORDERS[order]
    conditions, bindings = (
        ["(e.mentions > 0 OR e.aside > 0)"],
        dict[str, Any](limit=-1 if limit is None else limit),
    )
    if type is not None:
        conditions.append("e.type = :type")
        bindings["type"] = type
    if state is not None:
        conditions.append("e.state = :state")
        bindings["state"] = state
    folded = plain(contains)
    if len(folded) >= 3:
        conditions.append(
            "e.id IN (SELECT entity_id FROM alias WHERE id IN (SELECT rowid FROM ename WHERE ename MATCH :text))"
        )
        bindings["text"] = _quoted(folded)
    elif folded:
        conditions.append("e.id IN (SELECT entity_id FROM alias WHERE folded LIKE :text ESCAPE '\\')")
        bindings["text"] = like(folded)
    if after is not None:
        row = connection.row(_KEYS, {"id": after})
        if row is None:
            raise NotFound(f"no entity {after}", str(connection.path))
        conditions.append(beyond)
        bindings.update(zip(("id", "name", "mentions", "docs", "last"), row, strict=True))
    sql = f"SELECT {COLUMNS} FROM entity e WHERE {' AND '.join(conditions)} ORDER BY {by} LIMIT :limit"
    return [entity_row(row) for row in connection.rows(sql, bindings)]


def entity(connection: Connection, id_: str) -> EntityRow:
    """One entity; raises NotFound."""
    row = connection.row(_ONE, {"id": id_})
    if row is None:
        raise NotFound(f"no entity {id_}", str(connection.path))
    return entity_row(row)


def aliases(connection: Connection, id_: str) -> tuple[Alias, ...]:
    """The ways an entity is written, the most frequent first."""
    return tuple(Alias(*row) for row in connection.rows(_ALIASES, {"id": id_}))


def like_named(connection: Connection, name: str, limit: int = 20) -> list[EntityRow]:
    """Who is called something like `name` (a slip of the finger, a letter left out), the likest first."""
    from rapidfuzz import fuzz, process

    wanted = plain(name)
    candidates: dict[str, str] = {}
    for id_, _, known in _sharing(connection, wanted):
        candidates.setdefault(known, id_)
    near = process.extract(wanted, list(candidates), scorer=fuzz.WRatio, limit=3 * limit, score_cutoff=70)
    ids = list(dict.fromkeys(candidates[known] for known, _, _ in near))[:limit]
    return [entity(connection, id_) for id_ in ids]


def find_entities(connection: Connection, name: str, limit: int = 20) -> list[EntityRow]:
    """Who `name` may mean: who is called exactly so (see `exactly`), else names that hold it.

    The most mentioned first. Raises NotFound; `remedy` then says the nearest names.
    """
    with connection.snapshot():
        found = exactly(connection, name, limit)
        wanted = plain(name)
        if not found and len(wanted) >= 3:
            rows = connection.rows(_OF_ALIASES, {"text": _quoted(wanted), "limit": limit})
            found = [entity_row(row) for row in rows]
        if not found:
            raise NotFound(f"nobody is named “{name}”", "", _nearest(connection, wanted))
    return found


def exactly(connection: Connection, name: str, limit: int = 20) -> list[EntityRow]:
    """Who has the id `name`, else who is written so (case and accents aside), else who is so after a title that is theirs."""
    by_id = connection.row(_ONE, {"id": name})
    if by_id is not None:
        return [entity_row(by_id)]
    words = plain(name).split()
    for first in range(len(words)):
        rows = connection.rows(_NAMED, {"folded": " ".join(words[first:]), "limit": limit})
        title = "".join(words[:first]).replace(".", "")
        found = [entity_row(row) for row in rows if not title or _bears(connection, row[0], title)]
        if found:
            return found
    return []


def _bears(connection: Connection, id_: str, title: str) -> bool:
    """Whether this title, without blanks and full stops, stands beside the entity's name somewhere."""
    borne = connection.rows(_TITLES, {"id": id_})
    return any("".join(plain(text).split()).replace(".", "") == title for (text,) in borne)


def _nearest(connection: Connection, folded: str) -> str:
    """The three nearest names, among those that share a run of three letters with `folded`."""
    from rapidfuzz import fuzz, process

    candidates: dict[str, str] = {}
    for _, shown, known in _sharing(connection, folded):
        candidates.setdefault(known, shown)
    near = process.extract(folded, list(candidates), scorer=fuzz.WRatio, limit=8, score_cutoff=60)
    names = list(dict.fromkeys(candidates[known] for known, _, _ in near))[:3]
    return "Nearest: " + ", ".join(names) if names else "`vgt-reader entities` lists all"


def _sharing(connection: Connection, folded: str) -> list[Row]:
    """(entity, its name, one way it is written, plain) of names that share a run of three letters with `folded`."""
    grams = sorted({folded[at : at + 3] for at in range(len(folded) - 2)})
    query = " OR ".join(map(_quoted, grams[:64]))
    return connection.rows(_SHARING, {"text": query}) if query else []


def _quoted(text: str) -> str:
    """`text` as one FTS5 string."""
    return '"' + text.replace('"', '""') + '"'


def suggestions(connection: Connection, limit: int | None = 100) -> list[Suggestion]:
    """Pairs that may be one, the surest first; without those that were decided."""
    return with_titles(connection, pairs(connection, limit))


def pairs(connection: Connection, limit: int | None = 100) -> list[Suggestion]:
    """The same, documents in their evidence not named yet: that looks into the row of each of them."""
    found: dict[frozenset[str], Suggestion] = {}
    skip = 0
    while limit is None or len(found) < limit:
        wanted = -1 if limit is None else limit
        rows = connection.rows(_SUGGESTIONS, {"limit": wanted, "skip": skip})
        for left, right, score, reason, evidence in rows:
            # Merging may bring several pairs together; the surest one speaks.
            pair = frozenset((left, right))
            if pair not in found:
                found[pair] = Suggestion(left, right, score, reason, evidence_from(evidence))
        if limit is None or len(rows) < limit:
            break
        skip += len(rows)
    return list(found.values())[:limit]


def with_titles(connection: Connection, found: list[Suggestion]) -> list[Suggestion]:
    """Suggestions whose evidence names documents by title."""
    texts = titled(connection, (evidence.text for one in found for evidence in one.evidence))
    told = iter(texts)
    return [
        replace(one, evidence=tuple(replace(evidence, text=next(told)) for evidence in one.evidence))
        for one in found
    ]
