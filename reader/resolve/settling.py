"""The end of the first pass: names become clusters, partial names find theirs, clusters become entities with ids that stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.model import Entity, Evidence, LocalEntity, Placement, Suggestion
from reader.resolve.bodies import BodyName, parse_body
from reader.resolve.choosing import Choice, Chooser
from reader.resolve.company import HONORIFICS, Company, context_of
from reader.resolve.joining import Join, join_bodies, join_people
from reader.resolve.lexicon_places import COUNTRIES, STATE_NAMES, country_with
from reader.resolve.listing import Counts, listed_entities, named_ids
from reader.resolve.namesakes import split_names
from reader.resolve.people import PersonName, person_of_key
from reader.resolve.sightings import Seen, Sighting, Sightings

__all__ = ["Settled", "settle"]

_FAR_MORE = 3
"""How many times as often a name must be of one kind for the other kind to be doubted."""
_HOME = 5
"""The fewest documents that can make a country a collection's own."""


@dataclass
class Settled:
    """The clusters of a collection, ready to place documents and to be listed."""

    sightings: Sightings
    chooser: Chooser
    ids: dict[str, str]
    counts: dict[str, Counts]
    joins: list[Join]
    clusters: dict[int, str]
    unclear: dict[tuple[str, str], tuple[int, str]]

    def __post_init__(self) -> None:
        self._of_id = {entity: cluster for cluster, entity in self.ids.items()}

    def place(self, document: str, source: str, entities: Sequence[LocalEntity]) -> tuple[Placement, ...]:
        """The entity of each local entity; a name the first pass did not see gets the id it would have alone."""
        shown = [self.sightings.sighting_of(entity) for entity in entities]
        context = context_of(document, source, shown, self.sightings)
        placed = []
        for entity, sighting in zip(entities, shown, strict=True):
            choice = self.chooser.choose(sighting, context)
            placed.append(
                Placement(entity.number, named_ids(choice.cluster, self.ids), choice.reason, choice.score)
            )
        return tuple(placed)

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of ids."""
        return listed_entities(self.sightings, self.ids, self.counts)

    def keys(self) -> Iterator[tuple[str, str]]:
        """(name key, entity id), in the order of keys."""
        found = {cluster: self.ids[cluster] for cluster in self.ids}
        for number, cluster in self.clusters.items():
            if cluster in self.ids:
                found[self.sightings.names[number].key] = self.ids[cluster]
        yield from sorted(found.items())

    def suggestions(self) -> Iterator[Suggestion]:
        """Pairs that may be one, the likeliest first."""
        found: dict[tuple[str, str], Suggestion] = {}
        for join in self.joins:
            left, right = self.clusters[join.left], self.clusters[join.right]
            if not join.sure and left != right and left in self.ids and right in self.ids:
                pair = _pair(self.ids[left], self.ids[right])
                found.setdefault(pair, self._suggest(pair, round(join.score, 3), join.reason))
        for (own, rival), (documents, reason) in self.unclear.items():
            if own in self.ids and rival in self.ids and own != rival:
                pair = _pair(self.ids[own], self.ids[rival])
                told = reason if documents == 1 else f"{reason} ({documents} documents)"
                found.setdefault(pair, self._suggest(pair, 0.5, told))
        for one, other in self._types_disagree():
            pair = _pair(self.ids[one], self.ids[other])
            found.setdefault(pair, self._suggest(pair, 0.4, "one name, taken for two kinds of thing"))
        yield from sorted(found.values(), key=lambda s: (-s.score, s.left, s.right))

    def _suggest(self, pair: tuple[str, str], score: float, reason: str) -> Suggestion:
        """A suggestion with what stands on either side."""
        return Suggestion(*pair, score, reason, tuple(self._side(self._of_id[entity]) for entity in pair))

    def _side(self, cluster: str) -> Evidence:
        count = self.counts[cluster]
        forms = sorted(count.forms, key=lambda text: (-count.forms[text][0], text))
        named = ", ".join(f"“{text}”" for text in forms[:3])
        return Evidence(
            "named",
            f"{named} in {count.documents} document{'s' if count.documents > 1 else ''}, first in {count.first}",
        )

    def _types_disagree(self) -> Iterator[tuple[str, str]]:
        """A name that some documents take for a person and far more for a body or a place, or the like."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for cluster in self.ids:
            kind, _, name = cluster.partition(":")
            if " " in name and "#" not in name and kind:
                by_name[name].append(cluster)
        for _, clusters in sorted(by_name.items()):
            ranked = sorted(clusters, key=lambda cluster: (-self.counts[cluster].documents, cluster))
            for rare in ranked[1:]:
                if self.counts[rare].documents * _FAR_MORE <= self.counts[ranked[0]].documents:
                    yield ranked[0], rare


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def settle(sightings: Sightings, known: Mapping[str, str]) -> Settled:
    """Decide who is who among all that was observed."""
    documents = sightings.sorted_documents()
    whole, bare = sightings.postings(documents)
    people = {
        n: replace(person_of_key(sightings.names[n].folded), nicknames=sightings.names[n].nicknames)
        for n in whole
        if sightings.names[n].type == "person"
    }
    keys = {n: sightings.names[n].key for n in whole}
    genders = _genders(sightings, documents, people)
    joins, several = join_people(
        people, keys, {n: set(whole[n]) for n in people}, genders, _borne(sightings, documents, people)
    )
    bodies = {n: _body(sightings.names[n].folded) for n in whole if sightings.names[n].type == "organisation"}
    aliases = sightings.aliases(documents)
    home = _home(sightings, whole, len(documents))
    body_joins, several_bodies = join_bodies(
        bodies, keys, aliases, {n: len(whole[n]) for n in bodies}, _place_names(sightings), home
    )
    joins += body_joins
    clusters = _clusters(keys, [join for join in joins if join.sure], people, whole)
    open_names = _open_names(several, joins, clusters, keys) | _open_bodies(several_bodies, clusters)
    company = Company(sightings, documents, whole, clusters)
    by_cluster = {clusters[n]: gender for n, gender in sorted(genders.items()) if n in clusters}
    sides = split_names(sightings, documents)
    chooser = Chooser(sightings, clusters, company, aliases, open_names, sides, by_cluster, home, bare)
    counts, unclear = _count(sightings, documents, chooser)
    ids = _ids(counts, clusters, sightings, known)
    return Settled(sightings, chooser, ids, counts, joins, clusters, unclear)


def _home(sightings: Sightings, whole: Mapping[int, Sequence[int]], documents: int) -> str:
    """The country that the collection speaks of most, if it does so in a fifth of its documents: the one nobody need mention."""
    counts: Counter[str] = Counter()
    for name, listed in whole.items():
        place = sightings.names[name]
        if place.type == "place" and (place.folded in COUNTRIES or place.folded in STATE_NAMES):
            counts[country_with(place.folded)] += len(listed)
    best = min(counts, key=lambda country: (-counts[country], country), default="")
    return best if counts[best] >= max(_HOME, documents / 5) else ""


def _place_names(sightings: Sightings) -> set[str]:
    return {name.folded for name in sightings.names if name.type == "place"}


def _body(folded: str) -> BodyName:
    """The grammar of a folded key "nation/core"."""
    nation, _, core = folded.rpartition("/")
    return replace(parse_body(core), nation=nation)


def _genders(
    sightings: Sightings, documents: Sequence[Seen], people: Mapping[int, PersonName]
) -> dict[int, str]:
    """What most documents say of a whole name: "m" or "f"; nothing where they disagree evenly."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for seen in documents:
        for row in seen.rows:
            sighting = sightings.sightings[row]
            if sighting.name in people:
                votes[sighting.name].update(hint[7:] for hint in sighting.hints if hint.startswith("gender:"))
    return {n: ("m" if vote["m"] > vote["f"] else "f") for n, vote in votes.items() if vote["m"] != vote["f"]}


def _borne(
    sightings: Sightings, documents: Sequence[Seen], people: Mapping[int, PersonName]
) -> dict[int, frozenset[str]]:
    """The posts and states that documents give to whole names of people."""
    found: dict[int, set[str]] = defaultdict(set)
    for sighting in sightings.sightings:
        if sighting.name in people:
            found[sighting.name].update(title for title in sighting.titles if title not in HONORIFICS)
            found[sighting.name].update(hint for hint in sighting.hints if hint.startswith("in:"))
    return {n: frozenset(borne) for n, borne in found.items() if borne}


def _clusters(
    keys: Mapping[int, str],
    joins: Sequence[Join],
    people: Mapping[int, PersonName],
    whole: Mapping[int, Sequence[int]],
) -> dict[int, str]:
    """Names to cluster keys. Two clusters of people join only where no document names a member of each."""
    leader = {n: n for n in keys}
    members = {n: [n] for n in keys}
    documents = {n: set(whole[n]) for n in people}
    for join in joins:
        left, right = leader[join.left], leader[join.right]
        if left == right:
            continue
        if left in people and not join.stated and not documents[left].isdisjoint(documents[right]):
            continue
        if keys[right] < keys[left]:
            left, right = right, left
        for n in members[right]:
            leader[n] = left
        members[left] += members.pop(right)
        if left in people:
            documents[left] |= documents[right]
    return {n: keys[leader[n]] for n in keys}


def _open_names(
    several: set[int], joins: Sequence[Join], clusters: Mapping[int, str], keys: Mapping[int, str]
) -> dict[int, tuple[str, ...]]:
    """Whole names that fit several people, with the clusters of those."""
    found: dict[int, set[str]] = defaultdict(set)
    for join in joins:
        for one, other in ((join.left, join.right), (join.right, join.left)):
            if one in several and clusters[one] != clusters[other]:
                found[one].add(clusters[other])
    return {n: tuple(sorted(others)) for n, others in found.items()}


def _open_bodies(
    several: Mapping[int, tuple[int, ...]], clusters: Mapping[int, str]
) -> dict[int, tuple[str, ...]]:
    found = {
        n: tuple(sorted({clusters[other] for other in others} - {clusters[n]}))
        for n, others in several.items()
    }
    return {n: others for n, others in found.items() if others}


def _count(
    sightings: Sightings, documents: Sequence[Seen], chooser: Chooser
) -> tuple[dict[str, Counts], dict[tuple[str, str], tuple[int, str]]]:
    counts: dict[str, Counts] = {}
    unclear: dict[tuple[str, str], tuple[int, str]] = {}
    asked: dict[tuple[str, str], str] = {}
    for seen in documents:
        shown = [sightings.sightings[row] for row in seen.rows]
        context = context_of(seen.document, seen.source, shown, sightings)
        placed: set[str] = set()
        for sighting in shown:
            choice = chooser.choose(sighting, context)
            _note(counts, sighting, choice, seen.document, choice.cluster not in placed)
            placed.add(choice.cluster)
            for rival in choice.rivals[:1] if _type_of(sightings, sighting) != "place" else ():
                own = asked.setdefault((choice.cluster.partition("#")[0], rival), choice.cluster)
                pair = (own, rival)
                unclear[pair] = (unclear.get(pair, (0, ""))[0] + 1, choice.reason)
    return counts, unclear


def _type_of(sightings: Sightings, sighting: Sighting) -> str:
    """The type of what was sighted."""
    return sightings.names[sighting.name].type


def _note(counts: dict[str, Counts], sighting: Sighting, choice: Choice, document: str, first: bool) -> None:
    count = counts.setdefault(choice.cluster, Counts())
    count.documents += first
    count.first = count.first or document
    for text, number in sighting.forms:
        count.mentions += number
        told = count.forms.get(text)
        count.forms[text] = (
            told[0] + number if told else number,
            told[1] if told else (sighting.name, choice.reason),
        )
    (count.names if sighting.whole else count.partials)[sighting.name] += 1


def _ids(
    counts: Mapping[str, Counts], clusters: Mapping[int, str], sightings: Sightings, known: Mapping[str, str]
) -> dict[str, str]:
    from reader.resolve.listing import assign_ids

    keys_of: dict[str, list[str]] = defaultdict(list)
    for n, cluster in clusters.items():
        keys_of[cluster].append(sightings.names[n].key)
    called = {
        cluster: [sightings.names[n].key for n in count.partials]
        for cluster, count in counts.items()
        if count.partials
    }
    return assign_ids(counts, keys_of, called, known)
