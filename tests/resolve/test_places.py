"""The grammar of places' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.resolve.places import parse_place, short_places


@pytest.mark.parametrize(
    "names",
    [
        ("U.S.", "US", "U. S.", "the United States", "United States of America", "America"),
        ("Mont.", "Montana", "MONTANA", "State of Montana"),
        ("W.Va.", "West Virginia"),
        ("Britain", "the UK", "United Kingdom"),
        ("St. Paul", "Saint Paul", "ST. PAUL"),
        ("Washington, D.C.", "WASHINGTON", "D.C."),
        ("Pope AFB", "Pope Air Force Base"),
        ("Yucatán", "Yucatan"),
    ],
)
def test_usual_names_of_one_place_have_one_key(names: tuple[str, ...]) -> None:
    assert len({parse_place(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mississippi", "Mississippi River"),
        ("Dallas", "Dallas County"),
        ("England", "Britain"),
        ("Niger", "Nigeria"),
    ],
)
def test_different_places_have_different_keys(one: str, other: str) -> None:
    assert parse_place(one).key != parse_place(other).key


def test_the_state_behind_the_comma_is_kept_beside_the_key() -> None:
    assert (parse_place("Columbus, N.M.").key, parse_place("Columbus, N.M.").within) == (
        "columbus",
        "new mexico",
    )


def test_a_base_may_be_called_by_its_first_word_and_a_county_not() -> None:
    assert "cannon" in short_places(parse_place("Cannon Air Force Base"))
    assert not short_places(parse_place("Dallas County"))


@given(st.text(max_size=40))
def test_any_text_gives_a_place(text: str) -> None:
    assert parse_place(text) == parse_place(text)
