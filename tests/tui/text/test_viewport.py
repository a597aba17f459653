"""The view on a document: moving there and back, keeping the place, and touching no more text than is shown."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.model import Block
from reader.tui.text import Layout, Setting, Viewport
from reader.tui.text import layout as layout_module
from reader.tui.text.typeset import Stretch
from tests.tui.text.conftest import documents

Document = tuple[str, tuple[Block, ...]]
heights = st.integers(1, 12)
widths = st.integers(8, 50)


def view_of(document: Document, width: int, height: int, **more: bool) -> Viewport:
    return Viewport(Layout(*document, Setting(width, **more)), height)


@given(documents(), widths, heights, st.lists(st.integers(-30, 30), max_size=6), st.integers(0, 30))
def test_scrolling_down_and_up_again_comes_back(
    document: Document, width: int, height: int, before: list[int], rows: int
) -> None:
    view = view_of(document, width, height)
    for step in before:
        view.scroll(step)
    seen = list(view.rows)
    moved = view.scroll(rows)
    assert 0 <= moved <= rows
    assert view.scroll(-moved) == -moved
    assert view.rows == seen


@given(documents(), widths, heights, st.integers(0, 12))
def test_scrolling_goes_on_where_the_screen_ended(
    document: Document, width: int, height: int, rows: int
) -> None:
    view = view_of(document, width, height + rows)
    tall = list(view.rows)
    low = view_of(document, width, height)
    moved = low.scroll(rows)
    assert low.rows == tall[moved : moved + height]


@given(documents(), widths, heights)
def test_the_end_is_a_full_screen_and_nothing_is_below(document: Document, width: int, height: int) -> None:
    view = view_of(document, width, height)
    everything = []
    view.to_start()
    everything += view.rows
    while view.scroll(1):
        everything.append(view.rows[-1])
    at_last = list(view.rows)
    view.to_end()
    assert view.rows == at_last == everything[-height:]
    assert view.at_end and view.percent == 100
    view.to_start()
    assert view.at_top and view.rows == everything[:height]


@given(documents(), widths, heights, widths, heights, st.integers(0, 40))
def test_another_size_keeps_the_first_character_on_screen(
    document: Document, width: int, height: int, other_width: int, other_height: int, down: int
) -> None:
    view = view_of(document, width, height)
    view.scroll(down)
    assume(view.rows and not all(row.kind == "blank" for row in view.rows[:other_height]))
    at_top, anchor = view.at_top, view.anchor
    view.resize(other_width, other_height)
    assert view.locate(anchor) is not None
    if at_top:
        assert view.at_top
    elif not view.at_end:
        first = next(row for row in view.rows if row.kind != "blank")
        assert first.start <= anchor < first.end or first.label


@given(documents(), widths, heights, heights, st.integers(0, 40))
def test_another_height_keeps_the_top_row_even_a_blank_one(
    document: Document, width: int, height: int, other_height: int, down: int
) -> None:
    view = view_of(document, width, height)
    view.scroll(down)
    top = view.rows[:1]
    view.resize(width, other_height)
    if not view.at_end:
        assert view.rows[:1] == top


@given(documents(), widths, heights, st.integers(0, 40))
def test_a_place_on_screen_is_found_again(document: Document, width: int, height: int, down: int) -> None:
    view = view_of(document, width, height)
    view.scroll(down)
    for number, row in enumerate(view.rows):
        if row.kind == "blank" or row.label:
            continue
        for column in (row.indent, row.indent + 3):
            offset = view.offset_at(number, column)
            if offset < row.end:
                found = view.locate(offset)
                assert found is not None and found[0] == number and found[1] <= column
                assert view.offset_at(*found) == offset


@given(documents(), widths, heights, st.integers(0, 400), st.integers(0, 5), st.integers(0, 40))
def test_any_place_can_be_shown(
    document: Document, width: int, height: int, offset: int, context: int, down: int
) -> None:
    offset %= max(1, len(document[0]))
    view = view_of(document, width, height)
    view.scroll(down)
    view.show(offset, context)
    if view.rows and offset >= document[1][0].start:
        assert view.locate(offset) is not None
    moved = view.show(offset, context)
    assert not moved


def test_what_lies_under_a_blank_last_row_is_not_on_screen() -> None:
    text = "a\na\na\na\na"
    view = Viewport(Layout(text, tuple(Block("heading", at, at + 1) for at in range(0, 9, 2)), Setting(8)), 5)
    view.scroll(1)
    assert view.rows[-1].kind == "blank" and view.locate(8) is None
    view.show(8)
    assert view.locate(8) is not None


@given(documents(), widths, heights)
def test_every_row_can_be_reached_by_going_to_it(document: Document, width: int, height: int) -> None:
    view = view_of(document, width, height)
    rows = view.rows + [view.rows[-1] for _ in iter(lambda: view.scroll(1), 0)]
    for row in rows:
        if row.kind != "blank":
            view.go_to(row.start)
            assert row in view.rows
            assert view.rows[0] == row or view.at_end


@given(documents(), widths, heights, st.integers(0, 60))
def test_opening_and_folding_furniture_keeps_the_rest(
    document: Document, width: int, height: int, offset: int
) -> None:
    view = view_of(document, width, height)
    before = list(view.rows)
    if view.toggle_fold(offset):
        assert view.toggle_fold(offset)
    assert view.rows == before


@given(documents(), widths, heights, st.integers(0, 40))
def test_percent_grows_on_the_way_down(document: Document, width: int, height: int, down: int) -> None:
    view = view_of(document, width, height)
    before = view.percent
    view.scroll(down)
    assert 0 <= before <= view.percent <= 100


def test_pages_keep_a_row_in_sight(long_document: Document) -> None:
    view = view_of(long_document, 40, 10)
    last = view.rows[-1]
    view.page(1)
    assert view.rows[0] == last
    view.page(-1)
    assert view.at_top
    assert view.half_page(3) == 15


def test_a_near_place_moves_the_view_little_and_a_far_one_puts_it_in_the_upper_third(
    long_document: Document,
) -> None:
    view = view_of(long_document, 60, 12)
    below = view.rows[10].start
    assert view.show(below, 2)
    assert view.locate(below) == (9, 0)
    far = 1_000_000 // 106 * 106
    view.show(far)
    place = view.locate(far)
    assert place is not None and place[0] == 4


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The characters of every stretch that is set."""
    sizes: list[int] = []
    original = layout_module.set_stretch

    def counting(text: str, stretch: Stretch, setting: Setting) -> object:
        sizes.append(stretch.end - stretch.start)
        return original(text, stretch, setting)

    monkeypatch.setattr(layout_module, "set_stretch", counting)
    return sizes


def test_a_big_document_is_set_only_where_it_is_seen(long_document: Document, touched: list[int]) -> None:
    view = view_of(long_document, 70, 40)
    assert len(view.rows) == 40
    assert sum(touched) < 4_000
    touched.clear()
    view.to_end()
    assert view.rows[-1].end == len(long_document[0])
    view.go_to(1_000_000)
    view.resize(50, 30)
    view.page(1)
    view.page(-1)
    assert view.locate(view.anchor) is not None
    assert sum(touched) < 30_000


@pytest.mark.parametrize("word", ["word ", "x", "界", "e\u0301"])
def test_one_huge_line_is_set_only_where_it_is_seen(word: str, touched: list[int]) -> None:
    text = word * (1_000_000 // len(word))
    view = view_of((text, (Block("paragraph", 0, len(text.rstrip())),)), 70, 40)
    assert len(view.rows) == 40
    view.to_end()
    view.show(500_000)
    assert view.locate(500_000) is not None
    assert sum(touched) < 8 * layout_module.PART


def test_a_document_without_text_can_be_viewed() -> None:
    view = Viewport(Layout("", (), Setting(40)), 10)
    assert view.rows == [] and view.percent == 100 and view.anchor == 0
    assert view.scroll(5) == 0 and view.page(-1) == 0 and not view.show(0)
    assert view.locate(0) is None and view.offset_at(3, 3) == 0 and not view.toggle_fold(0)
    view.to_end()
    view.resize(10, 2)
    assert view.at_top and view.at_end


@pytest.mark.parametrize("direction", [1, -1])
def test_with_a_leap_the_view_moves_further_and_the_place_stays_in_sight(
    long_document: Document, direction: int
) -> None:
    steps = {}
    for leap in (False, True):
        view = view_of(long_document, 60, 20)
        view.scroll(60)
        before = view.anchor
        edge = [row for row in view.rows if row.kind != "blank"][-1 if direction > 0 else 0].start
        assert view.show(edge, context=3, leap=leap)
        assert view.locate(edge) is not None
        steps[leap] = abs(view.anchor - before)
    assert steps[True] > steps[False] > 0
