"""Laying out documents: every word once, nothing too wide, pieces found from any place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import longtext
from reader.model import Block, BlockKind, paragraph_of
from reader.tui.text import (
    Layer,
    Layout,
    Mark,
    Setting,
    column_of,
    offset_of,
    paint,
    row_text,
    row_width,
)
from reader.tui.text.layout import PART, Piece
from reader.tui.text.rows import Row
from tests.tui.text.conftest import documents

settings = st.builds(
    Setting,
    st.integers(2, 60),
    st.integers(20, 50),
    st.booleans(),
    st.sets(st.integers(0, 7), max_size=3).map(frozenset),
    st.booleans(),
)


def pieces(layout: Layout) -> list[Piece]:
    found, piece = [], layout.first
    while piece is not None:
        found.append(piece)
        piece = layout.after(piece)
    return found


def all_rows(layout: Layout) -> list[Row]:
    return [row for piece in pieces(layout) for row in layout.rows(piece)]


def bare(text: str) -> str:
    return "".join(text.replace("|", " ").split())


@given(documents(), settings)
def test_every_word_is_shown_once_and_in_order(
    document: tuple[str, tuple[Block, ...]], setting: Setting
) -> None:
    text, blocks = document
    layout = Layout(text, blocks, setting)
    shown = "".join(text[row.start : row.end] for row in all_rows(layout) if row.kind != "blank")
    assert bare(shown) == bare(text)


@given(documents(), settings)
def test_what_is_drawn_is_what_the_text_says(
    document: tuple[str, tuple[Block, ...]], setting: Setting
) -> None:
    text, blocks = document
    for row in all_rows(Layout(text, blocks, setting)):
        if not row.label:
            assert bare(row_text(text, row)) == bare(text[row.start : row.end])
        if not row.label and not row.verbatim:
            assert row_text(text, row) == " ".join(text[row.start : row.end].split()) or "\u0301" in text


@given(documents(), settings)
def test_no_row_is_wider_than_the_pane(document: tuple[str, tuple[Block, ...]], setting: Setting) -> None:
    text, blocks = document
    for row in all_rows(Layout(text, blocks, setting)):
        if not row.label and "\t" not in text[row.start : row.end]:
            assert row_width(text, row) <= setting.width
        if not row.verbatim and not row.label:
            assert row_width(text, row) <= setting.measure + (len(row.number) or 4)


@given(documents(), settings)
def test_columns_and_offsets_are_each_others_way_back(
    document: tuple[str, tuple[Block, ...]], setting: Setting
) -> None:
    text, blocks = document
    for row in all_rows(Layout(text, blocks, setting)):
        if row.kind in ("blank", "folded"):
            continue
        for column in range(row.indent, row_width(text, row)):
            offset = offset_of(text, row, column)
            assert row.start <= offset < row.end
            assert column_of(text, row, offset) <= column
            assert offset_of(text, row, column_of(text, row, offset)) == offset


@given(documents(), settings)
def test_pieces_are_the_same_from_both_ends(
    document: tuple[str, tuple[Block, ...]], setting: Setting
) -> None:
    text, blocks = document
    layout = Layout(text, blocks, setting)
    downwards = pieces(layout)
    upwards, piece = [], layout.last
    while piece is not None:
        upwards.append(piece)
        piece = layout.before(piece)
    assert downwards == upwards[::-1]


@given(documents(), settings)
def test_every_character_is_in_the_piece_that_shows_it(
    document: tuple[str, tuple[Block, ...]], setting: Setting
) -> None:
    text, blocks = document
    layout = Layout(text, blocks, setting)
    for piece in pieces(layout):
        for row in layout.rows(piece):
            if row.kind != "blank":
                assert {layout.piece_at(offset) for offset in range(row.start, row.end)} <= {piece}


@given(documents())
def test_paragraphs_are_counted_as_the_rest_of_the_reader_counts(
    document: tuple[str, tuple[Block, ...]],
) -> None:
    text, blocks = document
    layout = Layout(text, blocks, Setting(40))
    for offset in range(len(text)):
        if blocks:
            assert layout.paragraph(offset) == paragraph_of(blocks, offset)


def test_a_huge_block_is_set_in_parts_that_miss_nothing() -> None:
    for kind in ("paragraph", "list", "code"):
        text = "- word " * 6000 + "x" * 20_000 + " end" + "e\u0301" * 9000
        layout = Layout(text, (Block(kind, 0, len(text)),), Setting(60))  # type: ignore[arg-type]
        found = pieces(layout)
        assert len(found) == -(-len(text) // PART)
        assert bare("".join(text[row.start : row.end] for row in all_rows(layout))) == bare(text)
        for piece in found:
            rows = layout.rows(piece)
            assert text[rows[0].start] != "\u0301"
            assert layout.piece_at(rows[0].start) == piece and layout.piece_at(rows[-1].end - 1) == piece


def draw(text: str, blocks: tuple[Block, ...], setting: Setting) -> list[str]:
    rows = all_rows(Layout(text, blocks, setting))
    return [row.number.ljust(row.indent) + row_text(text, row) for row in rows]


def blocks_of(*parts: tuple[str, str]) -> tuple[str, tuple[Block, ...]]:
    """A document of blocks on lines of their own."""
    text, blocks = "", []
    for kind, body in parts:
        blocks.append(Block(kind, len(text), len(text) + len(body), 1))  # type: ignore[arg-type]
        text += body + "\n"
    return text, tuple(blocks)


def test_a_document_looks_as_a_reader_expects() -> None:
    text, blocks = blocks_of(
        ("heading", "A headline"),
        ("paragraph", "Hard\nwrapped  words of a paragraph."),
        ("list", "- one thing that is long"),
        ("list", "- another"),
        ("quote", "Quoted words that need two rows."),
        ("table", "a   b\n1   2"),
        ("code", "if x:\n\n    y()"),
        ("note", "[1] A note that hangs behind its number."),
    )
    assert draw(text, blocks, Setting(24)) == [
        "A headline",
        "",
        "Hard wrapped words of a",
        "paragraph.",
        "",
        "- one thing that is long",
        "- another",
        "",
        "    Quoted words that",
        "    need two rows.",
        "",
        "a   b",
        "1   2",
        "",
        "if x:",
        "",
        "    y()",
        "",
        "[1] A note that hangs",
        "    behind its number.",
    ]


def test_a_long_list_item_hangs_behind_its_marker() -> None:
    text, blocks = blocks_of(("list", "10. one thing that is long\nand goes on\n11. next"))
    assert draw(text, blocks, Setting(16)) == [
        "10. one thing",
        "    that is long",
        "    and goes on",
        "11. next",
    ]


def test_a_mail_quote_keeps_its_lines() -> None:
    text, blocks = blocks_of(("quote", "> first line\n> second"))
    assert draw(text, blocks, Setting(40)) == ["> first line", "> second"]


def test_a_dateline_runs_into_its_paragraph() -> None:
    text = "OTTAWA, Oct. 4 - The meeting was held."
    blocks = (Block("dateline", 0, 16), Block("paragraph", 17, len(text)))
    layout = Layout(text, blocks, Setting(60, numbers=True))
    (row,) = all_rows(layout)
    assert row_text(text, row) == text and row.kind == "paragraph" and row.number == "1  "


def test_furniture_is_folded_and_opens() -> None:
    text = "All news\nShare\nTweet\nWords.\nPress office: Ann\n"
    blocks = (
        Block("boilerplate", 0, 8, label="menu"),
        Block("boilerplate", 9, 20, label="share"),
        Block("paragraph", 21, 27),
        Block("boilerplate", 28, 45, label="contact"),
    )
    assert draw(text, blocks, Setting(40)) == [
        "⋯ 3 lines of site furniture",
        "",
        "Words.",
        "",
        "Press office: Ann",
    ]
    layout = Layout(text, blocks, Setting(40))
    assert layout.fold_at(15) == 0 and layout.fold_at(22) is None and layout.fold_at(30) is None
    opened = Setting(40, opened=frozenset({0}))
    assert draw(text, blocks, opened)[:4] == ["All news", "Share", "Tweet", ""]
    assert Layout(text, blocks, opened).fold_at(15) == 0


def test_paragraph_numbers_stand_in_the_margin() -> None:
    text, blocks = blocks_of(("heading", "Title"), ("paragraph", "Some more words go here."))
    numbered = ["1  Title", "", "2  Some more words go here."]
    assert draw(text, blocks, Setting(27, numbers=True)) == numbered
    assert draw(text, blocks, Setting(24, numbers=True)) == [
        *numbered[:2],
        "2  Some more words go",
        "   here.",
    ]
    assert draw(text, blocks, Setting(20, numbers=True)) == ["Title", "", "Some more words go", "here."]


def test_cells_between_bars_stand_below_each_other_where_they_fit() -> None:
    text, blocks = blocks_of(("table", "Name | Number\nAda Brook | 12\nOmar | 1,234"))
    assert draw(text, blocks, Setting(40)) == [
        "Name      | Number",
        "Ada Brook | 12",
        "Omar      | 1,234",
    ]
    text, blocks = blocks_of(("table", "| 名前 | Role |\n|---|---|\n| Ada | Director |"))
    assert draw(text, blocks, Setting(40)) == [
        "| 名前 | Role     |",
        "|---   |---       |",
        "| Ada  | Director |",
    ]


def test_a_wide_table_gives_every_cell_lines_of_its_own() -> None:
    text, blocks = blocks_of(
        ("table", "Name | What they do all day\nAda Brook | director of the works in winter")
    )
    assert draw(text, blocks, Setting(24)) == [
        "Name",
        "  What they do all day",
        "Ada Brook",
        "  director of the works",
        "    in winter",
    ]


def test_the_first_line_of_a_table_keeps_its_place() -> None:
    text = "   a  b\nccc  d\n"
    assert draw(text, (Block("table", 3, len(text) - 1),), Setting(40)) == ["   a  b", "ccc  d"]


def test_an_empty_document_has_no_rows() -> None:
    for text in ("", " \n "):
        layout = Layout(text, (), Setting(40))
        assert layout.first is None and layout.last is None and layout.piece_at(0) is None
        assert layout.paragraphs == 0 and layout.fold_at(0) is None


def test_text_without_blocks_is_one_paragraph() -> None:
    assert draw("some\nwords", (), Setting(40)) == ["some words"]


class Within:
    """A text that is kept elsewhere, seven characters a part."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, first: int, last: int) -> str:
        return self.text[first * 7 : last * 7]


@given(documents(), settings, st.integers(0, 80))
def test_a_text_that_is_kept_elsewhere_is_set_and_painted_like_one_that_is_here(
    document: tuple[str, tuple[Block, ...]], setting: Setting, column: int
) -> None:
    text, blocks = document
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longtext, "PART", 7)
        long = longtext.LongText(len(text), Within(text))
        here, there = Layout(text, blocks, setting), Layout(long, blocks, setting)
        rows = all_rows(here)
        assert all_rows(there) == rows
        for row in rows:
            assert row_text(long, row) == row_text(text, row)
            assert row_width(long, row) == row_width(text, row)
            offset = offset_of(text, row, column)
            assert offset_of(long, row, column) == offset
            assert column_of(long, row, offset) == column_of(text, row, offset)
            marks = (Layer([Mark(row.start + 1, row.start + 4, ("find",))]),)
            assert paint(long, row, marks, setting.width) == paint(text, row, marks, setting.width)


@given(st.integers(0, 3), st.sampled_from(["paragraph", "code", "list"]))
def test_parts_of_a_huge_block_begin_at_the_same_places_wherever_the_text_is(
    odd: int, kind: BlockKind
) -> None:
    text = ("wörd " * 9 + "\n" + "x" * 31 + "é\u0301") * (PART // 20) + "." * odd
    blocks = (Block(kind, 0, len(text)),)
    long = longtext.LongText(
        len(text), lambda first, last: text[first * longtext.PART : last * longtext.PART]
    )
    here, there = (Layout(each, blocks, Setting(40)) for each in (text, long))
    assert len(pieces(here)) > 3
    assert all_rows(there) == all_rows(here)
