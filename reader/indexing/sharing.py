"""A file that holds many documents, read by several workers at once.

Each of them goes through the whole file, which costs little beside finding names, and reads the members whose names fall to its share. So no
document travels between workers, a share is done again alone like a file of its own when its worker dies, and what is in the
library already is passed over by each. The file is done when its last share is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.indexing.pool import Done, Lost
from reader.indexing.reading import Failed, Opened, Read, told

if TYPE_CHECKING:
    from reader.library import Work

__all__ = ["Shares"]

SHARED_BYTES = 96 * 1024
"""Files of this size (bytes) and more are shared; smaller ones are done in a few seconds."""

SHARES_A_JOB = 2
MOST_SHARES = 32
"""More shares than workers, so that none is idle for long at the end; not many, since each goes through the whole file."""


class Shares:
    """Cuts files into shares, and puts together what became of these."""

    def __init__(self, jobs: int) -> None:
        self._shares = min(SHARES_A_JOB * jobs, MOST_SHARES) if jobs > 1 else 1
        self._ended: dict[int, list[Done | Lost]] = {}

    def of(self, works: Iterable[Work]) -> Iterator[Work]:
        """The works in order, those that hold many documents as several."""
        for work in works:
            if self._shares > 1 and work.size >= SHARED_BYTES and _holds_documents(work.path):
                yield from (replace(work, share=share, shares=self._shares) for share in range(self._shares))
            else:
                yield work

    def whole(self, outcome: Done | Lost) -> Done | Lost | None:
        """What became of a file, once the last of its shares has ended; None before."""
        work: Work = outcome.item
        if work.shares == 1:
            return outcome
        ended = self._ended.setdefault(work.source, [])
        ended.append(outcome)
        if len(ended) < work.shares:
            return None
        return _together(self._ended.pop(work.source))


def _holds_documents(path: str) -> bool:
    from reader.sources import format_of

    kind = format_of(path)
    return kind is not None and kind.container


def _together(shares: list[Done | Lost]) -> Done | Lost:
    """One outcome for all shares of a file: what was lost in one of them is lost; what each tells of the file is told once."""
    shares.sort(key=lambda one: one.item.share)
    done: list[Done] = []
    for one in shares:
        if isinstance(one, Lost):
            return one
        done.append(one)
    # A file that has become a document meanwhile is the same document to all.
    for kind in (Read, Opened):
        if found := [one for one in done if isinstance(one.result, kind)]:
            break
    else:
        return done[0]
    first = found[0]
    if not isinstance(first.result, Opened):
        return first
    warnings: dict[str, None] = {}
    for one in done:
        if isinstance(one.result, Opened):
            warnings.update(dict.fromkeys(one.result.warnings))
        elif isinstance(one.result, Failed):
            warnings[told(one.result.failure)] = None
    seconds = sum(one.result.seconds for one in done if isinstance(one.result, (Opened, Failed)))
    return Done(first.item, Opened(first.result.source, tuple(warnings), seconds))
