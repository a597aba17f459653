"""One file under limits: what is in it, one document at a time. `index` and `extract` both read through here.

Each step has a time of its own, which the beat announces; all of a file has a time together; a member that took a worker down is left out.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.indexing.worker import BeatCall
from reader.model import Document, Failure
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.sources import Options

__all__ = ["LOAD_BYTES", "LOAD_SECONDS", "MOST_AVOIDED", "Avoided", "Piece", "avoiding", "pieces"]

LOAD_SECONDS = 60.0
"""What parsing one file may take, and as much again for every LOAD_BYTES of it."""

LOAD_BYTES = 2_000_000

MEMBER_SECONDS = 300.0
"""What parsing one member of a file (up to 64 MB) may take."""

OCR_TIMES = 30
"""How much longer each may take where text is to be recognised in pictures."""

FILE_SECONDS = 4 * 3600.0
"""What all members of one file may take together, recognising included."""

MOST_AVOIDED = 20
"""A file in which so many members took workers down is left alone."""

Avoided = tuple[tuple[str, str], ...]
"""Members to be left out: (path, why)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a file gave. `member` is its path ("outer.zip!/inner.txt"), "" for the file itself."""

    member: str
    what: Document | Failure
    seconds: float


def avoiding(avoid: Avoided, part: str, why: str) -> Avoided | None:
    """`avoid` and one more; None if that would not help any more."""
    if len(avoid) >= MOST_AVOIDED or part in dict(avoid):
        return None
    return (*avoid, (part, why))


def pieces(
    path: str,
    size: int,
    beat: BeatCall,
    *,
    data: bytes | None = None,
    options: Options | None = None,
    avoid: Avoided = (),
    share: tuple[int, int] = (0, 1),
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Piece]:
    """Everything in a file of `size` bytes (or in `data`), in order; nothing is held but the piece that is given out.

    Members of one name are told apart by a number behind it. With a `share` (its number, how many there are) only the members
    that fall to it, by their names: all shares together give each member once. Never raises for what a file is or contains.
    """
    from reader.sources import Options, load_all, printable

    own, left_out = printable(path), dict(avoid)
    began = step = clock()
    slow = OCR_TIMES if options is not None and options.ocr else 1
    beat(LOAD_SECONDS * (1 + size / LOAD_BYTES) * slow)

    def before(member: str) -> Failure | None:
        beat(MEMBER_SECONDS * slow, member)
        if member in left_out:
            return Failure(member, left_out[member], "", "Unpack it and convert it to another format")
        return None

    def mine(member: str) -> bool:
        # By name, not by number: it stays the same where another share must do without a member. Those of one name stay together.
        return zlib.crc32(member.encode("utf-8", "surrogatepass")) % share[1] == share[0]

    seen: dict[str, int] = {}
    for found in load_all(path, data=data, options=options or Options(), before=before, mine=mine):
        name = "" if found.path == own else _numbered(path + found.path[len(own) :], seen)
        now = clock()
        yield Piece(name, replace(found, path=name) if name else found, now - step)
        step = clock()
        if step - began > FILE_SECONDS:
            yield Piece("", _too_long(own), 0.0)
            return


def _numbered(name: str, seen: dict[str, int]) -> str:
    """`name`, with a number behind it if it was there before."""
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


def _too_long(path: str) -> Failure:
    return Failure(
        path,
        "reading all that is in it takes too long: the rest was not read",
        "",
        "Unpack it and index the folder",
    )
