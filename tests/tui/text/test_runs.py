"""Painting: every cell filled, every mark seen, and the higher mark last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model import Block
from reader.tui.text import (
    ORDER,
    Layer,
    Layout,
    Mark,
    Row,
    Run,
    Setting,
    Viewport,
    column_of,
    crop,
    paint,
    row_text,
)
from tests.tui.text.conftest import documents

CLASSES = ["person", "organisation", "place", "same", "find", "current", "selection", "unsure"]


@st.composite
def layers(draw: st.DrawFn) -> list[Layer]:
    """Up to three layers of marks that do not overlap each other."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        edges = sorted(draw(st.sets(st.integers(0, 200), max_size=10)))
        marks = [
            Mark(start, end, tuple(draw(st.sets(st.sampled_from(CLASSES), min_size=1, max_size=2))))
            for start, end in zip(edges[::2], edges[1::2], strict=False)
        ]
        found.append(Layer(marks))
    return found


def rows_of(text: str, blocks: tuple[Block, ...], width: int) -> list[Row]:
    return Viewport(Layout(text, blocks, Setting(width, numbers=True)), 500).rows


@given(documents(), layers(), st.integers(8, 40), st.integers(0, 60))
def test_a_painted_row_fills_exactly_its_cells(
    document: tuple[str, tuple[Block, ...]], marks: list[Layer], width: int, pane: int
) -> None:
    text, blocks = document
    for row in rows_of(text, blocks, width):
        runs = paint(text, row, marks, pane)
        assert sum(cell_len(run.text) for run in runs) == pane
        assert all(run.text for run in runs)


@given(documents(), layers(), st.integers(8, 40))
def test_marks_change_looks_and_never_words(
    document: tuple[str, tuple[Block, ...]], marks: list[Layer], width: int
) -> None:
    text, blocks = document
    for row in rows_of(text, blocks, width):
        marked, bare = paint(text, row, marks, 300), paint(text, row, [], 300)
        assert "".join(run.text for run in marked) == "".join(run.text for run in bare)
        assert row_text(text, row) in "".join(run.text for run in bare)


@given(documents(), layers(), st.integers(8, 40))
def test_classes_are_laid_over_each_other_in_their_order(
    document: tuple[str, tuple[Block, ...]], marks: list[Layer], width: int
) -> None:
    text, blocks = document
    for row in rows_of(text, blocks, width):
        for run in paint(text, row, marks, 80):
            ranks = [ORDER.index(name) for name in run.classes]
            assert ranks == sorted(set(ranks))


@given(documents(), layers(), st.integers(8, 40))
def test_each_marked_character_wears_its_mark(
    document: tuple[str, tuple[Block, ...]], marks: list[Layer], width: int
) -> None:
    text, blocks = document
    for row in rows_of(text, blocks, width):
        if row.label or not text[row.start : row.end].isascii() or "\t" in text[row.start : row.end]:
            continue
        looks = [run.classes for run in paint(text, row, marks, 300) for _ in run.text]
        for offset in range(row.start, row.end):
            wanted = {
                name
                for layer in marks
                for mark in layer.marks
                if mark.start <= offset < mark.end
                for name in mark.classes
            }
            if text[offset] not in " \n" or text[offset - 1 : offset].strip():
                assert set(looks[column_of(text, row, offset)]) - {row.kind} == wanted


def test_a_name_over_two_rows_is_marked_on_both() -> None:
    text = "the National Crime Agency"
    rows = rows_of(text, (), 15)
    layer = Layer([Mark(4, 25, ("organisation",))])
    painted = [
        [run.text for run in paint(text, row, [layer], 20) if "organisation" in run.classes] for row in rows
    ]
    assert painted == [["National"], ["Crime Agency"]]


def test_looks_lie_over_each_other() -> None:
    text = "Ann Lee of the NCA"
    (row,) = Viewport(Layout(text, (), Setting(40)), 5).rows
    names = Layer([Mark(0, 7, ("person", "current")), Mark(15, 18, ("organisation", "same"))])
    hits = Layer([Mark(4, 7, ("find",))])
    assert paint(text, row, [hits, names], 20) == [
        Run("Ann ", ("paragraph", "person", "current")),
        Run("Lee", ("paragraph", "person", "find", "current")),
        Run(" of the ", ("paragraph",)),
        Run("NCA", ("paragraph", "organisation", "same")),
        Run("  ", ()),
    ]


@given(documents(), st.integers(2, 60), st.booleans())
def test_a_bar_stands_in_the_cells_that_are_kept_free_before_the_words_of_a_quote(
    document: tuple[str, tuple[Block, ...]], width: int, numbers: bool
) -> None:
    text, blocks = document
    for row in Viewport(Layout(text, blocks, Setting(width, numbers=numbers)), 500).rows:
        drawn = "".join(run.text for run in paint(text, row, [], 300))
        free = drawn[: row.indent]
        assert free == (f"{row.number:<{row.indent - 2}}│ " if row.bar else f"{row.number:<{row.indent}}")
        assert drawn[row.indent :].startswith(row_text(text, row))
        assert not row.bar or row.kind == "quote"


def test_a_quote_has_a_bar_on_every_row_where_there_is_room_and_a_mail_has_its_own_sign() -> None:
    text = "Quoted words that need two rows."
    quote = (Block("quote", 0, len(text)),)
    drawn = [paint(text, row, [], 24) for row in rows_of(text, quote, 27)]
    assert ["".join(run.text for run in runs).rstrip() for runs in drawn] == [
        "1    │ Quoted words that",
        "     │ need two rows.",
    ]
    assert all(Run("│ ", ("number",)) in runs for runs in drawn)
    assert not any(row.bar for row in rows_of(text, quote, 2))
    mail = "> first line\n> second"
    assert not any(row.bar for row in rows_of(mail, (Block("quote", 0, len(mail)),), 40))


def test_a_wide_character_at_the_edge_is_left_out() -> None:
    assert crop([Run("a中中", ())], 4) == [Run("a中", ()), Run(" ", ())]
    assert crop([Run("abc", ("x",)), Run("de", ())], 4) == [Run("abc", ("x",)), Run("d", ())]
    assert crop([], 3) == [Run("   ", ())] and crop([Run("abc", ())], 0) == []


@given(layers(), st.integers(0, 200), st.integers(0, 200))
def test_a_layer_finds_all_that_touches_a_span(marks: list[Layer], one: int, other: int) -> None:
    start, end = sorted((one, other))
    for layer in marks:
        wanted = [mark for mark in layer.marks if mark.start < end and mark.end > start]
        assert list(layer.between(start, end)) == wanted
