"""Samples -> windows of pieces with a label a word: exactly the words, pieces and looks that the tagger sees at run time."""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from reader.recognise.windows import BODY, cuts
from reader.recognise.wordpiece import Pieces, WordPiece

from .corpora import Sample
from .guideline import TYPES, UNKNOWN

__all__ = ["LABELS", "Window", "labels_of", "windows"]

LABELS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BI"))
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces and looks; `gold[i]` is the label of the word whose first piece is i, `IGNORED` elsewhere; `soft` a teacher's
    probabilities (rows x labels, zero where there are none)."""

    ids: np.ndarray
    looks: np.ndarray
    gold: np.ndarray
    soft: np.ndarray | None = None


def labels_of(sample: Sample, pieces: Pieces) -> np.ndarray:
    """One label a word: B- at a mark's first word, I- inside, O outside, `IGNORED` in an unknown mark."""
    labels = np.zeros(len(pieces.starts), np.int64)
    for mark in sample.marks:
        low = bisect.bisect_right(pieces.ends, mark.start)
        high = bisect.bisect_left(pieces.starts, mark.end)
        if mark.type == UNKNOWN:
            labels[low:high] = IGNORED
        elif low < high:
            begin = 1 + 2 * TYPES.index(mark.type)
            labels[low] = begin
            labels[low + 1 : high] = begin + 1
    return labels


def windows(
    samples: Iterable[Sample],
    wordpiece: WordPiece,
    *,
    soft: Sequence[np.ndarray | None] | None = None,
    rng: random.Random | None = None,
    hard: bool = True,
) -> list[Window]:
    """All windows of the samples. With `rng` the first window of a text has a random length, so that borders fall elsewhere each epoch.

    `soft` gives for each sample the teacher's probabilities a word, or None; where the words are not as many, they are left out.
    With `hard` false there are no gold labels.
    """
    found: list[Window] = []
    for number, sample in enumerate(samples):
        pieces = wordpiece(sample.text)
        if not pieces.ids:
            continue
        labels = labels_of(sample, pieces)
        taught = soft[number] if soft is not None else None
        if taught is not None and len(taught) != len(labels):
            taught = None
        if taught is None and not hard:
            continue
        ids, looks = np.array(pieces.ids), np.array(pieces.looks)
        first = np.array([*pieces.first, len(ids)])
        for low, high in cuts(sample.text, pieces, first_body=rng.randint(40, BODY) if rng else None):
            start, end = first[low], min(first[high], first[low] + BODY)
            heads = first[low:high] - start
            words = np.arange(low, high)[heads < end - start]
            heads = heads[heads < end - start]
            gold = np.full(end - start, IGNORED, np.int64)
            if hard:
                gold[heads] = labels[words]
            target = None
            if taught is not None:
                target = np.zeros((end - start, len(LABELS)), np.float32)
                target[heads] = taught[words]
            found.append(Window(ids[start:end], looks[start:end], gold, target))
    return found
