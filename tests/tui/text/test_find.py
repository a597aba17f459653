"""Finding: all hits, in order, however the text is looked through."""

from __future__ import annotations

import re
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.text import Finder, Query, QueryFailure, read_query
from reader.tui.text import find as find_module


def query(written: str, regex: bool = False) -> Query:
    found = read_query(written, regex=regex)
    assert isinstance(found, Query)
    return found


def found(text: str, written: str, regex: bool = False) -> list[str]:
    finder = Finder(text, query(written, regex))
    return [text[start:end] for start, end in finder.between(0, len(text))]


def test_small_letters_find_capitals_and_capitals_only_themselves() -> None:
    assert found("NCA nca Nca", "nca") == ["NCA", "nca", "Nca"]
    assert found("NCA nca Nca", "NCA") == ["NCA"]
    assert found("NCA nca", r"\Wn\w+", regex=True) == [" nca"]


def test_words_are_found_over_the_end_of_a_line() -> None:
    assert found("the National\n  Crime Agency", "national crime") == ["National\n  Crime"]


def test_printed_quotation_marks_and_dashes_are_found_with_plain_ones() -> None:
    assert found("the NCA’s “new” chair 14–17 Nov", "nca's") == ["NCA’s"]
    assert found("the “new” chair", '"new"') == ["“new”"]
    assert found("14–17 November", "14-17") == ["14–17"]


def test_signs_are_taken_as_they_are_unless_asked_otherwise() -> None:
    assert found("a.b axb (c)", "a.b") == ["a.b"]
    assert found("a.b axb (c)", "(c)") == ["(c)"]
    assert found("a.b axb", "a.b", regex=True) == ["a.b", "axb"]


@pytest.mark.parametrize(
    ("written", "position"), [("(", 0), ("a**", 2), ("[b", 0), (r"\q", 0), ("(a+)+", None), ("", None)]
)
def test_a_mistake_in_a_regular_expression_is_told(written: str, position: int | None) -> None:
    failure = read_query(written, regex=True)
    assert isinstance(failure, QueryFailure)
    assert failure.what and failure.position == position


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
    for regex in (False, True):
        result = read_query(written, regex=regex)
        assert isinstance(result, Query) or result.what
    plain = read_query(written)
    if isinstance(plain, Query):
        assert plain.pattern.search(written)


@pytest.mark.parametrize("written", ["(a|a)*b", "(a|aa)+d", ".*.*.*.*b"])
def test_an_expression_that_would_never_end_is_given_up_and_told(written: str) -> None:
    text = "b c " + "a" * 3000 + "\nc"
    finder = Finder(text, query(written, regex=True))
    finder.all()
    assert finder.complete
    assert finder.failure is not None and "too long" in finder.failure.what
    assert finder.after(-1) is None or finder.count


def test_giving_up_leaves_the_clock_to_others() -> None:
    before = signal.getsignal(signal.SIGALRM)
    Finder("a" * 50, query("(a|a)*b", regex=True)).all()
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
