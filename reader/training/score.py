"""Strict scores: a name counts when its span and its type are both right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .corpora import Sample
from .guideline import TYPES, UNKNOWN

__all__ = ["Counts", "f1", "reliability", "score", "table"]

Counts = Counter[str]
"""Per type: `PER right`, `PER found`, `PER gold`, …"""


def score(samples: Sequence[Sample], found: Iterable[Sequence[tuple[int, int, str]]]) -> dict[str, Counts]:
    """Counts a corpus. What overlaps an unknown mark counts neither way."""
    result: dict[str, Counts] = defaultdict(Counter)
    for sample, names in zip(samples, found, strict=True):
        gold = {(mark.start, mark.end, mark.type) for mark in sample.marks if mark.type != UNKNOWN}
        doubtful = [(mark.start, mark.end) for mark in sample.marks if mark.type == UNKNOWN]
        counted = {
            name for name in names if not any(name[0] < end and start < name[1] for start, end in doubtful)
        }
        counts = result[sample.corpus]
        for kind in TYPES:
            counts[f"{kind} gold"] += sum(name[2] == kind for name in gold)
            counts[f"{kind} found"] += sum(name[2] == kind for name in counted)
            counts[f"{kind} right"] += sum(name[2] == kind for name in gold & counted)
    return dict(result)


def f1(counts: Counts, kinds: Sequence[str] = ("PER", "ORG")) -> float:
    """Micro-averaged F1 in percent over `kinds`."""
    right, found, gold = (
        sum(counts[f"{kind} {what}"] for kind in kinds) for what in ("right", "found", "gold")
    )
    return 200 * right / (found + gold) if found + gold else 0.0


def table(scores: Mapping[str, Counts]) -> str:
    """One line a corpus: F1 of people, organisations, places, people and organisations together; the last line is their mean."""
    lines = [f"{'':16}{'PER':>7}{'ORG':>7}{'LOC':>7}{'both':>7}"]
    columns = [("PER",), ("ORG",), ("LOC",), ("PER", "ORG")]
    rows = {name: [f1(counts, kinds) for kinds in columns] for name, counts in scores.items()}
    for name, row in rows.items():
        lines.append(f"{name:16}" + "".join(f"{value:7.1f}" for value in row))
    means = [sum(column) / len(rows) for column in zip(*rows.values(), strict=True)]
    lines.append(f"{'mean':16}" + "".join(f"{value:7.1f}" for value in means))
    return "\n".join(lines)


def reliability(samples: Sequence[Sample], found: Iterable[Sequence[tuple[int, int, str, float]]]) -> str:
    """Whether scores mean what they say: for tenths of the score, how many names have it, their mean score, and how many are right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sample, names in zip(samples, found, strict=True):
        gold = {(mark.start, mark.end, mark.type) for mark in sample.marks}
        doubtful = [(mark.start, mark.end) for mark in sample.marks if mark.type == UNKNOWN]
        for start, end, kind, value in names:
            if not any(start < high and low < end for low, high in doubtful):
                bins[min(int(value * 10), 9)].append((value, (start, end, kind) in gold))
    lines = [f"{'score':>9}{'names':>8}{'mean':>7}{'right':>7}"]
    for low, pairs in sorted(bins.items()):
        mean = sum(value for value, _ in pairs) / len(pairs)
        right = sum(is_right for _, is_right in pairs) / len(pairs)
        lines.append(f"{low / 10:4.1f}-{low / 10 + 0.1:.1f} {len(pairs):8}{mean:7.2f}{right:7.2f}")
    return "\n".join(lines)
