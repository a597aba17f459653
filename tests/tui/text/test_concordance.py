"""The concordance: keywords in one column, lines sorted by the words around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.readmodel import Passage
from reader.tui.text import SORTS, in_columns, sorted_passages, width_of
from reader.tui.text.cells import drawable

words = st.text(st.sampled_from("abc é中👩\u0301‘"), max_size=30)


def passage(
    left: str = "",
    text: str = "NCA",
    right: str = "",
    document: str = "d",
    start: int = 0,
    date: str | None = None,
) -> Passage:
    return Passage(document, "Title", date, start, start + len(text), 1, left, text, right)


passages = st.lists(
    st.builds(
        passage,
        words,
        words,
        words,
        st.sampled_from("xyz"),
        st.integers(0, 9),
        st.sampled_from([None, "2017", "2019-10-04"]),
    ),
    max_size=8,
)


@given(words, words, words, st.integers(3, 60), st.integers(1, 20))
def test_every_line_fills_its_cells_and_the_keyword_stands_in_one_column(
    left: str, text: str, right: str, width: int, keyword: int
) -> None:
    columns = in_columns(passage(left, text, right), width, keyword)
    assert [width_of(part) for part in (columns.left,)] == [
        width_of(in_columns(passage(), width, keyword).left)
    ]
    assert sum(width_of(part) for part in (columns.left, columns.keyword, columns.right)) == max(3, width)
    assert drawable(columns.left) == columns.left


@given(passages, st.sampled_from(SORTS))
def test_sorting_loses_no_line(lines: list[Passage], sort: str) -> None:
    found = sorted_passages(lines, sort)  # type: ignore[arg-type]
    assert sorted(map(repr, found)) == sorted(map(repr, lines))
    assert sorted_passages(found, sort) == found  # type: ignore[arg-type]


def test_brackets_and_commas_stand_at_the_keyword_as_in_the_text() -> None:
    columns = in_columns(passage("the Agency (", "NCA", "), which"), 33, 3)
    assert (columns.left.strip(), columns.right.strip()) == ("the Agency (", "), which")
    assert columns.left.endswith("(") and columns.right.startswith(")")


def test_a_line_reads_as_the_text_does() -> None:
    columns = in_columns(passage("said the head of the ", "NCA", " in London, where"), 27, 5)
    assert (columns.left, columns.keyword, columns.right) == ("…ad of the ", "NCA", " in London, …")


def test_lines_are_sorted_by_the_words_around() -> None:
    lines = [
        passage("of the “Old", right="and new", start=1, date="2019"),
        passage("from a young", right="in Lyon", start=2),
        passage("with the Ältere", right="And then", start=3, date="2017-11"),
    ]
    assert [each.start for each in sorted_passages(lines, "left1")] == [3, 1, 2]
    assert [each.start for each in sorted_passages(lines, "left2")] == [2, 1, 3]
    assert [each.start for each in sorted_passages(lines, "right1")] == [1, 3, 2]
    assert [each.start for each in sorted_passages(lines, "right2")] == [2, 1, 3]
    assert [each.start for each in sorted_passages(lines, "date")] == [3, 1, 2]
    assert [each.start for each in sorted_passages(lines, "document")] == [1, 2, 3]
