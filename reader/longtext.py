"""A long text that stays where it is kept: parts of it are read when they are looked at, and the latest are remembered.

Whoever reads a document asks its `Text` for slices and its length, which a `str` gives as well; `text[:]` is all of it as a `str`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Protocol, overload

from reader.errors import ReaderError

__all__ = ["PART", "LongText", "Parts", "Text"]

PART = 1 << 16
"""Characters of a part."""

_KEPT = 8
"""Parts that are remembered: what is on the screen is in one or two."""

_UNREADABLE = "(this part of the document cannot be read now) "


class Text(Protocol):
    """Characters, counted from 0."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> str: ...
    @overload
    def __getitem__(self, key: slice, /) -> str: ...


class Parts(Protocol):
    """Where a long text is kept."""

    def __call__(self, first: int, last: int) -> str:
        """The characters of the parts [first, last), `PART` each but for the text's last one; raises ReaderError."""
        ...


class LongText:
    """A text of `length` characters, for several threads. Where it cannot be read it says so in its place, as long as what is missing."""

    __slots__ = ("_known", "_length", "_lock", "parts")

    def __init__(self, length: int, parts: Parts) -> None:
        self.parts = parts
        self._length = length
        self._known: OrderedDict[int, str] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, (str, LongText)) and len(self) == len(other) and self[:] == other[:]

    __hash__ = None  # type: ignore[assignment]

    def __getitem__(self, key: int | slice, /) -> str:
        if isinstance(key, slice):
            start, stop, step = key.indices(self._length)
            return self._between(start, stop) if step == 1 else self._between(0, self._length)[key]
        place = key + self._length if key < 0 else key
        if not 0 <= place < self._length:
            raise IndexError("no such character")
        return self._between(place, place + 1)

    def _between(self, start: int, stop: int) -> str:
        if start >= stop:
            return ""
        first, last = start // PART, (stop - 1) // PART
        with self._lock:
            if last - first >= _KEPT:
                try:
                    return self.parts(first, last + 1)[start - first * PART : stop - first * PART]
                except ReaderError:
                    return _instead(stop - start)
            found = [self._part(number) for number in range(first, last + 1)]
        found[-1] = found[-1][: stop - last * PART]
        found[0] = found[0][start - first * PART :]
        return found[0] if first == last else "".join(found)

    def _part(self, number: int) -> str:
        part = self._known.get(number)
        if part is not None:
            self._known.move_to_end(number)
            return part
        try:
            part = self.parts(number, number + 1)
        except ReaderError:
            return _instead(min(PART, self._length - number * PART))
        self._known[number] = part
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return part


def _instead(length: int) -> str:
    """What stands for so many characters that cannot be read."""
    return (_UNREADABLE * (length // len(_UNREADABLE) + 1))[:length]
