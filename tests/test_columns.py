"""A sequence in columns is like the tuple that it stands for, and makes no values to find a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import columns
from reader.columns import Blocks, Mentions, block_index
from reader.library.codec import blocks_to
from reader.model import Block, paragraph_of
from reader.readmodel import MentionRow
from reader.tui.text import Stops, next_paragraph, previous_paragraph

KINDS = st.sampled_from(["paragraph", "heading", "list", "boilerplate", "dateline"])


@st.composite
def some_blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    blocks, at = [], draw(st.integers(0, 3))
    for kind in draw(st.lists(KINDS, max_size=30)):
        end = at + draw(st.sampled_from([1, 2, 5, 9, 255, 256, 70_000]))
        level, label = draw(st.sampled_from([(0, ""), (2, ""), (1, "1.")]))
        blocks.append(Block(kind, at, end, level, label, draw(st.sampled_from([None, 1, 2]))))  # type: ignore[arg-type]
        at = end + draw(st.integers(1, 3))
    return tuple(blocks)


@given(some_blocks(), st.integers(-1, 400) | st.integers(-1, 300_000))
def test_blocks_in_columns_are_the_blocks(blocks: tuple[Block, ...], offset: int) -> None:
    import json

    kept = Blocks(json.loads(blocks_to(blocks)))
    assert kept == blocks
    assert tuple(kept) == blocks
    assert kept[1:4] == blocks[1:4]
    assert block_index(kept, offset) == block_index(blocks, offset)
    assert block_index(kept, offset, before=True) == block_index(blocks, offset, before=True)
    assert next_paragraph(kept, offset) == next_paragraph(blocks, offset)
    assert previous_paragraph(kept, offset) == previous_paragraph(blocks, offset)
    for index, block in enumerate(blocks):
        assert kept.numbers[index] == paragraph_of(blocks, block.start)


def test_there_is_nothing_beyond_the_ends_of_columns() -> None:
    kept = Blocks([["paragraph", 0, 4]])
    assert kept[-1] == kept[0]
    for index in (1, -2):
        with pytest.raises(IndexError):
            kept[index]


def mentions(count: int) -> tuple[str, tuple[MentionRow, ...]]:
    """A text with a name every ten characters, of three entities, and dates."""
    text = "Anna Kay, " * count
    sorts = (("person", "anna"), ("date", None), ("organisation", "kay"), ("person", "kay-two"))
    return text, tuple(
        MentionRow(
            "doc",
            n * 10,
            n * 10 + 8,
            "Anna Kay",
            *sorts[n % 4],
            sorts[n % 4][1] or "Anna Kay",
            n / 9,
            "said",
            n,
        )  # type: ignore[arg-type]
        for n in range(count)
    )


def in_columns(count: int) -> Mentions:
    text, rows = mentions(count)
    return Mentions(
        "doc",
        text,
        (
            (
                each.start,
                each.end,
                each.type,
                each.entity,
                each.entity,
                each.score,
                each.reason,
                each.paragraph,
            )
            for each in rows
        ),
    )


def test_mentions_in_columns_are_the_mentions_and_are_found_alike() -> None:
    _, rows = mentions(41)
    kept = in_columns(41)
    assert kept == rows
    one, other = Stops(kept), Stops(rows)
    for offset in range(-1, 420, 3):
        assert one.at(offset) == other.at(offset)
        for wanted in ({}, {"type": "organisation"}, {"type": "date"}, {"entity": "anna"}):
            assert one.after(offset, **wanted) == other.after(offset, **wanted)
            assert one.before(offset, **wanted) == other.before(offset, **wanted)
        assert one.starts_between(offset, offset + 30) == other.starts_between(offset, offset + 30)
    assert one.place_among(4, entity="anna") == other.place_among(4, entity="anna") == (2, 11)


def test_finding_places_makes_no_values(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = in_columns(2_000)
    blocks = Blocks(["paragraph", n * 10, n * 10 + 9] for n in range(2_000))
    made = 0

    def counted(*facts: object) -> object:
        nonlocal made
        made += 1
        return facts

    monkeypatch.setattr(columns, "MentionRow", counted)
    monkeypatch.setattr(columns, "Block", counted)
    stops = Stops(kept)
    assert stops.after(9_999, entity="anna") == 1_000
    assert stops.before(9_999, type="person") == 999
    assert stops.starts_between(9_000, 9_050) == [9_000, 9_020, 9_030, 9_040]
    assert block_index(blocks, 15_000) == 1_500
    assert made == 0
