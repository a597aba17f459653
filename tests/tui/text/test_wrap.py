"""Wrapping: nothing lost, nothing too wide, nothing broken that could be kept."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.text.cells import clusters, is_plain, width_of
from reader.tui.text.wrap import _wrap_plain, _wrap_words, trim, wrap, wrap_verbatim

words = st.text(st.sampled_from("abcde,.’é中文。「」👩\u200d\u0301\ufe0f"), min_size=1, max_size=14)
gaps = st.sampled_from([" ", "\n", "  ", " \n ", "\t", "\u3000"])
texts = st.lists(st.one_of(words, gaps), max_size=30).map("".join)
plain = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=12), min_size=1).map(" ".join)
widths = st.integers(2, 30)


def bare(text: str) -> str:
    return "".join(text.split())


@given(texts, widths, widths)
def test_joined_rows_are_the_text(text: str, width: int, first: int) -> None:
    rows = wrap(text, 0, len(text), width, first)
    assert bare("".join(text[start:end] for start, end in rows)) == bare(text)
    at = 0
    for start, end in rows:
        assert start >= at and end > start and not text[at:start].strip()
        at = end


@given(texts, widths, widths)
def test_no_row_is_too_wide(text: str, width: int, first: int) -> None:
    for number, (start, end) in enumerate(wrap(text, 0, len(text), width, first)):
        folded = " ".join(text[start:end].split())
        assert width_of(folded) <= (width if number else first)


@given(plain, widths, widths)
def test_the_short_way_and_the_general_way_agree(text: str, width: int, first: int) -> None:
    assert is_plain(text)
    assert _wrap_plain(text, 0, len(text), width, first) == _wrap_words(text, 0, len(text), width, first)


@given(plain, widths)
def test_a_word_that_fits_a_row_is_never_broken(text: str, width: int) -> None:
    rows = wrap(text, 0, len(text), width)
    begins = {start for start, _ in rows}
    at = 0
    for word in text.split(" "):
        if len(word) <= width:
            assert not begins & set(range(at + 1, at + len(word)))
        at += len(word) + 1


@given(plain, widths)
def test_each_row_takes_as_many_words_as_fit(text: str, width: int) -> None:
    rows = wrap(text, 0, len(text), width)
    for (start, end), (below, _) in itertools.pairwise(rows):
        word = text[below:].split(" ")[0]
        assert below == end or end - start + 1 + len(word) > width


def test_a_no_break_space_holds_its_words_together() -> None:
    text = "paid 10\u00a0000 today"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 9)] == ["paid", "10\u00a0000", "today"]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    text = "國際刑警組織。"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 12)] == ["國際刑警組", "織。"]


def test_an_accent_stays_with_its_letter() -> None:
    text = "e\u0301" * 10
    for start, end in wrap(text, 0, len(text), 3):
        assert text[start] == "e" and text[end - 1] == "\u0301"


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_trimming_takes_white_space_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    left, right = trim(text, start, end)
    assert text[left:right] == text[start:end].strip() or "\u200b" in text


@given(texts, st.integers(2, 30), st.integers(0, 4))
def test_verbatim_rows_are_the_line_itself(text: str, width: int, hang: int) -> None:
    line = text.replace("\n", "")
    rows = wrap_verbatim(line, 0, len(line), width, hang)
    assert "".join(line[start:end] for start, end in rows) == line
    for number, (start, end) in enumerate(rows):
        if "\t" not in line[start:end]:
            room = max(2, width - hang) if number else width
            assert sum(size for _, _, size in clusters(line, start, end)) <= room
