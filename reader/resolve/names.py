"""A name, whatever it names: the one door to the grammars of people's, organisations' and places' names."""

from __future__ import annotations

from reader.model import EntityType, MentionType
from reader.resolve.bodies import BodyName, parse_body
from reader.resolve.people import PersonName, parse_person
from reader.resolve.places import PlaceName, parse_place

__all__ = [
    "BodyName",
    "PersonName",
    "PlaceName",
    "key_of",
    "kind_of",
    "parse_body",
    "parse_person",
    "parse_place",
]

_KINDS: dict[str, EntityType] = {"person": "person", "organisation": "organisation", "place": "place"}


def kind_of(type: MentionType) -> EntityType | None:
    """The entity type of a mention, None for what is not linked (dates)."""
    return _KINDS.get(type)


def key_of(text: str, type: EntityType) -> str:
    """What two spellings of one name have in common: "type:name" in folded form, the same on every machine."""
    if type == "person":
        return f"person:{parse_person(text).key}"
    if type == "organisation":
        return f"organisation:{parse_body(text).key}"
    return f"place:{parse_place(text).key}"
