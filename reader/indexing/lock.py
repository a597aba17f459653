"""One index run at a time for each library: two would read the same files and count each other's tries."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError, LockedLibrary

__all__ = ["indexing_alone"]


@contextmanager
def indexing_alone(library: Path) -> Iterator[None]:
    """Hold the library's index lock: a file beside it, which the system lets go of however the process ends.

    Raises LockedLibrary if another process indexes the library now.
    """
    if os.name != "posix":  # SQLite's own locks still keep each write whole
        yield
        return
    descriptor = _locked(library)
    try:
        yield
        _beside(library).unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _beside(library: Path) -> Path:
    """The lock file of a library."""
    return library.with_name(library.name + ".indexing")


def _locked(library: Path) -> int:
    """The lock file, open and locked."""
    import fcntl

    while True:
        try:
            library.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(_beside(library), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise LibraryError(
                f"the library cannot be written there ({(error.strerror or str(error)).lower()})",
                str(library),
                "Choose another place with --library, or make room there",
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise LockedLibrary(
                "another process is indexing into this library",
                str(library),
                "Wait until it has finished; what it has read so far can be read already",
            ) from error
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # its last holder removed it between our opening and our locking it
