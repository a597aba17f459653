"""Decoding gives the best labels that make sense as names."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.recognise.decode import best_path, spans

LABELS = 5


def allowed(path: tuple[int, ...], fresh: list[bool]) -> bool:
    before = 0
    for label, new in zip(path, fresh, strict=True):
        if label and label % 2 == 0 and (new or before not in (label, label - 1)):
            return False
        before = label
    return True


@settings(max_examples=60)
@given(st.integers(1, 4), st.integers(0, 10_000), st.data())
def test_the_path_is_the_best_of_all_allowed_ones_near_the_greedy_one(
    count: int, seed: int, data: st.DataObject
) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, LABELS)).astype(np.float32)
    fresh = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    path = tuple(best_path(scores, np.array(fresh)).tolist())
    assert allowed(path, fresh)
    greedy = tuple(scores.argmax(axis=1).tolist())
    if allowed(greedy, fresh):
        assert path == greedy
    elif 0 not in greedy:
        best = max(
            (p for p in itertools.product(range(LABELS), repeat=count) if allowed(p, fresh)),
            key=lambda p: _sum(scores, p),
        )
        assert np.isclose(_sum(scores, path), _sum(scores, best), atol=1e-4)


def _sum(scores: np.ndarray, path: tuple[int, ...]) -> float:
    return float(sum(scores[word, label] for word, label in enumerate(path)))


def names(path: list[int], fresh: list[int] = []) -> list[tuple[int, int, int]]:  # noqa: B006
    flags = np.zeros(len(path), bool)
    flags[fresh] = True
    return spans(np.array(path), flags)


def test_words_of_one_name_are_joined() -> None:
    assert names([0, 1, 2, 2, 0, 3]) == [(1, 4, 0), (5, 6, 1)]


def test_a_name_that_begins_beside_another_of_its_type_stays_its_own() -> None:
    assert names([1, 1, 2]) == [(0, 1, 0), (1, 3, 0)]


def test_a_name_ends_at_a_break() -> None:
    assert names([1, 2, 2], fresh=[1]) == [(0, 1, 0), (1, 3, 0)]
