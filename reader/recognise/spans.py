"""Stretches of text on their way to becoming mentions."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.model import MentionType

__all__ = ["Cover", "Span", "apart", "joined"]


class Span(NamedTuple):
    """A proposed mention: `score` in 0..1, `reason` in words."""

    start: int
    end: int
    type: MentionType
    score: float
    reason: str


class Cover:
    """Answers which of a set of spans that do not overlap meet a stretch of text."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = list(spans)
        self._starts = [span.start for span in self.spans]

    def meeting(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with [start, end), in order."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self.spans[at].end <= start:
            at += 1
        found = []
        while at < len(self.spans) and self.spans[at].start < end:
            found.append(self.spans[at])
            at += 1
        return found

    def ending_at(self, end: int) -> Span | None:
        """The span that ends exactly at `end`."""
        at = bisect_right(self._starts, end - 1) - 1
        return self.spans[at] if at >= 0 and self.spans[at].end == end else None


def apart(spans: Iterable[Span]) -> list[Span]:
    """`spans` sorted, and of two that overlap only the longer (then the better scored, then the earlier)."""
    ordered = sorted(spans)
    if all(a.end <= b.start for a, b in itertools.pairwise(ordered)):
        return ordered
    kept: list[Span] = []
    for span in sorted(ordered, key=lambda s: (s.start - s.end, -s.score, s.start)):
        at = bisect_left(kept, span)
        if (at == 0 or kept[at - 1].end <= span.start) and (at == len(kept) or kept[at].start >= span.end):
            kept.insert(at, span)
    return kept


def joined(spans: Iterable[Span], stronger: Iterable[Span]) -> list[Span]:
    """`spans` with every one of `stronger` put in; what overlaps a stronger span gives way."""
    above = apart(stronger)
    cover = Cover(above)
    return sorted([*(span for span in spans if not cover.meeting(span.start, span.end)), *above])
