"""What a library file must go through before it is used: created, recognised as ours, brought to this version's tables."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from reader.errors import DamagedLibrary, NewerLibrary, OlderLibrary
from reader.library.connection import APPLICATION_ID, Connection

__all__ = ["MIGRATIONS", "USER_TABLES", "backup_user_tables", "check", "prepare", "schema_version"]

USER_TABLES = ("decision", "bookmark", "visit", "saved_search")
"""What people made: saved beside the library before each migration; everything else can be indexed again."""

Migration = Callable[[Connection], None]


def _create(connection: Connection) -> None:
    connection.run(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))


_TITLE = """CREATE TABLE title(
    doc_id INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    honorific INTEGER NOT NULL,
    PRIMARY KEY(doc_id, start, "end")
) WITHOUT ROWID"""


def _sentences_hints_and_titles(connection: Connection) -> None:
    """Documents of before have none of them until they are read again; passages are then cut at their blocks."""
    connection.run(_TITLE)
    connection.run("ALTER TABLE doc_text ADD COLUMN sentences TEXT NOT NULL DEFAULT '[]'")
    connection.run("ALTER TABLE local ADD COLUMN hints TEXT NOT NULL DEFAULT '[]'")
    connection.run("DROP INDEX suggestion_score")
    connection.run('CREATE INDEX suggestion_score ON suggestion(score DESC, "left", "right")')


_DECIDED = """
CREATE INDEX local_machine ON local(machine_id);
CREATE INDEX local_made ON local(machine_id) WHERE number >= 1000000;
CREATE TABLE ruled(entity_id TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE never("left" TEXT NOT NULL, "right" TEXT NOT NULL, PRIMARY KEY("left", "right")) WITHOUT ROWID;
CREATE TABLE ruled_doc(doc_id INTEGER PRIMARY KEY, signature TEXT NOT NULL, missing TEXT NOT NULL);
CREATE TABLE machine_entity(id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE machine_mention(doc_id INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, number INTEGER,
                             score REAL NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL,
                             PRIMARY KEY(doc_id, start, "end")) WITHOUT ROWID;
"""


def _machine_and_decided(connection: Connection) -> None:
    """Nothing was decided before: what the machine says is what is shown."""
    connection.run("ALTER TABLE local ADD COLUMN machine_id TEXT")
    connection.run("UPDATE local SET machine_id = entity_id")
    connection.run("ALTER TABLE entity ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
    connection.run(_DECIDED)


_LIKENESS = """
CREATE TABLE trait(
    doc_id INTEGER PRIMARY KEY REFERENCES doc(id) ON DELETE CASCADE,
    sketch BLOB,
    lines BLOB,
    dropped TEXT NOT NULL DEFAULT '{}',
    repeated TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE twin(doc_id INTEGER PRIMARY KEY, head_id INTEGER NOT NULL, score REAL NOT NULL, kind TEXT NOT NULL);
CREATE INDEX twin_head ON twin(head_id);
CREATE TABLE grade(kind TEXT NOT NULL, key TEXT NOT NULL, grade TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY(kind, key)) WITHOUT ROWID;
ALTER TABLE doc_text ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE local ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN parent INTEGER;
ALTER TABLE source ADD COLUMN extractor TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
CREATE INDEX source_parent ON source(parent) WHERE parent IS NOT NULL;
UPDATE source SET extractor = d.extractor FROM doc d WHERE d.id = source.doc_id;
CREATE TRIGGER mention_came AFTER INSERT ON mention WHEN NEW.boilerplate = 2 AND NEW.number IS NOT NULL BEGIN
    UPDATE local SET aside = aside + 1 WHERE doc_id = NEW.doc_id AND number = NEW.number;
END;
CREATE TRIGGER mention_went AFTER DELETE ON mention WHEN OLD.boilerplate = 2 AND OLD.number IS NOT NULL BEGIN
    UPDATE local SET aside = aside - 1 WHERE doc_id = OLD.doc_id AND number = OLD.number;
END;
CREATE TRIGGER mention_moved AFTER UPDATE OF number, boilerplate ON mention
WHEN OLD.number IS NOT NEW.number OR OLD.boilerplate <> NEW.boilerplate BEGIN
    UPDATE local SET aside = aside - (OLD.boilerplate = 2) WHERE doc_id = OLD.doc_id AND number = OLD.number;
    UPDATE local SET aside = aside + (NEW.boilerplate = 2) WHERE doc_id = NEW.doc_id AND number = NEW.number;
END;
UPDATE meta SET value = 1 WHERE key = 'unlinked';
"""


def _members_likeness_and_grades(connection: Connection) -> None:
    """Documents of before have no traits until they are read again: until then they are like no other, and no line of theirs is learned."""
    connection.run(_LIKENESS)


def _entities_in_furniture(connection: Connection) -> None:
    """Who is named in furniture alone is not counted, but is listed; the next link run counts anew."""
    connection.run("ALTER TABLE entity ADD COLUMN aside INTEGER NOT NULL DEFAULT 0")
    connection.run("UPDATE meta SET value = 1 WHERE key = 'unlinked'")


MIGRATIONS: tuple[Migration, ...] = (
    _sentences_hints_and_titles,
    _machine_and_decided,
    _members_likeness_and_grades,
    _entities_in_furniture,
)
"""Step n brings version n + 1 to n + 2; a new file is made by schema.sql, which is always that of the newest version."""


def schema_version() -> int:
    """The version of the tables that this reader writes."""
    return 1 + len(MIGRATIONS)


def check(connection: Connection) -> None:
    """Refuse for reading what is no library, or one of another version."""
    version = _version_of(connection)
    if version == 0:
        raise DamagedLibrary(
            "the file holds no documents: its creation was cut short",
            str(connection.path),
            "Run `vgt-reader index` on the documents again",
        )
    if version < schema_version():
        raise OlderLibrary(
            "the library was written by an older version of the reader",
            str(connection.path),
            "Open it once where it may be written: that brings it up to date and keeps all decisions",
        )


def prepare(connection: Connection) -> None:
    """Bring a file that was opened for writing to this version, each step in one transaction."""
    if _version_of(connection) == schema_version():
        return
    while True:
        with connection.writing(durable=True):
            # Asked inside the transaction: another process may have been faster.
            version = _version_of(connection)
            if version >= schema_version():
                return
            if version == 0:
                _create(connection)
                connection.run(f"PRAGMA application_id={APPLICATION_ID}")
                connection.run(f"PRAGMA user_version={schema_version()}")
            else:
                backup_user_tables(connection, version)
                MIGRATIONS[version - 1](connection)
                connection.run(f"PRAGMA user_version={version + 1}")


def backup_user_tables(connection: Connection, version: int) -> Path:
    """Write the user tables as JSON lines beside the library; the file's path."""
    path = connection.path
    target = path.with_name(f"{path.name}.user-v{version}.jsonl")
    draft = target.with_name(target.name + ".new")
    with draft.open("w", encoding="utf-8") as out:
        for table in USER_TABLES:
            columns = [str(row[1]) for row in connection.rows(f"PRAGMA table_info({table})")]
            for row in connection.rows(f"SELECT * FROM {table}"):
                line = {"table": table, **dict(zip(columns, row, strict=True))}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)
    return target


def _version_of(connection: Connection) -> int:
    """The file's version (0: empty); raises for files that are not ours and for newer ones."""
    version = int(connection.value("PRAGMA user_version") or 0)
    ours = int(connection.value("PRAGMA application_id") or 0) == APPLICATION_ID
    if not ours and connection.value("SELECT count(*) FROM sqlite_schema"):
        raise DamagedLibrary(
            "the file is a database, but not a library of the reader",
            str(connection.path),
            "Choose another file with --library",
        )
    if version > schema_version():
        raise NewerLibrary(
            f"the library was written by a newer version of the reader (tables {version}, known {schema_version()})",
            str(connection.path),
            "Upgrade vgt-reader, or index the documents into another library with --library",
        )
    return version if ours else 0
