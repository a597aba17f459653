"""The tagger: text -> names of people, organisations and places, by the model in `model/`.

A text is cut into windows, each is read by `onnxruntime`, and the label probabilities of all its words are decoded together.
Windows are read one at a time: the int8 model scales what it computes by the largest value in sight, so that a window's result would
depend on what else is in its batch, and on a processor a batch is no faster.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from reader.values import dataclass

from .decode import NEVER, Floats, best_path, spans
from .windows import BODY, cuts
from .wordpiece import Pieces, WordPiece

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["MODEL_FOLDER", "Tagged", "Tagger", "Token", "framed", "names_of"]

NameType = Literal["person", "organisation", "place"]

MODEL_FOLDER = Path(__file__).parent / "model"
TYPES: dict[str, NameType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


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


def framed(
    pieces: Pieces, low: int, high: int, cls: int, sep: int
) -> tuple[NDArray[np.int64], dict[str, NDArray[np.int64]]]:
    """Where the words low..high - 1 stand in their window, and the window as the model's input (1 x pieces each).

    Pieces beyond `BODY` are cut off, and the words that begin there: only a single overlong word has so many.
    """
    start = pieces.first[low]
    end = min(pieces.first[high] if high < len(pieces.first) else len(pieces.ids), start + BODY)
    heads = np.array(pieces.first[low:high], np.int64) - start
    inputs = {
        "input_ids": np.array([[cls, *pieces.ids[start:end], sep]], np.int64),
        "token_type_ids": np.array([[0, *pieces.looks[start:end], 0]], np.int64),
        "attention_mask": np.ones((1, end - start + 2), np.int64),
    }
    return heads[heads < end - start] + 1, inputs


SLOW = ["SkipLayerNormFusion"]
"""Rewritings of the model that cost onnxruntime more than they save: without this one it reads a fifth more words a second."""

SEPARATORS = frozenset(";|•·")
"""No name holds one of these: they stand between names."""
OPENING = frozenset("'’‘\"”“([{-–—,.:&/*#")
CLOSING = frozenset({*"'’‘\"“([{-–—,:&/*#", "and", "or", "of", "the", "for"})
"""Words that begin no name, and words that end none."""


def names_of(
    text: str, pieces: Pieces, logits: Floats, breaks: Sequence[int], types: Sequence[NameType]
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
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    log_p[[word in SEPARATORS for word in words], 1:] = NEVER
    path = best_path(log_p, fresh)
    found: list[Tagged] = []
    for low, high, kind in spans(path, fresh):
        low, high = _without_loose_ends(words, low, high)
        if low == high or _holds(pieces.starts[low], pieces.ends[high - 1], breaks):
            continue
        begin = 1 + 2 * kind
        score = float(np.exp(log_p[low:high, begin : begin + 2]).sum(axis=1).mean())
        found.append(Tagged(pieces.starts[low], pieces.ends[high - 1], types[kind], min(score, 1.0)))
    return found


def _without_loose_ends(words: Sequence[str], low: int, high: int) -> tuple[int, int]:
    while low < high and words[low] in OPENING:
        low += 1
    while low < high and words[high - 1] in CLOSING:
        high -= 1
    return low, high


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

        self.folder = folder or MODEL_FOLDER
        labels: list[str] = json.loads((self.folder / "labels.json").read_text(encoding="utf-8"))
        self._types = [TYPES[label[2:]] for label in labels[1::2]]
        self._labels = len(labels)
        self._wordpiece = WordPiece(self.folder / "vocab.txt")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            str(self.folder / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOW,
        )
        self._inputs = {each.name for each in self._session.get_inputs()}

    @cached_property
    def version(self) -> str:
        """The first 12 hex digits of the model file's sha256: changes when results would."""
        return hashlib.sha256((self.folder / "model.onnx").read_bytes()).hexdigest()[:12]

    def tokens(self, text: str) -> list[Token]:
        """The words of a text as the tagger sees them."""
        pieces = self._wordpiece(text)
        return [Token(start, end) for start, end in zip(pieces.starts, pieces.ends, strict=True)]

    def tag(self, texts: Sequence[str], breaks: Sequence[Sequence[int]] | None = None) -> list[list[Tagged]]:
        """The names of each text, in order. `breaks` gives for each text the sorted offsets that no name may cross."""
        return [self._names(text, breaks[number] if breaks else ()) for number, text in enumerate(texts)]

    def _names(self, text: str, breaks: Sequence[int]) -> list[Tagged]:
        pieces = self._wordpiece(text)
        logits = np.zeros((len(pieces.starts), self._labels), np.float32)
        for low, high in cuts(text, pieces, breaks=breaks):
            heads, inputs = framed(pieces, low, high, self._wordpiece.cls, self._wordpiece.sep)
            wanted = {name: value for name, value in inputs.items() if name in self._inputs}
            logits[low : low + len(heads)] = self._session.run(None, wanted)[0][0, heads]
        return names_of(text, pieces, logits, breaks, self._types)
