"""The file that notes are kept in: lines are put behind what is there and are on the disk before anybody is told."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from reader.errors import ReaderError, SettingsError
from reader.session.notes import Change, Deletion, Line, Note, Notes, Target, new_id, parse_notes

__all__ = ["Notebook"]


def _now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Notebook:
    """The notes of one library. Reading never creates the file; a missing one is an empty notebook, None one that is never kept.

    Writing raises ReaderError when the disk refuses; then nothing was written. `notes` are those of the last `look`.
    """

    def __init__(self, path: Path | None, by: str | None = None, clock: Callable[[], str] = _now) -> None:
        self.path = path
        self._name = by
        self._clock = clock
        self._unkept: list[Line] = []
        self._stamp: tuple[int, int, int] | None = None
        self.notes = Notes()
        self.problems: list[SettingsError] = []

    @property
    def _by(self) -> str:
        """Who writes; asked for when something is written."""
        if self._name is None:
            self._name = _user()
        return self._name

    def look(self) -> bool:
        """See whether somebody (also another reader) wrote since the last look; `notes` are then up to date again."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return False
        self.notes, self.problems = self.read()
        self._stamp = stamp
        return True

    def _stamp_now(self) -> tuple[int, int, int] | None:
        """What changes with every line that is written."""
        if self.path is None:
            return (0, 0, len(self._unkept)) if self._unkept else None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def read(self) -> tuple[Notes, list[SettingsError]]:
        """All notes, and the lines that could not be read."""
        if self.path is None:
            return Notes(self._unkept), []
        try:
            text = self.path.read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return Notes(), []
        except OSError as error:
            problem = SettingsError(
                f"the notes cannot be read ({error.strerror})", str(self.path), "Check its permissions"
            )
            return Notes(), [problem]
        lines, problems = parse_notes(text, str(self.path))
        return Notes(lines), problems

    def add(self, on: Target, text: str, tags: tuple[str, ...] = ()) -> Note:
        """Write a new note."""
        note = Note(new_id(), self._clock(), self._by, on, text, tags)
        self._append(note)
        return note

    def change(self, note: str, text: str | None = None, tags: tuple[str, ...] | None = None) -> None:
        """Give a note other words or tags; a deleted one comes back."""
        self._append(Change(new_id(), self._clock(), self._by, note, text, tags))

    def delete(self, note: str) -> None:
        """Take a note away."""
        self._append(Deletion(new_id(), self._clock(), self._by, note))

    def _append(self, line: Line) -> None:
        """Put a line behind what is there. One that a crash cut off is closed first."""
        if self.path is None:
            self._unkept.append(line)
            return
        data = (line.as_line() + "\n").encode("utf-8", "replace")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._refused(error) from error
        try:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            size = os.fstat(handle).st_size
            if not size:
                _keep_name(self.path.parent)
            if size and os.pread(handle, 1, size - 1) != b"\n":
                data = b"\n" + data
            if os.write(handle, data) != len(data):
                os.ftruncate(handle, size)
                raise OSError(28, "no space left on the disk")
            os.fsync(handle)
        except OSError as error:
            raise self._refused(error) from error
        finally:
            os.close(handle)

    def _refused(self, error: OSError) -> ReaderError:
        """What to tell when the disk refuses."""
        return ReaderError(
            f"the note was not saved ({error.strerror})", str(self.path), "Make room or give write access"
        )


def _keep_name(folder: Path) -> None:
    """See to it that a new file's name is on the disk, not only its lines."""
    with contextlib.suppress(OSError):  # a file system that cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _user() -> str:
    """Who writes."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
