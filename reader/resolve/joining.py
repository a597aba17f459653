"""Whole names that are one: which of a collection's distinct names belong together, found block by block, never all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from reader.resolve.bodies import BodyName
from reader.resolve.initials import known_cores, known_for, known_long
from reader.resolve.lexicon_bodies import GENERIC_HEADS, PARENTS, SHORT_TAILS
from reader.resolve.lexicon_people import COMMON_SURNAMES, formal_names
from reader.resolve.people import PersonName, given_agree, person_relation
from reader.resolve.shortened import short_match
from reader.resolve.wordlist import word_set
from reader.values import dataclass

__all__ = ["Join", "join_bodies", "join_people"]

_BLOCK = 60
_SLIP = 6
"""Letters a surname must have for a slip of the pen to be told from another name."""
_SURE_TAILS = word_set("university group holdings airlines airways motors motor international tribe")
"""What even a single word may leave off: "Harvard", "Delta"."""
_UNITS = word_set("council hospital school laboratory lab television museum library police unit center")
"""Kinds of which a name's owner may have one: "Royal Society" is not its council."""
_SUPPORT = 3
"""How many documents must use a name of a mere kind ("Liberal Party") for short of one body."""
_WEAK = frozenset(("spelling", "double surname"))
"""Relations too weak to make a name one of several."""
_NOTHING: frozenset[str] = frozenset()
_DOMINANT = 4
"""How many times as many documents the chief bearer of a name needs than all others together."""
_WORDS = {
    "same": "the same name",
    "middle name": "with and without a middle name",
    "initial": "an initial for the first name",
    "short form": "short form of the first name",
    "nickname": "by the nickname that a document gives",
    "spelling": "nearly the same spelling",
    "double surname": "with and without the first name",
}
_SCORES = {
    "same": 0.99,
    "middle name": 0.95,
    "short form": 0.92,
    "nickname": 0.92,
    "initial": 0.85,
    "spelling": 0.75,
    "double surname": 0.7,
}


@dataclass(frozen=True, slots=True)
class Join:
    """Two names (by number) that may be one: sure enough to join, or only to suggest."""

    left: int
    right: int
    reason: str
    score: float
    sure: bool
    stated: bool = False
    """Whether a document says it: then that another names both side by side is no reason against it."""


def _blocks(people: Mapping[int, PersonName]) -> Iterable[list[int]]:
    """People who may be one: who share a surname's last word (large families: and a first name, in any of its forms), a first name and
    the ends of the surname, or the same two words turned round. A block's size does not grow with the collection."""
    families: dict[str, list[int]] = defaultdict(list)
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in people.items():
        families[name.last].append(number)
        if name.given and len(name.last) >= _SLIP:
            alike["slip", name.given[0], name.last[:3], name.last[-2:]].append(number)
        if len(name.words) == 2:
            one, other = sorted(name.words)
            alike["turned", one, other].append(number)
    for _, family in sorted(families.items()):
        if len(family) <= _BLOCK:
            alike["family", people[family[0]].last].extend(family)
            continue
        for number in family:
            given = people[number].given[0]
            for formal in {given, *formal_names(given)}:
                alike["family", people[number].last, formal].append(number)
    for _, block in sorted(alike.items()):
        if len(block) > 1:
            yield block


def join_people(
    people: Mapping[int, PersonName],
    keys: Mapping[int, str],
    documents: Mapping[int, set[int]],
    genders: Mapping[int, str],
    borne: Mapping[int, frozenset[str]],
) -> tuple[list[Join], set[int]]:
    """The joins among whole names of people, and the names that fit several people who are not one ("John Smith").

    `borne` are the posts and states that documents give to a name: where both bear one, a short form or a slip is sure.
    """
    related: dict[int, dict[int, str]] = defaultdict(dict)
    for block in _blocks(people):
        block = sorted(set(block), key=lambda number: keys[number])
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                relation = person_relation(people[one], people[other])
                stated = relation == "nickname"
                if relation and not _apart(one, other, {} if stated else documents, genders):
                    related[one][other] = related[other][one] = relation
    several = {
        number
        for number, others in related.items()
        if any(
            two not in related[one]
            for one in others
            for two in others
            if one != two
            and others[one] not in _WEAK
            and others[two] not in _WEAK
            and not _bridged(people[number], people[one], people[two])
        )
    }
    joins = []
    for one, others in related.items():
        for other, relation in others.items():
            if keys[one] < keys[other]:
                alike = bool(borne.get(one, _NOTHING) & borne.get(other, _NOTHING))
                joins.append(_join(one, other, relation, several, people, alike))
    return sorted(
        joins, key=lambda join: (not join.sure, -join.score, keys[join.left], keys[join.right])
    ), several


def _bridged(name: PersonName, one: PersonName, other: PersonName) -> bool:
    """Whether `name` gives both the first name of the one and the nickname of the other: 'John D. "Jay" Rockefeller'."""
    called = [
        any(given_agree(nickname, full.given[0]) for nickname in name.nicknames) for full in (one, other)
    ]
    return called[0] != called[1]


def _apart(one: int, other: int, documents: Mapping[int, set[int]], genders: Mapping[int, str]) -> bool:
    """Named side by side in a document as two, or a man and a woman."""
    gender = {genders.get(one, ""), genders.get(other, "")} - {""}
    return len(gender) > 1 or (bool(documents) and not documents[one].isdisjoint(documents[other]))


def _join(
    one: int, other: int, relation: str, several: set[int], people: Mapping[int, PersonName], alike: bool
) -> Join:
    sure = one not in several and other not in several
    if relation in ("spelling", "double surname"):
        sure = sure and alike
    elif relation == "middle name":
        spelt = max(len(word) for name in (people[one], people[other]) for word in (*name.given[1:], ""))
        sure = sure and (alike or spelt <= 1 or people[one].last not in COMMON_SURNAMES)
    elif relation in ("initial", "short form", "nickname"):
        sure = sure and (alike or people[one].last not in COMMON_SURNAMES)
    score = _SCORES[relation] - (0.0 if sure else 0.25)
    return Join(one, other, _WORDS[relation], score, sure, relation == "nickname")


def join_bodies(
    bodies: Mapping[int, BodyName],
    keys: Mapping[int, str],
    aliases: Mapping[str, Counter[int]],
    documents: Mapping[int, int],
    places: Container[str],
    home: str,
) -> tuple[list[Join], dict[int, tuple[int, ...]]]:
    """The joins among whole names of bodies; and the names of which only the document can say whose they are (name -> candidates).

    `places` are the collection's places by folded name, `home` is the country it speaks of most: its bodies need no adjective.
    """
    by_core: dict[str, list[int]] = defaultdict(list)
    for number in sorted(bodies, key=lambda number: keys[number]):
        by_core[bodies[number].core].append(number)
    joins: list[Join] = []
    several: dict[int, tuple[int, ...]] = {}
    for core, numbers in sorted(by_core.items()):
        qualified = [number for number in numbers if bodies[number].nation]
        plain = [number for number in numbers if not bodies[number].nation]
        chief = _chief(qualified, documents)
        own = chief is not None and (
            bodies[chief].nation in (home, "senate", "house") or len(bodies[chief].content) > 2
        )
        if plain and chief is not None and own:
            joins += [
                Join(number, chief, "with and without what stands in front", 0.95, True) for number in plain
            ]
        elif plain and qualified:
            several[plain[0]] = tuple(qualified)
        long = known_long(core)
        named = (
            [number for number in by_core.get(long, ()) if known_for(core, bodies[number])]
            if long != core
            else []
        )
        if named and not bodies[numbers[0]].nation:
            joins.append(Join(numbers[0], named[0], "generally known by that name", 0.95, True))
    joins += _committees(bodies, keys)
    joins += _kind_left_out(bodies, keys, places)
    joins += _called_short(bodies, keys, aliases, several)
    return joins, several


def _chief(numbers: list[int], documents: Mapping[int, int]) -> int | None:
    """The only one, or the one that stands in many times the documents of all others."""
    ranked = sorted(numbers, key=lambda number: -documents[number])
    if not ranked:
        return None
    others = sum(documents[number] for number in ranked[1:])
    return ranked[0] if documents[ranked[0]] > _DOMINANT * others else None


def _committees(bodies: Mapping[int, BodyName], keys: Mapping[int, str]) -> list[Join]:
    """Committees by the first of the fields they are for, or by initials: the only one of its chamber that fits."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(bodies, key=lambda number: keys[number]):
        name = bodies[number]
        words = name.core.split()
        if len(words) > 1 and words[-1] in ("committee", "subcommittee", "commission"):
            blocks[words[-1], name.nation].append(number)
    joins = []
    for (_, nation), numbers in sorted(blocks.items()):
        first: dict[str, list[int]] = defaultdict(list)
        initial: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            first[bodies[number].core.split()[0]].append(number)
            initial[bodies[number].content[0][0]].append(number)
        for number in numbers:
            words = bodies[number].core.split()[:-1]
            longer = [
                other for other in first[words[0]]
                if len(bodies[other].core.split()) - 1 > len(words) and bodies[other].core.split()[: len(words)] == words
            ]  # fmt: skip
            if len(longer) == 1 and nation:
                joins.append(Join(number, longer[0], "the first of the fields it is for", 0.85, True))
                continue
            spelt = [
                other for other in initial[words[0][0]]
                if other != number and short_match(bodies[number], bodies[other]) == "acronym for its first words"
            ]  # fmt: skip
            if len(spelt) == 1:
                joins.append(Join(number, spelt[0], "initials in place of its first words", 0.9, True))
    return joins


def _kind_left_out(
    bodies: Mapping[int, BodyName], keys: Mapping[int, str], places: Container[str]
) -> list[Join]:
    """ "Health and Human Services" for the department, "Harvard" for the university: the only name that goes on so, and no place."""
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in sorted(bodies, key=lambda number: keys[number]):
        words = tuple(bodies[number].core.split())
        front = (bodies[number].nation,) if bodies[number].nation in ("senate", "house") else ()
        if bodies[number].nation not in ("", "senate", "house", "united states"):
            continue
        for size in range(len(words) - 1, 0, -1):
            if (words[size] not in GENERIC_HEADS and words[size] not in _SURE_TAILS) or words[size] in _UNITS:
                break
            longer[front + words[:size]].append(number)
    joins = []
    known = set(known_cores())
    for number in sorted(bodies, key=lambda number: keys[number]):
        name = bodies[number]
        listed = longer.get(tuple(name.core.split()), ()) if name.nation in ("", "united states") else ()
        found = [other for other in listed if other != number]
        if (
            len({(_chamber(bodies[other]), bodies[other].core) for other in found}) != 1
            or name.core in places
            or name.is_acronym
            or name.content[-1] in SHORT_TAILS
            or name.core in known
        ):
            continue
        tail = bodies[found[0]].core.split()[-1]
        sure = " " in name.core or (tail in _SURE_TAILS and name.core not in PARENTS)
        joins.append(Join(number, found[0], "its kind left out", 0.85 if sure else 0.6, sure))
    return joins


def _chamber(name: BodyName) -> str:
    return name.nation if name.nation in ("senate", "house") else ""


def _mere_kind(name: BodyName) -> bool:
    """A name that many bodies could share: "Liberal Party", "National Assembly"."""
    return not GENERIC_HEADS.isdisjoint(name.content) or name.content[-1] in PARENTS


def _called_short(
    bodies: Mapping[int, BodyName],
    keys: Mapping[int, str],
    aliases: Mapping[str, Counter[int]],
    several: Mapping[int, tuple[int, ...]],
) -> list[Join]:
    """A name that other documents use as the short form of one body, and of no other."""
    joins = []
    for number in sorted(bodies, key=lambda number: keys[number]):
        counted = aliases.get(keys[number], Counter[int]())
        linked = [other for other in counted if other != number and other in bodies]
        linked.sort(key=lambda other: (-counted[other], keys[other]))
        names = {(bodies[other].nation, bodies[other].core) for other in linked}
        others = sum(counted[other] for other in linked[1:])
        chief = bool(linked) and counted[linked[0]] > max(_SUPPORT, _DOMINANT * others)
        if (
            linked
            and number not in several
            and (len(names) == 1 or (chief and not bodies[number].is_acronym))
        ):
            name, support = bodies[number], counted[linked[0]]
            sure = len(name.content) > 1 and support >= (_SUPPORT if _mere_kind(name) else 1)
            joins.append(
                Join(number, linked[0], "so called for short in other documents", 0.9 if sure else 0.6, sure)
            )
    return joins
