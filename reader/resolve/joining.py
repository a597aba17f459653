"""Whole names that are one: which of a collection's distinct names belong together, found block by block, never all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.resolve.lexicon_people import COMMON_SURNAMES, formal_names
from reader.resolve.people import PersonName, person_relation

__all__ = ["Join", "join_bodies", "join_people"]

_BLOCK = 60
_WORDS = {
    "same": "the same name",
    "middle name": "with and without a middle name",
    "initial": "an initial for the first name",
    "short form": "short form of the first name",
    "spelling": "nearly the same spelling",
}
_SCORES = {"same": 0.99, "middle name": 0.95, "short form": 0.92, "initial": 0.85, "spelling": 0.75}


@dataclass(frozen=True, slots=True)
class Join:
    """Two names (by number) that may be one: sure enough to join, or only to suggest."""

    left: int
    right: int
    reason: str
    score: float
    sure: bool


def _blocks(people: Mapping[int, PersonName]) -> Iterable[list[int]]:
    """People who share a surname's last word; large families by each first letter a first name can have."""
    families: dict[str, list[int]] = defaultdict(list)
    for number, name in people.items():
        families[name.last].append(number)
    for _, family in sorted(families.items()):
        if len(family) < 2:
            continue
        if len(family) <= _BLOCK:
            yield family
            continue
        letters: dict[str, list[int]] = defaultdict(list)
        for number in family:
            given = people[number].given[0]
            for key in {given[:3], given[:1] if len(given) == 1 else given[:3], *(formal[:3] for formal in formal_names(given))}:
                letters[key].append(number)
        yield from (block for _, block in sorted(letters.items()) if len(block) > 1)


def join_people(
    people: Mapping[int, PersonName], keys: Mapping[int, str], documents: Mapping[int, set[int]], genders: Mapping[int, str]
) -> tuple[list[Join], set[int]]:
    """The joins among whole names of people, and the names that fit several people who are not one ("John Smith")."""
    related: dict[int, dict[int, str]] = defaultdict(dict)
    for block in _blocks(people):
        block = sorted(set(block), key=lambda number: keys[number])
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                relation = person_relation(people[one], people[other])
                if relation and not _apart(one, other, documents, genders):
                    related[one][other] = related[other][one] = relation
    several = {
        number
        for number, others in related.items()
        if any(two not in related[one] for one in others for two in others if one != two and others[one] != "spelling" != others[two])
    }
    joins = []
    for one, others in related.items():
        for other, relation in others.items():
            if keys[one] < keys[other]:
                joins.append(_join(one, other, relation, several, people, documents))
    return sorted(joins, key=lambda join: (not join.sure, -join.score, keys[join.left], keys[join.right])), several


def _apart(one: int, other: int, documents: Mapping[int, set[int]], genders: Mapping[int, str]) -> bool:
    """Named side by side in a document as two, or a man and a woman."""
    gender = {genders.get(one, ""), genders.get(other, "")} - {""}
    return len(gender) > 1 or not documents[one].isdisjoint(documents[other])


def _join(
    one: int, other: int, relation: str, several: set[int], people: Mapping[int, PersonName], documents: Mapping[int, set[int]]
) -> Join:
    sure = relation in ("same", "middle name", "short form", "initial") and one not in several and other not in several
    if relation == "initial" or relation == "short form":
        sure = sure and people[one].last not in COMMON_SURNAMES
    if relation == "spelling":
        sure = False
    return Join(one, other, _WORDS[relation], _SCORES[relation] - (0.0 if sure else 0.25), sure)


def join_bodies(cores: Mapping[int, tuple[str, str]], keys: Mapping[int, str]) -> tuple[list[Join], set[int]]:
    """Joins of equal cores with and without a nation in front; and the bare cores that several nations claim.

    `cores` gives for each name its (nation, core).
    """
    by_core: dict[str, list[int]] = defaultdict(list)
    for number, (_, core) in cores.items():
        by_core[core].append(number)
    joins, several = [], set()
    for _, numbers in sorted(by_core.items()):
        nations = Counter(cores[number][0] for number in numbers)
        bare = [number for number in numbers if not cores[number][0]]
        others = sorted((number for number in numbers if cores[number][0]), key=lambda number: keys[number])
        if len(nations) - (1 if bare else 0) > 1:
            several.update(bare)
        elif bare and others:
            joins.append(Join(bare[0], others[0], "with and without the nation in front", 0.95, True))
    return joins, several
