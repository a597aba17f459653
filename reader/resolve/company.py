"""How well a document speaks for one candidate rather than another: who else is named in it, whose release it is, which titles stand there.

For a companion n and a candidate c the share of n's documents that name c in full, P(c | n), says more than any distance between
vectors, needs no training, and can be said in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from reader.resolve.sightings import Seen, Sighting, Sightings
from reader.resolve.wordlist import word_set
from reader.values import dataclass

__all__ = ["HONORIFICS", "Company", "Context", "context_of"]

HONORIFICS = word_set("mr mrs ms miss dr sir former new")
"""Titles that too many bear to tell one from another."""
_MOST = 400
"""Companions named in more documents than this say nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a document offers for telling namesakes apart."""

    document: str
    source: str
    companions: tuple[int, ...]
    places: frozenset[str]
    year: int = 0


def context_of(document: str, source: str, shown: Sequence[Sighting], sightings: Sightings) -> Context:
    """The context that a document's sightings make."""
    companions = tuple(sorted({sighting.name for sighting in shown if sighting.whole}))
    places = set()
    for sighting in shown:
        name = sightings.names[sighting.name]
        if name.type == "place":
            places.add(name.folded)
        places.update(hint[3:] for hint in sighting.hints if hint.startswith("in:"))
    return Context(document, source, companions, frozenset(places), sightings.year_of(document))


class Company:
    """Scores candidates; `cluster_of` maps names to the candidate they belong to."""

    def __init__(
        self,
        sightings: Sightings,
        documents: Sequence[Seen],
        whole: Mapping[int, Sequence[int]],
        cluster_of: Mapping[int, str],
    ) -> None:
        self._whole = whole
        self._sets: dict[int, frozenset[int]] = {}
        self._documents_of: dict[str, frozenset[int]] = {}
        self._of_key = sightings.of_key
        self._joined: dict[str, list[int]] = defaultdict(list)
        for name, cluster in cluster_of.items():
            if sightings.names[name].key != cluster:
                self._joined[cluster].append(name)
        self._by_source: dict[str, set[int]] = defaultdict(set)
        self._titles: dict[str, Counter[str]] = defaultdict(Counter)
        for at, seen in enumerate(documents):
            if seen.source:
                self._by_source[seen.source].add(at)
            for row in seen.rows:
                sighting = sightings.sightings[row]
                if sighting.whole and sighting.titles:
                    self._titles[cluster_of[sighting.name]].update(
                        t for t in sighting.titles if t not in HONORIFICS
                    )

    def _names(self, cluster: str) -> list[int]:
        own = self._of_key.get(cluster)
        return ([] if own is None else [own]) + self._joined.get(cluster, [])

    def _naming(self, cluster: str) -> frozenset[int]:
        """The documents that name `cluster` in full."""
        found = self._documents_of.get(cluster)
        if found is None:
            found = frozenset(at for name in self._names(cluster) for at in self._whole.get(name, ()))
            self._documents_of[cluster] = found
        return found

    def _of_name(self, name: int) -> frozenset[int]:
        found = self._sets.get(name)
        if found is None:
            found = self._sets[name] = frozenset(self._whole.get(name, ()))
        return found

    def documents(self, cluster: str) -> int:
        """In how many documents `cluster` is named in full."""
        return len(self._naming(cluster))

    def companionship(self, cluster: str, context: Context) -> float:
        """0..1: how much the document's other names and its source go with `cluster`."""
        own = self._naming(cluster)
        named = self._names(cluster)
        shares = []
        for companion in context.companions:
            if companion in named or not 2 <= len(self._whole.get(companion, ())) <= _MOST:
                continue
            listed = self._of_name(companion)
            common = len(listed & own)
            if common:
                shares.append(common / (len(listed) + 1))
        issued = self._by_source.get(context.source, set()) if context.source else set()
        if len(issued) > 1:
            shares.append(len(issued & own) / (len(issued) + 1))
        best = sorted(shares, reverse=True)[:3]
        return sum(best) / 3 if best else 0.0

    def titles_agree(self, cluster: str, titles: tuple[str, ...]) -> bool:
        """Whether one of `titles` (not a mere Mr) is borne by `cluster` elsewhere."""
        borne = self._titles.get(cluster)
        return borne is not None and any(title in borne for title in titles if title not in HONORIFICS)

    def score(self, cluster: str, context: Context, titles: tuple[str, ...]) -> float:
        """A log-odds-like score; only differences mean something."""
        agree = 1.5 if titles and self.titles_agree(cluster, titles) else 0.0
        return log(self.documents(cluster) + 0.5) + 4.0 * self.companionship(cluster, context) + agree
