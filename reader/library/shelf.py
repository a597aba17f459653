"""Documents on the shelf: listed while a file has their content, searched and linked only while listed, and the change counter."""

from __future__ import annotations

from reader.library.connection import Connection

__all__ = ["erase_contents", "index_text", "keep_path_live", "shelve", "touch", "unindex_text", "unshelve"]

_LISTED = "SELECT listed, sha256 FROM doc WHERE id = :id"
_LIVE_SOURCES = "SELECT count(*) FROM source WHERE doc_id = :id AND state IN ('ok', 'partial', 'waiting')"
_REPATH = """UPDATE doc SET path = s.path
    FROM (SELECT path FROM source WHERE doc_id = :id AND state IN ('ok', 'partial', 'waiting') ORDER BY id LIMIT 1) AS s
    WHERE doc.id = :id AND NOT EXISTS (SELECT 1 FROM source o WHERE o.doc_id = :id AND o.path = doc.path
        AND o.state IN ('ok', 'partial', 'waiting'))"""
_BOOKMARKED = "SELECT count(*) FROM bookmark WHERE sha256 = :sha256 AND deleted_at IS NULL"
_LABEL = """SELECT title || char(10) || coalesce(source, '') || char(10) || coalesce(place, '') || char(10) ||
    coalesce(agency, '') || char(10) || path FROM doc WHERE id = :id"""


def touch(connection: Connection) -> None:
    """Count a change that a reader would see."""
    connection.run("UPDATE meta SET value = value + 1 WHERE key = 'version'")


def unlinked(connection: Connection) -> None:
    """Remember that documents changed since the collection was last linked."""
    connection.run("UPDATE meta SET value = 1 WHERE key = 'unlinked'")


def index_text(connection: Connection, doc: int) -> None:
    """Make a document's text and label findable."""
    connection.run(
        "INSERT INTO fts(rowid, title, body) SELECT doc_id, title, body FROM doc_text WHERE doc_id = :id",
        {"id": doc},
    )
    connection.run(f"INSERT INTO label(rowid, text) VALUES (:id, ({_LABEL}))", {"id": doc})


def unindex_text(connection: Connection, doc: int) -> None:
    """Take a document out of the search; its text must still be what was indexed."""
    connection.run(
        "INSERT INTO fts(fts, rowid, title, body) SELECT 'delete', doc_id, title, body FROM doc_text WHERE doc_id = :id",
        {"id": doc},
    )
    connection.run("DELETE FROM label WHERE rowid = :id", {"id": doc})


def keep_path_live(connection: Connection, doc: int) -> None:
    """Let a document whose file moved or was one of several copies carry the path of a file that is there."""
    if connection.run(_REPATH, {"id": doc}) and connection.value(
        "SELECT listed FROM doc WHERE id = :id", {"id": doc}
    ):
        connection.run("DELETE FROM label WHERE rowid = :id", {"id": doc})
        connection.run(f"INSERT INTO label(rowid, text) VALUES (:id, ({_LABEL}))", {"id": doc})


def shelve(connection: Connection, doc: int) -> None:
    """List a stored document again: a file has its content once more."""
    row = connection.row(_LISTED, {"id": doc})
    if row is None or row[0]:
        return
    connection.run("UPDATE doc SET listed = 1 WHERE id = :id", {"id": doc})
    index_text(connection, doc)
    unlinked(connection)
    touch(connection)


def unshelve(connection: Connection, doc: int, erase: bool = False) -> None:
    """Take a document off the lists if no file has its content any more.

    It stays in the file, for when it comes back; with `erase` (its file now says something else) only if it is bookmarked.
    """
    row = connection.row(_LISTED, {"id": doc})
    if row is None:
        return
    if connection.value(_LIVE_SOURCES, {"id": doc}):
        keep_path_live(connection, doc)
        return
    listed, sha256 = row
    if listed:
        unindex_text(connection, doc)
        connection.run("UPDATE doc SET listed = 0 WHERE id = :id", {"id": doc})
        connection.run("UPDATE ruled_doc SET signature = '' WHERE doc_id = :id", {"id": doc})
        connection.run("UPDATE local SET entity_id = NULL, machine_id = NULL WHERE doc_id = :id", {"id": doc})
        connection.run("DELETE FROM twin WHERE doc_id = :id OR head_id = :id", {"id": doc})
        unlinked(connection)
        touch(connection)
    if erase and not connection.value(_BOOKMARKED, {"sha256": sha256}):
        connection.run("UPDATE source SET doc_id = NULL WHERE doc_id = :id", {"id": doc})
        erase_contents(connection, doc)
        connection.run("DELETE FROM doc WHERE id = :id", {"id": doc})


def erase_contents(connection: Connection, doc: int) -> None:
    """Delete a document's text, mentions and local entities; the search must have let go of it before."""
    for table in ("title", "mention", "local", "doc_text", "machine_mention", "ruled_doc", "trait"):
        connection.run(f"DELETE FROM {table} WHERE doc_id = :id", {"id": doc})
