"""To whom a document's name belongs where the name alone does not say: bare surnames, bare acronyms, names that several bear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.resolve.bodies import parse_body
from reader.resolve.company import Company, Context
from reader.resolve.initials import known_cores, known_long
from reader.resolve.lexicon_people import COMMON_SURNAMES, first_name
from reader.resolve.lexicon_places import country_with
from reader.resolve.namesakes import side_of, sides_of
from reader.resolve.people import PersonName, bare_match, gender_of, person_of_key
from reader.resolve.sightings import Name, Sighting, Sightings
from reader.resolve.wordlist import word_set
from reader.values import dataclass

__all__ = ["Choice", "Chooser"]

_MARGIN = 1.1
"""By how much the best candidate must lead the second (log-odds: three to one)."""
_ONE_AT_A_TIME = word_set("president premier pope king queen emperor chancellor")
"""Posts that one person holds at a time: "President Bush" is the same in every document that does not say which."""
_KNOWN = 8
"""Documents with the bare surname for each with the whole name, from which on the bearer may be another."""
_COMPANY = 0.1
"""Companionship that makes a guess from initials believable."""


_SIDES = {
    "gender:m": "a man",
    "gender:f": "a woman",
    "walk:accused": "the accused",
    "walk:office": "the one in office",
}


def _told(side: str) -> str:
    """A side in words."""
    if side.startswith("years:"):
        first, _, last = side[6:].partition("-")
        return f"the one of {first}" if first == last else f"the one of {first} to {last}"
    return f"the one from {side[3:].title()}" if side.startswith("in:") else _SIDES.get(side, side)


def _sided(cluster: str, side: str, chief: str) -> str:
    """The cluster of one side of a split name; the chief side keeps the name's own."""
    return cluster if side == chief else f"{cluster}@{side}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The cluster chosen, why, how surely, and who else it could have been."""

    cluster: str
    reason: str
    score: float
    rivals: tuple[str, ...] = ()


class Chooser:
    """Answers for every sighting which cluster it belongs to. Pure once made."""

    def __init__(
        self,
        sightings: Sightings,
        cluster_of: Mapping[int, str],
        company: Company,
        aliases: Mapping[str, Counter[int]],
        open_names: Mapping[int, tuple[str, ...]],
        sides: Mapping[int, Mapping[str, int]],
        genders: Mapping[str, str],
        home: str,
        bare: Mapping[int, Sequence[int]],
    ) -> None:
        self._bare = {sightings.names[n].key: len(listed) for n, listed in bare.items()}
        self._names = sightings.names
        self._cluster_of = cluster_of
        self._company = company
        self._aliases = aliases
        self._open = open_names
        self._sides = sides
        self._genders = genders
        self._home = home
        self._people: dict[str, list[tuple[PersonName, str]]] = defaultdict(list)
        self._cores: dict[str, set[str]] = {core: set() for core in known_cores()}
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, list[tuple[str, str]]] = {}
        for number, cluster in cluster_of.items():
            self._enter(self._names[number], cluster)

    def _enter(self, name: Name, cluster: str) -> None:
        if name.type == "person":
            person = person_of_key(name.folded)
            for part in {person.last, *person.last.split("-")}:
                self._people[part].append((person, cluster))
        elif name.type == "organisation":
            if len(name.initials) > 2:
                self._initials[name.initials].add(cluster)
            core = name.folded.rpartition("/")[2]
            if core in self._cores:
                self._cores[core].add(cluster)

    def choose(self, sighting: Sighting, context: Context) -> Choice:
        """The cluster of `sighting` in a document with `context`."""
        name = self._names[sighting.name]
        if not sighting.whole:
            return self._partial(name, sighting, context)
        cluster = self._cluster_of.get(sighting.name, name.key)
        if sighting.name in self._sides:
            return (
                self._place(sighting, name, context)
                if name.type == "place"
                else self._namesake(cluster, sighting, context)
            )
        if sighting.name in self._open and name.type == "organisation":
            return self._of_nations(cluster, self._open[sighting.name], context)
        if sighting.name in self._open:
            return self._of_several(cluster, self._open[sighting.name], sighting, context)
        return Choice(cluster, "named in full", 1.0)

    def _of_nations(self, own: str, others: tuple[str, ...], context: Context) -> Choice:
        """ "the Interior Ministry" is that of the one country the document speaks of, or of the collection's own."""
        nations = {cluster: cluster.partition(":")[2].partition("/")[0] for cluster in others}
        spoken = context.places | {country_with(place) for place in context.places}
        named = [cluster for cluster in others if nations[cluster] in spoken]
        if len(named) > 1:
            named = [cluster for cluster in named if nations[cluster] == self._home] or named
        if not named:
            named = [cluster for cluster in others if nations[cluster] == self._home]
        if len(named) == 1:
            rivals = tuple(cluster for cluster in others if cluster != named[0])
            return Choice(
                named[0], f"of {nations[named[0]].title()}, which the document speaks of", 0.8, rivals
            )
        return Choice(
            own,
            "could be that of several countries: kept apart"
            if len(named) > 1
            else "of no country named here",
            0.5,
            others,
        )

    def _of_several(self, own: str, others: tuple[str, ...], sighting: Sighting, context: Context) -> Choice:
        """A whole name that fits several who are not one: the one this document speaks for, else itself."""
        scored = self._scored(others, sighting, context)
        lead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
        best = scored[0][1]
        speaks = self._company.companionship(best, context) > 0.15 or self._company.titles_agree(
            best, sighting.titles
        )
        if speaks and lead > _MARGIN:
            return Choice(
                best,
                f"of {len(others)} who may be meant, the one named with the same people and bodies",
                0.8,
                others,
            )
        return Choice(own, f"could be any of {len(others)}: kept apart", 0.5, others)

    def _scored(
        self, clusters: tuple[str, ...] | list[str], sighting: Sighting, context: Context
    ) -> list[tuple[float, str]]:
        return sorted(
            ((self._company.score(cluster, context, sighting.titles), cluster) for cluster in clusters),
            key=lambda pair: (-pair[0], pair[1]),
        )

    def _place(self, sighting: Sighting, name: Name, context: Context) -> Choice:
        """ "Columbus" is in the state that the text puts behind it, or else in the one the document speaks of."""
        regions = {side[3:]: count for side, count in self._sides[sighting.name].items()}
        stated = [hint[3:] for hint in sighting.hints if hint.startswith("in:") and hint[3:] in regions]
        if stated:
            return Choice(f"{name.key}@{stated[0]}", f"in {stated[0].title()}, as the text says", 0.97)
        near = sorted(
            (region for region in regions if region in context.places), key=lambda r: (-regions[r], r)
        )
        if len(near) == 1:
            return Choice(f"{name.key}@{near[0]}", f"in {near[0].title()}, which the document names", 0.85)
        listed = near or sorted(regions, key=lambda r: (-regions[r], r))
        most = listed[0]
        rivals = tuple(f"{name.key}@{region}" for region in listed[1:])
        return Choice(f"{name.key}@{most}", f"most often in {most.title()}", 0.6, rivals)

    def _namesake(self, cluster: str, sighting: Sighting, context: Context) -> Choice:
        """A man and a woman, a judge and a defendant of one name: the side that the text states, or else the chief one."""
        sides = self._sides[sighting.name]
        ranked = sorted(sides, key=lambda side: (-sides[side], side))
        stated = side_of(sides_of(sighting, "person", context.year), sides)
        side = stated or ranked[0]
        rivals = tuple(_sided(cluster, other, ranked[0]) for other in ranked if other != side)
        told = _told(side)
        reason = (
            f"one of {len(sides)} of this name: {told} here"
            if stated
            else f"one of {len(sides)} of this name, the chief one ({told})"
        )
        return Choice(_sided(cluster, side, ranked[0]), reason, 0.9 if stated else 0.7, rivals)

    def _partial(self, name: Name, sighting: Sighting, context: Context) -> Choice:
        if name.type == "person":
            return self._surname(name, sighting, context)
        if name.type == "organisation":
            return self._short(name, sighting, context)
        return Choice(name.key, "named here", 1.0)

    def _candidates(self, name: Name) -> list[tuple[str, str]]:
        """(cluster, how the bare name fits), best kind of fit only."""
        cached = self._found.get(name.key)
        if cached is not None:
            return cached
        bare = person_of_key(name.folded)
        fits: dict[str, str] = {}
        for full, cluster in self._people.get(bare.last, []):
            match = bare_match(bare, full)
            if match in ("surname", "initial and surname", "part of the surname"):
                fits[cluster] = match if fits.get(cluster) != "surname" else "surname"
        strong = {cluster: match for cluster, match in fits.items() if match != "part of the surname"}
        fits = strong or fits
        if not fits:
            linked = self._aliases.get(name.key, Counter())
            fits = {
                self._cluster_of[n]: "so called in other documents"
                for n in linked
                if self._names[n].type == "person"
            }
        found = sorted(fits.items())
        self._found[name.key] = found
        return found

    def _surname(self, name: Name, sighting: Sighting, context: Context) -> Choice:
        gender = next(
            (hint[7:] for hint in sighting.hints if hint.startswith("gender:")), gender_of(sighting.titles)
        )
        fits = [
            (cluster, match)
            for cluster, match in self._candidates(name)
            if not gender or self._genders.get(cluster, gender) == gender
        ]
        last = person_of_key(name.folded).last
        common = last in COMMON_SURNAMES or (first_name(last) and not sighting.titles)
        if not fits:
            own = f"{name.key}#{context.source or context.document}" if common else name.key
            return Choice(own, "no whole name in the collection fits", 1.0)
        scored = self._scored([cluster for cluster, _ in fits], sighting, context)
        best = scored[0][1]
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 9.0
        match = dict(fits)[best]
        near = self._company.companionship(best, context)
        agree = self._company.titles_agree(best, sighting.titles)
        rivals = tuple(cluster for _, cluster in scored if cluster != best)
        if len(scored) == 1 and match == "so called in other documents":
            return Choice(best, match, 0.75)
        if len(scored) == 1 and self._known_to_all(name, best):
            told = "of one person in the collection, who is hardly ever named in full: perhaps another"
            return Choice(f"{name.key}#known", f"{match} {told}", 0.5, (best,))
        if len(scored) == 1 and (not common or near > 0.1 or agree):
            return Choice(best, f"{match} of the only such person in the collection", 0.9)
        if lead > _MARGIN and (near > 0.05 or agree or lead > 2.5) and (not common or near > 0.15 or agree):
            why = (
                "the one named with the same people and bodies"
                if near > 0.05
                else "the one who bears the same title"
                if agree
                else "the one named far more often"
            )
            return Choice(best, f"{match}; of {len(scored)} who bear it, {why}", 0.8, rivals)
        post = next((title for title in sighting.titles if title in _ONE_AT_A_TIME), context.document)
        told = f"of {len(scored)} people in the collection: not clear which"
        if len(scored) == 1:
            told = "of one person in the collection, but too common a name to be sure"
        return Choice(f"{name.key}#{post}", f"{match} {told}", 0.5, (best, *rivals))

    def _known_to_all(self, name: Name, cluster: str) -> bool:
        """Whether so many documents say the bare surname for each that names the only candidate in full, that somebody else must be
        meant whom everybody knew: "President Bush" of 2007 is not the "George H.W. Bush" of one document's look back."""
        bare = self._bare.get(name.key, 0)
        return bare >= _KNOWN and bare > _KNOWN * self._company.documents(cluster)

    def _by_initials(self, name: Name, context: Context) -> Choice:
        """An acronym that no document explains: the only body it spells, if that keeps the same company, else itself."""
        spelt = sorted(self._initials.get(name.folded, ()))
        if len(spelt) == 1:
            if self._company.companionship(spelt[0], context) > _COMPANY:
                return Choice(
                    spelt[0],
                    "initials of the only such body in the collection, named with the same people and bodies",
                    0.75,
                )
            return Choice(name.key, "named by its short form alone", 0.7, (spelt[0],))
        return Choice(name.key, "named by its short form alone", 1.0)

    def _short(self, name: Name, sighting: Sighting, context: Context) -> Choice:
        body = parse_body(name.folded)
        acronym = " " not in name.folded
        linked = Counter[str]()
        for number, count in self._aliases.get(name.key, Counter()).items():
            linked[self._cluster_of[number]] += count
        if body.generic:
            return Choice(f"{name.key}#{context.document}", "a kind of body, not said which", 0.5)
        if not linked and acronym:
            long = known_long(name.folded)
            clusters = sorted(self._cores.get(long, ())) if long else []
            if len(clusters) == 1:
                return Choice(clusters[0], "well-known acronym", 0.95)
        if not linked:
            return self._by_initials(name, context)
        scored = sorted(
            (
                (self._company.companionship(cluster, context) * 4 + count**0.5, cluster)
                for cluster, count in linked.items()
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        best = scored[0][1]
        told = f"defined in {linked[best]} document{'s' if linked[best] > 1 else ''}"
        if len(scored) == 1:
            return Choice(best, f"acronym, {told}, of nobody else in the collection", 0.95)
        rivals = tuple(cluster for _, cluster in scored[1:])
        if scored[0][0] - scored[1][0] > 0.8 or linked[best] >= 4 * sum(linked[c] for c in rivals):
            return Choice(
                best,
                f"acronym, {told}; of {len(scored)} meanings the one that fits this document",
                0.8,
                rivals,
            )
        return Choice(
            f"{name.key}#{context.document}",
            f"acronym of {len(scored)} bodies in the collection: not clear which",
            0.5,
            (best, *rivals),
        )
