"""Given spans made untidy in the ways that other people's annotations are: the clusters must stay what they were.

Each change puts something into the span (a title, "the", a description, a bracket, a possessive) or spoils its letters (capitals, line
breaks, scanning errors); text and offsets move along. Deterministic: what is changed depends on the document and the mention alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["CHANGES", "untidy"]

_TITLES = (
    "Mr. ",
    "Dr. ",
    "Gen. ",
    "Senator ",
    "Prime Minister ",
    "President ",
    "Sgt. ",
    "Professor ",
    "Lord ",
    "Judge ",
)
_PEOPLE = (
    "spokesman ", "veteran coach ", "42-year-old actor ", "former company chairman ", "the late president ", "Republican candidate ",
    "Acme chief executive ", "our colleague ", "the singer ", "defence minister ",
)  # fmt: skip
_BODIES = (
    "the chip maker ",
    "car giant ",
    "the London-based ",
    "the non-profit ",
    "the state-owned company ",
    "rival ",
)
_PLACES = ("the city of ", "the town of ", "nearby ", "neighbouring ", "the port city of ", "the island of ")
_SCANNED = (("rn", "m"), ("l", "1"), ("o", "0"), ("i", "l"), ("e", "c"), ("m", "rn"), ("O", "0"), ("I", "l"))
_SMALL = frozenset(("of", "the", "for", "and", "in", "on", "to", "a", "an"))

Change = Callable[[str, str, int], str]


@dataclass(frozen=True)
class _Kind:
    """A change and the share of mentions, in percent, that it is made to."""

    change: Change
    share: int


def _title(text: str, type: str, seed: int) -> str:
    return _TITLES[seed % len(_TITLES)] + text if type == "person" and text[:1].isupper() else text


def _article(text: str, type: str, seed: int) -> str:
    return (
        ("The " if seed % 3 == 0 else "the ") + text
        if type != "person" and text[:4].lower() != "the "
        else text
    )


def _description(text: str, type: str, seed: int) -> str:
    listed = {"person": _PEOPLE, "organisation": _BODIES, "place": _PLACES}[type]
    bare = text[4:] if text[:4] in ("the ", "The ") else text
    return listed[seed % len(listed)] + bare


def _bracket(text: str, type: str, seed: int) -> str:
    words = [word for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in _SMALL]
    if type == "person" or len(words) < 3 or "(" in text:
        return text
    return f"{text} ({''.join(word[0] for word in words).upper()})"


def _possessive(text: str, type: str, seed: int) -> str:
    return text + ("'" if text[-1:] == "s" else "’s" if seed % 2 else "'s") if text[-1:].isalpha() else text


def _capitals(text: str, type: str, seed: int) -> str:
    return text.upper()


def _lower(text: str, type: str, seed: int) -> str:
    return text.lower()


def _broken(text: str, type: str, seed: int) -> str:
    return re.sub(r" ", "\n" if seed % 2 else "\n   ", text, count=1)


def _hyphenated(text: str, type: str, seed: int) -> str:
    found = [m for m in re.finditer(r"[A-Za-z]{7,}", text) if not m[0].isupper()]
    if not found:
        return text
    at = found[seed % len(found)].start() + 4
    return f"{text[:at]}-\n{text[at:]}"


def _scanned(text: str, type: str, seed: int) -> str:
    """One letter group misread, in words long enough to be told."""
    if len(text) < 8:
        return text
    for turn in range(len(_SCANNED)):
        right, wrong = _SCANNED[(seed + turn) % len(_SCANNED)]
        at = text.find(right, 1)
        if at > 0:
            return text[:at] + wrong + text[at + len(right) :]
    return text


def _accents(text: str, type: str, seed: int) -> str:
    return text.translate(str.maketrans("áéíóúñüöäç", "aeiounuoac"))


CHANGES: dict[str, _Kind] = {
    "title in front": _Kind(_title, 40),
    "“the” in front": _Kind(_article, 40),
    "description in front": _Kind(_description, 30),
    "acronym behind": _Kind(_bracket, 40),
    "possessive": _Kind(_possessive, 40),
    "capitals": _Kind(_capitals, 30),
    "small letters": _Kind(_lower, 30),
    "line breaks": _Kind(_broken, 40),
    "hyphens at line ends": _Kind(_hyphenated, 20),
    "accents lost": _Kind(_accents, 100),
    "misread letters": _Kind(_scanned, 10),
}


def untidy(
    text: str, names: Sequence[tuple[int, int, str, str | None]], kind: str, id: str
) -> tuple[str, tuple[tuple[int, int, str, str | None], ...]]:
    """`text` and `names` (start, end, type, cluster) with the change `kind` made to its share of the mentions."""
    chosen = CHANGES[kind]
    moved: list[tuple[int, int, str, str | None]] = []
    pieces: list[str] = []
    at = length = 0
    for number, (start, end, type, cluster) in enumerate(names):
        seed = zlib.crc32(f"{id}|{number}|{kind}".encode())
        surface = text[start:end]
        if start < at:
            raise ValueError(f"names of {id} overlap at {start}")
        changed = chosen.change(surface, type, seed // 100) if seed % 100 < chosen.share else surface
        pieces += (text[at:start], changed)
        length += start - at
        moved.append((length, length + len(changed), type, cluster))
        length += len(changed)
        at = end
    return "".join((*pieces, text[at:])), tuple(moved)
