"""One connection to the library file: its settings, its transactions, and SQLite's errors in the reader's words."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from reader.errors import DamagedLibrary, LibraryError, LockedLibrary
from reader.library.paths import holder

__all__ = [
    "APPLICATION_ID",
    "Connection",
    "Interrupted",
    "Row",
    "connect",
    "oldest_for_writing",
    "translated",
]

Row = tuple[Any, ...]
Bindings = Mapping[str, Any]

APPLICATION_ID = 0x56475452
"""Marks a file as a library ("VGTR")."""

oldest_for_writing = (3, 51, 3)
"""Before this version a rare race between two writers could damage a WAL database (fixed upstream in March 2026)."""

BUSY_MS = 10_000

PATIENCE = 5.0
"""Seconds that closing waits for another thread to let go."""


class Interrupted(LibraryError):
    """The query was given up because a newer one replaced it."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the library family, with the remedy."""
    where = str(path)
    try:
        yield
    except apsw.InterruptError:
        raise Interrupted("the query was interrupted", where) from None
    except (apsw.BusyError, apsw.LockedError) as error:
        raise LockedLibrary(
            "another process is writing to the library and did not let go in time",
            where,
            "Wait until the other `vgt-reader index` has ended, or end it, and try again",
        ) from error
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError) as error:
        raise DamagedLibrary(
            f"the file is not a library or is damaged ({error})",
            where,
            "Move it away and index the documents again; copies of your decisions and bookmarks lie beside it",
        ) from error
    except apsw.FullError as error:
        raise LibraryError(
            "the disk is full; what was saved before is safe",
            where,
            "Free some space and run the command again: it goes on where it stopped",
        ) from error
    except (apsw.ReadOnlyError, apsw.PermissionsError) as error:
        raise LibraryError(
            "the library cannot be written here",
            where,
            "Check the permissions of the file and its folder, or choose another place with --library",
        ) from error
    except apsw.CantOpenError as error:
        raise LibraryError(
            "the library cannot be opened", where, "Check that the folder exists and that you may read it"
        ) from error
    except apsw.IOError as error:
        raise LibraryError(
            f"the disk failed under the library ({error}); what was saved before is safe",
            where,
            "Check the disk and its free space, then run the command again",
        ) from error
    except apsw.SchemaChangeError as error:
        raise LibraryError("the library changed while it was read", where, "Try again") from error
    except apsw.Error as error:
        raise LibraryError(f"the library could not do this ({error})", where) from error


class Connection:
    """A connection of one thread. Everything that touches SQLite goes through here, so that no foreign error gets out.

    `kept` is for answers that are worth remembering while the library does not change.
    """

    def __init__(self, path: Path, db: apsw.Connection, write: bool, immutable: bool) -> None:
        self.path = path
        self.write = write
        self.immutable = immutable
        self.kept: OrderedDict[Any, Any] = OrderedDict()
        self._db = db
        self._depth = 0

    def rows(self, sql: str, bindings: Bindings | None = None) -> list[Row]:
        """All rows of one statement."""
        with translated(self.path):
            return self._db.execute(sql, bindings or {}).fetchall()

    def each(self, sql: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """The rows of one statement as they are read, for those that are too many to have at once."""
        with translated(self.path):
            yield from self._db.execute(sql, bindings or {})

    def row(self, sql: str, bindings: Bindings | None = None) -> Row | None:
        """The first row, or None."""
        with translated(self.path):
            for row in self._db.execute(sql, bindings or {}):
                return tuple(row)
        return None

    def value(self, sql: str, bindings: Bindings | None = None) -> Any:
        """The first value of the first row, or None."""
        row = self.row(sql, bindings)
        return row[0] if row else None

    def run(self, sql: str, bindings: Bindings | None = None) -> int:
        """Run statements that give no rows back; how many rows the last of them changed itself (not by triggers)."""
        with translated(self.path):
            self._db.execute(sql, bindings or {})
            return int(self._db.changes())

    def total_changes(self) -> int:
        """Rows changed since the connection was opened, by triggers and inside the search index too."""
        return int(self._db.total_changes())

    def many(self, sql: str, bindings: Iterable[Bindings] | Iterable[Sequence[Any]]) -> None:
        """Run one statement for each set of bindings."""
        with translated(self.path):
            self._db.executemany(sql, bindings)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside sees the library at one moment. Nests."""
        if self._depth or self.immutable:
            yield
            return
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self, durable: bool = False) -> Iterator[None]:
        """One transaction that is there whole or not at all; `durable` waits for the disk, for what people decided."""
        if not self.write:
            raise LibraryError("the library was opened for reading", str(self.path), "Open it for writing")
        if durable:
            self.run("PRAGMA synchronous=FULL")
        try:
            with self._transaction("BEGIN IMMEDIATE"):
                yield
        finally:
            if durable:
                self.run("PRAGMA synchronous=NORMAL")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with translated(self.path):
            self._db.execute(begin)
            self._depth += 1
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # A full disk rolls back by itself.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    def interrupt(self) -> None:
        """Give up the query that runs now; called from another thread."""
        self._db.interrupt()

    @contextmanager
    def long_value(
        self, table: str, column: str, row: int
    ) -> Iterator[tuple[int, Callable[[int, int], bytes]]]:
        """The length of a long value in bytes, and how to read some of them (from where on, how many) without the others."""
        with translated(self.path), self._db.blob_open("main", table, column, row, False) as blob:

            def read(at: int, size: int) -> bytes:
                blob.seek(at)
                return bytes(blob.read(size))

            yield blob.length(), read

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Within, little is kept of what is read from the file: for long values that are read once."""
        kept = int(self.value("PRAGMA cache_size"))
        self.run("PRAGMA cache_size=-256")
        try:
            yield
        finally:
            self.run(f"PRAGMA cache_size={kept}")

    def data_version(self) -> int:
        """Changes when another connection has changed the file (3 µs)."""
        with translated(self.path):
            return int(self._db.pragma("data_version"))

    def copy_to(self, target: Path) -> None:
        """Copy the whole database, as it is at one moment, into a new file, and look the copy over."""
        with translated(target):
            copy = apsw.Connection(str(target))
            try:
                with copy.backup("main", self._db, "main") as backup:
                    while not backup.done:
                        backup.step(1000)
                found = copy.execute("PRAGMA quick_check(1)").fetchall()
            finally:
                copy.close()
        if found != [("ok",)]:
            raise DamagedLibrary(
                f"the copy is damaged: {found[0][0]}",
                str(target),
                "Check the library with `vgt-reader doctor`",
            )

    def close(self) -> None:
        """Let go of the file; a question that another thread is waiting for is given up there (`Interrupted`)."""
        patience = time.monotonic() + PATIENCE
        while True:
            self._db.interrupt()
            try:
                with translated(self.path):
                    self._db.close()
                return
            except LibraryError as error:
                if (
                    not isinstance(error.__cause__, apsw.ThreadingViolationError)
                    or time.monotonic() > patience
                ):
                    raise
            time.sleep(0.001)


def connect(path: Path, write: bool) -> Connection:
    """Open an existing or new file with the settings of its use; raises the library family.

    For reading, a folder in which SQLite may not make its side files is no obstacle: the file is then taken as immutable.
    """
    with translated(path):
        if write:
            _refuse_old_sqlite(path)
            db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
            connection = Connection(path, db, True, False)
            _settle(db, write=True)
            return connection
        try:
            db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
            _settle(db, write=False)
            return Connection(path, db, False, False)
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError):
            uri = f"file:{quote(str(path.absolute()))}?immutable=1"
            db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
            _settle(db, write=False)
            return Connection(path, db, False, True)


def _refuse_old_sqlite(path: Path) -> None:
    version = apsw.sqlite_lib_version()
    if tuple(int(part) for part in version.split(".")[:3]) < oldest_for_writing:
        oldest = ".".join(map(str, oldest_for_writing))
        raise LibraryError(
            f"SQLite {version} can damage a library that several processes use; {oldest} or newer is needed",
            str(path),
            "Upgrade the package apsw",
        )


def _holder(*path: Any) -> str:
    """The SQL function holder(path)."""
    return holder(path[0])


def _settle(db: apsw.Connection, write: bool) -> None:
    """The settings that were measured best (design: research on storage); mmap stays off."""
    db.set_busy_timeout(BUSY_MS)
    db.create_scalar_function("holder", _holder, 1, deterministic=True)
    if write:
        # Has an effect on a new file only.
        db.execute("PRAGMA page_size=8192")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA cache_size=-262144")
        db.wal_autocheckpoint(4000)
    else:
        db.execute("PRAGMA query_only=1")
        db.execute("PRAGMA cache_size=-65536")
    db.execute("PRAGMA temp_store=MEMORY")
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("PRAGMA trusted_schema=OFF")
    # Reads the header: a file that is none, or a folder that forbids side files, shows here.
    db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
