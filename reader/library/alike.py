"""Names that are written much like another: runs of three letters find candidates, likeness ranks them."""

from __future__ import annotations

from reader.library.connection import Connection
from reader.library.entities import COLUMNS, entity_row
from reader.library.folding import plain
from reader.readmodel import EntityRow

__all__ = ["named_alike"]

_LIKE_ENOUGH = 68.0
"""Of 100, as rapidfuzz's WRatio counts."""

_CANDIDATES = """SELECT a.entity_id, a.folded FROM ename n JOIN alias a ON a.id = n.rowid
    WHERE ename MATCH :grams ORDER BY n.rank LIMIT 400"""
_ROWS = f"SELECT {COLUMNS} FROM entity e WHERE e.id = :id AND e.mentions > 0"


def named_alike(connection: Connection, text: str, limit: int) -> list[EntityRow]:
    """Entities one of whose names is much like `text`, the likest first; see `Library.named_alike`."""
    from rapidfuzz import fuzz

    wanted = plain(text)
    grams = sorted({wanted[at : at + 3] for at in range(len(wanted) - 2)})[:64]
    if not grams:
        return []
    match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
    scores: dict[str, float] = {}
    with connection.snapshot():
        for id_, folded in connection.rows(_CANDIDATES, {"grams": match}):
            scores[id_] = max(scores.get(id_, 0.0), fuzz.WRatio(wanted, folded))
        near = sorted((-score, id_) for id_, score in scores.items() if score >= _LIKE_ENOUGH)
        rows = (connection.row(_ROWS, {"id": id_}) for _, id_ in near[: 2 * limit])
        return [entity_row(row) for row in rows if row is not None][:limit]
