"""Saved searches: what is new since they were looked at last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session import State
from reader.session.searches import LATEST

documents = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@given(documents, documents)
def test_new_is_what_was_not_there_before(before: list[str], now: list[str]) -> None:
    state = State()
    state.apply({"t": 1, "saved": ["mine", "nca"]})
    search = state.searches.get("mine")
    assert search is not None and search.new_in(now) == []
    state.apply({"t": 2, "visited": ["mine", before]})
    search = state.searches.get("mine")
    assert search is not None and search.new_in(now) == [each for each in now if each not in before]


def test_another_query_under_the_same_name_begins_anew() -> None:
    state = State()
    for event in ({"saved": ["mine", "nca"]}, {"visited": ["mine", ["a"]]}, {"saved": ["mine", "vgt"]}):
        state.apply({"t": 1, **event})
    search = state.searches.get("mine")
    assert search is not None and (search.query, search.visited) == ("vgt", None)


def test_the_latest_queries_are_kept_the_newest_first() -> None:
    state = State()
    for number in range(LATEST + 20):
        state.apply({"t": number, "asked": f"q{number}"})
    assert len(state.searches.latest) == LATEST
    assert state.searches.latest[0] == f"q{LATEST + 19}"


@given(
    st.lists(
        st.sampled_from(
            [
                {"asked": "a"},
                {"asked": "b"},
                {"saved": ["m", "q"]},
                {"visited": ["m", ["x"]]},
                {"forgotten": "m"},
            ]
        ),
        max_size=12,
    )
)
def test_the_fewest_lines_say_the_same(events: list[dict[str, object]]) -> None:
    state, again = State(), State()
    for number, event in enumerate(events):
        state.apply({"t": number, **event})
    for line in state.events():
        again.apply(line)
    assert again.searches.latest == state.searches.latest
    assert again.searches.saved == state.searches.saved


def test_what_was_looked_for_in_documents_is_kept_by_its_kind_and_survives_compaction() -> None:
    state = State()
    for number, (kind, written) in enumerate(
        [("words", "a"), ("pattern", "a.b"), ("words", "b"), ("words", "a")]
    ):
        state.apply({"t": number, "sought": [kind, written]})
    again = State()
    for event in state.events():
        again.apply(event)
    for each in (state, again):
        assert each.searches.sought("words") == ["a", "b"]
        assert each.searches.sought("pattern") == ["a.b"]
