"""Hint labels: a few letters on each target, so that any of them is one or two keys away."""

from __future__ import annotations

__all__ = ["HOME_ROW", "labels", "narrowed"]

HOME_ROW = "asdfghjklqwertyuiopzxcvbnm"
"""Letters by how near they are to the resting fingers."""


def labels(count: int, alphabet: str = HOME_ROW) -> list[str]:
    """`count` different labels, none the beginning of another, as short as can be, the shortest first.

    `alphabet` has at least two different letters.
    """
    letters = list(dict.fromkeys(alphabet))
    if len(letters) < 2:
        raise ValueError("hint labels need at least two letters")
    level = [""]
    while len(level) * len(letters) <= count:
        level = [label + letter for label in level for letter in letters]
    if count <= 1:
        return letters[:count]
    # Each label that grows by a letter gives up itself and gains a whole alphabet.
    grown = -(-(count - len(level)) // (len(letters) - 1))
    short, long = level[: len(level) - grown], level[len(level) - grown :]
    return (short + [label + letter for label in long for letter in letters])[:count]


def narrowed(labels: list[str], typed: str) -> list[int]:
    """The indices of the labels that `typed` can still become."""
    return [index for index, label in enumerate(labels) if label.startswith(typed)]
