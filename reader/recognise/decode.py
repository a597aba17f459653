"""Label probabilities of words -> names: the best path that the labels allow, mended where marks split a name.

Labels are B-, I- (the first and the further words of a name) for each type, and O. The path is found by Viterbi over the words: a
name cannot go on where none began, nor change its type, nor go on across a break.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEVER", "Floats", "best_path", "spans"]

Floats = NDArray[np.float32]
NEVER = -1e9
"""The log probability of what cannot be."""


def best_path(scores: Floats, fresh: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The best allowed labels for each row of log probabilities (words x labels, O first, then B- and I- of each type).

    `fresh[i]` says that no name may go on from word i - 1 into word i. Runs whose greedy choice is already allowed are left at
    that, which is nearly everything, so the search itself only runs where it changes something.
    """
    greedy: NDArray[np.int64] = scores.argmax(axis=1)
    wrong = _broken(greedy, fresh)
    if not wrong.any():
        return greedy
    path: NDArray[np.int64] = greedy.copy()
    outside = greedy == 0
    for low, high in _runs(~outside):
        if wrong[low:high].any():
            before = max(low - 1, 0)
            path[before : high + 1] = _viterbi(scores[before : high + 1], fresh[before : high + 1])
    return path


def _broken(path: NDArray[np.int64], fresh: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a word continues a name that the word before does not allow it to continue."""
    inside = (path > 0) & (path % 2 == 0)
    before = np.concatenate(([0], path[:-1]))
    goes_on = (before == path) | (before == path - 1)
    broken: NDArray[np.bool_] = inside & (~goes_on | fresh)
    return broken


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(low), int(high)) for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _viterbi(scores: Floats, fresh: NDArray[np.bool_]) -> NDArray[np.int64]:
    count, labels = scores.shape
    allowed = np.zeros((labels, labels), np.float32)
    for label in range(2, labels, 2):
        allowed[:, label] = NEVER
        allowed[label - 1, label] = allowed[label, label] = 0.0
    start = np.zeros(labels, np.float32)
    start[2::2] = NEVER
    best = scores[0] + start
    back = np.zeros((count, labels), np.int64)
    for word in range(1, count):
        ways = best[:, None] + allowed
        if fresh[word]:
            ways[:, 2::2] = NEVER
        back[word] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[word]
    path = np.zeros(count, np.int64)
    path[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def spans(path: NDArray[np.int64], fresh: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Names as (first word, last word + 1, type number) of an allowed path."""
    found: list[tuple[int, int, int]] = []
    labels: Sequence[int] = path.tolist()
    for word in np.flatnonzero(path).tolist():
        label = labels[word]
        kind = (label - 1) // 2
        if label % 2 == 0 and found and found[-1][1] == word and found[-1][2] == kind and not fresh[word]:
            found[-1] = (found[-1][0], word + 1, kind)
        else:
            found.append((word, word + 1, kind))
    return found
