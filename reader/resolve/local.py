"""Who is who in one document: mentions become local entities, each link with its reason in words.

Pure: needs the text, the mentions and, where there are any, the recogniser's definitions and titles.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Document, LocalEntity, Recognised, paragraph_of
from reader.resolve.groups import Group, best_name
from reader.resolve.local_bodies import join_bodies
from reader.resolve.local_people import join_people
from reader.resolve.local_places import join_places
from reader.resolve.names import parse_body, parse_person
from reader.resolve.places import spelt_out
from reader.resolve.scene import Occurrence, occurrences, short_forms

__all__ = ["within"]


def within(document: Document, recognised: Recognised) -> tuple[LocalEntity, ...]:
    """The people, organisations and places of `document`, numbered by where they are first named. Dates are not linked."""
    listed = occurrences(document, recognised)
    stated = short_forms(document, recognised, listed)

    def where(offset: int) -> int:
        return paragraph_of(document.blocks, offset)

    groups: list[Group] = []
    groups += join_people([o for o in listed if o.type == "person"])
    groups += join_bodies([o for o in listed if o.type == "organisation"], stated, where)
    groups += join_places([o for o in listed if o.type == "place"], stated, where)
    groups.sort(key=lambda group: (group.first, group.type, group.key))
    return tuple(group.entity(number, _name_of(group)) for number, group in enumerate(groups))


Where = Callable[[int], int]


def _name_of(group: Group) -> str:
    """The fullest form that the document gives."""
    texts = [occurrence.text for occurrence, _, _ in group.members]
    if group.type == "person":
        fullness = {text: _person_fullness(text) for text in texts}
    elif group.type == "organisation":
        fullness = {text: _body_fullness(text) for text in texts}
    else:
        whole = [o.name for o, _, _ in group.members if group.name_rank.get(o.text) != (0, 0)]
        return best_name(spelt_out(whole, group.key.partition(",")[0]) or whole or texts)
    most = max(fullness.values())
    chosen = best_name([text for text in texts if fullness[text] == most])
    return _bare_name(chosen) if group.type == "person" else _plain_body(chosen)


def _person_fullness(text: str) -> int:
    name = parse_person(text)
    return sum(2 if len(word) > 1 else 1 for word in name.words) + (1 if name.suffix else 0)


def _body_fullness(text: str) -> int:
    name = parse_body(text)
    return 0 if name.is_acronym else len(name.content) + (1 if name.nation else 0)


def _bare_name(text: str) -> str:
    """The name as written, without the titles in front of it."""
    name = parse_person(text)
    words = text.replace("\n", " ").split()
    while len(words) > 1 and len(parse_person(" ".join(words[1:])).words) == len(name.words) and name.titles:
        shorter = parse_person(" ".join(words[1:]))
        if shorter.key != name.key:
            break
        words = words[1:]
        if not shorter.titles:
            break
    return " ".join(words)


def _plain_body(text: str) -> str:
    """The name without an acronym in brackets behind it."""
    head, bracket, _ = text.partition(" (")
    return head if bracket and text.rstrip().endswith(")") and parse_body(text).acronym else text


def _occurrence_order(occurrence: Occurrence) -> int:
    return occurrence.start
