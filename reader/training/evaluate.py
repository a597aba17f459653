"""Scores a network or an exported model on samples, through the very windows and decoding of the tagger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from reader.recognise.tagger import Tagger, framed, names_of
from reader.recognise.windows import cuts
from reader.recognise.wordpiece import WordPiece

from .corpora import Sample
from .encode import LABELS
from .guideline import SHORT, TYPES
from .network import Network
from .score import Counts, score

__all__ = ["found_by", "logits_of", "score_model", "score_network"]

BATCH = 24
INPUTS = ("input_ids", "token_type_ids", "attention_mask")


def logits_of(network: Network, texts: Sequence[str], wordpiece: WordPiece) -> list[np.ndarray]:
    """The network's logits for every word of the texts (words x labels)."""
    network.eval()
    found: list[np.ndarray] = []
    waiting: list[tuple[int, int, np.ndarray, dict[str, np.ndarray]]] = []
    for number, text in enumerate(texts):
        pieces = wordpiece(text)
        found.append(np.zeros((len(pieces.starts), len(LABELS)), np.float32))
        for low, high in cuts(text, pieces):
            heads, inputs = framed(pieces, low, high, wordpiece.cls, wordpiece.sep)
            waiting.append((number, low, heads, inputs))
    waiting.sort(key=lambda window: window[3]["input_ids"].shape[1])
    for at in range(0, len(waiting), BATCH):
        batch = waiting[at : at + BATCH]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*_padded([inputs for *_, inputs in batch])).float().numpy()
        for row, (number, low, heads, _) in zip(logits, batch, strict=True):
            found[number][low : low + len(heads)] = row[heads]
    return found


def _padded(inputs: Sequence[dict[str, np.ndarray]]) -> list[torch.Tensor]:
    width = max(window["input_ids"].shape[1] for window in inputs)
    result = []
    for name in INPUTS:
        rows = [np.pad(window[name][0], (0, width - window[name].shape[1])) for window in inputs]
        result.append(torch.from_numpy(np.stack(rows)))
    return result


def score_network(network: Network, samples: Sequence[Sample], wordpiece: WordPiece) -> dict[str, Counts]:
    """Counts a corpus for a network."""
    found = []
    for sample, logits in zip(samples, logits_of(network, [s.text for s in samples], wordpiece), strict=True):
        names = names_of(sample.text, wordpiece(sample.text), logits, (), TYPES)
        found.append([(name.start, name.end, str(name.type)) for name in names])
    return score(samples, found)


def found_by(folder: Path, samples: Sequence[Sample]) -> list[list[tuple[int, int, str, float]]]:
    """What an exported model finds in each sample: start, end, type, score."""
    tagged = Tagger(folder).tag([sample.text for sample in samples])
    return [[(name.start, name.end, SHORT[name.type], name.score) for name in names] for names in tagged]


def score_model(folder: Path, samples: Sequence[Sample]) -> dict[str, Counts]:
    """Counts a corpus for an exported model."""
    return score(samples, [[name[:3] for name in names] for names in found_by(folder, samples)])
