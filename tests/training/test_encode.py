"""Samples become windows with a label at each word's first piece."""

from __future__ import annotations

import random

import numpy as np

from reader.recognise.tagger import MODEL_FOLDER
from reader.recognise.wordpiece import WordPiece
from reader.training.corpora import Sample
from reader.training.encode import IGNORED, LABELS, labels_of, windows
from reader.training.guideline import UNKNOWN, Mark

CUT = WordPiece(MODEL_FOLDER / "vocab.txt")
TEXT = "Dr Ada Poole-Okri of the Tide Office's fleet left Leeds."


def mark(name: str, kind: str) -> Mark:
    at = TEXT.index(name)
    return Mark(at, at + len(name), kind)


SAMPLE = Sample(
    "1", "tiny", TEXT, (mark("Ada Poole-Okri", "PER"), mark("Tide Office", "ORG"), mark("Leeds", UNKNOWN))
)


def named(labels: np.ndarray) -> list[str]:
    return ["?" if label == IGNORED else LABELS[label] for label in labels]


def test_a_names_first_word_begins_it_and_the_others_continue_it() -> None:
    assert named(labels_of(SAMPLE, CUT(TEXT))) == [
        *("O", "B-PER", "I-PER", "I-PER", "I-PER", "O", "O", "B-ORG", "I-ORG"),
        *("O", "O", "O", "O", "?", "O"),
    ]


def test_labels_stand_at_first_pieces_and_nowhere_else() -> None:
    (window,) = windows([SAMPLE], CUT)
    pieces = CUT(TEXT)
    others = [index for index in range(len(pieces.ids)) if index not in pieces.first]
    assert others
    assert named(window.gold[pieces.first]) == named(labels_of(SAMPLE, pieces))
    assert set(window.gold[others]) <= {IGNORED}


def test_soft_labels_go_with_their_words() -> None:
    pieces = CUT(TEXT)
    soft = np.random.default_rng(1).random((len(pieces.starts), len(LABELS))).astype(np.float32)
    (window,) = windows([SAMPLE], CUT, soft=[soft], hard=False)
    assert window.soft is not None
    assert np.array_equal(window.soft[pieces.first], soft)
    assert set(window.gold) == {IGNORED}


def test_soft_labels_for_other_words_are_left_out() -> None:
    soft = np.ones((3, len(LABELS)), np.float32)
    assert windows([SAMPLE], CUT, soft=[soft], hard=False) == []
    (window,) = windows([SAMPLE], CUT, soft=[soft])
    assert window.soft is None


def test_windows_of_a_long_text_hold_every_word_once_wherever_they_are_cut() -> None:
    text = " ".join(f"word{number}" for number in range(300))
    sample = Sample("1", "tiny", text, ())
    for rng in (None, random.Random(1), random.Random(2)):
        found = windows([sample], CUT, rng=rng)
        assert len(found) > 2
        assert sum(int((window.gold == 0).sum()) for window in found) == 300
        assert max(len(window.ids) for window in found) <= 126
