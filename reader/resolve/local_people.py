"""The people of one document: whole names first, then surnames, first names and initials to the one they can only mean."""

from __future__ import annotations

from itertools import combinations

from reader.resolve.groups import ALONE, SAME, Group
from reader.resolve.lexicon_people import given_gender, plain_title
from reader.resolve.people import PersonName, bare_match, gender_of, parse_person, person_relation
from reader.resolve.scene import Occurrence

__all__ = ["join_people"]

_RANK = {
    "surname": 4,
    "initial and surname": 5,
    "part of the surname": 3,
    "first name": 2,
    "short first name": 1,
    "middle name": 1,
}
_SCORE = {5: 0.97, 4: 0.97, 3: 0.9, 2: 0.85, 1: 0.8}


class _Person:
    """A group of people's mentions with the names it goes by."""

    def __init__(self, name: PersonName) -> None:
        self.names = [name]
        self.group = Group("person", name.key)
        self.gender = given_gender(name.given)
        self.titles: set[str] = set()
        self.bare: set[tuple[str, ...]] = set()

    def note(self, occurrence: Occurrence, name: PersonName, reason: str, score: float) -> None:
        self.group.add(occurrence, reason, score)
        titles = (*occurrence.titles, *map(plain_title, name.titles))
        self.titles.update(titles)
        self.gender = self.gender or gender_of(titles)
        if occurrence.region:
            self.group.hints.add(f"in:{occurrence.region}")


def join_people(listed: list[Occurrence]) -> list[Group]:
    """Groups of the mentions in `listed`, which are in reading order."""
    parsed = [(occurrence, parse_person(occurrence.text)) for occurrence in listed]
    people = _whole_names([pair for pair in parsed if not pair[1].bare])
    loose: list[_Person] = []
    bare = [(occurrence, name) for occurrence, name in parsed if name.bare]
    fits = {name.key: _fitting(name, people) for _, name in bare}
    strangers = _strangers(bare, fits)
    for occurrence, name in bare:
        _place_bare(occurrence, name, [] if name.key in strangers else fits[name.key], loose)
    for person in (*people, *loose):
        if person.gender:
            person.group.hints.add(f"gender:{person.gender}")
        _note_titles(person)
    return [person.group for person in (*people, *loose)]


def _note_titles(person: _Person) -> None:
    """Titles inside spans count as titles too."""
    members = []
    for occurrence, reason, score in person.group.members:
        inside = tuple(map(plain_title, parse_person(occurrence.text).titles))
        extra = tuple(title for title in inside if title not in occurrence.titles)
        if extra:
            occurrence = Occurrence(
                occurrence.index, occurrence.type, occurrence.text, occurrence.start, occurrence.end,
                (*occurrence.titles, *extra), occurrence.region,
            )  # fmt: skip
        members.append((occurrence, reason, score))
    person.group.members = members


def _of_two_minds(names: dict[str, PersonName]) -> set[str]:
    """Whole names that fit two others which are not one: "Bob Hale" beside "Robert Q. Hale" and "Robert B. Hale"."""
    families: dict[str, list[PersonName]] = {}
    for name in names.values():
        families.setdefault(name.last, []).append(name)
    found = set()
    for family in families.values():
        for name in family if len(family) > 2 else ():
            related = [other for other in family if other is not name and person_relation(name, other)]
            if any(not person_relation(one, other) for one, other in combinations(related, 2)):
                found.add(name.key)
    return found


def _whole_names(pairs: list[tuple[Occurrence, PersonName]]) -> list[_Person]:
    people: list[_Person] = []
    unclear = _of_two_minds({name.key: name for _, name in pairs})
    by_key: dict[str, _Person] = {}
    for occurrence, name in pairs:
        person = by_key.get(name.key)
        if person is None:
            candidates = [] if name.key in unclear else [p for p in people if p.names[0].key not in unclear]
            person, reason = _relative(name, gender_of((*occurrence.titles, *name.titles)), candidates)
            if person is None:
                person = _Person(name)
                people.append(person)
                reason = SAME
            else:
                person.names.append(name)
            by_key[name.key] = person
            person.note(occurrence, name, reason, 1.0 if reason == SAME else 0.95)
        else:
            person.note(occurrence, name, _reason_of(person, name), 1.0)
    return people


def _reason_of(person: _Person, name: PersonName) -> str:
    return next((r for o, r, _ in person.group.members if parse_person(o.text).key == name.key), SAME)


def _relative(name: PersonName, gender: str, people: list[_Person]) -> tuple[_Person | None, str]:
    """The one person before whom `name` may name in another way; nobody where two could be meant."""
    found: list[tuple[_Person, str]] = []
    for person in people:
        relations = [person_relation(name, other) for other in person.names]
        if all(relations) and not (gender and person.gender and gender != person.gender):
            found.append(
                (person, f"{relations[0]} of “{_as_written(person)}”" if relations[0] != "same" else SAME)
            )
    if len(found) != 1:
        return None, SAME
    person, reason = found[0]
    wording = {"middle name": "with and without a middle name", "initial": "an initial for the first name",
               "short form": "short form of the first name", "nickname": "by the nickname", "spelling": "another spelling", "double surname": "both surnames alone"}  # fmt: skip
    kind = reason.split(" of “")[0]
    return person, f"{wording[kind]}: “{_as_written(person)}”" if kind in wording else reason


def _as_written(person: _Person) -> str:
    return min((o for o, _, _ in person.group.members), key=lambda o: o.start).text


def _strangers(
    bare: list[tuple[Occurrence, PersonName]], fits: dict[str, list[tuple[_Person, str]]]
) -> set[str]:
    """Bare names of somebody else than those they fit: "Senator Coleman" is not the LeRoy Coleman whom only the contact line names,
    below every bare mention and without that post."""
    last: dict[str, int] = {}
    posts: dict[str, set[str]] = {}
    for occurrence, name in bare:
        last[name.key] = occurrence.start
        posts.setdefault(name.key, set()).update(_posts((*occurrence.titles, *map(plain_title, name.titles))))
    return {
        key
        for key, borne in posts.items()
        if borne
        and fits[key]
        and all(person.group.first > last[key] and not borne & person.titles for person, _ in fits[key])
    }


def _posts(titles: tuple[str, ...]) -> set[str]:
    return {title for title in titles if title not in ("mr", "mrs", "ms", "miss", "dr", "former")}


def _fitting(name: PersonName, people: list[_Person]) -> list[tuple[_Person, str]]:
    """Everyone whom the bare name fits in any way, each with the best way."""
    found = []
    for person in people:
        matches = [match for full in person.names if (match := bare_match(name, full))]
        if matches:
            found.append((person, max(matches, key=lambda match: _RANK[match])))
    return found


def _place_bare(
    occurrence: Occurrence, name: PersonName, fits: list[tuple[_Person, str]], loose: list[_Person]
) -> None:
    titles = (*occurrence.titles, *map(plain_title, name.titles))
    gender = gender_of(titles)
    possible = [
        (person, match)
        for person, match in fits
        if not (gender and person.gender and gender != person.gender) and not (gender and _RANK[match] == 1)
    ]
    rank = max((_RANK[match] for _, match in possible), default=0)
    best = [(person, match) for person, match in possible if _RANK[match] == rank]
    if len(best) > 1:
        best = _by_titles(best, titles) or _established(best, name) or _nearest(best, occurrence)
    if len(best) == 1:
        person, match = best[0]
        person.note(occurrence, name, _bare_reason(match, occurrence, person), _SCORE[rank])
        person.bare.add(name.surname)
        return
    own = next((person for person in loose if _same_bare(person, name, gender)), None)
    if own is None:
        own = _Person(name)
        own.group.strength = "partial"
        loose.append(own)
    else:
        own.names.append(name)
    reason = SAME if not best else f"one of {len(best)} people named {occurrence.text} here, not clear which"
    own.note(occurrence, name, ALONE if reason == SAME else reason, 1.0 if not best else 0.5)


def _same_bare(person: _Person, name: PersonName, gender: str) -> bool:
    if gender and person.gender and gender != person.gender:
        return False
    other = person.names[0]
    if not name.given or not other.given:
        return name.surname == other.surname and (
            not name.suffix or not other.suffix or name.suffix == other.suffix
        )
    return name.surname == other.surname and name.given[0][0] == other.given[0][0]


def _by_titles(found: list[tuple[_Person, str]], titles: tuple[str, ...]) -> list[tuple[_Person, str]]:
    """The one of several who bears the title that stands at the bare name."""
    posts = _posts(titles)
    if not posts:
        return []
    agreeing = [pair for pair in found if posts & pair[0].titles]
    return agreeing if len(agreeing) == 1 else []


def _established(found: list[tuple[_Person, str]], name: PersonName) -> list[tuple[_Person, str]]:
    """Of namesakes, the one whom the text has already begun to call by the bare name."""
    called = [pair for pair in found if name.surname in pair[0].bare]
    return called if len(called) == 1 else []


def _nearest(found: list[tuple[_Person, str]], occurrence: Occurrence) -> list[tuple[_Person, str]]:
    """Of namesakes, the one who alone was named before this place; else all of them, undecided."""
    earlier = [pair for pair in found if pair[0].group.first < occurrence.start]
    return earlier if len(earlier) == 1 else found


def _bare_reason(match: str, occurrence: Occurrence, person: _Person) -> str:
    full = _as_written(person)
    if match == "surname" and occurrence.titles:
        honorific = occurrence.titles[-1]
        return f"surname after “{honorific.capitalize()}”, one {occurrence.text} here: “{full}”"
    if match == "surname":
        return f"surname of “{full}”, the only one here"
    return f"{match} of “{full}”, the only one here"
