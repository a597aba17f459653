"""Short names of organisations: how one body's name may stand for another's within a text, "the Commission" for the Helsinki Commission."""

from __future__ import annotations

from functools import lru_cache

from reader.resolve.bodies import BodyName
from reader.resolve.initials import fits
from reader.resolve.lexicon_bodies import GENERIC_HEADS, INVERTED_HEADS, PARENTS, SHORT_TAILS, STOP
from reader.resolve.spelling import singular
from reader.resolve.wordlist import word_set

__all__ = ["short_match"]

_DIRECTIONS = word_set("north south east west northern southern eastern western new")
_NATIONAL_TOO = frozenset(
    (
        "supreme court",
        "national guard",
        "air national guard",
        "democratic party",
        "republican party",
        "fire department",
    )
)
"""Names that a state's body and the nation's share: the bare form is never short for the state's."""


@lru_cache(maxsize=1 << 14)
def short_match(short: BodyName, long: BodyName) -> str:
    """How `short` may be a shortened form of `long` within one text: in words, or ""."""
    if short.core == long.core or long.is_acronym or not short.content:
        return ""
    a, b = short.content, long.content
    if len(a) == 1 and a[0] in GENERIC_HEADS:
        return "its kind alone" if a[0] in (b[-1], long.full[0]) and len(b) > 1 else ""
    if len(a) >= len(b):
        return ""
    if _begins(short, long):
        return "beginning of the name"
    if short.is_acronym:
        return ""
    return _one_word_match(a[0], short, long) if len(a) == 1 else _words_match(short, long)


def _begins(short: BodyName, long: BodyName) -> bool:
    """Whether `long` is `short` and words that are left off: "Sirius" Satellite Radio, "Supreme Court" of Cassation."""
    a, b = tuple(map(singular, short.content)), tuple(map(singular, long.content))
    if a == b[: len(a)] and all(word in SHORT_TAILS for word in long.content[len(a) :]):
        return short.is_acronym or _telling(short.content, long.content)
    size = len(short.full)
    return len(a) > 1 and long.full[:size] == short.full and long.full[size] in ("of", "for", "in")


def _one_word_match(word: str, short: BodyName, long: BodyName) -> str:
    """ "Judiciary" for the Judiciary Committee, "Pirates" for the Pittsburgh Pirates."""
    core = long.core.split()
    if len(core) > 1 and long.head in INVERTED_HEADS:
        rest = [part for part in core if part not in ("senate", "house", long.head)]
        return "its kind left out" if rest == [singular(word)] else ""
    return (
        "last word of the name"
        if word == long.content[-1] and not short.nation and word not in PARENTS
        else ""
    )


def _words_match(short: BodyName, long: BodyName) -> str:
    """Several words: the end of the name, an acronym in front of its end, or the name with words left out."""
    a, b = tuple(map(singular, short.content)), tuple(map(singular, long.content))
    if a == b[-len(a) :]:
        front = b[: -len(a)]
        unit = long.full[0] in GENERIC_HEADS and len(a) < len(b) - 1
        shared = " ".join(short.content) in _NATIONAL_TOO
        another = len(front) == 1 and front[0] in _DIRECTIONS
        return "" if unit or short.nation or shared or another else "end of the name"
    if a[1:] == b[len(b) - len(a) + 1 :] and _opens(a[0], long, len(a) - 1):
        return "acronym for its first words"
    headed = short.content[-1] == long.content[-1] and short.content[-1] in GENERIC_HEADS
    return "words left out" if headed and _subsequence(a, b) else ""


def _telling(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words `a` that begin `b` say enough: no parent body, no mere kind, and one word no department's field."""
    if len(a) > 1:
        return a[-1] not in GENERIC_HEADS
    return a[0] not in PARENTS and a[0] not in GENERIC_HEADS and b[1] not in INVERTED_HEADS


def _opens(letters: str, long: BodyName, kept: int) -> bool:
    """Whether `letters` are the initials of all but the last `kept` content words ("BRAC" Commission, "EPW" Committee)."""
    front = long.content[: len(long.content) - kept]
    if not 2 <= len(letters) <= 6 or len(front) < 2:
        return False
    last = front[-1]
    whole = long.full[: len(long.full) - long.full[::-1].index(last)]
    return fits(letters, whole, STOP, 0)


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
