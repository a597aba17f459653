"""Spelling without accidents: one folded form for names that differ in case, accents, dots, quotes and British or American habit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["capitals", "fold", "singular", "tidy", "words"]

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
_MARKS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´ʻ＇", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009", " "),
        "\u00ad": None,
        "\u200b": None,
    }
)
_SPACES = re.compile(r"\s+")
_HYPHENS = re.compile(r"\s+-\s*|(?<=\w)-\s+")
_WORD = re.compile(r"\w+(?:[.'&/-]\w+)*\.?|&")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")
_BRITISH = {
    "centre": "center",
    "centres": "center",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
    "harbour": "harbor",
    "co-operation": "cooperation",
    "cooperative": "cooperative",
    "co-operative": "cooperative",
    "metre": "meter",
}
_KEEP_S = ("ss", "us", "is", "as", "os", "ws")


def tidy(text: str) -> str:
    """`text` on one line with plain quotes, hyphens and single spaces; case and accents kept."""
    return _SPACES.sub(" ", text.translate(_MARKS)).strip()


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """`text` without case and accents: the base of every key."""
    plain = tidy(text).casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _HYPHENS.sub("-", plain)


def words(text: str) -> list[str]:
    """The words of `text`, folded; dotted abbreviations closed up ("u.s." -> "us"), British spellings made American."""
    found = []
    for word in _WORD.findall(fold(text)):
        if _DOTTED.fullmatch(word):
            word = word.replace(".", "")
        word = word.rstrip(".")
        if word == "&":
            word = "and"
        if word.endswith("'s"):
            word = word[:-2]
        word = word.replace("'", "")
        word = _BRITISH.get(word, word)
        if "isation" in word:
            word = word.replace("isation", "ization")
        if word:
            found.append(word)
    return found


def singular(word: str) -> str:
    """`word` without a plural s, roughly: enough to compare "Prisons" with "Prison"; a key, never shown."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(_KEEP_S) else word


def capitals(text: str) -> bool:
    """Whether `text` is written in capitals throughout."""
    return text.isupper() and sum(c.isalpha() for c in text) > 1
