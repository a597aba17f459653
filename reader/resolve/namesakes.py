"""One name, two bearers: towns of one name in two states, and people whom no one person could be.

A name is split only on what excludes another ("Mr" and "Mrs", the defendant and the judge, members for two states, lives a generation
apart); then a document goes to the side it speaks for, and the two sides are suggested to the reader as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.resolve.lexicon_people import title_families
from reader.resolve.lexicon_places import COUNTRIES, STATE_NAMES
from reader.resolve.sightings import Seen, Sighting, Sightings

__all__ = ["side_of", "sides_of", "split_names"]

_REAL = 0.15
"""A side that is stated in a smaller share of the cases is taken for a slip."""
_OF_ALL = 0.02
"""And so is a person's that is stated in a smaller share of all documents that name them: one "Mrs." in a thousand is a wife."""
_STATES = 3
"""Documents that must put a member into another state than the others do: one is a slip in a list."""
_GENERATION = 35
"""Years without a document between two bearers of a name."""
_AGAINST_ACCUSED = frozenset(("bench", "police", "prosecution", "legislator", "church"))


def sides_of(sighting: Sighting, type: str, year: int = 0) -> list[str]:
    """What a sighting in a document of `year` (0: undated) states that could exclude another bearer of the name: "in:ohio",
    "gender:f", "walk:accused", "year:1944"."""
    stated = [hint for hint in sighting.hints if hint.startswith("in:")]
    if type == "place":
        return stated
    if type == "person":
        found = [hint for hint in sighting.hints if hint.startswith("gender:")]
        families = {family for title in sighting.titles for family in title_families(title)}
        if "accused" in families:
            found.append("walk:accused")
        elif families & _AGAINST_ACCUSED:
            found.append("walk:office")
        if "legislator" in families or "senator" in sighting.titles:
            found += [hint for hint in stated if hint[3:] in STATE_NAMES]
        return [*found, f"year:{year}"] if year else found
    return []


def side_of(stated: Sequence[str], sides: Mapping[str, int]) -> str:
    """The one of `sides` that a sighting's statements speak for, or ""."""
    for side in sides:
        if side in stated:
            return side
        if side.startswith("years:"):
            first, _, last = side[6:].partition("-")
            if any(one.startswith("year:") and int(first) <= int(one[5:]) <= int(last) for one in stated):
                return side
    return ""


def split_names(sightings: Sightings, documents: Sequence[Seen]) -> dict[int, dict[str, int]]:
    """Names with several bearers: name -> side -> number of documents that state it."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    named: Counter[int] = Counter()
    for seen in documents:
        for row in seen.rows:
            sighting = sightings.sightings[row]
            name = sightings.names[sighting.name]
            if sighting.whole and name.type != "organisation":
                named[sighting.name] += 1
                if sighting.hints or sighting.titles or seen.year:
                    votes[sighting.name].update(sides_of(sighting, name.type, seen.year))
    found = {}
    for number, vote in votes.items():
        name = sightings.names[number]
        sides = _towns(name.folded, vote) if name.type == "place" else _people(vote, named[number])
        if sides:
            found[number] = sides
    return found


def _towns(name: str, vote: Mapping[str, int]) -> dict[str, int]:
    if name in STATE_NAMES or name in COUNTRIES or name == "washington":
        return {}
    states = {side: count for side, count in vote.items() if side[3:] in STATE_NAMES} or dict(vote)
    return _real(states)


def _people(vote: Mapping[str, int], documents: int) -> dict[str, int]:
    for group in ("gender:", "walk:", "in:"):
        stated = {side: count for side, count in vote.items() if side.startswith(group)}
        least = max(_OF_ALL * documents, _STATES if group == "in:" else 1)
        sides = _real({side: count for side, count in stated.items() if count >= least})
        if sides:
            return sides
    return _lives({int(side[5:]): count for side, count in vote.items() if side.startswith("year:")})


def _lives(years: Mapping[int, int]) -> dict[str, int]:
    """The runs of years that no one working life spans: documents of 1951 and of 2008, and none between."""
    ordered = sorted(years)
    runs: list[list[int]] = []
    for year in ordered:
        if runs and year - runs[-1][-1] < _GENERATION:
            runs[-1].append(year)
        else:
            runs.append([year])
    if len(runs) < 2:
        return {}
    return {f"years:{run[0]}-{run[-1]}": sum(years[year] for year in run) for run in runs}


def _real(sides: Mapping[str, int]) -> dict[str, int]:
    least = _REAL * sum(sides.values())
    real = {side: count for side, count in sides.items() if count >= least}
    return real if len(real) > 1 else {}
