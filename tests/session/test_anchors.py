"""Anchors: a place is found again by its words, wherever they went."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from reader.session import Anchor, anchor_at, find_anchor
from reader.session.anchors import Found

LETTERS = "abcdefghijklmnopqrstuvwxyz"
words = st.lists(
    st.text(st.sampled_from(LETTERS), min_size=3, max_size=9), min_size=30, max_size=60, unique=True
)
others = st.text(st.sampled_from(" .\n0123456789"), max_size=200)


@given(words, st.integers(0, 1000))
def test_in_the_same_text_it_is_the_same_place(text: list[str], offset: int) -> None:
    whole = " ".join(text)
    offset = min(offset, len(whole))
    assert find_anchor(whole, anchor_at(whole, offset, "d")) == Found(offset, "same")


@given(words, others, others, st.data())
def test_words_before_and_after_do_not_matter(
    text: list[str], before: str, after: str, data: st.DataObject
) -> None:
    whole = " ".join(text)
    offset = data.draw(st.integers(0, len(whole) - 20))
    found = find_anchor(before + whole + after, anchor_at(whole, offset, "d"))
    assert found is not None and found.offset == len(before) + offset


@given(words, st.data())
def test_line_ends_do_not_matter(text: list[str], data: st.DataObject) -> None:
    whole = " ".join(text)
    word = data.draw(st.integers(5, len(text) - 6))
    offset = whole.index(text[word])
    assume(whole.count(text[word]) == 1)
    reflowed = "\n  ".join(text)
    found = find_anchor(reflowed, anchor_at(whole, offset, "d"))
    assert found is not None and reflowed[found.offset :].startswith(text[word])


def test_of_several_places_the_nearest_counts() -> None:
    sentence = "The Board met again in Ottawa this week. "
    text = sentence * 40
    anchor = anchor_at(text, len(sentence) * 20 + 4, "d")
    found = find_anchor("x" * 7 + text, anchor)
    assert found is not None and found.offset in (anchor.offset + 7, anchor.offset + 7 - len(sentence))


def test_edited_words_are_found_and_said_to_be_edited() -> None:
    text = (
        "It was said that the Virtual Global Taskforce would meet again in the autumn of next year, in Lyon."
    )
    edited = "New: " + text.replace("the Virtual", "our Virtual").replace("would", "will").replace(
        "autumn", "Autumn"
    ).replace("again ", "")
    found = find_anchor(edited, anchor_at(text, text.index("Global"), "d"))
    assert found is not None and found.how == "edited"
    assert abs(found.offset - edited.index("Global")) <= 8


def test_what_is_gone_is_not_found() -> None:
    anchor = anchor_at("It was said that the Taskforce would meet again in the autumn.", 20, "d")
    assert find_anchor("Nothing of the sort was written here; something else entirely was.", anchor) is None
    assert find_anchor("", anchor) is None


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 70))
def test_whatever_became_of_the_text_the_place_is_within_it(text: str, later: str, offset: int) -> None:
    found = find_anchor(later, anchor_at(text, offset, "d"))
    assert found is None or 0 <= found.offset <= len(later)


@given(st.text(max_size=80), st.integers(0, 80))
def test_an_anchor_survives_being_written_down(text: str, offset: int) -> None:
    anchor = anchor_at(text, offset, "d", "p", "s")
    assert Anchor.from_row(anchor.as_row()) == anchor


def test_nonsense_is_no_anchor() -> None:
    for row in (
        None,
        [],
        ["d", -1, "", "", "", ""],
        ["d", True, "", "", "", ""],
        ["d", 1, "", "", "", 3],
        "d",
    ):
        assert Anchor.from_row(row) is None
