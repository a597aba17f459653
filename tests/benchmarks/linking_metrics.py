"""Coreference measures for clusters of names: MUC, B-cubed and CEAFe, each as (precision, recall, F1) in 0..1.

A clustering is a mapping from item (any hashable: here document and mention) to cluster id; the two compared hold the same
items, because mentions are given. Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF, with
the entity similarity phi4); "CoNLL F1" is the mean of the three F1 (Pradhan et al. 2012).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np

Clustering = Mapping[Hashable, Hashable]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 in 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Scores:
    """The three measures and their mean."""

    muc: Score
    b_cubed: Score
    ceaf: Score

    @property
    def conll(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def _clusters(of: Clustering) -> dict[Hashable, list[Hashable]]:
    clusters: dict[Hashable, list[Hashable]] = defaultdict(list)
    for item, cluster in of.items():
        clusters[cluster].append(item)
    return clusters


def muc(gold: Clustering, ours: Clustering) -> Score:
    """Links: of each gold cluster's size minus one, how many survive in ours (recall), and the other way (precision)."""

    def side(key: Clustering, response: Clustering) -> float:
        kept = possible = 0
        for items in _clusters(key).values():
            kept += len(items) - len({response[item] for item in items})
            possible += len(items) - 1
        return kept / possible if possible else 1.0

    return Score(side(ours, gold), side(gold, ours))


def b_cubed(gold: Clustering, ours: Clustering) -> Score:
    """For each mention, the share of its cluster that belongs there; the mean over mentions."""
    both = Counter((gold[item], ours[item]) for item in gold)
    in_gold, in_ours = Counter(gold.values()), Counter(ours.values())
    total = len(gold) or 1
    precision = sum(n * n / in_ours[o] for (_, o), n in both.items()) / total
    recall = sum(n * n / in_gold[g] for (g, _), n in both.items()) / total
    return Score(precision, recall)


def ceaf(gold: Clustering, ours: Clustering) -> Score:
    """Clusters matched one to one so that phi4 = 2|A and B| / (|A| + |B|) adds up to the most."""
    both = Counter((gold[item], ours[item]) for item in gold)
    in_gold, in_ours = Counter(gold.values()), Counter(ours.values())
    weights = {(g, o): 2 * n / (in_gold[g] + in_ours[o]) for (g, o), n in both.items()}
    best = sum(_best_assignment(component) for component in _components(weights))
    return Score(best / (len(in_ours) or 1), best / (len(in_gold) or 1))


def _components(
    weights: Mapping[tuple[Hashable, Hashable], float],
) -> list[dict[tuple[Hashable, Hashable], float]]:
    parent: dict[tuple[int, Hashable], tuple[int, Hashable]] = {}

    def find(node: tuple[int, Hashable]) -> tuple[int, Hashable]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in weights:
        parent[find((0, left))] = find((1, right))
    groups: dict[tuple[int, Hashable], dict[tuple[Hashable, Hashable], float]] = defaultdict(dict)
    for (left, right), weight in weights.items():
        groups[find((0, left))][left, right] = weight
    return list(groups.values())


def _best_assignment(weights: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """The largest total weight of a one-to-one matching (Hungarian algorithm with potentials, O(n^2 m))."""
    rows = list(dict.fromkeys(left for left, _ in weights))
    columns = list(dict.fromkeys(right for _, right in weights))
    if len(rows) == 1 or len(columns) == 1:
        return max(weights.values())
    if len(rows) > len(columns):
        rows, columns = columns, rows
        weights = {(right, left): weight for (left, right), weight in weights.items()}
    row_at = {row: i for i, row in enumerate(rows, 1)}
    column_at = {column: j for j, column in enumerate(columns, 1)}
    n, m = len(rows), len(columns)
    cost = np.zeros((n + 1, m + 1))
    for (left, right), weight in weights.items():
        cost[row_at[left], column_at[right]] = -weight
    u, v = np.zeros(n + 1), np.zeros(m + 1)
    match = np.zeros(m + 1, dtype=int)
    for row in range(1, n + 1):
        match[0] = row
        at = 0
        least = np.full(m + 1, np.inf)
        way = np.zeros(m + 1, dtype=int)
        used = np.zeros(m + 1, dtype=bool)
        while True:
            used[at] = True
            current = match[at]
            reduced = cost[current] - u[current] - v
            better = ~used & (reduced < least)
            better[0] = False
            least[better] = reduced[better]
            way[better] = at
            open_columns = np.where(~used)[0]
            following = int(open_columns[np.argmin(least[open_columns])])
            delta = least[following]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            at = following
            if match[at] == 0:
                break
        while at:
            match[at] = match[way[at]]
            at = int(way[at])
    return float(-sum(cost[match[j], j] for j in range(1, m + 1) if match[j]))


def scores(gold: Clustering, ours: Clustering) -> Scores:
    """All three measures over the mentions in `gold`."""
    ours = {item: ours[item] for item in gold}
    return Scores(muc(gold, ours), b_cubed(gold, ours), ceaf(gold, ours))
