"""Fits what scores mean (`reader.recognise.calibration`) on documents that no training saw, and draws how far that is true.

`python -m reader.training --corpora PATH calibrate FOLDER` writes `calibration.json` into a model's folder. Corpora count alike, whatever their size; what is
printed and drawn is measured by cross-validation over documents, so no name is judged by a line that it helped to draw.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reader.recognise.calibration import FILE, Calibration, source_of
from reader.recognise.recogniser import settle
from reader.recognise.tagger import Tagger
from reader.sources import load_text

from .corpora import Sample
from .guideline import SHORT, UNKNOWN

__all__ = ["Judged", "calibrate", "diagram", "fitted", "judged", "table"]

FOLDS = 5
FEWEST = 40
"""So many names at least stand behind each point of a line."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A name found in a document: what it is, who proposed it, its raw score, and whether it is right. `weight` makes corpora alike."""

    document: str
    type: str
    source: str
    score: float
    right: bool
    weight: float = 1.0


def judged(folder: Path, samples: Sequence[Sample]) -> list[Judged]:
    """All names that a model with the rules finds in the samples; those in unknown marks are left out."""
    tagger = Tagger(folder)
    found: list[tuple[str, Judged]] = []
    for sample in samples:
        document = load_text(sample.text)
        breaks = [block.start for block in document.blocks]
        mentions = settle(document, tagger.tag([sample.text], [breaks])[0]).mentions
        gold = {(mark.start, mark.end, mark.type) for mark in sample.marks}
        doubtful = [(mark.start, mark.end) for mark in sample.marks if mark.type == UNKNOWN]
        for one in mentions:
            if one.type == "date" or any(one.start < high and low < one.end for low, high in doubtful):
                continue
            right = (one.start, one.end, SHORT[one.type]) in gold
            key = f"{sample.corpus}/{sample.id}"
            found.append((sample.corpus, Judged(key, one.type, source_of(one.reason), one.score, right)))
    sizes = Counter(corpus for corpus, _ in found)
    mean = len(found) / max(1, len(sizes))
    return [
        Judged(one.document, one.type, one.source, one.score, one.right, mean / sizes[corpus])
        for corpus, one in found
    ]


def fitted(names: Iterable[Judged]) -> Calibration:
    """The rising lines that fit these names best: neighbours pooled until shares rise and each pool has `FEWEST` names."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for name in names:
        groups[name.type, name.source].append(name)
    return Calibration({key: _line(group) for key, group in sorted(groups.items())})


def _line(names: Sequence[Judged]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    pools: list[list[float]] = []  # weight, weighted scores, weighted rights, names
    waiting = [0.0, 0.0, 0.0, 0.0]
    for name in sorted(names, key=lambda one: one.score):
        for at, value in enumerate((1.0, name.score, float(name.right))):
            waiting[at] += name.weight * value
        waiting[3] += 1
        if waiting[3] >= FEWEST:
            pools.append(waiting)
            waiting = [0.0, 0.0, 0.0, 0.0]
            _level(pools)
    if waiting[3]:
        pools.append(waiting)
        if waiting[3] < FEWEST and len(pools) > 1:
            _join(pools)
        _level(pools)
    # A name or two beyond what was seen: no score says "certainly" or "never".
    return (
        tuple(round(pool[1] / pool[0], 5) for pool in pools),
        tuple(accumulate((round((pool[2] + 0.5) / (pool[0] + 1.0), 4) for pool in pools), max)),
    )


def _level(pools: list[list[float]]) -> None:
    """Join the last pools while the later one is not surer than the one before."""
    while len(pools) > 1 and pools[-1][2] * pools[-2][0] <= pools[-2][2] * pools[-1][0]:
        _join(pools)


def _join(pools: list[list[float]]) -> None:
    last = pools.pop()
    pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]


def calibrate(folder: Path, names: Sequence[Judged]) -> Path:
    """Write the lines of all names beside the model."""
    rows = [
        {"type": type_, "source": source, "score": xs, "right": ys}
        for (type_, source), (xs, ys) in fitted(names).lines.items()
    ]
    path = folder / FILE
    path.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")
    return path


def crossed(names: Sequence[Judged]) -> list[tuple[float, Judged]]:
    """Each name with the calibrated score that lines from the other folds' documents give it."""

    def fold(name: Judged) -> int:
        return zlib.crc32(name.document.encode()) % FOLDS

    found: list[tuple[float, Judged]] = []
    for number in range(FOLDS):
        meaning = fitted(name for name in names if fold(name) != number)
        for name in names:
            if fold(name) == number:
                reason = name.source if name.source == "tagger" else "a rule"
                found.append((meaning(name.score, name.type, reason), name))
    return found


Bin = tuple[float, float, int]
"""Mean score, share right (both weighted), names."""


def _bins(pairs: Iterable[tuple[float, Judged]]) -> list[Bin]:
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for score, name in pairs:
        into = sums[min(int(score * 10), 9)]
        for at, value in enumerate((name.weight, name.weight * score, name.weight * name.right, 1.0)):
            into[at] += value
    return [(row[1] / row[0], row[2] / row[0], int(row[3])) for _, row in sorted(sums.items())]


def _error(bins: Sequence[Bin]) -> float:
    """Expected calibration error in percent (Guo et al., ICML 2017)."""
    total = sum(count for *_, count in bins)
    return 100 * sum(count * abs(mean - right) for mean, right, count in bins) / total if total else 0.0


def table(names: Sequence[Judged]) -> str:
    """Raw and calibrated scores by tenths: mean score, share right, names; and the expected calibration error of each."""
    lines = []
    for title, pairs in (("as scored", [(n.score, n) for n in names]), ("calibrated", crossed(names))):
        bins = _bins(pairs)
        lines.append(f"{title}: expected calibration error {_error(bins):.1f}")
        lines += [f"  {mean:5.2f} {right:5.2f} {count:6}" for mean, right, count in bins]
    return "\n".join(lines)


SIZE, EDGE = 260, 40


def diagram(names: Sequence[Judged]) -> str:
    """The reliability diagram as SVG: what scores say against what is right, before and after; the larger the dot, the more names."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * (SIZE + EDGE) + EDGE}" height="{SIZE + 2 * EDGE}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for number, (title, pairs) in enumerate(
        (("as scored", [(n.score, n) for n in names]), ("calibrated", crossed(names)))
    ):
        left, bins = EDGE + number * (SIZE + EDGE), _bins(pairs)
        most = max(count for *_, count in bins)
        parts += [
            f'<text x="{left}" y="{EDGE - 12}">{title}: expected error {_error(bins):.1f} %</text>',
            f'<rect x="{left}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888888"/>',
            f'<line x1="{left}" y1="{EDGE + SIZE}" x2="{left + SIZE}" y2="{EDGE}" stroke="#bbbbbb"/>',
        ]
        parts += [
            f'<circle cx="{left + SIZE * mean:.1f}" cy="{EDGE + SIZE * (1 - right):.1f}" r="{3 + 9 * (count / most) ** 0.5:.1f}" '
            'fill="#3366aa" fill-opacity="0.7"/>'
            for mean, right, count in bins
        ]
        parts.append(f'<text x="{left + SIZE - 70}" y="{EDGE + SIZE + 18}">score → 1.0</text>')
        parts.append(f'<text x="{left + 4}" y="{EDGE + 14}">share right</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
