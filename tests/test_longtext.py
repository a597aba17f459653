"""A long text is a text: every slice of it is what the same slice of a `str` is, and what cannot be read is as long as what was there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import longtext
from reader.errors import LibraryError
from reader.longtext import LongText


class Kept:
    """Where a text is kept; counts what is read and fails when told."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.read: list[tuple[int, int]] = []
        self.fails = False

    def __call__(self, first: int, last: int) -> str:
        if self.fails:
            raise LibraryError("gone", "here", "")
        self.read.append((first, last))
        return self.text[first * longtext.PART : last * longtext.PART]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longtext, "PART", 7)
    monkeypatch.setattr(longtext, "_KEPT", 3)


EDGES = st.none() | st.integers(-70, 70)


@given(st.text(max_size=60), st.lists(st.tuples(EDGES, EDGES), min_size=1))
def test_every_slice_is_that_of_the_text(text: str, slices: list[tuple[int | None, int | None]]) -> None:
    long = LongText(len(text), Kept(text))
    for start, end in slices:
        assert long[start:end] == text[start:end]
    assert len(long) == len(text)
    assert long == text
    assert long[::-1] == text[::-1]
    assert [long[at] for at in range(-len(text), len(text))] == [
        text[at] for at in range(-len(text), len(text))
    ]
    with pytest.raises(IndexError):
        long[len(text)]


def test_what_was_just_read_is_not_read_again_and_not_all_is_kept() -> None:
    kept = Kept("abcdefg" * 10)
    long = LongText(70, kept)
    assert long[8:20] == kept.text[8:20]
    assert kept.read == [(1, 2), (2, 3)]
    assert long[9:21] == kept.text[9:21]
    assert len(kept.read) == 2
    assert long[:] == kept.text
    assert kept.read[2:] == [(0, 10)]
    for at in range(0, 70, 7):
        assert long[at] == "a"
    before = len(kept.read)
    assert long[8:20] == kept.text[8:20]
    assert len(kept.read) == before + 2


@given(st.integers(0, 70), st.integers(0, 70))
def test_what_cannot_be_read_says_so_and_comes_back(start: int, end: int) -> None:
    kept = Kept("abcdefg" * 10)
    long = LongText(70, kept)
    kept.fails = True
    said = long[start:end]
    assert len(said) == max(0, end - start)
    assert set(said) <= set("(this part of the document cannot be read now) ")
    kept.fails = False
    assert long[start:end] == kept.text[start:end]
