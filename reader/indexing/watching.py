"""Watching folders: look every two seconds, index what has changed once it has come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.indexing.files import files_under, roots_of
from reader.indexing.progress import OnProgress
from reader.indexing.run import index
from reader.indexing.summary import Summary

if TYPE_CHECKING:
    from reader.sources import Options

__all__ = ["watch"]

LOOK_EVERY = 2.0
"""Seconds between two looks. Polling sees network mounts too, where change notices never arrive."""


def watch(
    paths: Iterable[str | Path],
    library_path: str | Path,
    *,
    jobs: int | None = None,
    on_progress: OnProgress = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    wait: Callable[[float], object] = time.sleep,
    model: str | None = None,
    retry: bool = False,
    options: Options | None = None,
) -> Iterator[Summary]:
    """Index now and whenever files under `paths` changed and then stayed as they are for one look; a summary for each run."""
    roots = roots_of(paths)
    indexed: frozenset[object] | None = None
    before: frozenset[object] | None = None
    while not should_stop():
        seen: frozenset[object] = frozenset(files_under(roots))
        # What is still being written would be read half; the first run waits for nothing.
        if seen != indexed and (indexed is None or seen == before):
            with suppress(SourceError):  # an empty folder: its first file is what we wait for
                yield index(
                    roots,
                    library_path,
                    jobs=jobs,
                    on_progress=on_progress,
                    should_stop=should_stop,
                    model=model,
                    retry=retry and indexed is None,
                    options=options,
                )
            indexed = seen
        before = seen
        if not should_stop():
            wait(LOOK_EVERY)
