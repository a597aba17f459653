"""How well a document speaks for one candidate rather than another: who else is named in it, whose release it is, which titles stand there.

For a companion n and a candidate c the share of n's documents that name c in full, P(c | n), says more than any distance between
vectors, needs no training, and can be said in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from reader.resolve.sightings import Seen, Sighting, Sightings

__all__ = ["Context", "Evidence", "context_of"]

_HONORIFICS = frozenset("mr mrs ms miss dr sir the former".split())
_MOST = 400
"""Companions named in more documents than this say nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a document offers for telling namesakes apart."""

    document: str
    source: str
    companions: tuple[int, ...]
    places: frozenset[str]


def context_of(document: str, source: str, shown: Sequence[Sighting], sightings: Sightings) -> Context:
    """The context that a document's sightings make."""
    companions = tuple(sorted({sighting.name for sighting in shown if sighting.whole}))
    places = set()
    for sighting in shown:
        name = sightings.names[sighting.name]
        if name.type == "place":
            places.add(name.folded)
        places.update(hint[3:] for hint in sighting.hints if hint.startswith("in:"))
    return Context(document, source, companions, frozenset(places))


class Evidence:
    """Scores candidates; `cluster_of` maps names to the candidate they belong to."""

    def __init__(
        self, sightings: Sightings, documents: Sequence[Seen], whole: Mapping[int, Sequence[int]], cluster_of: Mapping[int, str]
    ) -> None:
        self._whole = {name: frozenset(listed) for name, listed in whole.items()}
        self._documents_of: dict[str, set[int]] = defaultdict(set)
        self._names_of: dict[str, set[int]] = defaultdict(set)
        for name, listed in whole.items():
            self._documents_of[cluster_of[name]].update(listed)
            self._names_of[cluster_of[name]].add(name)
        self._by_source: dict[str, set[int]] = defaultdict(set)
        self._titles: dict[str, Counter[str]] = defaultdict(Counter)
        for at, seen in enumerate(documents):
            if seen.source:
                self._by_source[seen.source].add(at)
            for row in seen.rows:
                sighting = sightings.sightings[row]
                if sighting.whole and sighting.titles:
                    self._titles[cluster_of[sighting.name]].update(t for t in sighting.titles if t not in _HONORIFICS)

    def documents(self, cluster: str) -> int:
        """In how many documents `cluster` is named in full."""
        return len(self._documents_of.get(cluster, ()))

    def companionship(self, cluster: str, context: Context) -> float:
        """0..1: how much the document's other names and its source go with `cluster`."""
        own = self._documents_of.get(cluster, set())
        named = self._names_of.get(cluster, set())
        shares = []
        for companion in context.companions:
            listed = self._whole.get(companion, frozenset())
            if companion in named or not 2 <= len(listed) <= _MOST:
                continue
            common = len(listed & own) if len(listed) < len(own) else len(own & listed)
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
        return bool(borne) and any(title in borne for title in titles if title not in _HONORIFICS)

    def score(self, cluster: str, context: Context, titles: tuple[str, ...]) -> float:
        """A log-odds-like score; only differences mean something."""
        agree = 1.5 if titles and self.titles_agree(cluster, titles) else 0.0
        return log(self.documents(cluster) + 0.5) + 4.0 * self.companionship(cluster, context) + agree
