"""Batches keep order and limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.indexing.batches import batches


@given(st.lists(st.integers(0, 50)), st.integers(1, 5), st.integers(1, 60))
def test_batches_hold_everything_in_order_within_both_limits(sizes: list[int], most: int, room: int) -> None:
    cut = list(batches(sizes, most, lambda size: size, room))
    assert [size for batch in cut for size in batch] == sizes
    for batch in cut:
        assert 1 <= len(batch) <= most
        assert sum(batch) <= room or len(batch) == 1


@given(st.integers(1, 100), st.integers(1, 8), st.integers(1, 40))
def test_the_first_batches_are_small_and_grow(count: int, begin: int, most: int) -> None:
    cut = list(batches(range(count), most, lambda _: 0, 1, begin=begin))
    assert [item for batch in cut for item in batch] == list(range(count))
    limit = min(begin, most)
    for batch in cut:
        assert len(batch) <= limit
        limit = min(most, 2 * limit)
