"""How alike two texts are: sketches of their runs of three words (minhash), and the words that differ.

A sketch is small (120 bytes) and says the share of runs that two texts have in common to within some hundredths; candidates are found by parts
of it, and looked at word by word before anything is said of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from zlib import crc32

from reader.model import Block, Document
from reader.values import dataclass

__all__ = [
    "BANDS",
    "Change",
    "Likeness",
    "bands",
    "changes",
    "compared",
    "estimate",
    "sketch_of",
    "words_in",
]

RUN = 3
"""Words of a run."""

HASHES = 60
BANDS = 12
_ROWS = HASHES // BANDS
"""Texts that share 4 of 5 runs share one of the twelve bands of five with a chance of 99 %."""

LEAST_WORDS = 30
"""Shorter texts are like no other: what they say is mostly where they were found."""

NEAR = 0.8
"""The share of common runs from which texts are near duplicates if only one of them has names or numbers of its own."""

CORRECTED = 0.96
"""The same where both have: one figure corrected, but not a form letter with another name in it."""

_ALL = (1 << 64) - 1
_MOST_WORDS = 200_000
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATE = re.compile(
    rf"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"\b(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:\A|[.!?:][\"”’')\]]*\s)\W{0,40}\w")
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


def words_in(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The words outside furniture, in order, without dates: a text that is issued again on another day is the same text.

    Capitals that mean nothing (a sentence's first letter, a headline in capitals) are taken away.
    """
    for block in blocks:
        if block.kind in ("boilerplate", "dateline"):
            continue
        said = _DATE.sub(" ", text[block.start : block.end])
        plain = said.lower() if said.isupper() else _FIRST.sub(lambda found: found[0].lower(), said)
        for match in _WORD.finditer(plain):
            yield match[0]


def sketch_of(document: Document) -> bytes:
    """The sketch of a document's words outside furniture; empty for very short ones."""
    import numpy

    words = list(islice(words_in(document.text, document.blocks), _MOST_WORDS))
    if len(words) < LEAST_WORDS:
        return b""
    codes = numpy.fromiter(
        (crc32(word.casefold().encode("utf-8", "replace")) for word in words), numpy.uint64
    )
    runs = codes[:-2] * numpy.uint64(0x9E3779B97F4A7C15)
    runs = (runs ^ (runs >> numpy.uint64(29))) + codes[1:-1]
    runs = runs * numpy.uint64(0xBF58476D1CE4E5B9)
    runs = (runs ^ (runs >> numpy.uint64(32))) + codes[2:]
    runs = numpy.unique(runs * numpy.uint64(0x94D049BB133111EB))
    salts = numpy.array([_mixed(2 * n) for n in range(HASHES)], numpy.uint64)
    odds = numpy.array([_mixed(2 * n + 1) | 1 for n in range(HASHES)], numpy.uint64)
    least = numpy.full(HASHES, numpy.iinfo(numpy.uint64).max, numpy.uint64)
    for at in range(0, len(runs), 4096):
        some = (runs[at : at + 4096, None] ^ salts) * odds
        least = numpy.minimum(least, (some ^ (some >> numpy.uint64(32))).min(axis=0))
    return bytes((least & numpy.uint64(0xFFFF)).astype("<u2").tobytes())


def _mixed(number: int) -> int:
    """A fixed 64-bit number for each: splitmix64."""
    state = (number * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & _ALL
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _ALL
    return state ^ (state >> 31)


def bands(sketch: bytes) -> Iterator[bytes]:
    """The parts by which candidates are found: texts that are alike share at least one."""
    width = 2 * _ROWS
    for number, at in enumerate(range(0, len(sketch), width)):
        yield bytes([number]) + sketch[at : at + width]


def estimate(one: bytes, other: bytes) -> float:
    """The share of common runs, by the sketches."""
    same = sum(one[at : at + 2] == other[at : at + 2] for at in range(0, 2 * HASHES, 2))
    return same / HASHES


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is the share of common runs of words; `kind` is "same" (the same words), "near", or "" for different documents."""

    score: float
    kind: str


def compared(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """What two texts, as their words, are to each other.

    Form letters differ by a name or a number on either side: they are no duplicates, however much else they share.
    """
    mine, theirs = [word.casefold() for word in one], [word.casefold() for word in other]
    if mine == theirs:
        return Likeness(1.0, "same")
    ours, others = _runs(mine), _runs(theirs)
    common = len(ours & others)
    score = common / max(1, len(ours) + len(others) - common)
    if score < NEAR:
        return Likeness(score, "")
    exchanged = bool(_telling(one, other)) and bool(_telling(other, one))
    return Likeness(score, "near" if not exchanged or score >= CORRECTED else "")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the left text [start, end) and the stretch of the right one that stands in its place; `same`: they say the same."""

    same: bool
    start: int
    end: int
    other_start: int
    other_end: int


_MOST_COMPARED = 30_000
"""Words of a text that are compared; what follows is one change."""


def changes(left: str, right: str) -> tuple[Change, ...]:
    """What stays and what differs, in words, over both whole texts in order. Signs and blanks between equal words are not compared."""
    from difflib import SequenceMatcher

    ours, theirs = (list(islice(_WORD.finditer(text), _MOST_COMPARED)) for text in (left, right))
    matcher = SequenceMatcher(
        None, [match[0] for match in ours], [match[0] for match in theirs], autojunk=len(ours) > 5_000
    )
    found: list[Change] = []
    at = other = 0
    for kind, _, b, _, d in matcher.get_opcodes():
        end = ours[b].start() if b < len(ours) else len(left)
        other_end = theirs[d].start() if d < len(theirs) else len(right)
        found.append(Change(kind == "equal", at, end, other, other_end))
        at, other = end, other_end
    if not found and (left or right):
        found.append(Change(left == right, 0, len(left), 0, len(right)))
    return tuple(found)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _telling(one: Sequence[str], other: Sequence[str]) -> set[str]:
    """Words that look like names or numbers and that the other text does not have so often."""
    more = Counter(one)
    more.subtract(word for word in other if word in more)
    folded = {word.casefold() for word in other}
    return {
        word
        for word, count in more.items()
        if count > 0 and (word[0].isupper() or word[0].isdigit()) and word.casefold() not in folded
    }
