"""Narrowing a list down: what begins so comes first, slips are forgiven last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session import narrow
from reader.session.fuzzy import fit, fold

NAMES = [
    "National Crime Agency",
    "Virtual Global Taskforce",
    "Royal Canadian Mounted Police",
    "Marie-Claude Arsenault",
    "Agence nationale",
    "INTERPOL",
    "Zürich Police",
]


def found(query: str) -> list[str]:
    return [name for name, _ in narrow(query, NAMES, str)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nat", "National Crime Agency"),
        ("agency", "National Crime Agency"),
        ("nca", "National Crime Agency"),
        ("vgt", "Virtual Global Taskforce"),
        ("pol", "Zürich Police"),
        ("zurich", "Zürich Police"),
        ("police royal", "Royal Canadian Mounted Police"),
        ("arsenalt", "Marie-Claude Arsenault"),
        ("claude", "Marie-Claude Arsenault"),
        ("intrpol", "INTERPOL"),
    ],
)
def test_the_likeliest_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_what_does_not_fit_is_left_out() -> None:
    assert found("xyz") == [] and found("police xyz") == []
    assert "INTERPOL" not in found("nat")


def test_no_query_leaves_all_as_they_are() -> None:
    assert found("") == NAMES == found("  ")
    assert len(narrow("", NAMES, str, limit=2)) == 2


@given(st.sampled_from(NAMES), st.integers(0, 20), st.integers(1, 10))
def test_any_part_of_a_name_finds_it(name: str, start: int, length: int) -> None:
    part = name[start : start + length]
    assert name in found(part)


@given(st.text(max_size=8), st.text(max_size=30))
def test_the_letters_that_fit_are_in_the_text(query: str, text: str) -> None:
    result = fit(query, text)
    if result is not None:
        assert all(0 <= letter < len(text) for letter in result.letters)
        assert list(result.letters) == sorted(set(result.letters))


@given(st.text(max_size=30))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
