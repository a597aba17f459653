"""One document's names while they are being sorted: a group is what will become one local entity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from reader.model import EntityType, Link, LocalEntity, NameForm, paragraph_label
from reader.resolve.scene import Occurrence
from reader.resolve.spelling import capitals, tidy

__all__ = ["ALONE", "PLAIN_REASONS", "SAME", "Group", "best_name", "paragraph_named", "shown"]


def shown(text: str) -> str:
    """`text` as a name to show: one line, no "the" in front."""
    plain = tidy(text)
    return plain[4:] if plain[:4] in ("the ", "The ") and len(plain) > 4 else plain


@dataclass
class Group:
    """Occurrences of one someone: each with its reason and score; `key` names the group in its thread."""

    type: EntityType
    key: str
    members: list[tuple[Occurrence, str, float]] = field(default_factory=list)
    strength: Literal["full", "partial"] = "full"
    acronym: str | None = None
    hints: set[str] = field(default_factory=set)
    name_rank: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, occurrence: Occurrence, reason: str, score: float = 1.0) -> None:
        self.members.append((occurrence, reason, score))

    def absorb(self, other: Group, reason: str, score: float = 1.0) -> None:
        """Take over all of `other`, whose whole-name members get `reason`."""
        for occurrence, own, weight in other.members:
            self.add(occurrence, reason if own == SAME else own, min(weight, score))
        self.hints |= other.hints
        self.acronym = self.acronym or other.acronym

    @property
    def first(self) -> int:
        return min(occurrence.start for occurrence, _, _ in self.members)

    @property
    def titles(self) -> tuple[str, ...]:
        counts = Counter(title for occurrence, _, _ in self.members for title in occurrence.titles)
        return tuple(sorted(counts, key=lambda title: (-counts[title], title)))

    def entity(self, number: int, name: str) -> LocalEntity:
        """This group as a value."""
        members = sorted(self.members, key=lambda member: member[0].start)
        links = tuple(Link(occurrence.index, reason, score) for occurrence, reason, score in members)
        forms: dict[str, tuple[int, str]] = {}
        for occurrence, reason, _ in members:
            text = shown(occurrence.text)
            count, told = forms.get(text, (0, reason))
            forms[text] = (count + 1, told)
        listed = tuple(NameForm(text, count, reason) for text, (count, reason) in forms.items())
        hints = tuple(sorted(self.hints))
        return LocalEntity(
            number, self.type, name, links, listed, self.strength, self.acronym, self.titles, hints
        )


SAME = "named in full"
ALONE = "stands alone here"
PLAIN_REASONS = frozenset((SAME, ALONE))
"""Reasons that only say that the name itself stands there."""


def best_name(texts: list[str]) -> str:
    """Of spellings of one name, the one to show: not in capitals, most frequent, longest, first in the alphabet."""
    counts = Counter(shown(text) for text in texts)
    return min(
        counts,
        key=lambda text: (
            capitals(text) and len(text) > 5,
            _possessive(text),
            -counts[text],
            -len(text),
            text,
        ),
    )


def _possessive(text: str) -> bool:
    return text[-2:] in ("'s", "’s") or text[-1:] in ("'", "’")


def paragraph_named(number: int) -> str:
    """Where something stands, in words: "¶3", or "at the top"."""
    return paragraph_label(number, "at the top")
