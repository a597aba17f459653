"""Parts of long JSON arrays (a document's blocks and sentences), read without the rest.

Blocks stand in order, so where a place is among them is found by halving; sentences count each from the one before and are read from
the beginning on, piece by piece.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = [
    "BIG",
    "PIECE",
    "Read",
    "pieces_of_array",
    "rows_between",
    "rows_of_array",
    "spans_between",
    "text_between",
]

BIG = 200_000
"""Bytes of text from which a document is big."""

PIECE = 1 << 14
"""Bytes that are read at once."""

_BORDER = re.compile(rb'\],\["[a-z]+",\d')
"""What stands between two rows and, as a quotation mark within a string has a backslash before it, nowhere else."""

Read = Callable[[int, int], bytes]
"""Gives some bytes: from where on, how many."""


_STRETCH = 1 << 18
"""Bytes of text that are read at once."""


def text_between(read: Read, length: int, start: int, end: int) -> str:
    """text[start:end], what is before it being counted and let go."""
    at, found = 0, []
    for part in _parts(read, length):
        if at + len(part) > start:
            found.append(part[max(0, start - at) : end - at])
        at += len(part)
        if at >= end:
            break
    return "".join(found)


def _parts(read: Read, length: int) -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8")().decode
    for at in range(0, length, _STRETCH):
        yield decode(read(at, min(_STRETCH, length - at)))


def pieces_of_array(read: Read, length: int, places: Iterable[int]) -> list[list[Any]]:
    """Rows of a JSON array of [kind, start, …], sorted by start: those at both ends and around the rows that hold these places."""
    if length <= 4 * PIECE:
        return list(json.loads(read(0, length)))
    rows: dict[int, list[Any]] = {}
    middles = [_where(read, length, place) for place in places]
    for at in (0, length - 2 * PIECE, *(middle - PIECE for middle in middles)):
        rows.update((row[1], row) for row in _piece(read, length, at, 2 * PIECE))
    return [rows[start] for start in sorted(rows)]


def _where(read: Read, length: int, place: int) -> int:
    """About where in the array the last row is that begins at or before `place`: within a quarter of a piece."""
    low, high = 0, length
    while high - low > PIECE // 4:
        middle = (low + high) // 2
        rows = _piece(read, length, middle, PIECE // 4)
        if rows and rows[0][1] <= place:
            low = middle
        else:
            high = middle
    return low


def _piece(read: Read, length: int, at: int, size: int) -> list[list[Any]]:
    """The rows that lie whole in `size` bytes from `at` on."""
    at = max(0, at)
    size = min(size, length - at)
    data = read(at, size)
    borders = [found.start() for found in _BORDER.finditer(data)]
    begin = 1 if at == 0 else borders[0] + 2 if borders else size
    end = size - 1 if at + size >= length else borders[-1] + 1 if borders else 0
    return list(json.loads(b"[" + data[begin:end] + b"]")) if begin < end else []


def rows_of_array(read: Read, length: int) -> Iterator[list[Any]]:
    """All rows of a JSON array of [kind, start, …], never more of them at once than a piece holds."""
    left, at = b"", 1
    while at < length - 1:
        size = min(PIECE, length - 1 - at)
        data, at = left + read(at, size), at + size
        cut = len(data) if at >= length - 1 else _last_border(data)
        left = data[cut + 1 :]
        yield from json.loads(b"[" + data[:cut] + b"]")


def _last_border(data: bytes) -> int:
    """Where the comma of the last border between two rows is; 0 where there is none."""
    at = len(data)
    while (at := data.rfind(b'],["', 0, at)) >= 0:
        if _BORDER.match(data, at):
            return at + 1
    return 0


def rows_between(read: Read, length: int, start: int, end: int) -> list[list[Any]]:
    """The rows of a JSON array of [kind, start, …] from the one that holds `start` to the last that begins before `end`."""
    if length <= 4 * PIECE:
        return list(json.loads(read(0, length)))
    rows: dict[int, list[Any]] = {}
    at = max(0, _where(read, length, start) - PIECE // 4)
    while at < length:
        found = _piece(read, length, at, PIECE)
        rows.update((row[1], row) for row in found)
        if found and found[-1][1] >= end:
            break
        # Pieces overlap: the row that a border cuts is whole in the next one.
        at += PIECE // 2
    return [rows[key] for key in sorted(rows)]


def spans_between(read: Read, length: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of [start, length, start, length, …], each start counted from the end before, that touch [start, end)."""
    left, at, place = b"", 1, 0
    odd: list[int] = []
    while at < length - 1:
        size = min(PIECE, length - 1 - at)
        data, at = left + read(at, size), at + size
        cut = len(data) if at >= length - 1 else data.rfind(b",")
        left = data[cut + 1 :]
        numbers = odd + [int(each) for each in data[: max(0, cut)].split(b",")]
        odd = numbers[len(numbers) & ~1 :]
        for gap, size in zip(numbers[::2], numbers[1::2], strict=False):
            first = place + gap
            place = first + size
            if first >= end:
                return
            if place > start:
                yield first, place
