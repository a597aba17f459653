"""The grammar of an organisation's name: nation, core, legal form, head, acronym in brackets.

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
    LEGAL_FORMS,
    PARENTS,
    STOP,
)
from reader.resolve.lexicon_people import PARTICLES
from reader.resolve.lexicon_places import COUNTRIES, DEMONYMS
from reader.resolve.spelling import fold, singular, tidy, words
from reader.resolve.wordlist import word_set
from reader.values import dataclass

__all__ = [
    "BodyName",
    "of_one_session",
    "parse_body",
]

_TAIL_BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?[\"“]?([^()\"”]{1,40})[\"”]?\s*\)\s*$")
_MIDDLE_BRACKET = re.compile(r"\s*\(([^()]{1,20})\)")
_ACRONYM = re.compile(r"(?:[A-Z0-9][A-Za-z0-9&./-]{0,9}\.?)")
_CHAMBER_BODIES = frozenset(("committee", "subcommittee", "committees", "subcommittees"))
_ASSEMBLIES = frozenset(("congress", "legislature", "parliament", "knesset", "duma"))
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|\w+-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|[a-z]+(?:ieth|enth)|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|eleventh|twelfth"
)
_ADJECTIVES = (
    PARENTS
    - GENERIC_HEADS
    - word_set("house university college city county department ministry church school")
)


_CHAMBERS = word_set(
    "senate congress parliament army navy air-force marine marines pentagon assembly supreme"
)
_DIGITS = dict(
    zip(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ),
        ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th"),
        strict=True,
    )
)
_OF_APPEALS = word_set(
    "us united states court courts of appeals appeal for the circuit judicial district columbia federal"
)


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
    between = {"us", "united", "states"}.issuperset(listed[1:-1])
    return (
        len(listed) > 1
        and listed[-1] in _ASSEMBLIES
        and between
        and _ORDINAL.fullmatch(listed[0]) is not None
    )


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
    circuit = _circuit(listed)
    if circuit:
        return BodyName(" ".join(circuit), circuit, circuit, "", acronym)
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
    if (
        not at
        or not (words[at][:1].isupper() or words[at][:1].isdigit())
        or last in STOP
        or last in _ADJECTIVES
        or last in PARTICLES
    ):
        return plain
    return " ".join(words[at:])


def _small(word: str) -> bool:
    return (
        word.islower() and (word.replace("-", "").isalpha() or word.endswith("-old")) and word not in _DIGITS
    )


def _circuit(listed: list[str]) -> tuple[str, ...]:
    """A federal court of appeals in any of its wordings: "Fifth Circuit", "U.S. Court of Appeals for the 5th Circuit"."""
    if "circuit" not in listed or len(listed) < 2 or ("court" in listed and "appeals" not in listed):
        return ()
    number = _DIGITS.get(listed[listed.index("circuit") - 1], listed[listed.index("circuit") - 1])
    if "dc" in listed or ("columbia" in listed and "district" in listed):
        number = "dc"
    known = number in ("federal", "dc") or number in _DIGITS.values()
    rest = set(listed) - _OF_APPEALS - {number, "dc", *_DIGITS, *_DIGITS.values()}
    return (number, "circuit", "appeals", "court") if known and not rest else ()


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
        if len(listed) == size + 1 and (
            listed[size] in _ADJECTIVES - _CHAMBERS
            or (listed[size] not in GENERIC_HEADS and listed[size] not in PARENTS)
        ):
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
    kept = [_DIGITS.get(word, singular(word)) for word in kept] if len(kept) > 1 else kept
    if kept[-1] == "subcommittee":
        kept = [*sorted(w for w in kept[:-1] if w != "senate"), "subcommittee"]
    return " ".join(kept)
