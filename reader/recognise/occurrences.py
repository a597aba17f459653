"""Every place where a set of names stands in a text: one walk over its words, however many names there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from reader.recognise.words import Words

__all__ = ["Hit", "Names"]

T = TypeVar("T")
Key = tuple[str, ...]

_HYPHENS = "-‑‐"
_GLUED = "@/\\_"


class Hit(NamedTuple):
    """An occurrence: word numbers [first, after), offsets [start, end)."""

    first: int
    after: int
    start: int
    end: int
    key: Key


class Names(Generic[T]):
    """Names by key, each with a value, found longest first."""

    def __init__(self, names: Iterable[tuple[Key, T]]) -> None:
        self.values: dict[Key, T] = {}
        self._by_first: dict[str, list[Key]] = {}
        for key, value in names:
            if key and key not in self.values:
                self.values[key] = value
                self._by_first.setdefault(key[0], []).append(key)
        for keys in self._by_first.values():
            keys.sort(key=len, reverse=True)

    def hits(self, text: str, words: Words, low: int = 0, high: int | None = None) -> Iterator[Hit]:
        """All occurrences as whole words among the words number low to high - 1, in order; a longer name hides those in it."""
        forms, starts, ends = words.forms, words.starts, words.ends
        stop = len(forms) if high is None else high
        by_first = self._by_first
        at = low
        while at < stop:
            keys = by_first.get(forms[at])
            if keys is None:
                at += 1
                continue
            for key in keys:
                after = at + len(key)
                whole = after <= stop and (len(key) == 1 or tuple(forms[at:after]) == key)
                if whole and _stands_alone(text, starts[at], ends[after - 1]):
                    yield Hit(at, after, starts[at], ends[after - 1], key)
                    at = after
                    break
            else:
                at += 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is not a part of a hyphenated name, an address or a path; "NCA-led" and "House-Senate" are fine."""
    if start:
        before = text[start - 1]
        if before in _GLUED or (before in _HYPHENS and start > 1 and not text[start - 2].isspace()):
            return False
    if end < len(text):
        after = text[end]
        if after.isupper() and text[end - 1] == "." and text[end + 1 : end + 2] == ".":
            return False  # "U.S." in "U.S.C."
        if after in _GLUED and after != "/":
            return False
        if after in _HYPHENS and end + 1 < len(text) and (text[end + 1].isupper() or text[end + 1].isdigit()):
            return False
    return True
