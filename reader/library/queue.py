"""The queue of files: what is new or changed, what to read next, and what became of each file.

A file's row goes to its end state in the same transaction that writes its document, so a run that is killed at any moment
is taken up again by asking what is still waiting; there is no other checkpoint.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from reader.library.codec import path_from, path_to
from reader.library.connection import Connection
from reader.library.shelf import touch, unshelve
from reader.model import Failure
from reader.values import dataclass

__all__ = [
    "MAX_TRIES",
    "FileSeen",
    "Plan",
    "Work",
    "count_try",
    "fail",
    "forget_members",
    "plan",
    "release",
    "take",
]

MAX_TRIES = 3
"""A file that took its worker down this often is left alone until it changes."""

MOST_AVOIDED = 20
"""A file in which so many members took workers down is left alone."""

BATCH = 2000


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file as the disk shows it, unread."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many files are new, changed, to be tried again, to be read by a newer extractor; unchanged; gone; and waiting in all."""

    new: int
    changed: int
    again: int
    outdated: int
    same: int
    gone: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Work:
    """A file to read. `sha256` is what its content was when it was last stored by this extractor (None: never, or it holds others).

    `avoid` are members of it that are left out, and why. Of a file that is read in several `shares`, this is the one with number `share`.
    """

    source: int
    path: str
    size: int
    mtime_ns: int
    tries: int
    sha256: str | None
    avoid: tuple[tuple[str, str], ...] = ()
    share: int = 0
    shares: int = 1

    def avoiding(self, part: str, why: str) -> Work | None:
        """The same work without a member of the file that took workers down; None if that would not help any more."""
        if len(self.avoid) >= MOST_AVOIDED or part in dict(self.avoid):
            return None
        return replace(self, avoid=(*self.avoid, (part, why)))


_KNOWN = "SELECT id, size, mtime_ns, state, tries FROM source WHERE path = :path"
_INSERT = "INSERT INTO source(path, size, mtime_ns, run) VALUES (:path, :size, :mtime_ns, :run)"
_SEEN = "UPDATE source SET run = :run WHERE id = :id"
_CHANGED = """UPDATE source SET size = :size, mtime_ns = :mtime_ns, run = :run, state = 'waiting', tries = 0,
    what = '', "where" = '', remedy = '' WHERE id = :id"""
_AGAIN = "UPDATE source SET run = :run, state = 'waiting', tries = :tries WHERE id = :id"
_OUTDATED = """UPDATE source SET state = 'waiting', tries = 0 WHERE run = :run AND parent IS NULL
    AND state IN ('ok', 'partial', 'failed') AND extractor <> :extractor"""
_HALF = """UPDATE source SET state = 'waiting', tries = 0 WHERE run = :run AND parent IS NULL AND state IN ('ok', 'partial')
    AND id IN (SELECT parent FROM source WHERE parent IS NOT NULL AND state = 'failed')"""
_GONE = """SELECT id, doc_id FROM source WHERE run <> :run AND state <> 'gone' AND parent IS NULL
    AND (path = :root OR (path >= :low AND path < :high)) LIMIT :limit"""
_MISSING = "UPDATE source SET state = 'gone', run = :run WHERE id = :id"
_TAKE = """SELECT s.id, s.path, s.size, s.mtime_ns, s.tries,
        (SELECT d.sha256 FROM doc d WHERE d.id = s.doc_id AND d.extractor = :extractor
            AND NOT EXISTS (SELECT 1 FROM source m WHERE m.parent = s.id))
    FROM source s WHERE s.state = 'waiting' AND s.taken < :run AND s.tries < :most ORDER BY s.tries, s.id LIMIT :limit"""
_TAKEN = "UPDATE source SET taken = :run WHERE id = :id"
_HOPELESS = """UPDATE source SET state = 'failed', what = 'reading it ended the program several times',
    remedy = 'Convert the file to another format, or run `vgt-reader index --retry` to try again',
    extractor = (SELECT value FROM meta WHERE key = 'extractor') WHERE state = 'waiting' AND tries >= :most AND taken < :run"""
_FAIL = """UPDATE source SET state = 'failed', what = :what, "where" = :where, remedy = :remedy, seconds = :seconds,
    tries = min(tries + :more, :most), doc_id = NULL, warnings = '[]', notes = '[]',
    extractor = (SELECT value FROM meta WHERE key = 'extractor') WHERE id = :id"""
_MEMBERS = (
    "SELECT id, doc_id FROM source WHERE parent = :parent AND state <> 'gone' AND (:all OR run <> :run)"
)


def plan(
    connection: Connection,
    files: Iterable[FileSeen],
    roots: Sequence[str],
    extractor: str,
    retry: bool = False,
) -> Plan:
    """Register the files that were found under `roots` and say what is to be done; files under them that are not there are gone.

    Cheap: size and time of change only, nothing is read. `extractor` names what would read the files now; documents of another
    one are read again. `retry`: also those that were given up.
    """
    counts = dict.fromkeys(("new", "changed", "again", "outdated", "same", "gone"), 0)
    with connection.writing():
        connection.run("UPDATE meta SET value = value + 1 WHERE key = 'run'")
        run = current_run(connection)
        connection.run("UPDATE meta SET value = :value WHERE key = 'extractor'", {"value": extractor})
    pending = iter(files)
    while batch := list(islice(pending, BATCH)):
        with connection.writing():
            for file in batch:
                counts[_register(connection, file, run, retry)] += 1
    for root in roots:
        counts["gone"] += _forget_missing(connection, root, run)
    with connection.writing():
        counts["outdated"] = connection.run(_OUTDATED, {"run": run, "extractor": extractor})
        if retry:
            counts["outdated"] += connection.run(_HALF, {"run": run})
        counts["same"] -= counts["outdated"]
        hopeless = connection.run(_HOPELESS, {"most": MAX_TRIES, "run": run})
        # A run that finds nothing new is no change: what readers have kept stays good.
        if hopeless or any(counts[kind] for kind in counts if kind != "same"):
            touch(connection)
    return Plan(**counts, waiting=waiting(connection))


def current_run(connection: Connection) -> int:
    """The number of the index run that planned last."""
    return int(connection.value("SELECT value FROM meta WHERE key = 'run'"))


def remembered(connection: Connection, key: str) -> str:
    """What an earlier run remembered under `key`; "" if nothing."""
    return str(connection.value("SELECT value FROM meta WHERE key = :key", {"key": f"index.{key}"}) or "")


def remember(connection: Connection, key: str, value: str) -> None:
    """Remember how these files are to be indexed; a change of it is for the caller to act upon."""
    with connection.writing():
        connection.run(
            "INSERT INTO meta(key, value) VALUES (:key, :value) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            {"key": f"index.{key}", "value": value},
        )


def waiting(connection: Connection) -> int:
    """How many files are still to be read."""
    return int(connection.value("SELECT n FROM counter WHERE name = 'waiting'"))


def _register(
    connection: Connection, file: FileSeen, run: int, retry: bool
) -> Literal["new", "changed", "again", "same"]:
    path = path_to(file.path)
    known = connection.row(_KNOWN, {"path": path})
    if known is None:
        connection.run(_INSERT, {"path": path, "size": file.size, "mtime_ns": file.mtime_ns, "run": run})
        return "new"
    source, size, mtime_ns, state, tries = known
    # A file that comes back is read again: its content is known by its hash, so the work is small.
    if (size, mtime_ns) != (file.size, file.mtime_ns) or state == "gone":
        bindings = {"id": source, "size": file.size, "mtime_ns": file.mtime_ns, "run": run}
        connection.run(_CHANGED, bindings)
        return "changed"
    if state == "waiting" or (state == "failed" and (tries < MAX_TRIES or retry)):
        connection.run(_AGAIN, {"id": source, "run": run, "tries": 0 if retry else tries})
        return "again"
    connection.run(_SEEN, {"id": source, "run": run})
    return "same"


def _forget_missing(connection: Connection, root: str, run: int) -> int:
    """Mark what was under `root` and was not seen in this run; how many files that were."""
    bare = root.rstrip("/")
    gone = 0
    # Names that are not UTF-8 are kept as bytes and sort apart.
    for name in (path_to(bare), os.fsencode(bare)):
        slash, zero = (b"/", b"0") if isinstance(name, bytes) else ("/", "0")
        bindings = {"run": run, "root": name, "low": name + slash, "high": name + zero, "limit": BATCH}  # type: ignore[operator]
        while missing := connection.rows(_GONE, bindings):
            with connection.writing():
                for source, doc in missing:
                    connection.run(_MISSING, {"id": source, "run": run})
                    if doc is not None:
                        unshelve(connection, doc)
                    forget_members(connection, source, everything=True)
            gone += len(missing)
    return gone


def forget_members(connection: Connection, source: int, everything: bool = False) -> None:
    """Mark what was in a file and was not seen there in this run (or `everything`) as gone."""
    run = current_run(connection)
    rows = connection.rows(_MEMBERS, {"parent": source, "run": run, "all": everything})
    for member, doc in rows:
        connection.run(_MISSING, {"id": member, "run": run})
        if doc is not None:
            unshelve(connection, doc)


def take(connection: Connection, limit: int) -> list[Work]:
    """The next files to read, each once a run; those that were tried before come last.

    Taking is no try: a run may be killed with many files in hand that nobody has looked at yet.
    """
    run = current_run(connection)
    extractor = connection.value("SELECT value FROM meta WHERE key = 'extractor'")
    with connection.writing():
        bindings = {"run": run, "most": MAX_TRIES, "limit": limit, "extractor": extractor}
        rows = connection.rows(_TAKE, bindings)
        work = [Work(source, path_from(path), *rest) for source, path, *rest in rows]
        connection.many(_TAKEN, ({"run": run, "id": one.source} for one in work))
    return work


def count_try(connection: Connection, sources: Iterable[int]) -> None:
    """Count one more try of files, before they are read where a bad one would take the whole program down."""
    with connection.writing():
        connection.many(
            "UPDATE source SET tries = tries + 1 WHERE id = :id", ({"id": one} for one in sources)
        )


def release(connection: Connection, sources: Iterable[int]) -> None:
    """Give taken files back, at an orderly stop."""
    with connection.writing():
        connection.many(
            "UPDATE source SET taken = 0 WHERE id = :id AND state = 'waiting'",
            ({"id": one} for one in sources),
        )


def fail(
    connection: Connection, source: int, failure: Failure, seconds: float = 0.0, hopeless: bool = False
) -> None:
    """A file that did not become a document; what it was before is no longer listed.

    It is tried again in later runs, MAX_TRIES times in all; one that takes workers down (`hopeless`) not until it changes.
    """
    with connection.writing():
        fail_within(connection, source, failure, seconds, hopeless)


def fail_within(
    connection: Connection, source: int, failure: Failure, seconds: float = 0.0, hopeless: bool = False
) -> None:
    """As `fail`, within a transaction that is open."""
    before = connection.value("SELECT doc_id FROM source WHERE id = :id", {"id": source})
    connection.run(
        _FAIL,
        {
            "id": source,
            "what": failure.what,
            "where": failure.where,
            "remedy": failure.remedy,
            "seconds": seconds,
            "more": MAX_TRIES if hopeless else 1,
            "most": MAX_TRIES,
        },
    )
    if before is not None:
        unshelve(connection, before)
    forget_members(connection, source)
    touch(connection)
