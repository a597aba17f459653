"""Finding: all hits, in order, however the text is looked through."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.text import Finder, Given, Query, read_query
from reader.tui.text import find as find_module


def query(written: str) -> Query:
    found = read_query(written)
    assert isinstance(found, Query)
    return found


def found(text: str, written: str) -> list[str]:
    finder = Finder(text, query(written))
    return [text[start:end] for start, end in finder.between(0, len(text))]


def test_small_letters_find_capitals_and_capitals_only_themselves() -> None:
    assert found("NCA nca Nca", "nca") == ["NCA", "nca", "Nca"]
    assert found("NCA nca Nca", "NCA") == ["NCA"]


def test_words_are_found_over_the_end_of_a_line() -> None:
    assert found("the National\n  Crime Agency", "national crime") == ["National\n  Crime"]


def test_printed_quotation_marks_and_dashes_are_found_with_plain_ones() -> None:
    assert found("the NCA’s “new” chair 14–17 Nov", "nca's") == ["NCA’s"]
    assert found("the “new” chair", '"new"') == ["“new”"]
    assert found("14–17 November", "14-17") == ["14–17"]


def test_signs_are_taken_as_they_are() -> None:
    assert found("a.b axb (c)", "a.b") == ["a.b"]
    assert found("a.b axb (c)", "(c)") == ["(c)"]


def test_hits_are_numbered_and_go_round_the_ends() -> None:
    finder = Finder("nca ... nca ... nca", query("nca"))
    first = finder.after(-1)
    assert first is not None and (first.start, first.number, first.wrapped) == (0, 1, False)
    last = finder.before(0)
    assert last is not None and (last.start, last.number, last.wrapped) == (16, 3, True)
    again = finder.after(16)
    assert again is not None and (again.start, again.wrapped) == (0, True)
    assert finder.count == 3 and finder.complete


def test_nothing_is_found_where_nothing_is() -> None:
    finder = Finder("some words", query("nca"))
    assert finder.after(-1) is None and finder.before(5) is None and finder.all() == 0
    assert Finder("", query("nca")).after(-1) is None


@given(
    st.text(st.sampled_from("ab \n"), max_size=200),
    st.sampled_from(["a", "ab", "a b", "aa"]),
    st.integers(0, 40),
)
def test_hits_are_the_same_in_whatever_steps_the_text_is_looked_through(
    text: str, written: str, step: int
) -> None:
    wanted = [match.span() for match in query(written).pattern.finditer(text)]
    before = find_module.STEP
    find_module.STEP = step + 1
    try:
        finder = Finder(text, query(written))
        while not finder.look():
            pass
        assert list(finder.between(0, len(text))) == wanted
    finally:
        find_module.STEP = before


@given(st.text(st.sampled_from("ab \n"), max_size=80), st.integers(-1, 80))
def test_after_and_before_are_the_nearest(text: str, offset: int) -> None:
    finder = Finder(text, query("ab"))
    starts = [match.start() for match in re.finditer("ab", text)]
    later, earlier = [at for at in starts if at > offset], [at for at in starts if at < offset]
    after, before = finder.after(offset), finder.before(offset)
    assert (after.start if after else None) == (later or starts or [None])[0]
    assert (before.start if before else None) == (earlier or starts or [None])[-1]
    assert after is None or after.wrapped == (not later)


def test_only_what_is_needed_is_looked_through() -> None:
    text = "nca " + "x" * (4 * find_module.STEP)
    finder = Finder(text, query("nca"))
    hit = finder.after(-1)
    assert hit is not None and hit.start == 0
    assert not finder.complete


@given(st.text(max_size=20))
def test_any_query_is_understood_or_refused(written: str) -> None:
    result = read_query(written)
    if isinstance(result, Query):
        assert result.pattern.search(written)
    else:
        assert result.what


@given(st.text(st.sampled_from("ab \n"), max_size=80), st.integers(-1, 80))
def test_hits_that_are_given_are_walked_like_hits_that_are_looked_for(text: str, offset: int) -> None:
    finder = Finder(text, query("ab"))
    hits = Given([match.span() for match in re.finditer("ab", text)])
    assert (hits.all(), hits.after(offset), hits.before(offset)) == (
        finder.all(),
        finder.after(offset),
        finder.before(offset),
    )
    assert list(hits.between(5, 20)) == list(finder.between(5, 20))


def test_of_given_spans_that_overlap_the_first_counts() -> None:
    assert list(Given([(0, 4), (2, 6), (6, 6), (7, 9)]).between(0, 10)) == [(0, 4), (7, 9)]
    assert Given().after(-1) is None and Given().before(3) is None
