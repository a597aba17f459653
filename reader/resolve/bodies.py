"""The grammar of an organisation's name: nation, core, legal form, head, initials; and how a short name may stand for a long one.

"the U.S. Department of Justice (DOJ)" -> nation united states, core "justice department", acronym doj
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reader.resolve.lexicon_bodies import (
    ABBREVIATED,
    GENERIC_HEADS,
    INVERTED_HEADS,
    KNOWN,
    LEGAL_FORMS,
    PARENTS,
    SHORT_TAILS,
    STOP,
)
from reader.resolve.lexicon_people import PARTICLES
from reader.resolve.lexicon_places import COUNTRIES, DEMONYMS
from reader.resolve.spelling import fold, singular, tidy, words
from reader.resolve.wordlist import word_set
from reader.values import dataclass

__all__ = [
    "BodyName",
    "initials_match",
    "initials_of",
    "known_cores",
    "known_for",
    "known_long",
    "of_one_session",
    "parse_body",
    "short_match",
]

_TAIL_BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?[\"“]?([^()\"”]{1,40})[\"”]?\s*\)\s*$")
_MIDDLE_BRACKET = re.compile(r"\s*\(([^()]{1,20})\)")
_ACRONYM = re.compile(r"(?:[A-Z0-9][A-Za-z0-9&./-]{0,9}\.?)")
_CHAMBER_BODIES = frozenset(("committee", "subcommittee", "committees", "subcommittees"))
_ASSEMBLIES = frozenset(("congress", "legislature", "parliament", "knesset", "duma"))
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|\w+-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|[a-z]+(?:ieth|enth)"
)
_ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_SYLLABLES = 6
"""Letters from which on an acronym may be made of syllables of some of the words."""
_DIRECTIONS = word_set("north south east west northern southern eastern western new")
_ADJECTIVES = (
    PARENTS
    - GENERIC_HEADS
    - word_set("house university college city county department ministry church school")
)
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


@dataclass(frozen=True, slots=True)
class BodyName:
    """`core` is the comparable form; `content` its words in their own order with stop words left out; `full` all words."""

    core: str
    content: tuple[str, ...]
    full: tuple[str, ...]
    nation: str = ""
    acronym: str = ""
    short: str = ""

    @property
    def is_acronym(self) -> bool:
        """Whether the name itself is written like an acronym; then `short` is it, folded."""
        return bool(self.short)

    @property
    def generic(self) -> bool:
        """Whether the name is a mere head: "the Commission"."""
        return len(self.content) == 1 and self.content[0] in GENERIC_HEADS and not self.nation

    @property
    def head(self) -> str:
        return (
            next((word for word in (self.full[0], self.full[-1]) if word in GENERIC_HEADS), "")
            if self.full
            else ""
        )

    @property
    def key(self) -> str:
        return f"{self.nation}/{self.core}" if self.nation else self.core


def _counts_a_session(listed: Sequence[str]) -> bool:
    return len(listed) > 1 and listed[-1] in _ASSEMBLIES and _ORDINAL.fullmatch(listed[0]) is not None


def of_one_session(text: str) -> bool:
    """Whether a name is that of an assembly in one of its sessions ("110th Congress"): the assembly itself is called without."""
    return _counts_a_session(words(text))


@lru_cache(maxsize=1 << 14)
def parse_body(text: str) -> BodyName:
    """The name in `text`, which may be untidy: "the", an acronym in brackets, a possessive, a legal form."""
    plain = tidy(text)
    acronym = ""
    found = _TAIL_BRACKET.search(plain)
    if found and found.start() > 0:
        acronym = found[1].strip() if _ACRONYM.fullmatch(found[1].strip()) else ""
        plain = plain[: found.start()]
    else:
        found = _MIDDLE_BRACKET.search(plain)
        if found and found.start() > 0:
            acronym = found[1].strip() if _ACRONYM.fullmatch(found[1].strip()) else ""
            plain = _MIDDLE_BRACKET.sub("", plain, count=1)
    plain = _without_description(re.sub(r"^(?:[Tt]he|THE)\s+(?=\S)", "", plain))
    short = _short_of(plain)
    listed = [ABBREVIATED.get(word, word) for word in words(plain)] or [fold(text)]
    if short and short not in COUNTRIES:
        return BodyName(short, (short,), (short,), "", acronym, short)
    country = COUNTRIES.get(" ".join(listed))
    if country:
        return BodyName(country, tuple(country.split()), tuple(country.split()), "", acronym)
    nation, listed = _nation_in_front(listed, plain)
    if len(listed) > 2 and listed[0] in ("senate", "house") and not _CHAMBER_BODIES.isdisjoint(listed):
        nation, listed = listed[0], listed[1:]
    if _counts_a_session(listed):
        listed = listed[-1:]
    if "committee" in listed and len(listed) > 2:
        listed = [word for word in listed if word not in ("select", "permanent", "standing")]
    while len(listed) > 1 and listed[-1] in LEGAL_FORMS:
        listed = listed[:-1]
        while len(listed) > 1 and listed[-1] == "and":
            listed = listed[:-1]
    content = tuple(word for word in listed if word not in STOP) or tuple(listed)
    return BodyName(_core(listed), content, tuple(listed), nation, acronym)


_BASED = re.compile(r"(?:[\w.'-]+-)?(?:based|owned|backed|run|listed|funded|affiliated)")


def _without_description(plain: str) -> str:
    """What stands behind a description in small letters: "London-based" Amnesty, "chip maker" Intel; "federal Bureau" keeps its word."""
    words = plain.split(" ")
    at = 0
    while at < len(words) - 1 and (_BASED.fullmatch(words[at]) or _small(words[at])):
        at += 1
    last = words[at - 1] if at else ""
    if not at or not words[at][:1].isupper() or last in STOP or last in _ADJECTIVES or last in PARTICLES:
        return plain
    return " ".join(words[at:])


def _small(word: str) -> bool:
    return (
        word.islower()
        and (word.replace("-", "").isalpha() or word.endswith("-old"))
        and word not in _ORDINALS
    )


def _short_of(plain: str) -> str:
    """The acronym that `plain` is ("NCA", "DoD", "A.C.L.U.", "MSU-B"), folded without dots; "" for other names."""
    bare = plain.replace(".", "").replace("'s", "")
    if " " in bare or len(bare) > 8 or len(bare) < 2:
        return ""
    capitals = sum(c.isupper() for c in bare)
    letters = sum(c.isalpha() for c in bare)
    if letters >= 2 and (
        (capitals == letters and len(bare) <= 7) or (capitals >= 2 and capitals * 2 >= letters)
    ):
        return fold(bare)
    return ""


def _nation_in_front(listed: list[str], plain: str) -> tuple[str, list[str]]:
    """A country or its adjective in front of more name: "U.S.", "United States", "UK", "British"."""
    for size in (2, 1):
        front = " ".join(listed[:size])
        if len(listed) <= size:
            continue
        nation = COUNTRIES.get(front) or (DEMONYMS.get(front) if front != "american" else None)
        if (
            not nation
            or (front == "us" and plain[:2] != plain[:2].upper() and not plain.startswith("u.s"))
            or listed[size] in ("and", "of")
        ):
            continue
        if len(listed) == size + 1 and listed[size] not in GENERIC_HEADS and listed[size] not in PARENTS:
            continue
        return nation, listed[size:]
    return "", listed


def _core(listed: list[str]) -> str:
    """The name with its head at the end, plural s and stop words gone: equal for all usual wordings of one name."""
    for at, word in enumerate(listed[:-1]):
        if singular(word) in INVERTED_HEADS and listed[at + 1] in ("of", "on", "for"):
            listed = [*listed[:at], *listed[at + 2 :], word]
            break
    kept = [word for word in listed if word not in STOP] or list(listed)
    kept = [singular(word) for word in kept] if len(kept) > 1 else kept
    if kept[-1] == "subcommittee":
        kept = [*sorted(w for w in kept[:-1] if w != "senate"), "subcommittee"]
    return " ".join(kept)


def _fits(letters: str, parts: tuple[str, ...], optional: frozenset[str], skips: int) -> bool:
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
    if len(letters) < 2 or len(parts) < 2:
        return ""
    nation = tuple(name.nation.split())
    for front in ((), nation) if nation else ((),):
        whole = front + parts
        if _fits(letters, whole, STOP, 0):
            return "initials"
    if len(letters) >= 3:
        for front in ((), nation) if nation else ((),):
            if _fits(letters, front + parts, STOP, 1):
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
    return _fits(letters, whole, STOP, 0)


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
