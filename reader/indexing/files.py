"""Which files there are to index, as the disk shows them unread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import CommandError

if TYPE_CHECKING:
    from reader.library import FileSeen
    from reader.model import Failure

__all__ = ["files_under", "roots_of"]


def roots_of(paths: Iterable[str | Path]) -> list[Path]:
    """The paths made absolute; raises CommandError if one is not there or may not be entered."""
    roots = [Path(path).expanduser().resolve() for path in paths]
    for root in roots:
        if not os.path.lexists(root):
            raise CommandError("no such file or folder", str(root), "Check the spelling")
        if root.is_dir() and not os.access(root, os.R_OK | os.X_OK):
            raise CommandError(
                "the folder may not be read",
                str(root),
                "Change its permissions, or index as a user who may read it",
            )
    return roots


def files_under(
    roots: Sequence[Path], on_failure: Callable[[Failure], None] | None = None
) -> Iterator[FileSeen]:
    """Every file to index with its size and time of change; files that vanish meanwhile are left out.

    What cannot be entered or is no regular file goes to `on_failure`.
    """
    from reader.library import FileSeen
    from reader.sources import discover

    for path in discover(roots, on_failure):
        try:
            status = path.stat()
        except OSError:
            continue
        yield FileSeen(str(path), status.st_size, status.st_mtime_ns)
