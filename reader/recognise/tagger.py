"""The tagger: text -> names of people, organisations and places, by the model in `model/`.

A text is cut into windows; the windows of all texts are sorted by length, so that a batch wastes nothing on padding, and read by
`onnxruntime`; the label probabilities of the words come back into one row and are decoded over the whole text.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from .decode import Floats, best_path, spans
from .windows import BODY, cuts
from .wordpiece import Pieces, WordPiece

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["MODEL_FOLDER", "Reading", "Tagged", "Tagger", "Token", "names_of", "plan", "read"]

NameType = Literal["person", "organisation", "place"]

MODEL_FOLDER = Path(__file__).parent / "model"
TYPES: dict[str, NameType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
BATCH_PIECES = 2048
"""Pieces a batch holds with its padding: larger ones fall out of the caches."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the tagger: letters and digits together, every punctuation mark alone. Offsets in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name found. `score` is the mean over its words of the probability of the chosen type (B- or I-), in 0..1."""

    start: int
    end: int
    type: NameType
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A window to be read: words low..high - 1 of text number `text`, and the pieces start..end - 1 that stand for them."""

    text: int
    low: int
    high: int
    start: int
    end: int


def plan(
    texts: Sequence[str], pieces: Sequence[Pieces], breaks: Sequence[Sequence[int]] | None = None
) -> list[list[Reading]]:
    """All windows of all texts in batches of about one length, longest first."""
    readings: list[Reading] = []
    for number, (text, cut_up) in enumerate(zip(texts, pieces, strict=True)):
        for low, high in cuts(text, cut_up, breaks=breaks[number] if breaks else ()):
            start = cut_up.first[low]
            end = cut_up.first[high] if high < len(cut_up.first) else len(cut_up.ids)
            readings.append(Reading(number, low, high, start, min(end, start + BODY)))
    readings.sort(key=lambda reading: reading.start - reading.end)
    batches: list[list[Reading]] = []
    for reading in readings:
        if (
            not batches
            or (len(batches[-1]) + 1) * (batches[-1][0].end - batches[-1][0].start + 2) > BATCH_PIECES
        ):
            batches.append([])
        batches[-1].append(reading)
    return batches


def framed(
    batch: Sequence[Reading], pieces: Sequence[Pieces], cls: int, sep: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The model's inputs for a batch: piece numbers framed by [CLS] and [SEP], looks, and the mask over the padding."""
    width = max(reading.end - reading.start for reading in batch) + 2
    ids = np.zeros((len(batch), width), np.int64)
    looks = np.zeros((len(batch), width), np.int64)
    mask = np.zeros((len(batch), width), np.int64)
    for row, reading in enumerate(batch):
        size = reading.end - reading.start
        ids[row, 0], ids[row, size + 1] = cls, sep
        ids[row, 1 : size + 1] = pieces[reading.text].ids[reading.start : reading.end]
        looks[row, 1 : size + 1] = pieces[reading.text].looks[reading.start : reading.end]
        mask[row, : size + 2] = 1
    return ids, looks, mask


def read(batch: Sequence[Reading], pieces: Sequence[Pieces], logits: Floats, into: Sequence[Floats]) -> None:
    """Puts the logits at each word's first piece into the row of its word. A word whose pieces were cut off stays outside (O)."""
    for row, reading in enumerate(batch):
        heads = np.array(pieces[reading.text].first[reading.low : reading.high]) - reading.start
        heads = heads[heads < reading.end - reading.start]
        into[reading.text][reading.low : reading.low + len(heads)] = logits[row, heads + 1]


def names_of(
    pieces: Pieces, logits: Floats, breaks: Sequence[int], types: Sequence[NameType]
) -> list[Tagged]:
    """The names that the logits of a text's words (words x labels) say. No name holds one of `breaks` inside."""
    if not len(logits):
        return []
    starts = np.array(pieces.starts)
    fresh = np.zeros(len(starts), np.bool_)
    if breaks:
        at = np.searchsorted(starts, np.asarray(breaks))
        fresh[at[at < len(starts)]] = True
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    path = best_path(log_p, fresh)
    found: list[Tagged] = []
    for low, high, kind in spans(path, fresh):
        if _holds(pieces.starts[low], pieces.ends[high - 1], breaks):
            continue
        begin = 1 + 2 * kind
        score = float(np.exp(log_p[low:high, begin : begin + 2]).sum(axis=1).mean())
        found.append(Tagged(pieces.starts[low], pieces.ends[high - 1], types[kind], min(score, 1.0)))
    return found


def _holds(start: int, end: int, breaks: Sequence[int]) -> bool:
    """Whether one of the sorted `breaks` lies inside start..end: only where it splits a word."""
    at = bisect_right(breaks, start)
    return at < len(breaks) and breaks[at] < end


class Tagger:
    """Finds names in texts. Loading takes a fraction of a second; reading is thread-safe and deterministic.

    `folder` holds `model.onnx`, `vocab.txt` and `labels.json`; without it the model that ships with the package is used.
    Raises FileNotFoundError where one of them is missing.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        import onnxruntime

        self._folder = folder or MODEL_FOLDER
        labels: list[str] = json.loads((self._folder / "labels.json").read_text(encoding="utf-8"))
        self._types = [TYPES[label[2:]] for label in labels[1::2]]
        self._labels = len(labels)
        self._wordpiece = WordPiece(self._folder / "vocab.txt")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def version(self) -> str:
        """The first 12 hex digits of the model file's sha256: changes when results would."""
        return hashlib.sha256((self._folder / "model.onnx").read_bytes()).hexdigest()[:12]

    def tokens(self, text: str) -> list[Token]:
        """The words of a text as the tagger sees them."""
        pieces = self._wordpiece(text)
        return [Token(start, end) for start, end in zip(pieces.starts, pieces.ends, strict=True)]

    def tag(self, texts: Sequence[str], breaks: Sequence[Sequence[int]] | None = None) -> list[list[Tagged]]:
        """The names of each text, in order. `breaks` gives for each text the sorted offsets that no name may cross."""
        pieces = [self._wordpiece(text) for text in texts]
        logits = [np.zeros((len(cut_up.starts), self._labels), np.float32) for cut_up in pieces]
        for row in logits:
            row[:, 0] = 1.0
        for batch in plan(texts, pieces, breaks):
            ids, looks, mask = framed(batch, pieces, self._wordpiece.cls, self._wordpiece.sep)
            inputs = {"input_ids": ids, "token_type_ids": looks, "attention_mask": mask}
            read(batch, pieces, self._session.run(None, inputs)[0], logits)
        return [
            names_of(cut_up, row, breaks[number] if breaks else (), self._types)
            for number, (cut_up, row) in enumerate(zip(pieces, logits, strict=True))
        ]
