"""What a score means: from the tagger's and the rules' own scores to the share of names with such a score that are right.

A network is too sure of itself. `calibration.json` beside the model holds, for each kind of name and for what proposed it, a rising line through
points (score, share right), measured on documents that no training saw (isotonic regression; Zadrozny and Elkan, KDD 2002). Without
the file scores stay as they are.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from reader.values import dataclass

__all__ = ["FILE", "Calibration", "source_of"]

FILE = "calibration.json"

Line = tuple[tuple[float, ...], tuple[float, ...]]
"""Scores, rising, and what they mean."""


def source_of(reason: str) -> str:
    """What proposed a name: "tagger", or "rules" for all that rules added or changed."""
    return "tagger" if reason == "tagger" else "rules"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Lines by (type, source). What has no line keeps its score."""

    lines: Mapping[tuple[str, str], Line] = field(default_factory=dict)

    @classmethod
    def beside(cls, folder: Path) -> Calibration:
        """That of the model in `folder`."""
        try:
            rows = json.loads((folder / FILE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        return cls({(row["type"], row["source"]): (tuple(row["score"]), tuple(row["right"])) for row in rows})

    def __call__(self, score: float, type_: str, reason: str) -> float:
        """The share of names of this type, source and score that are right, in 0..1."""
        line = self.lines.get((type_, source_of(reason)))
        return score if line is None else _on(line, score)


def _on(line: tuple[Sequence[float], Sequence[float]], score: float) -> float:
    """The line's height at `score`; beyond its ends it goes on flat."""
    xs, ys = line
    at = bisect_right(xs, score)
    if at == 0:
        return ys[0]
    if at == len(xs):
        return ys[-1]
    part = (score - xs[at - 1]) / (xs[at] - xs[at - 1])
    return ys[at - 1] + part * (ys[at] - ys[at - 1])
