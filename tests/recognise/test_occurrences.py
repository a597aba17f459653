"""Every place where names stand, in one walk."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.occurrences import Names
from reader.recognise.words import key_of, words_of


def found(names: list[str], text: str) -> list[str]:
    table = Names((key_of(name), name) for name in names)
    return [text[hit.start : hit.end] for hit in table.hits(text, words_of(text))]


def test_the_longest_name_wins() -> None:
    assert found(
        ["Crime Agency", "National Crime Agency", "Agency"], "the National Crime Agency and the Agency"
    ) == [
        "National Crime Agency",
        "Agency",
    ]


def test_a_name_is_found_over_a_line_break() -> None:
    assert found(["Crime Agency"], "Crime\nAgency") == ["Crime\nAgency"]


@pytest.mark.parametrize(
    "text", ["a Smith-Jones b", "x@Jones", "/Jones/", "Joneses", "anti-Jones", "Jones-Smith", "Jones@x.org"]
)
def test_a_part_of_a_word_address_or_double_name_is_no_occurrence(text: str) -> None:
    assert found(["Jones"], text) == []


@pytest.mark.parametrize("text", ["Jones's", "NCA-led", "(Jones)", "“Jones”", "Jones—Smith", "Jones/NCA"])
def test_a_name_with_something_behind_is_one(text: str) -> None:
    assert len(found(["Jones", "NCA"], text)) >= 1


@given(
    st.lists(st.sampled_from(["A", "B C", "B", "C D E"]), unique=True),
    st.lists(st.sampled_from("ABCDE"), max_size=12),
)
def test_occurrences_are_whole_names_in_order(names: list[str], words: list[str]) -> None:
    text = " ".join(words)
    hits = list(Names((key_of(n), n) for n in names).hits(text, words_of(text)))
    assert all(text[h.start : h.end] in names for h in hits)
    assert all(a.end < b.start for a, b in itertools.pairwise(hits))
