"""Parts of long values are what the whole values hold there, and cost no more than the parts."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.library.codec import spans_to
from reader.library.pieces import (
    PIECE,
    Read,
    rows_between,
    rows_of_array,
    spans_between,
    text_between,
)


def of(data: bytes) -> tuple[Read, int]:
    """How to read these bytes."""
    return (lambda at, size: data[at : at + size]), len(data)


@given(st.data())
def test_rows_read_piece_by_piece_are_all_rows_in_order(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 5_000))
    label = data.draw(st.sampled_from(["", "],[", '"],["x', "é", "\\", '"],["a",1']))
    rows = [["list", n * 7, n * 7 + 6, 0, label] for n in range(count)]
    written = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    assert list(rows_of_array(*of(written))) == rows


@given(st.integers(1, 6_000), st.integers(0, 40_000), st.integers(0, 9_000))
def test_rows_between_two_places_hold_all_that_touch_them(count: int, start: int, length: int) -> None:
    rows = [["paragraph", n * 7, n * 7 + 6] for n in range(count)]
    written = json.dumps(rows, separators=(",", ":")).encode()
    found = rows_between(*of(written), start, start + length)
    assert found == [row for row in rows if found[0][1] <= row[1] <= found[-1][1]]
    for row in rows:
        if row[1] < start + length and row[2] > start:
            assert row in found


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 90)), max_size=9_000), st.data())
def test_spans_between_two_places_are_those_that_touch_them(
    gaps: list[tuple[int, int]], data: st.DataObject
) -> None:
    spans, at = [], 0
    for gap, size in gaps:
        spans.append((at + gap, at + gap + size))
        at += gap + size
    start = data.draw(st.integers(0, at + 1))
    end = data.draw(st.integers(start, at + 2))
    found = list(spans_between(*of(spans_to(spans).encode()), start, end))
    assert found == [span for span in spans if span[0] < end and span[1] > start]


@given(st.text(st.sampled_from("aé€😀\n"), max_size=40), st.integers(1, 20_000), st.data())
def test_text_is_read_whole_and_in_parts_wherever_a_character_is_cut(
    word: str, times: int, data: st.DataObject
) -> None:
    text = word * times
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text) + 5))
    assert text_between(*of(text.encode()), start, end) == text[start:end]


def test_rows_around_a_place_cost_the_same_in_any_document() -> None:
    for count in (20_000, 1_000_000):
        data = json.dumps([["paragraph", n * 9, n * 9 + 8] for n in range(count)], separators=(",", ":"))
        written, asked = data.encode(), 0

        def read(at: int, size: int, written: bytes = written) -> bytes:
            nonlocal asked
            asked += size
            return written[at : at + size]

        rows_between(read, len(written), count * 4, count * 4 + 500)
        assert asked <= 20 * PIECE
