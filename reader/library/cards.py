"""An entity's page: how it is written, where it is introduced, when it is in the news, who stands beside it."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from typing import Any

from reader.library.connection import Connection
from reader.library.entities import aliases, entity
from reader.library.folding import fold
from reader.library.passages import Leaf, leaf
from reader.library.telling import gathered, titled
from reader.model import Alias
from reader.readmodel import Companion, EntityCard, Passage

__all__ = ["NEWEST", "beside", "card", "companions"]

NEWEST = 20_000
"""Companions are counted over at most so many documents, the newest: exact below, a sample above (measured: 20 of the true top 21)."""

SHOWN = 20

LOOKED_INTO = 20
"""Documents whose texts are read to find the one that says the name in full."""

_CACHED = 256

OFTEN = 200
"""Mentions in one document from which its sentences are looked through in another way."""

_BY_DATE = """SELECT date, sum(n) FROM local WHERE entity_id = :id GROUP BY date, doc_id ORDER BY date = '', date, doc_id"""
# Reading order by date, undated last: two questions, each answered in the index's order.
_INTRODUCED = """SELECT l.doc_id, m.start, m."end", m.paragraph
    FROM local l CROSS JOIN mention m ON m.doc_id = l.doc_id AND m.number = l.number
    WHERE l.entity_id = :id AND l.date {dated} AND l.strength IN ({strength})
    ORDER BY l.date, l.doc_id, m.boilerplate, m.start LIMIT 200"""
_TITLES = """SELECT t.text, t.honorific
    FROM (SELECT doc_id, number FROM local WHERE entity_id = :id ORDER BY date DESC, doc_id DESC LIMIT 2000) mine
    CROSS JOIN title t ON t.doc_id = mine.doc_id AND t.number = mine.number"""
_REASONS = """SELECT reason, count(*), min(score) FROM
    (SELECT reason, score FROM local WHERE entity_id = :id AND reason <> '' ORDER BY date DESC, doc_id DESC LIMIT 2000)
    GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 12"""
_BESIDE = """WITH mine AS (SELECT doc_id, number FROM local WHERE entity_id = :id ORDER BY date DESC, doc_id DESC LIMIT :newest),
    here AS (SELECT DISTINCT m.doc_id, m.sentence FROM mine
        JOIN mention m ON m.doc_id = mine.doc_id AND m.number = mine.number WHERE NOT m.boilerplate
            AND NOT EXISTS (SELECT 1 FROM twin w WHERE w.doc_id = m.doc_id AND w.kind = 'same')),
    there AS (SELECT DISTINCT o.entity_id, h.doc_id, h.sentence FROM here h
        JOIN mention m ON m.doc_id = h.doc_id AND m.sentence = h.sentence AND NOT m.boilerplate
        JOIN local o ON o.doc_id = m.doc_id AND o.number = m.number WHERE o.entity_id <> :id)
    SELECT entity_id, count(*), max(doc_id * 1048576 + sentence) FROM there GROUP BY entity_id
    ORDER BY count(*) DESC, entity_id LIMIT :limit"""
# Goes through the mentions of a document once: going through them for each sentence takes minutes in a big one.
_BESIDE_OFTEN = """WITH mine AS (SELECT doc_id, number FROM local WHERE entity_id = :id ORDER BY date DESC, doc_id DESC LIMIT :newest),
    here AS (SELECT DISTINCT m.doc_id, m.sentence FROM mine
        CROSS JOIN mention m ON m.doc_id = mine.doc_id AND m.number = mine.number WHERE NOT m.boilerplate
            AND NOT EXISTS (SELECT 1 FROM twin w WHERE w.doc_id = m.doc_id AND w.kind = 'same')),
    there AS (SELECT DISTINCT o.entity_id, m.doc_id, m.sentence FROM (SELECT DISTINCT doc_id FROM mine) own
        CROSS JOIN mention m ON m.doc_id = own.doc_id AND NOT m.boilerplate AND (+m.doc_id, +m.sentence) IN here
        CROSS JOIN local o ON o.doc_id = m.doc_id AND o.number = m.number AND o.entity_id <> :id)
    SELECT entity_id, count(*), max(doc_id * 1048576 + sentence) FROM there GROUP BY entity_id
    ORDER BY count(*) DESC, entity_id LIMIT :limit"""
_MOST_IN_ONE = "SELECT max(n) FROM local WHERE entity_id = :id"
# Words that another document says already are no further evidence that two go together.
_TWINS = "SELECT 1 FROM twin LIMIT 1"
_INDEPENDENT = """SELECT count(DISTINCT coalesce(w.head_id, l.doc_id)) FROM local l LEFT JOIN twin w ON w.doc_id = l.doc_id
    WHERE l.entity_id = :id AND l.n > l.aside"""
_CACHE = """SELECT data FROM cooc_cache WHERE entity_id = :id AND version = (SELECT value FROM meta WHERE key = 'version')"""
_VERSION = "SELECT value FROM meta WHERE key = 'version'"
_SENTENCE = """SELECT m.start, m."end", m.paragraph FROM mention m JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
    WHERE m.doc_id = :doc AND m.sentence = :sentence AND l.entity_id IN (:left, :right) AND NOT m.boilerplate ORDER BY m.start"""

Beside = list[tuple[str, int, int]]
"""(entity, sentences together, document row * 2**20 + sentence of the newest)."""


def card(connection: Connection, id_: str) -> EntityCard:
    """An entity's page; raises NotFound."""
    with connection.snapshot():
        row = entity(connection, id_)
        # Named thousands of times in a few long documents: no room is needed for what is read only once.
        once = row.documents <= LOOKED_INTO and _often(connection, id_)
        with connection.sparing() if once else nullcontext():
            return EntityCard(
                row,
                gathered(_aliases(connection, id_)),
                _introduced(connection, id_, row.name),
                _titles(connection, id_),
                companions(connection, id_),
                tuple((date or None, n) for date, n in connection.rows(_BY_DATE, {"id": id_})),
                tuple(titled(connection, (_weighed(*row) for row in connection.rows(_REASONS, {"id": id_})))),
                int(connection.value(_INDEPENDENT, {"id": id_})) if connection.value(_TWINS) else None,
            )


def _aliases(connection: Connection, id_: str) -> tuple[Alias, ...]:
    """The ways an entity is written, each reason with the title of the document it names."""
    found = aliases(connection, id_)
    reasons = titled(connection, (alias.reason for alias in found))
    return tuple(Alias(alias.text, alias.count, reason) for alias, reason in zip(found, reasons, strict=True))


def _weighed(reason: str, documents: int, score: float) -> str:
    """Why documents are taken to name this one, how many, and how sure the least sure of them is."""
    counted = f"{documents:,} document{'s' if documents > 1 else ''}"
    return f"{reason} ({counted}, score {score:.2f})" if score < 1 else f"{reason} ({counted})"


def _titles(connection: Connection, id_: str) -> tuple[str, ...]:
    """Ranks and posts that stand beside the name, the most frequent first; "Mr" and the like only where there is no other."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    rows = connection.rows(_TITLES, {"id": id_})
    telling = [text for text, honorific in rows if not honorific] or [text for text, _ in rows]
    for text in telling:
        # The first seen is that of the newest document.
        spelled.setdefault(fold(text), text)
        counts[fold(text)] += 1
    return tuple(spelled[key] for key, _ in counts.most_common(SHOWN))


def _introduced(connection: Connection, id_: str, name: str) -> Passage | None:
    """The first mention, by date, that says the name in full; the first of all if none does."""
    rows: list[Any] = []
    for strength in ("'full'", "'partial'"):
        for dated in ("> ''", "= ''"):
            rows = rows or connection.rows(_INTRODUCED.format(dated=dated, strength=strength), {"id": id_})
    first: Passage | None = None
    wanted = name.casefold()
    pages: dict[int, Leaf] = {}
    for doc, start, end, paragraph in rows:
        if doc not in pages:
            if len(pages) >= LOOKED_INTO:
                break
            here = [row for row in rows if row[0] == doc]
            span = (min(row[1] for row in here), max(row[2] for row in here))
            pages[doc] = leaf(connection, doc, span)
        page = pages[doc]
        said = wanted in page.said(start, end).casefold()
        if said or first is None:
            first = page.passage(start, end, paragraph)
        if said:
            break
    return first


def beside(connection: Connection, id_: str, limit: int = SHOWN, newest: int = NEWEST) -> Beside:
    """Who stands in the same sentences, outside furniture, the most frequent first."""
    often = _often(connection, id_)
    return [
        (other, n, place)
        for other, n, place in connection.rows(
            _BESIDE_OFTEN if often else _BESIDE, {"id": id_, "limit": limit, "newest": newest}
        )
    ]


def _often(connection: Connection, id_: str) -> bool:
    """Whether some document names this one very often."""
    return int(connection.value(_MOST_IN_ONE, {"id": id_}) or 0) > OFTEN


def companions(connection: Connection, id_: str, limit: int = SHOWN) -> tuple[Companion, ...]:
    """Who stands beside an entity, each with the newest passage that shows it; kept until the library changes."""
    key = (int(connection.value(_VERSION)), id_)
    found: Beside | None = connection.kept.get(key)
    if found is None:
        cached = connection.value(_CACHE, {"id": id_})
        found = [tuple(one) for one in json.loads(cached)] if cached else beside(connection, id_)
        connection.kept[key] = found
        if len(connection.kept) > _CACHED:
            connection.kept.popitem(last=False)
    shown = []
    for other, n, place in found[:limit]:
        row = entity(connection, other)
        shown.append(
            Companion(
                other, row.name, row.type, n, _sentence(connection, id_, other, *divmod(place, 1 << 20))
            )
        )
    return tuple(shown)


def _sentence(connection: Connection, left: str, right: str, doc: int, sentence: int) -> Passage | None:
    rows = connection.rows(_SENTENCE, {"doc": doc, "sentence": sentence, "left": left, "right": right})
    if not rows:
        return None
    start, end = rows[0][0], max(row[1] for row in rows)
    return leaf(connection, doc, (start, end)).passage(start, end, rows[0][2])
