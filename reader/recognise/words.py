"""A text as words: the one pass over the characters that the rules share.

Words are runs of letters and digits; every other sign that is not white space is a word of its own, so that names compare
equal however they are spaced, quoted or broken over lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

__all__ = ["Words", "key_of", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]|_")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n[^\S\n]*(?=[a-z])")
_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "–": "-", "“": '"', "”": '"'}


class Words(NamedTuple):
    """The words of a text, in order; `forms` has typographic apostrophes, hyphens and quotes made plain."""

    starts: list[int]
    ends: list[int]
    forms: list[str]

    def first_from(self, offset: int) -> int:
        """The number of the first word that starts at or after `offset`."""
        return bisect_left(self.starts, offset)


def words_of(text: str) -> Words:
    """The words of `text` with their offsets."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    alike = _ALIKE
    for match in _WORD.finditer(text):
        start, end = match.span()
        form = match.group()
        starts.append(start)
        ends.append(end)
        forms.append(alike.get(form, form) if end - start == 1 else form)
    return Words(starts, ends, forms)


def key_of(text: str) -> tuple[str, ...]:
    """A name as a key: equal for all ways to space it, break it over lines or write its apostrophes and hyphens."""
    alike = _ALIKE
    if "\n" in text:
        text = _HYPHENATED.sub("", text)
    return tuple([alike.get(form, form) for form in _WORD.findall(text)])
