"""Spelling without accidents: one folded form for names that differ in case, accents, dots, quotes and British or American habit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["capitals", "fold", "scanned", "singular", "slip", "tidy", "words"]

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
_LINE_END = re.compile(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])")
"""A hyphen that only the line's end put there: "Depart-" over "ment"; "Marie-" over "Claude" keeps its own."""
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[01]+(?=[a-z])")
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
_LETTERS_FOR = str.maketrans("01", "ol")
_KEEP_S = ("ss", "us", "is", "as", "os", "ws")


def tidy(text: str) -> str:
    """`text` on one line with plain quotes, hyphens and single spaces, words that a line's end cut made whole, and the digits that
    scanning put for letters read as these ("Car0lina"); case and accents kept."""
    plain = text.translate(_MARKS)
    if "&amp;" in plain:
        plain = plain.replace("&amp;", "&")
    if "\n" in plain:
        plain = _LINE_END.sub("", plain)
    if "0" in plain or "1" in plain:
        plain = _DIGIT_IN_WORD.sub(lambda found: found[0].translate(_LETTERS_FOR), plain)
    return _SPACES.sub(" ", plain).strip()


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


_MISREAD = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("c", "e"))


_LONG = 8
"""Letters a name must have for a slip to be told from another name."""


def scanned(folded: str) -> str:
    """What scanning leaves of a folded name: letters that are often taken for each other are one ("Bumett" and "Burnett")."""
    for one, other in _MISREAD:
        folded = folded.replace(one, other)
    return folded


def slip(one: str, other: str) -> str:
    """How two folded names may be one spelt wrongly: "letters misread", "one letter" (in one of several words or in a long one), or ""."""
    if one == other or abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < _LONG:
        return ""
    if scanned(one) == scanned(other):
        return "letters misread"
    a, b = one.split(), other.split()
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(differing) != 1 or one[0] != other[0]:
        return ""
    x, y = differing[0]
    if x.startswith(y) or y.startswith(x):
        return ""
    if min(len(x), len(y)) < _LONG - 2 * (len(a) > 1) or not (x + y).isalpha():
        return ""
    from rapidfuzz.distance import DamerauLevenshtein

    near = DamerauLevenshtein.distance(x, y, score_cutoff=1) <= 1
    return "one letter" if near and x[0] == y[0] else ""


def singular(word: str) -> str:
    """`word` without a plural s, roughly: enough to compare "Prisons" with "Prison"; a key, never shown."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(_KEEP_S) else word


def capitals(text: str) -> bool:
    """Whether `text` is written in capitals throughout."""
    return text.isupper() and sum(c.isalpha() for c in text) > 1
