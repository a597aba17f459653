"""One name, two bearers: towns of one name in two states, and people whom no one person could be.

A name is split only on what excludes another ("Mr" and "Mrs", the defendant and the judge); then a document goes to the side it
speaks for, and the two sides are suggested to the reader as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.resolve.lexicon_people import title_families
from reader.resolve.lexicon_places import COUNTRIES, STATE_NAMES
from reader.resolve.sightings import Seen, Sighting, Sightings

__all__ = ["sides_of", "split_names"]

_REAL = 0.15
"""A side that is stated in a smaller share of the cases is taken for a slip."""
_AGAINST_ACCUSED = frozenset(("bench", "police", "prosecution", "legislator", "church"))


def sides_of(sighting: Sighting, type: str) -> list[str]:
    """What a sighting states that could exclude another bearer of the name: "in:ohio", "gender:f", "walk:accused"."""
    if type == "place":
        return [hint for hint in sighting.hints if hint.startswith("in:")]
    if type == "person":
        found = [hint for hint in sighting.hints if hint.startswith("gender:")]
        families = {family for title in sighting.titles for family in title_families(title)}
        if "accused" in families:
            found.append("walk:accused")
        elif families & _AGAINST_ACCUSED:
            found.append("walk:office")
        return found
    return []


def split_names(sightings: Sightings, documents: Sequence[Seen]) -> dict[int, dict[str, int]]:
    """Names with several bearers: name -> side -> number of documents that state it."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for seen in documents:
        for row in seen.rows:
            sighting = sightings.sightings[row]
            name = sightings.names[sighting.name]
            if sighting.whole and name.type != "organisation" and (sighting.hints or sighting.titles):
                votes[sighting.name].update(sides_of(sighting, name.type))
    found = {}
    for number, vote in votes.items():
        name = sightings.names[number]
        sides = _towns(name.folded, vote) if name.type == "place" else _people(vote)
        if sides:
            found[number] = sides
    return found


def _towns(name: str, vote: Mapping[str, int]) -> dict[str, int]:
    if name in STATE_NAMES or name in COUNTRIES or name == "washington":
        return {}
    states = {side: count for side, count in vote.items() if side[3:] in STATE_NAMES} or dict(vote)
    return _real(states)


def _people(vote: Mapping[str, int]) -> dict[str, int]:
    for group in ("gender:", "walk:"):
        sides = _real({side: count for side, count in vote.items() if side.startswith(group)})
        if sides:
            return sides
    return {}


def _real(sides: Mapping[str, int]) -> dict[str, int]:
    least = _REAL * sum(sides.values())
    real = {side: count for side, count in sides.items() if count >= least}
    return real if len(real) > 1 else {}
