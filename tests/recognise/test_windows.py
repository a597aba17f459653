"""Windows cover a text without gaps and are cut where a reader would pause."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.windows import BODY, cuts
from reader.recognise.wordpiece import Pieces


def pieces(text: str, long: int = 1) -> Pieces:
    """One piece for every word between spaces; `long` pieces for words that begin with "L"."""
    starts, ends, first, ids = [], [], [], []
    at = 0
    for word in text.replace("\n", " ").split(" "):
        if word:
            starts.append(at)
            ends.append(at + len(word))
            first.append(len(ids))
            ids += [1] * (long if word.startswith("L") else 1)
        at += len(word) + 1
    return Pieces(starts, ends, first, ids, ids)


@given(
    st.lists(st.sampled_from(["aa", "b.", "Lc", "d\ne"]), max_size=80),
    st.integers(4, 12),
    st.integers(1, 20),
    st.lists(st.integers(0, 200), max_size=5),
)
def test_windows_cover_every_word_once_and_hold_their_measure(
    words: list[str], body: int, long: int, breaks: list[int]
) -> None:
    text = " ".join(words)
    cut_up = pieces(text, long)
    found = cuts(text, cut_up, body=body, breaks=sorted(breaks))
    assert [word for low, high in found for word in range(low, high)] == list(range(len(cut_up.starts)))
    for low, high in found:
        end = cut_up.first[high] if high < len(cut_up.first) else len(cut_up.ids)
        assert end - cut_up.first[low] <= body or high == low + 1


def first_cut(text: str, breaks: tuple[int, ...] = ()) -> str:
    cut_up = pieces(text)
    (_, high), *_ = cuts(text, cut_up, body=8, breaks=breaks)
    return text[: cut_up.ends[high - 1]]


def test_a_line_end_is_preferred_to_a_sentences_end() -> None:
    assert first_cut("a b c d e\nf g. h i j k") == "a b c d e"


def test_a_sentences_end_is_preferred_to_a_full_window() -> None:
    assert first_cut("a b c d e f. g h i j k") == "a b c d e f."


def test_a_given_break_is_preferred_to_everything() -> None:
    assert first_cut("a b c d e f g\nh. i j k", breaks=(10,)) == "a b c d e"


def test_without_any_border_the_window_is_full() -> None:
    assert first_cut("a b c d e f g h i j k") == "a b c d e f g h"


def test_a_short_text_is_one_window() -> None:
    assert cuts("a. b", pieces("a. b")) == [(0, 2)]
    assert cuts("", pieces("")) == []
    assert BODY == 126
