"""Lists of words written as running text."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which are parted by white space."""
    return frozenset(text.split())
