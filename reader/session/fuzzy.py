"""Narrowing a list down by a few letters: what begins so first, then words that do, then what has the letters in order, then what is
only like it (a slip of the finger).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

__all__ = ["Fit", "fit", "fold", "narrow"]

Item = TypeVar("Item")

_ALIKE = 75.0
"""How alike (0..100, rapidfuzz's partial ratio) a name must be to be offered for a query with a slip in it."""

_SHORTEST_SLIP = 4
"""Letters a query must have before slips are forgiven."""

_WORD_START = re.compile(r"(?<!\w)\w")


class Fit(NamedTuple):
    """How well something fits (the smaller the better) and the letters that do, as indices into it."""

    rank: tuple[int, float, int]
    letters: tuple[int, ...]


def fold(text: str) -> str:
    """The text as it is compared: small letters without accents, as many characters as before."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    """A character without its accent, small; itself where that would be more than one."""
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFKD", character)[:1].lower() or character
    return base if len(base) == 1 else character


def fit(query: str, text: str) -> Fit | None:
    """How well `text` fits `query`; None where it does not. Each word of the query must fit; their order is free."""
    folded = fold(text)
    rank, likeness = 0, 0.0
    letters: set[int] = set()
    for word in fold(query).split():
        found = _fit_word(word, folded)
        if found is None:
            return None
        rank = max(rank, found.rank[0])
        likeness += found.rank[1]
        letters.update(found.letters)
    return Fit((rank, likeness, len(text)), tuple(sorted(letters)))


def _fit_word(word: str, text: str) -> Fit | None:
    """How well one word of a query fits."""
    at = text.find(word)
    if at >= 0:
        spots = (match.start() for match in re.finditer(re.escape(word), text))
        begun = next((spot for spot in spots if _WORD_START.match(text, spot)), None)
        place = at if begun is None else begun
        rank = 0 if place == 0 else 1 if begun is not None else 3
        return Fit((rank, 0.0, 0), tuple(range(place, place + len(word))))
    initials = [match.start() for match in _WORD_START.finditer(text)]
    begins = "".join(text[spot] for spot in initials)
    at = begins.find(word)
    if len(word) > 1 and at >= 0:
        return Fit((2, 0.0, 0), tuple(initials[at : at + len(word)]))
    return _in_order(word, text) or _alike(word, text)


def _in_order(word: str, text: str) -> Fit | None:
    """The word's letters one after the other, not too far apart."""
    if len(word) < 2:
        return None
    letters: list[int] = []
    at = -1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        letters.append(at)
    spread = letters[-1] - letters[0] + 1 - len(word)
    return Fit((4, float(spread), 0), tuple(letters)) if spread <= 2 * len(word) else None


def _alike(word: str, text: str) -> Fit | None:
    """A part of the text that is much like the word."""
    if len(word) < _SHORTEST_SLIP:
        return None
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(word, text, score_cutoff=_ALIKE)
    if found is None or len(text) < len(word) - 1:
        return None
    return Fit((5, 100.0 - found.score, 0), tuple(range(found.dest_start, found.dest_end)))


def narrow(
    query: str, items: Iterable[Item], text_of: Callable[[Item], str], limit: int | None = None
) -> list[tuple[Item, Fit]]:
    """The items that fit, the best first (as they came where they fit alike), each with how it fits."""
    fitting = [(item, found) for item in items if (found := fit(query, text_of(item))) is not None]
    if query.strip():
        fitting.sort(key=lambda pair: pair[1].rank)
    return fitting[:limit]
