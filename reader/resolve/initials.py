"""Acronyms: which letters spell which organisation's name, by initials, by syllables, or because everybody knows."""

from __future__ import annotations

from functools import lru_cache

from reader.resolve.bodies import BodyName, parse_body
from reader.resolve.lexicon_bodies import KNOWN, STOP

__all__ = ["fits", "initials_match", "initials_of", "known_cores", "known_for", "known_long"]

_SYLLABLES = 6
"""Letters from which on an acronym may be made of syllables of some of the words."""


def fits(letters: str, parts: tuple[str, ...], optional: frozenset[str], skips: int) -> bool:
    """Whether `letters` are the initials of `parts` in order; stop words are free, up to `skips` other words may be left out."""
    states = {(0, skips)}
    for word in parts:
        following = set()
        for at, left in states:
            if at < len(letters) and letters[at] == word[0]:
                following.add((at + 1, left))
            if word in optional:
                following.add((at, left))
            elif left and at:
                following.add((at, left - 1))
        states = following
        if not states:
            return False
    return any(at == len(letters) for at, _ in states)


@lru_cache(maxsize=1 << 14)
def initials_match(short: str, name: BodyName) -> str:
    """How the acronym `short` (folded) spells the initials of `name`: "initials", "initials, a word skipped", "loosely", or ""."""
    letters = "".join(c for c in short if c.isalnum())
    parts = tuple(piece for word in name.full for piece in word.split("-") if piece and piece[0].isalnum())
    if len(letters) < 2 or len(parts) < 2 or letters in (*parts, *name.nation.split()):
        return ""
    nation = tuple(name.nation.split())
    for front in ((), nation) if nation else ((),):
        whole = front + parts
        if fits(letters, whole, STOP, 0):
            return "initials"
    if len(letters) >= 3:
        for front in ((), nation) if nation else ((),):
            if fits(letters, front + parts, STOP, 1):
                return "initials, a word skipped"
    loose = len(letters) >= 3 and (
        _loosely(letters, parts) or (bool(nation) and _loosely(letters, nation + parts))
    )
    return "loosely" if loose else ""


def _loosely(letters: str, parts: tuple[str, ...]) -> bool:
    """Syllable acronyms ("Interpol", "NAVCENT", "DoED"): each letter in order, starting words wherever a new word is begun."""
    states = {0}
    for word in parts:
        following = set(states) if word in STOP else set()
        for at in states:
            size = 1
            while at + size <= len(letters) and letters[at : at + size] == word[:size]:
                following.add(at + size)
                size += 1
        states = following
    return len(letters) in states or (len(letters) >= _SYLLABLES and _of_syllables(letters, parts))


def _of_syllables(letters: str, parts: tuple[str, ...]) -> bool:
    """ "NAVCENT" for the Naval Forces Central Command: beginnings of three letters and more, words between them left out."""
    states = {0} if letters[:3] == parts[0][:3] else set[int]()
    for word in parts:
        for at in tuple(states):
            size = 3
            while at + size <= len(letters) and letters[at : at + size] == word[:size]:
                states.add(at + size)
                size += 1
    return len(letters) in states


def initials_of(text: str) -> str:
    """The initials of a body's words, stop words left out; "" for names of one word and for acronyms."""
    name = parse_body(text)
    return "".join(word[0] for word in name.content) if len(name.content) > 1 else ""


def known_long(short: str) -> str:
    """The core of the body that `short` (folded) is generally known to name, or ""."""
    long = KNOWN.get(short)
    return parse_body(long).core if long else ""


def known_cores() -> list[str]:
    """The cores of all bodies with a generally known acronym."""
    return [parse_body(long).core for long in KNOWN.values()]


def known_for(short: str, name: BodyName) -> bool:
    """Whether `short` (folded) is generally known to name `name`: of the same nation, where one is meant."""
    long = KNOWN.get(short)
    if not long:
        return False
    meant = parse_body(long)
    return name.core == meant.core and (
        name.nation == meant.nation if meant.nation else name.nation in ("", "united states")
    )
