"""Words as the search sees them: without case and diacritics, at known places of the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "line", "plain", "word_starts"]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A run of letters and digits with their combining marks: what FTS5's unicode61 takes as a token."""

_STRAIGHT = str.maketrans("’‘ʼ‐‑–", "'''---")

_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` without case and without diacritics, as names and words are compared."""
    if text.isascii():
        return text.lower()
    plain = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", plain).lower()


def plain(name: str) -> str:
    """A name as names are looked up: folded, straight apostrophes and hyphens, single blanks."""
    return " ".join(fold(name).translate(_STRAIGHT).split())


def word_starts(text: str) -> list[int]:
    """Where the words of a text begin, in code points."""
    return [match.start() for match in _WORD.finditer(text)]


def line(text: str) -> str:
    """`text` on one line, every run of white space one blank; the ends keep theirs."""
    return _SPACE.sub(" ", text)
