"""What the user did in a library, written down as it happens: a small line for every move, so that nothing can be lost.

Each reader that runs appends to a file of its own, so several never disturb each other. When a library is opened, the files that
nobody writes any more are folded into `base.jsonl` (replaced all at once, then the others are removed; done twice it is the same).
A line that was cut off by a crash or a full disk is passed over.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import SettingsError
from reader.session.anchors import Anchor
from reader.session.history import History, Move, Place
from reader.session.notes import Target
from reader.session.remembered import replace_file
from reader.session.state import Event, Past, State, is_move

__all__ = ["Journal", "read_journal"]

_BASE = "base.jsonl"
_LOCK = "lock"
LONGEST_FILE = 1 << 18
"""A reader's own file is folded when it has more bytes than this."""

_PATIENCE = 0.5
"""Seconds to wait for another reader that is gathering."""


class Journal:
    """The journal of one library, open for writing. Whatever the disk does, the reader goes on: see `problem`."""

    def __init__(self, folder: Path | None, state: State, past: Past, clock: Callable[[], float]) -> None:
        self.folder = folder
        self.state = state
        self.problem: SettingsError | None = None
        """Why nothing is being saved; None when all is well."""
        self.key = ""
        """The key that was pressed last, as people call it: the trail says which one led away."""
        self.history = History(past.behind, past.ahead, self._moved)
        self._clock = clock
        self._path: Path | None = None
        self._file = -1
        self._size = 0
        self._torn = False
        self._past = past

    @classmethod
    def open(cls, folder: Path | None, clock: Callable[[], float] = time.time) -> Journal:
        """The journal in `folder` (made on first use), with everything that earlier readers wrote; None writes nothing."""
        if folder is None:
            return cls(None, State(), Past(), clock)
        problem = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _locked(folder / _LOCK) as alone:
                state, past = _gather(folder) if alone else _read_all(_files(folder))
        except OSError as error:
            problem = _unsaved(error, folder)
            state, past = _read_all(_files(folder))
        journal = cls(folder, state, past, clock)
        journal.problem = problem
        return journal

    def at(self, document: str, offset: int, top: int | None = None, part: int | None = None) -> None:
        """The user is at this character of this document; `top` is the first one on the screen, `part` how much of it (percent)
        was read at most, if that is known."""
        if self.state.last != (document, offset) or self.state.top_of(document) != top:
            more = {"top": top, "part": part if part != self.state.part_of(document) else None}
            known = {name: value for name, value in more.items() if value is not None}
            self._write({"at": [document, offset], **known})

    def mark_read(self, document: str, read: bool = True) -> None:
        """The user has read the document (or wants it unread again)."""
        if (document in self.state.read) != read:
            self._write({"read" if read else "unread": document})

    def set_mark(self, key: str, anchor: Anchor, title: str = "") -> None:
        """Keep a place under a letter."""
        self._write({"mark": [key, anchor.as_row(), title]})

    def remove_mark(self, key: str, document: str) -> None:
        """Give a letter up."""
        self._write({"unmark": [key, document]})

    def asked(self, query: str) -> None:
        """The user searched for this."""
        self._write({"asked": query})

    def sought(self, kind: str, written: str) -> None:
        """The user looked for this in a document, as words or as a pattern."""
        self._write({"sought": [kind, written]})

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name."""
        self._write({"saved": [name, query]})

    def forget_search(self, name: str) -> None:
        """Give a saved search up."""
        self._write({"forgotten": name})

    def visited_search(self, name: str, documents: Sequence[str]) -> None:
        """The user has seen what the saved search finds: these documents."""
        self._write({"visited": [name, list(documents)]})

    def begin_visit(self) -> None:
        """The user is here (again): what came in since the last visit is new."""
        visits, now = self.state.visits, self._clock()
        last = max(self.state.last_time, visits.time)
        self._write({"visit": [visits.begun(last, now), visits.latest]})

    def arrived(self, latest: str) -> None:
        """The youngest document of the library."""
        if self.state.visits.latest != latest:
            self._write({"visit": [self.state.visits.since, latest]})

    def draft(self, on: Target, text: str, note: str | None = None) -> None:
        """Keep the words of a note that is being written; no words: it is finished or given up."""
        known = self.state.drafts.get(on, note)
        if (known.text if known else "") != text:
            self._write({"draft": [on.as_row(), note, text]})

    def close(self) -> None:
        """Let go of the file. Nothing depends on this being called."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _moved(self, move: Move, left: Place) -> None:
        """The jump list moved."""
        self._write({move: left.as_row(), **({"key": self.key} if self.key else {})})

    def _write(self, event: dict[str, object]) -> None:
        """Take an event into the state and append it to the file."""
        event = {**event, "t": round(self._clock(), 3)}
        self.state.apply(event)
        if self.folder is not None:
            try:
                if self._file < 0:
                    self._start()
                elif self._size > LONGEST_FILE:
                    self._fold()
                self._append(event)
                self.problem = None
            except OSError as error:
                self.problem = _unsaved(error, self.folder)
        if is_move(event):
            self._past.apply(event)

    def _append(self, event: Event) -> None:
        """Write a line. Behind one that was cut off it begins on a line of its own, with the jump list as it was before."""
        data = b"\n" + _line(self._past.event()) + _line(event) if self._torn else _line(event)
        self._torn = True
        if os.write(self._file, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._torn = False
        self._size += len(data)

    def _start(self) -> None:
        """Begin a file of this reader's own, and hold it so that others see that it is in use."""
        assert self.folder is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        with _locked(self.folder / _LOCK):
            self._path = (
                self.folder / f"{int(self._clock() * 1000):015d}-{os.getpid()}-{os.urandom(3).hex()}.jsonl"
            )
            self._file = os.open(
                self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600
            )
            self._size = 0
            _hold(self._file)
        # A file stands for itself: it begins with the jump list that its first move will start from.
        if self._past.behind or self._past.ahead:
            self._append(self._past.event())

    def _fold(self) -> None:
        """Let this reader's own file begin anew, with all that it said up to now in the base."""
        assert self.folder is not None
        self.close()
        with _locked(self.folder / _LOCK) as alone:
            if alone:
                _gather(self.folder)
        self._start()


def read_journal(folder: Path) -> State:
    """What was written down in a journal, without touching it; of none, nothing."""
    return _read_all(_files(folder))[0]


def _unsaved(error: OSError, folder: Path) -> SettingsError:
    """What to tell when the journal cannot be written."""
    what = f"places and read marks are not being saved ({error.strerror})"
    return SettingsError(what, str(folder), "Make room or give write access; reading goes on")


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """While this lasts no other reader gathers or begins a file.

    Gives whether it is so: False where the file system knows no locks, or another reader does not let go of this one.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + _PATIENCE
        while not (held := _hold(handle)) and time.monotonic() < until:
            time.sleep(0.01)
        yield held
    finally:
        os.close(handle)


def _hold(handle: int) -> bool:
    """Lock an open file; whether it is now ours."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _line(event: Event) -> bytes:
    """An event as it is written."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _files(folder: Path) -> list[Path]:
    """The journal's files, the oldest first, the base before them."""
    try:
        others = sorted(path for path in folder.glob("*.jsonl") if path.name != _BASE)
    except OSError:
        return []
    return [folder / _BASE, *others]


def _gather(folder: Path) -> tuple[State, Past]:
    """Everything in the folder; what nobody writes any more is folded into the base."""
    files = _files(folder)
    done = [path for path in files[1:] if _is_left(path)]
    if done:
        state, past = _read_all([files[0], *done])
        events = [*state.events(), *([past.event()] if past.time else [])]
        replace_file(files[0], b"".join(_line(event) for event in events))
        for path in done:
            path.unlink(missing_ok=True)
    return _read_all([path for path in files if path not in done])


def _is_left(path: Path) -> bool:
    """Whether no reader holds the file any more."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return _hold(handle)
    finally:
        os.close(handle)


def _read_all(files: list[Path]) -> tuple[State, Past]:
    """What all lines of all files amount to, in the order of their times; the jump list is that of the file that moved last."""
    events: list[Event] = []
    latest = Past()
    for path in files:
        past = Past()
        for event in _events(path):
            if is_move(event):
                past.apply(event)
            events.append(event)
        if past.time >= latest.time:
            latest = past
    events.sort(key=_time_of)
    state = State()
    for event in events:
        state.apply(event)
    return state, latest


def _events(path: Path) -> Iterator[Event]:
    """The lines of a file that can be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    for line in data.split(b"\n"):
        try:
            event = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict):
            yield event


def _time_of(event: Event) -> float:
    """When an event was written."""
    found = event.get("t")
    return float(found) if isinstance(found, (int, float)) else 0.0
