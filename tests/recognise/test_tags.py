"""Party tags: the state is a place."""

from __future__ import annotations

import pytest

from reader.recognise.tags import state_tags


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Roe (R-TX) said", "TX"),
        ("Roe (D - Mont.) said", "Mont."),
        ("Roe, R-Va., said", "Va."),
        ("Roe (D-N.M.) said", "N.M."),
        ("Roe (D-Rhode Island) said", "Rhode Island"),
        ("Roe (I-Vt.)", "Vt."),
    ],
)
def test_the_state_of_a_tag_is_a_place(text: str, state: str) -> None:
    assert [text[s.start : s.end] for s in state_tags(text, 0, len(text))] == [state]


@pytest.mark.parametrize("text", ["the D-Day landings", "an R-rated film", "plan (A-B)", "Covid-19 (I-95)"])
def test_other_hyphens_are_no_tags(text: str) -> None:
    assert list(state_tags(text, 0, len(text))) == []
