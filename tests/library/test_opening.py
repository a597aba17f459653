"""Opening: every file that cannot be used as asked says why and what to do, and nothing in it is changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import apsw
import pytest
from made import EXTRACTOR, PAGES, index, made_library, seen, stored_of

from reader.errors import DamagedLibrary, LibraryError, LockedLibrary, NewerLibrary, OlderLibrary
from reader.library import Interrupted, Library, migrations
from reader.library import connection as connecting
from reader.library import library as facade


def test_a_library_that_is_not_there_is_said_to_be_missing_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        Library.open(tmp_path / "none.vgt")
    assert "vgt-reader index" in caught.value.remedy
    assert not (tmp_path / "none.vgt").exists()


def test_creating_makes_the_folder_and_an_empty_library(tmp_path: Path) -> None:
    with Library.create_or_open(tmp_path / "deep" / "er" / "new.vgt") as library:
        assert library.status().documents == 0
        assert library.documents() == []
        assert library.search("word") == []


def test_the_file_has_the_settings_that_were_measured(tmp_path: Path) -> None:
    path = tmp_path / "new.vgt"
    made_library(path).close()
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    assert db.pragma("page_size") == 8192
    assert db.pragma("journal_mode") == "wal"
    assert db.pragma("user_version") == migrations.schema_version()
    db.close()


def test_reading_cannot_write(made_file: Path) -> None:
    with Library.open(made_file) as library:
        with pytest.raises(LibraryError):
            library.store([])
        with pytest.raises(LibraryError):
            library._connection.run("DELETE FROM doc")
        assert library.status().documents == len(PAGES)


@pytest.mark.parametrize(
    "content", [b"no library at all, only text " * 100, b"SQLite format 3\0" + b"\xff" * 8000, b"x"]
)
def test_a_file_that_is_no_library_is_named_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.vgt"
    path.write_bytes(content)
    for write in (False, True):
        with pytest.raises(DamagedLibrary) as caught:
            Library.open(path, write=write)
        assert caught.value.remedy
    assert path.read_bytes() == content


def test_an_empty_file_and_a_folder_are_refused_for_reading(tmp_path: Path) -> None:
    (tmp_path / "empty.vgt").touch()
    with pytest.raises(DamagedLibrary):
        Library.open(tmp_path / "empty.vgt")
    with pytest.raises(LibraryError):
        Library.open(tmp_path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    db = apsw.Connection(str(path))
    db.execute("CREATE TABLE theirs(a)")
    db.close()
    for write in (False, True):
        with pytest.raises(DamagedLibrary):
            Library.open(path, write=write)
    db = apsw.Connection(str(path))
    assert [row[0] for row in db.execute("SELECT name FROM sqlite_schema")] == ["theirs"]
    db.close()


def test_a_damaged_page_is_reported_as_damage_not_as_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "torn.vgt"
    made_library(path).close()
    data = bytearray(path.read_bytes())
    for at in range(8192, len(data), 8192):
        data[at : at + 400] = os.urandom(400)
    path.write_bytes(data)
    with pytest.raises(DamagedLibrary), Library.open(path) as library:
        library.check()


def test_a_library_of_a_newer_version_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "newer.vgt"
    made_library(path).close()
    db = apsw.Connection(str(path))
    db.pragma("user_version", migrations.schema_version() + 1)
    db.close()
    for write in (False, True):
        with pytest.raises(NewerLibrary) as caught:
            Library.open(path, write=write)
        assert "Upgrade" in caught.value.remedy


def test_an_old_sqlite_is_refused_for_writing_alone(made_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting.apsw, "sqlite_lib_version", lambda: "3.51.2")
    with pytest.raises(LibraryError) as caught:
        Library.open(made_file, write=True)
    assert "apsw" in caught.value.remedy
    with Library.open(made_file) as library:
        assert library.status().documents == len(PAGES)


def test_a_second_writer_is_told_who_it_waits_for_and_readers_read_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_MS", 1)
    path = tmp_path / "busy.vgt"
    with made_library(path) as first, Library.open(path, write=True) as second, Library.open(path) as reader:
        with first._connection.writing():
            with pytest.raises(LockedLibrary) as caught:
                second.store([])
            assert "index" in caught.value.remedy
            assert reader.status().documents == len(PAGES)
        second.store([])


def test_a_migration_keeps_what_people_made_and_saves_it_beside_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.vgt"
    with made_library(path) as library, library._connection.writing(durable=True):
        library._connection.run(
            "INSERT INTO bookmark(who, sha256, start, \"end\", note, at) VALUES ('me', 'abc', 1, 2, 'Müller?', 'now')"
        )

    def add(connection: connecting.Connection) -> None:
        connection.run("ALTER TABLE doc ADD COLUMN extra TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add))
    with monkeypatch.context() as denied:
        denied.setattr("os.access", lambda *_: False)
        with pytest.raises(OlderLibrary) as caught:
            Library.open(path)
    assert "older" in caught.value.what
    with Library.open(path) as library:
        assert library.status().documents == len(PAGES)
        assert library._connection.value("SELECT note FROM bookmark") == "Müller?"
    lines = (
        (tmp_path / f"old.vgt.user-v{migrations.schema_version() - 1}.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert [json.loads(one)["note"] for one in lines] == ["Müller?"]
    with Library.open(path) as library:
        assert library.search("helm")


def without_members(db: apsw.Connection) -> None:
    """Take a library of version 5 back to version 3."""
    db.execute("ALTER TABLE entity DROP COLUMN aside")
    for trigger in ("mention_came", "mention_went", "mention_moved"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("DROP INDEX source_parent")
    for table in ("trait", "twin", "grade"):
        db.execute(f"DROP TABLE {table}")
    for table, column in (
        ("doc_text", "notes"),
        ("local", "aside"),
        ("source", "parent"),
        ("source", "extractor"),
        ("source", "notes"),
    ):
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def undecided(db: apsw.Connection) -> None:
    """Take a library of version 5 back to version 2."""
    without_members(db)
    for index_ in ("local_machine", "local_made"):
        db.execute(f"DROP INDEX {index_}")
    for table in ("ruled", "never", "ruled_doc", "machine_entity", "machine_mention"):
        db.execute(f"DROP TABLE {table}")
    db.execute("ALTER TABLE local DROP COLUMN machine_id")
    db.execute("ALTER TABLE entity DROP COLUMN pinned")


def test_a_library_of_before_decisions_shows_what_it_showed(tmp_path: Path) -> None:
    path = tmp_path / "old.vgt"
    with made_library(path) as library:
        before = (
            list(library.entities_whole()),
            list(library.mentions()),
            library.documents(),
            library.card("nca"),
        )
    db = apsw.Connection(str(path))
    undecided(db)
    db.pragma("user_version", 2)
    db.close()
    with Library.open(path, write=True) as library:
        after = (
            list(library.entities_whole()),
            list(library.mentions()),
            library.documents(),
            library.card("nca"),
        )
        assert after == before
        assert library._connection.rows("SELECT count(*) FROM local WHERE machine_id IS NOT entity_id") == [
            (0,)
        ]
    with Library.create_or_open(tmp_path / "new.vgt") as new, Library.open(path) as library:
        assert schema(library) == schema(new)


def schema(library: Library) -> dict[str, Any]:
    """Every table with its columns in the order of their names, every index and trigger; what was added later stands last, with a default."""
    named = "SELECT name, sql FROM sqlite_schema WHERE type {} AND sql <> '' AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
    columns = 'SELECT name, type, "notnull", pk FROM pragma_table_info(:table) ORDER BY name'
    tables = library._connection.rows(named.format("= 'table'"))
    return {
        **{name: library._connection.rows(columns, {"table": name}) for name, _ in tables},
        **dict(library._connection.rows(named.format("IN ('index', 'trigger')"))),
    }


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.vgt"
    made_library(path).close()
    db = apsw.Connection(str(path))
    db.execute("ALTER TABLE doc_text DROP COLUMN sentences")
    db.execute("ALTER TABLE local DROP COLUMN hints")
    db.execute("DROP TABLE title")
    undecided(db)
    db.pragma("user_version", 1)
    db.close()
    with Library.open(path, write=True) as library:
        assert library.card("nca").introduced is not None
        index(library, extractor="made-2")
    with Library.open(path) as library:
        assert library.card("nca").introduced.right == " sent nobody."  # type: ignore[union-attr]
    with Library.create_or_open(tmp_path / "new.vgt") as new, Library.open(path) as library:
        assert schema(library) == schema(new)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.vgt"
    made_library(path).close()

    def half(connection: connecting.Connection) -> None:
        connection.run("DELETE FROM mention")
        connection.run("SELECT nonsense")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, half))
        with pytest.raises(LibraryError):
            Library.open(path, write=True)
    with Library.open(path) as library:
        assert sum(1 for _ in library.mentions()) == library.status().mentions > 0


def test_a_full_disk_is_said_and_what_was_stored_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "full.vgt"
    with made_library(path) as library:
        before = library.status()
        pages = library._connection.value("PRAGMA page_count")
        library._connection.rows(f"PRAGMA max_page_count={pages + 1}")
        more = [type(PAGES[0])(f"{n}.txt", f"Rob Jones number {n}. " * 3000, "t") for n in range(5)]
        library.plan(seen(more), ["/elsewhere"], EXTRACTOR)
        work = library.take(10)
        with pytest.raises(LibraryError) as caught:
            library.store([stored_of(page, one.source) for page, one in zip(more, work, strict=True)])
        assert "full" in caught.value.what
        assert "Free some space" in caught.value.remedy
        assert library.status().documents == before.documents
        library._connection.rows("PRAGMA max_page_count=1000000")
        library.store([stored_of(page, one.source) for page, one in zip(more, work, strict=True)])
        assert library.status().documents == before.documents + 5
        library.check(thorough=True)


FULL = """
import resource, signal, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from made import Page, made_library, index
from reader.errors import LibraryError
from reader.library import Library
path = Path({path!r})
made_library(path).close()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    with Library.open(path, write=True) as library:
        index(library, [Page(f"{{n}}.txt", f"Rob Jones {{n}}. " * 3000) for n in range(20)], folder="/more")
except LibraryError as error:
    print(error.what)
"""


def test_a_disk_that_takes_no_more_bytes_costs_nothing_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "limit.vgt"
    script = FULL.format(here=str(Path(__file__).parent), path=str(path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "full" in done.stdout or "disk failed" in done.stdout
    with Library.open(path) as library:
        assert library.status().documents >= len(PAGES)
        assert library.check() == "ok"
        assert len(library.document(library.find_document("helm")).mentions) > 0


READ_ONLY = """
import os
from reader.errors import LibraryError
from reader.library import Library
from reader.library.searching import search
if os.getuid() == 0:
    # Everything is imported: the other user need not be able to read this Python.
    os.setgid(65534); os.setuid(65534)
with Library.open({path!r}) as library:
    print(library.status().documents, len(library.search("helm")), library.warnings)
try:
    Library.open({path!r}, write=True)
except LibraryError as error:
    print(type(error).__name__)
"""


def test_a_library_in_a_folder_that_may_not_be_written_opens_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "sealed" / "sealed.vgt"
    made_library(Path(path.parent.mkdir() or path)).close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    opened = [folder for folder in path.parents if folder.exists() and folder.stat().st_uid == os.getuid()]
    modes = {folder: folder.stat().st_mode for folder in opened[1:]}
    for folder, mode in modes.items():
        folder.chmod(mode | 0o755)
    try:
        script = READ_ONLY.format(path=str(path))
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd="/"
        )
    finally:
        path.parent.chmod(0o755)
        for folder, mode in modes.items():
            folder.chmod(mode)
    assert done.stdout.split("\n")[0] == f"{len(PAGES)} 1 ()", done.stderr
    assert done.stdout.split("\n")[1] == "LibraryError"
    assert sorted(one.name for one in path.parent.iterdir()) == ["sealed.vgt"]


def test_a_network_file_system_is_warned_of(made_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facade, "file_system_of", lambda path: "nfs4")
    with Library.open(made_file) as library:
        assert "nfs4" in library.warnings[0]


def test_each_thread_asks_on_its_own_connection_and_one_can_be_interrupted(made_file: Path) -> None:
    with Library.open(made_file) as library:
        library.status()
        begun, caught = threading.Event(), list[BaseException]()

        def ask() -> None:
            library._connection._db.create_scalar_function("tick", lambda: begun.set() or 1)
            endless = "WITH RECURSIVE n(i) AS (SELECT tick() UNION ALL SELECT i + tick() FROM n) SELECT count(*) FROM n"
            try:
                library._connection.rows(endless)
            except Interrupted as error:
                caught.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        assert begun.wait(30)
        library.interrupt(thread.ident)
        thread.join(30)
        assert len(caught) == 1
        assert library.status().documents == len(PAGES)


def test_a_change_by_another_process_is_noticed_once(tmp_path: Path) -> None:
    path = tmp_path / "watched.vgt"
    with made_library(path) as writer, Library.open(path) as reader:
        assert not reader.changed()
        version = reader.status().version
        index(writer, [type(PAGES[0])("more.txt", "A new page by Rob Jones.")], folder="/more")
        assert reader.changed()
        assert not reader.changed()
        assert reader.status().version > version


def test_closing_ends_the_questions_that_other_threads_wait_for(made_file: Path) -> None:
    library = Library.open(made_file)
    begun, caught = threading.Event(), list[BaseException]()

    def ask() -> None:
        library._connection._db.create_scalar_function("tick", lambda: begun.set() or 1)
        endless = (
            "WITH RECURSIVE n(i) AS (SELECT tick() UNION ALL SELECT i + tick() FROM n) SELECT count(*) FROM n"
        )
        try:
            library._connection.rows(endless)
        except Interrupted as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(30)
    library.close()
    thread.join(30)
    assert len(caught) == 1


def test_a_closed_library_says_so(made_file: Path) -> None:
    library = Library.open(made_file)
    library.close()
    with pytest.raises(LibraryError):
        library.status()


def test_a_copy_is_whole_and_never_replaces_a_file(made_file: Path, tmp_path: Path) -> None:
    with Library.open(made_file) as library:
        library.backup(tmp_path / "copy.vgt")
        with pytest.raises(LibraryError):
            library.backup(tmp_path / "copy.vgt")
    assert [one.name for one in tmp_path.iterdir()] == ["copy.vgt"]
    with Library.open(tmp_path / "copy.vgt") as copy:
        assert copy.status().documents == len(PAGES)
