"""Hint labels: all different, none the beginning of another, as few keys as can be."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.text import HOME_ROW, labels, narrowed

alphabets = st.text(st.sampled_from(HOME_ROW), min_size=2, max_size=26).filter(
    lambda letters: len(set(letters)) > 1
)
counts = st.integers(0, 400)


@given(counts, alphabets)
def test_no_label_is_the_beginning_of_another(count: int, alphabet: str) -> None:
    found = labels(count, alphabet)
    assert len(found) == count == len(set(found))
    ordered = sorted(found)
    assert not any(after.startswith(before) for before, after in itertools.pairwise(ordered))
    assert all(label and set(label) <= set(alphabet) for label in found)


@given(counts, alphabets)
def test_labels_are_as_short_as_can_be(count: int, alphabet: str) -> None:
    found = labels(count, alphabet)
    lengths = [len(label) for label in found]
    assert lengths == sorted(lengths)
    letters = len(set(alphabet))
    assert not found or letters ** (max(lengths) - 1) < max(2, count) or max(lengths) == 1


@given(st.integers(1, 100))
def test_typing_a_label_leaves_it_alone(count: int) -> None:
    found = labels(count)
    for index, label in enumerate(found):
        assert narrowed(found, label) == [index]
    assert narrowed(found, "") == list(range(count))


def test_a_few_targets_get_the_keys_under_the_fingers() -> None:
    assert labels(4) == ["a", "s", "d", "f"]


def test_one_letter_is_not_enough() -> None:
    with pytest.raises(ValueError, match="two letters"):
        labels(3, "aaa")
