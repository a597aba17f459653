"""Which files to index: the regular ones under the given paths, sorted; what is left out can be reported."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.model import Failure
from reader.sources.sanitise import printable

__all__ = ["discover"]

_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX"})
_SKIPPED_FILES = frozenset({"thumbs.db", "desktop.ini"})


def discover(paths: Iterable[Path], on_failure: Callable[[Failure], None] | None = None) -> Iterator[Path]:
    """Files under `paths` in sorted order, each once; a path that is a file is taken whatever its name.

    Hidden names are passed over in silence. Links are followed, a folder is entered once (so loops end). What cannot be read
    and what is no regular file goes to `on_failure` as a Failure and is not yielded.
    """
    seen_files: set[tuple[int, int]] = set()
    seen_folders: set[tuple[int, int]] = set()
    report = on_failure or _ignore
    for path in paths:
        yield from _under(Path(path), seen_files, seen_folders, report)


def _ignore(failure: Failure) -> None:
    """Nobody wants to know."""


def _under(
    top: Path,
    seen_files: set[tuple[int, int]],
    seen_folders: set[tuple[int, int]],
    report: Callable[[Failure], None],
) -> Iterator[Path]:
    """Depth first, without recursion (a tree may be deeper than Python's stack)."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        status = _status(path, report)
        if status is None:
            continue
        identity = (status.st_dev, status.st_ino)
        if stat.S_ISDIR(status.st_mode):
            if identity not in seen_folders:
                seen_folders.add(identity)
                waiting.extend(reversed(_entries(path, report)))
        elif stat.S_ISREG(status.st_mode):
            if identity not in seen_files:
                seen_files.add(identity)
                yield path
        else:
            report(
                Failure(
                    printable(str(path)),
                    "not a regular file (a pipe, socket or device)",
                    remedy="copy its contents to a file first",
                )
            )


def _status(path: Path, report: Callable[[Failure], None]) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        what = "a link that leads nowhere" if path.is_symlink() else "there is no such file or folder"
        report(Failure(printable(str(path)), what, remedy="check the path"))
    except PermissionError:
        report(Failure(printable(str(path)), "no permission to read it", remedy="change its permissions"))
    except (OSError, ValueError) as error:
        report(
            Failure(
                printable(str(path)),
                f"it cannot be read ({printable(str(error))})",
                remedy="check the disk or the link",
            )
        )
    return None


def _entries(folder: Path, report: Callable[[Failure], None]) -> list[Path]:
    """What lies in a folder and is not hidden, sorted by name."""
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found)
    except PermissionError:
        report(
            Failure(
                printable(str(folder)), "no permission to open this folder", remedy="change its permissions"
            )
        )
        return []
    except OSError as error:
        report(
            Failure(
                printable(str(folder)),
                f"this folder cannot be read ({printable(str(error))})",
                remedy="check the disk",
            )
        )
        return []
    return [
        folder / name
        for name in names
        if not name.startswith((".", "~$"))
        and name not in _SKIPPED_FOLDERS
        and name.lower() not in _SKIPPED_FILES
    ]
