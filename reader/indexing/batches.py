"""Cutting work into batches: large enough that the tagger fills its windows, small enough that little is lost in a death."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["batches"]

T = TypeVar("T")


def batches(
    items: Iterable[T], most: int, bytes_of: Callable[[T], int], bytes_most: int, begin: int | None = None
) -> Iterator[list[T]]:
    """`items` in order, in lists of at most `most` items and `bytes_most` bytes; a larger item is alone in its list.

    With `begin`, the first list has at most so many items and the limit doubles from there: somebody waits for the first ones.
    """
    limit = most if begin is None else min(begin, most)
    batch: list[T] = []
    size = 0
    for item in items:
        more = bytes_of(item)
        if batch and (len(batch) >= limit or size + more > bytes_most):
            yield batch
            batch, size = [], 0
            limit = min(most, 2 * limit)
        batch.append(item)
        size += more
    if batch:
        yield batch
