"""Spans that may overlap become mentions that do not."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.spans import Cover, Span, apart, joined


def span(start: int, end: int, score: float = 0.9) -> Span:
    return Span(start, end, "person", score, "")


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: span(p[0], p[0] + p[1])), max_size=12
)


def test_of_two_that_overlap_the_longer_stays() -> None:
    assert apart([span(0, 5), span(3, 12), span(20, 22)]) == [span(3, 12), span(20, 22)]


def test_what_is_stronger_puts_others_aside() -> None:
    assert joined([span(0, 5), span(6, 9)], [span(4, 5)]) == [span(4, 5), span(6, 9)]


@given(SPANS)
def test_what_is_apart_never_overlaps(spans: list[Span]) -> None:
    kept = apart(spans)
    assert kept == sorted(kept)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert all(any(a.start < s.end and s.start < a.end for a in kept) for s in spans)


@given(SPANS, st.integers(0, 40), st.integers(1, 9))
def test_meeting_finds_exactly_what_shares_a_character(spans: list[Span], start: int, size: int) -> None:
    kept = apart(spans)
    expected = [s for s in kept if s.start < start + size and start < s.end]
    assert Cover(kept).meeting(start, start + size) == expected


def test_the_span_that_ends_somewhere() -> None:
    cover = Cover([span(0, 5), span(6, 9)])
    assert cover.ending_at(9) == span(6, 9)
    assert cover.ending_at(6) is None
    assert cover.ending_at(0) is None
