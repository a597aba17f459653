"""A text as words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.words import key_of, words_of


def test_names_are_equal_however_they_are_broken_or_quoted() -> None:
    assert key_of("Marie‑Claude\n O’Neill") == key_of("Marie-Claude O'Neill")


def test_a_combining_accent_stays_in_its_word() -> None:
    assert words_of("Jose\u0301 M").forms == ["Jose\u0301", "M"]


def test_the_first_word_from_an_offset() -> None:
    words = words_of("Rob Jones")
    assert [words.first_from(n) for n in (0, 1, 4, 9)] == [0, 1, 1, 2]


@given(st.text(max_size=40))
def test_words_cover_all_that_is_not_white_space(text: str) -> None:
    words = words_of(text)
    at = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert not text[at:start].strip() or not any(c.isalnum() for c in text[at:start])
        at = end
    assert len(words.starts) == len(words.ends) == len(words.forms)
