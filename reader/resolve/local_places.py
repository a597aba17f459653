"""The places of one document: equal keys, the state behind the comma, stated acronyms, and short forms of sites."""

from __future__ import annotations

from collections.abc import Callable

from reader.resolve.bodies import parse_body
from reader.resolve.groups import SAME, Group, paragraph_named
from reader.resolve.initials import initials_match
from reader.resolve.places import PlaceName, parse_place, region_named, short_places
from reader.resolve.scene import Occurrence
from reader.resolve.spelling import slip

__all__ = ["join_places"]


def join_places(
    listed: list[Occurrence], stated: dict[int, tuple[int, str]], where: Callable[[int], int]
) -> list[Group]:
    """Groups of the mentions in `listed`, which are in reading order; `stated` are acronyms that the text itself explains."""
    parsed = [(occurrence, parse_place(occurrence.name)) for occurrence in listed]
    regions: dict[str, list[str]] = {}
    for occurrence, name in parsed:
        region = name.within or occurrence.region
        if region and region != name.key and region not in regions.setdefault(name.key, []):
            regions[name.key].append(region)
    groups: dict[str, Group] = {}
    of: dict[int, Group] = {}
    names: dict[str, PlaceName] = {}
    for occurrence, name in parsed:
        region = name.within or occurrence.region
        claimed = regions.get(name.key, [])
        key = f"{name.key}, {region}" if len(claimed) > 1 and region in claimed else name.key
        if key not in groups and len(claimed) > 1 and key == name.key:
            key = f"{name.key}, {claimed[0]}" if f"{name.key}, {claimed[0]}" in groups else key
        group = groups.setdefault(key, Group("place", key))
        names.setdefault(key, name)
        group.add(occurrence, SAME)
        of[occurrence.index] = group
        if region and region != name.key:
            group.hints.add(f"in:{region}")
    _join_stated(listed, stated, groups, of, where)
    _join_short(groups, names)
    _join_slips(groups, names)
    return list(groups.values())


def _join_stated(
    listed: list[Occurrence],
    stated: dict[int, tuple[int, str]],
    groups: dict[str, Group],
    of: dict[int, Group],
    where: Callable[[int], int],
) -> None:
    by_index = {occurrence.index: occurrence for occurrence in listed}
    for short, (long, _) in sorted(stated.items()):
        if short in of and long in of and of[short] is not of[long]:
            into, gone = of[long], of[short]
            place = paragraph_named(where(by_index[short].start))
            into.absorb(gone, f"another name of “{by_index[long].text}”, stated at {place}", 0.99)
            del groups[gone.key]
            for index, group in of.items():
                if group is gone:
                    of[index] = into


def _join_short(groups: dict[str, Group], names: dict[str, PlaceName]) -> None:
    longer: dict[str, list[tuple[str, str]]] = {}
    for key, name in names.items():
        for short, match in short_places(name).items():
            longer.setdefault(short, []).append((key, match))
    for key, group in list(groups.items()):
        fitting = [(other, match) for other, match in longer.get(key, ()) if other in groups]
        if (
            not fitting
            and key.isalpha()
            and len(key) <= 5
            and all(o.text.isupper() for o, _, _ in group.members)
        ):
            fitting = [
                (other, "initials")
                for other in groups
                if other != key and initials_match(key, parse_body(names[other].key)) == "initials"
            ]
        if len(fitting) == 1 and key in groups:
            other, match = fitting[0]
            for occurrence, _, _ in group.members:
                groups[other].name_rank[occurrence.text] = (0, 0)
            groups[other].absorb(
                group, f"{match} of “{groups[other].members[0][0].text}”, the only one here that it fits", 0.9
            )
            del groups[key]


def _join_slips(groups: dict[str, Group], names: dict[str, PlaceName]) -> None:
    """A name that stands here once and is another one here, which stands more often, but for a letter."""
    often = [key for key, group in groups.items() if len(group.members) > 1]
    for key in [key for key, group in groups.items() if len(group.members) == 1 and not region_named(key)]:
        near = [other for other in often if other in groups and slip(names[other].key, names[key].key)]
        if len(near) == 1:
            groups[near[0]].absorb(
                groups.pop(key), f"“{groups[near[0]].members[0][0].text}” with a slip of the pen", 0.85
            )
