"""Documents that say what another one says: found, grouped, told apart from form letters, and who is shown for a group.

The same collection gives the same groups in whatever order it came: documents are looked at by date (undated last), then by content hash,
and each joins the first one before it that it repeats; that one is shown. Members are never members of members.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator

from reader.library.codec import blocks_from
from reader.library.connection import Connection
from reader.library.documents import COLUMNS, document_row
from reader.library.likeness import NEAR, bands, compared, estimate, words_in
from reader.library.shelf import touch
from reader.readmodel import Twin, TwinGroup

__all__ = ["find_twins", "group_of", "groups"]

SLACK = 0.12
"""Sketches may be so far from the truth."""

MOST_LEADERS = 64
"""Looked at for one part of a sketch: form letters share parts with thousands."""

LOOKED_AT = 4
"""Candidates whose words are compared, the likest first."""

_KEPT_WORDS = 64
PAGE = 1000

_SKETCHES = """SELECT d.id, t.sketch FROM doc d JOIN trait t ON t.doc_id = d.id
    WHERE d.listed = 1 AND d.id > :after AND length(t.sketch) > 0 ORDER BY d.id LIMIT :limit"""
_SHARING = """SELECT d.id, t.sketch FROM doc d JOIN trait t ON t.doc_id = d.id
    WHERE d.id IN (SELECT doc FROM temp.band WHERE part IN (SELECT part FROM temp.band GROUP BY part HAVING count(*) > 1))
    ORDER BY d.date = '', d.date, d.sha256"""
_TEXT = "SELECT body, blocks FROM doc_text WHERE doc_id = :doc"
_PUT = """INSERT INTO twin(doc_id, head_id, score, kind) VALUES (:doc, :head, :score, :kind) ON CONFLICT(doc_id) DO UPDATE
    SET head_id = excluded.head_id, score = excluded.score, kind = excluded.kind"""
_HEAD = "SELECT coalesce((SELECT head_id FROM twin WHERE doc_id = d.id), d.id) FROM doc d WHERE d.uid = :uid"
_MEMBERS = f"""SELECT coalesce(w.score, 1.0), coalesce(w.kind, ''), {COLUMNS} FROM doc d LEFT JOIN twin w ON w.doc_id = d.id
    WHERE d.id = :head OR w.head_id = :head ORDER BY w.doc_id IS NOT NULL, d.date = '', d.date, d.id"""
_COPIES = """SELECT s.path FROM source s JOIN doc d ON d.id = s.doc_id
    WHERE d.uid = :uid AND s.path <> d.path AND s.state IN ('ok', 'partial', 'waiting') ORDER BY s.id"""
_HEADS = "SELECT DISTINCT head_id FROM twin WHERE head_id > :after ORDER BY head_id LIMIT :limit"
_COPIED = """SELECT doc_id FROM source WHERE doc_id IS NOT NULL AND state IN ('ok', 'partial', 'waiting') AND doc_id > :after
    GROUP BY doc_id HAVING count(*) > 1 ORDER BY doc_id LIMIT :limit"""

Made = dict[int, tuple[int, float, str]]


def find_twins(connection: Connection, should_stop: Callable[[], bool] = lambda: False) -> bool:
    """Group the listed documents anew and write what changed; False if stopped before the end."""
    if not _spread(connection, should_stop):
        return False
    made = _grouped(connection, should_stop)
    if made is None:
        return False
    before = {row[0]: row[1:] for row in connection.rows("SELECT doc_id, head_id, score, kind FROM twin")}
    if before == made:
        return True
    with connection.writing():
        gone = [{"doc": doc} for doc in before if doc not in made]
        connection.many("DELETE FROM twin WHERE doc_id = :doc", gone)
        changed = ((doc, *found) for doc, found in made.items() if before.get(doc) != found)
        connection.many(
            _PUT, (dict(zip(("doc", "head", "score", "kind"), row, strict=True)) for row in changed)
        )
        touch(connection)
    return True


def _spread(connection: Connection, should_stop: Callable[[], bool]) -> bool:
    """Put the parts of all sketches into a temporary table."""
    connection.run("DROP TABLE IF EXISTS temp.band")
    connection.run("CREATE TEMP TABLE band(part BLOB, doc INTEGER)")
    after = 0
    while rows := connection.rows(_SKETCHES, {"after": after, "limit": PAGE}):
        if should_stop():
            return False
        parts = ((part, doc) for doc, sketch in rows for part in bands(sketch))
        with connection.writing():
            connection.many("INSERT INTO temp.band(part, doc) VALUES (?, ?)", parts)
        after = rows[-1][0]
    connection.run("CREATE INDEX temp.band_part ON band(part)")
    return True


def _grouped(connection: Connection, should_stop: Callable[[], bool]) -> Made | None:
    """document -> (the one that is shown, likeness, kind) for all that are not shown; None if stopped."""
    words = _Words(connection)
    leaders: dict[bytes, list[int]] = {}
    sketches: dict[int, bytes] = {}
    made: Made = {}
    rows = connection.rows(_SHARING, {})
    connection.run("DROP TABLE temp.band")
    for doc, sketch in rows:
        if should_stop():
            return None
        near = {leader for part in bands(sketch) for leader in leaders.get(part, ())}
        scored = sorted((-estimate(sketch, sketches[leader]), leader) for leader in near)
        for less, leader in scored[:LOOKED_AT]:
            if -less < NEAR - SLACK:
                break
            found = compared(words.of(leader), words.of(doc))
            if found.kind:
                made[doc] = (leader, round(found.score, 3), found.kind)
                break
        if doc not in made:
            sketches[doc] = sketch
            for part in bands(sketch):
                known = leaders.setdefault(part, [])
                if len(known) < MOST_LEADERS:
                    known.append(doc)
    return made


class _Words:
    """The words of documents, the last ones asked for kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, list[str]] = OrderedDict()

    def of(self, doc: int) -> list[str]:
        """The words of a document outside its furniture."""
        if doc not in self._kept:
            row = self._connection.row(_TEXT, {"doc": doc}) or ("", "[]")
            self._kept[doc] = list(words_in(row[0], blocks_from(row[1])))
            if len(self._kept) > _KEPT_WORDS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(doc)
        return self._kept[doc]


def group_of(connection: Connection, uid: str) -> TwinGroup:
    """The documents that say what this one says, the one that lists show first, each with the other files of its content."""
    head = connection.value(_HEAD, {"uid": uid})
    return _group(connection, head)


def _group(connection: Connection, head: int | None) -> TwinGroup:
    with connection.snapshot():
        found = []
        for score, kind, *row in connection.rows(_MEMBERS, {"head": head}):
            shown = document_row(tuple(row))
            copies = tuple(str(path) for (path,) in connection.rows(_COPIES, {"uid": shown.id}))
            found.append(Twin(shown, score, kind, copies))
    return TwinGroup(tuple(found))


def groups(connection: Connection) -> Iterator[TwinGroup]:
    """All groups, and single documents that several files hold, in order of arrival of the one that is shown."""
    after = 0
    while True:
        bindings = {"after": after, "limit": PAGE}
        heads = {doc for (doc,) in connection.rows(_HEADS, bindings)}
        copied = [doc for (doc,) in connection.rows(_COPIED, bindings)]
        ahead = sorted(heads | set(copied))[:PAGE]
        if not ahead:
            return
        twins = {doc for (doc,) in connection.rows("SELECT doc_id FROM twin", {})} if copied else set()
        for head in ahead:
            if head not in twins:
                yield _group(connection, head)
        after = ahead[-1]
