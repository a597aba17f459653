"""Documents: lists, one document whole, the one that a person means, the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from reader.errors import NotFound
from reader.later import later
from reader.library.codec import blocks_from, metadata_from, path_from, texts_from, with_repeated
from reader.library.connection import Connection, Row
from reader.readmodel import DocumentRow, MentionRow, StoredDocument

if TYPE_CHECKING:
    from reader.library import folding
    from reader.longtext import Text
else:
    (folding,) = later("reader.library", "folding")

__all__ = [
    "COLUMNS",
    "MENTIONS",
    "DocumentOrder",
    "document",
    "document_row",
    "documents",
    "find_document",
    "mention_row",
    "neighbours",
    "reason_of",
]

DocumentOrder = Literal["arrival", "date", "title"]

COLUMNS = """d.uid, d.path, d.title, d.date, d.place, d.agency, d.source, d.language, d.words, d.names, d.sha256,
    CASE d.state WHEN 'partial' THEN 'partial' ELSE 'ok' END,
    coalesce((SELECT g.grade FROM grade g WHERE g.kind = 'document' AND g.key = d.sha256),
        (SELECT g.grade FROM grade g WHERE g.kind = 'source' AND g.key = coalesce(d.source, holder(d.path)))),
    (SELECT count(*) FROM twin w WHERE w.head_id = d.id),
    (SELECT h.uid FROM twin w JOIN doc h ON h.id = w.head_id WHERE w.doc_id = d.id)"""
_FOLDED = "NOT EXISTS (SELECT 1 FROM twin w WHERE w.doc_id = {column})"

# Each order's keys: the list goes on where (key, id) is beyond that of the row `after`.
_ORDERS: dict[str, tuple[str, str, str]] = {
    # name: (order by, beyond, before)
    "arrival": ("d.id", "d.id > :id", "d.id < :id"),
    "date": (
        "d.date DESC, d.id DESC",
        "(d.date, d.id) < (:date, :id)",
        "(d.date, d.id) > (:date, :id)",
    ),
    "title": (
        "d.title COLLATE NOCASE, d.id",
        # Row values would lose the collation, and with it the index.
        "d.title COLLATE NOCASE >= :title AND (d.title COLLATE NOCASE > :title OR d.id > :id)",
        "d.title COLLATE NOCASE <= :title AND (d.title COLLATE NOCASE < :title OR d.id < :id)",
    ),
}
_BACKWARDS = {
    "arrival": "d.id DESC",
    "date": "d.date, d.id",
    "title": "d.title COLLATE NOCASE DESC, d.id DESC",
}

_NAMING = f"""SELECT {COLUMNS} FROM
    (SELECT date, doc_id FROM local WHERE {{inside}} GROUP BY date, doc_id ORDER BY date DESC, doc_id DESC LIMIT :limit) p
    JOIN doc d ON d.id = p.doc_id ORDER BY p.date DESC, p.doc_id DESC"""
_SHORT = "SELECT id FROM doc WHERE title LIKE :contains ESCAPE '\\' OR source LIKE :contains ESCAPE '\\'"
_PLACE_OF = "SELECT id, date, title, listed FROM doc WHERE uid = :uid"
_WHOLE = f"""SELECT {COLUMNS}, t.body, t.blocks, t.metadata, t.warnings, t.notes, r.repeated, d.id
    FROM doc d JOIN doc_text t ON t.doc_id = d.id LEFT JOIN trait r ON r.doc_id = d.id WHERE d.uid = :uid"""
MENTIONS = """SELECT m.start, m."end", coalesce(e.type, m.type), l.entity_id, coalesce(e.name, l.name), m.score, m.reason,
        l.reason, m.paragraph
    FROM mention m LEFT JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number
    LEFT JOIN entity e ON e.id = l.entity_id
    WHERE m.doc_id = :doc AND (:entity IS NULL OR l.entity_id = :entity) AND (:type IS NULL OR coalesce(e.type, m.type) = :type)
        AND (m.number IS NULL OR l.entity_id IS NOT NULL OR l.machine_id IS NULL)
    ORDER BY m.start"""
"""The mentions of a document, without those that were decided to name nobody."""

_BY_ID = "SELECT uid FROM doc WHERE uid >= :low AND uid < :high ORDER BY uid LIMIT 2"
_BY_PATH = (
    "SELECT uid FROM doc WHERE path = :path OR id IN (SELECT doc_id FROM source WHERE path = :path) LIMIT 2"
)
_BY_END = """SELECT uid, path FROM doc WHERE listed = 1 AND path LIKE :pattern ESCAPE '\\' {held} ORDER BY id LIMIT :limit"""
_BY_COPY = """SELECT d.uid, s.path FROM source s JOIN doc d ON d.id = s.doc_id
    WHERE d.listed = 1 AND s.state IN ('ok', 'partial') AND s.path LIKE :pattern ESCAPE '\\' ORDER BY s.id LIMIT :limit"""
_BY_TITLE = """SELECT uid, title FROM doc WHERE listed = 1 AND title LIKE :pattern ESCAPE '\\' {held}
    ORDER BY id LIMIT :limit"""
_HELD = "AND id IN (SELECT rowid FROM label WHERE label MATCH :quoted)"


def document_row(row: Row) -> DocumentRow:
    """A row of `COLUMNS` as a value."""
    uid, path, title, date, place, agency, source, language, words, names, sha256, state, *more = row
    return DocumentRow(
        uid,
        path_from(path),
        title,
        date or None,
        place,
        agency,
        source,
        language,
        words,
        names,
        sha256,
        state,
        *more,
    )


def documents(
    connection: Connection,
    order: DocumentOrder = "date",
    after: str | None = None,
    limit: int | None = 100,
    entity: str | None = None,
    contains: str = "",
    folded: bool = False,
) -> list[DocumentRow]:
    """A page of the list after the document `after`; see `Library.documents`."""
    if entity is not None and order == "date":
        return _naming(connection, entity, after, limit, contains, folded)
    by, beyond, _ = _ORDERS[order]
    conditions, bindings = _filters(entity, contains, order, folded)
    if after is not None:
        conditions.append(beyond)
        bindings.update(_keys_of(connection, after))
    sql = f"SELECT {COLUMNS} FROM doc d WHERE {' AND '.join(conditions)} ORDER BY {by} LIMIT :limit"
    return [
        document_row(row)
        for row in connection.rows(sql, {**bindings, "limit": -1 if limit is None else limit})
    ]


def _naming(
    connection: Connection, entity: str, after: str | None, limit: int | None, contains: str, folded: bool
) -> list[DocumentRow]:
    """The documents that name an entity, by date: the page is found in the index of local entities alone."""
    # Unlisted documents name nobody, so the list's own condition is met.
    conditions, bindings = _holding("doc_id", contains)
    if folded:
        conditions.append(_FOLDED.format(column="local.doc_id"))
    bindings |= {"entity": entity, "limit": -1 if limit is None else limit}
    if after is not None:
        conditions.append("(date, doc_id) < (:date, :id)")
        bindings.update(_keys_of(connection, after))
    inside = " AND ".join(["entity_id = :entity", *conditions])
    return [document_row(row) for row in connection.rows(_NAMING.format(inside=inside), bindings)]


def neighbours(
    connection: Connection,
    uid: str,
    order: DocumentOrder = "date",
    entity: str | None = None,
    contains: str = "",
    folded: bool = False,
) -> tuple[DocumentRow | None, DocumentRow | None]:
    """The documents before and after this one in the list."""
    by, beyond, before = _ORDERS[order]
    keys = _keys_of(connection, uid)
    conditions, bindings = _filters(entity, contains, order, folded)
    found = []
    for side, direction in ((before, _BACKWARDS[order]), (beyond, by)):
        where = " AND ".join([*conditions, side])
        sql = f"SELECT {COLUMNS} FROM doc d WHERE {where} ORDER BY {direction} LIMIT 1"
        row = connection.row(sql, {**bindings, **keys})
        found.append(document_row(row) if row else None)
    return found[0], found[1]


def _filters(
    entity: str | None, contains: str, order: DocumentOrder, folded: bool
) -> tuple[list[str], dict[str, Any]]:
    """Conditions on `d` for the list's filters, and their bindings; the first is that of being listed."""
    conditions, bindings = _holding("d.id", contains)
    if entity is not None:
        conditions.append("d.id IN (SELECT doc_id FROM local WHERE entity_id = :entity)")
        bindings["entity"] = entity
    if folded:
        conditions.append(_FOLDED.format(column="d.id"))
    # The plus keeps the planner from an index in which the rows do not lie by arrival.
    return ["+d.listed = 1" if order == "arrival" else "d.listed = 1", *conditions], bindings


def _holding(column: str, contains: str) -> tuple[list[str], dict[str, Any]]:
    """The condition that the document of row `column` holds these characters in its label."""
    if len(contains) >= 3:
        quoted = '"' + contains.replace('"', '""') + '"'
        return [f"{column} IN (SELECT rowid FROM label WHERE label MATCH :contains)"], {"contains": quoted}
    if contains:
        # Too short for trigrams.
        return [f"{column} IN ({_SHORT})"], {"contains": like(contains)}
    return [], {}


def _keys_of(connection: Connection, uid: str) -> dict[str, Any]:
    row = connection.row(_PLACE_OF, {"uid": uid})
    if row is None:
        raise NotFound(f"no document {uid}", str(connection.path))
    return {"id": row[0], "date": row[1], "title": row[2]}


def document(connection: Connection, uid: str) -> StoredDocument:
    """A document whole, with its mentions in order of their start; raises NotFound."""
    with connection.snapshot():
        row = connection.row(_WHOLE, {"uid": uid})
        if row is None:
            raise NotFound(f"no document {uid}", str(connection.path))
        *head, text, blocks, metadata, warnings, notes, repeated, doc = row
        mentions = connection.rows(MENTIONS, {"doc": doc, "entity": None, "type": None})
    shown = document_row(tuple(head))
    return StoredDocument(
        shown,
        text,
        with_repeated(blocks_from(blocks), repeated),
        tuple(mention_row(shown.id, text, mention) for mention in mentions),
        metadata_from(metadata),
        texts_from(warnings),
        texts_from(notes),
    )


def mention_row(uid: str, text: Text, row: Row) -> MentionRow:
    """A mention as people see it: `reason` joins why it counts as this document's entity and why that is the collection's."""
    start, end, type_, entity, name, score, why_here, why_there, paragraph = row
    surface = text[start:end]
    reason = reason_of(why_here, why_there)
    return MentionRow(uid, start, end, surface, type_, entity, name or surface, score, reason, paragraph)


def reason_of(why_here: str, why_there: str | None) -> str:
    """Both reasons in words."""
    return f"{why_here}; {why_there}" if why_there and why_there != why_here else why_here


def like(text: str) -> str:
    """A LIKE pattern (escape character \\) for texts that hold `text`."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def find_document(connection: Connection, ref: str) -> str:
    """The id of the document that `ref` means: an id or its beginning, a path, (the end or beginning of) a file name, words of a title.

    Raises NotFound; `remedy` then names the nearest, or those among which it does not choose.
    """
    with connection.snapshot():
        by_id = connection.rows(_BY_ID, {"low": ref.lower(), "high": ref.lower() + "g"})
        exact = [uid for (uid,) in by_id if uid == ref.lower()]
        if exact or (len(by_id) == 1 and len(ref) >= 4):
            return str(exact[0] if exact else by_id[0][0])
        by_path = connection.rows(_BY_PATH, {"path": ref})
        if len(by_path) == 1:
            return str(by_path[0][0])
        return _by_name(connection, ref)


def _by_name(connection: Connection, ref: str) -> str:
    # Trigrams narrow the choice before texts are compared.
    held = _HELD if len(ref) >= 3 else ""
    bindings = {"pattern": like(ref), "quoted": '"' + ref.replace('"', '""') + '"', "limit": 500}
    paths = [(uid, path_from(path)) for uid, path in connection.rows(_BY_END.format(held=held), bindings)]
    if not paths:
        paths = [(uid, path_from(path)) for uid, path in connection.rows(_BY_COPY, bindings)]
    wanted = folding.fold(ref)
    tests = (
        lambda name: name == wanted,
        lambda name: name.rsplit(".", 1)[0] == wanted,
        lambda name: name.startswith(wanted),
        lambda name: name.endswith(wanted),
        lambda name: wanted in name,
    )
    for test in tests:
        found = [(uid, path) for uid, path in paths if test(folding.fold(path.rsplit("/", 1)[-1]))]
        if len(found) == 1:
            return str(found[0][0])
        if found:
            raise NotFound(f"“{ref}” fits several documents", "", _named(found))
    ended = [(uid, path) for uid, path in paths if path.endswith(ref)]
    if len(ended) == 1:
        return str(ended[0][0])
    titles = connection.rows(_BY_TITLE.format(held=held), {**bindings, "limit": 20})
    same = [row for row in titles if folding.fold(row[1]) == wanted]
    if len(titles) == 1 or len(same) == 1:
        return str((same or titles)[0][0])
    if titles or paths:
        raise NotFound(f"“{ref}” fits several documents", "", _named(titles or paths))
    raise NotFound(f"no document answers to “{ref}”", "", _nearest(connection, ref))


def _named(found: list[Any]) -> str:
    shown = ", ".join(f"{uid} ({name.rsplit('/', 1)[-1][:60]})" for uid, name in found[:3])
    return f"Say which: {shown}" + (" …" if len(found) > 3 else "")


def _nearest(connection: Connection, ref: str) -> str:
    from rapidfuzz import fuzz, process

    names: dict[str, str] = {}
    for uid, title, path in connection.rows("SELECT uid, title, path FROM doc WHERE listed = 1 LIMIT 20000"):
        names[f"{uid} ({title[:60]})"] = title
        names[f"{uid} ({path_from(path).rsplit('/', 1)[-1][:60]})"] = path_from(path).rsplit("/", 1)[-1]
    near = process.extract(ref, names, scorer=fuzz.WRatio, processor=folding.fold, limit=3, score_cutoff=55)
    if not near:
        return "`vgt-reader documents` lists them"
    return "Nearest: " + ", ".join(key for _, _, key in near)
