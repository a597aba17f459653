"""Finding by pattern: what fits is found, what is wrong is told at its character, nothing hangs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.text import look_for_pattern
from reader.tui.text.pattern import LONGEST, MOST


def found(text: str, written: str) -> list[str]:
    result = look_for_pattern(written, text)
    assert result.failure is None
    return [text[start:end] for start, end in result.spans]


def test_what_fits_is_found_in_order() -> None:
    assert found("a.b axb", "a.b") == ["a.b", "axb"]
    assert found("2019-10 and 2020-11", r"\d{4}-\d\d") == ["2019-10", "2020-11"]
    assert found("one\ntwo", "^t.*$") == ["two"]
    assert found("abc", "x*") == []


def test_small_letters_find_capitals_and_escapes_are_no_capitals() -> None:
    assert found("NCA nca", "nca") == ["NCA", "nca"]
    assert found("NCA nca", "NCA") == ["NCA"]
    assert found("NCA nca", r"\Wn\w+") == [" nca"]


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("(", 1),
        ("a**", 2),
        ("ab[c", 4),
        (r"x\q", 3),
        (r"\p{nothing}", 11),
        ("x{2,1}", 2),
        ("(a(?R)?)", 2),
        ("a{99999999}", 1),
        ("(a{100}){100}", 8),
        ("x" * (LONGEST + 1), LONGEST),
        ("  ", None),
    ],
)
def test_a_mistake_is_told_with_its_character(written: str, position: int | None) -> None:
    result = look_for_pattern(written, "some text")
    assert result.spans == () and result.failure is not None
    assert result.failure.what
    if position is not None:
        assert result.failure.position is not None and abs(result.failure.position - position) <= 1


@pytest.mark.parametrize("written", ["(a+)+b", "(a|aa)+d", ".*.*.*.*b"])
def test_a_pattern_that_would_never_end_is_given_up_and_told(written: str) -> None:
    result = look_for_pattern(written, "b c " + "a" * 30_000 + "\nc", patience=0.05)
    assert result.failure is not None and "too long" in result.failure.what


def test_no_more_hits_are_kept_than_anybody_walks_through() -> None:
    assert len(look_for_pattern("a", "a" * (MOST + 5)).spans) == MOST


@given(st.text(max_size=24), st.text(max_size=60))
def test_any_pattern_gives_spans_of_the_text_or_a_reason(written: str, text: str) -> None:
    result = look_for_pattern(written, text, patience=0.05)
    assert all(0 <= start < end <= len(text) for start, end in result.spans)
    assert list(result.spans) == sorted(result.spans)
    assert result.failure is None or result.failure.what


@pytest.mark.parametrize("written", ["a[b", "a(b", "a)b", "*a", "ab\\"])
def test_a_common_mistake_is_told_with_its_remedy(written: str) -> None:
    failure = look_for_pattern(written, "ab").failure
    assert failure is not None
    assert "mean" in failure.what
    assert failure.position is not None
