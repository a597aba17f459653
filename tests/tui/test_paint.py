"""Lines as pieces: cut, aligned and wrapped to the cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from reader.tui.paint import aligned, around, clipped, strip_of, width_of, wrapped

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), include_characters="日本…"), max_size=60
)
WIDTHS = st.integers(0, 50)
STYLES = {"line--quiet": Style(dim=True), "line--hit": Style(bold=True)}


@given(st.lists(st.tuples(WORDS, st.just("line--quiet")), max_size=4), WIDTHS)
def test_clipped_pieces_never_pass_the_width(pieces: list[tuple[str, str]], width: int) -> None:
    assert width_of(clipped(pieces, width)) <= width


@given(WORDS, WORDS, WIDTHS)
def test_aligned_pieces_never_pass_the_width(left: str, right: str, width: int) -> None:
    assert width_of(aligned(((left, ""),), ((right, ""),), width)) <= width


@given(st.integers(10, 50))
def test_what_is_aligned_right_ends_at_the_edge(width: int) -> None:
    line = aligned((("a name that is rather long", ""),), (("12", ""),), width)
    assert width_of(line) == width and line[-1][0] == "12"


@given(WORDS, WORDS, WORDS, WIDTHS, st.booleans())
def test_a_passage_never_passes_the_width(left: str, text: str, right: str, width: int, column: bool) -> None:
    assert width_of(around(left, text, right, width, column=column)) <= width


@given(st.text("abc ", max_size=40), st.integers(24, 80))
def test_the_middle_of_a_passage_is_kept_and_stands_in_its_column(left: str, width: int) -> None:
    pieces = around(left, "NAME", "and more", width)
    assert ("NAME", "line--hit") in pieces
    before = pieces[: pieces.index(("NAME", "line--hit"))]
    assert width_of(before) == width // 3


@given(WORDS, st.integers(1, 40), st.one_of(st.none(), st.integers(1, 4)))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int, rows: int | None) -> None:
    lines = wrapped(text, width, rows)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    if rows is None:
        assert "".join("".join(lines).split()) == "".join(text.split())
    else:
        assert len(lines) <= rows


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "line--hit"])), max_size=4), st.integers(1, 60))
def test_a_strip_fills_its_line_exactly(pieces: list[tuple[str, str]], width: int) -> None:
    strip = strip_of(pieces, STYLES, Style(), width)
    assert sum(cell_len(segment.text) for segment in strip) == width


@given(st.integers(4, 30))
def test_a_name_is_never_pushed_out_by_what_stands_beside_it(width: int) -> None:
    line = aligned((("Ada Brook", ""),), (("organisation 10 in 2", ""),), width)
    assert line[0][0].startswith("Ada")


def test_counts_beside_a_name_are_shown_whole_or_not_at_all() -> None:
    line = aligned((("Royal Canadian Mounted Police", ""),), (("1,234 in 567", ""),), 16)
    assert width_of(line) <= 16 and "1," not in "".join(text for text, _ in line)
