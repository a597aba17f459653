"""Letters that were lost on the way, and what stands in for them while names are looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.legible import legible


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("in Do?a Ana", "in Dona Ana"),
        ("Mart?nez of Espa\ufffdola", "Martinez of Espanola"),
        ("Ren\ufffd said", "Rene said"),
        ("Who is Ann Lee?Nobody knows.", "Who is Ann Lee?Nobody knows."),
        ("What? Why?\nSo 5?6 and a ?b", "What? Why?\nSo 5?6 and a ?b"),
    ],
)
def test_a_letter_stands_in_for_each_lost_one_inside_a_word(text: str, read: str) -> None:
    assert legible(text) == read


@given(st.text(alphabet=st.sampled_from("aAnN?\ufffd 5é\n.-")))
def test_nothing_moves_and_nothing_else_changes(text: str) -> None:
    read = legible(text)
    assert len(read) == len(text)
    assert all(now == was for now, was in zip(read, text, strict=True) if was not in "?\ufffd")
