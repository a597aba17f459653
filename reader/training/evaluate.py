"""Scores a network or an exported model on samples, through the very windows and decoding of the tagger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from reader.recognise.tagger import Tagger, framed, names_of, plan, read
from reader.recognise.wordpiece import WordPiece

from .corpora import Sample
from .encode import LABELS
from .guideline import TYPES
from .network import Network
from .score import Counts, score

__all__ = ["logits_of", "score_model", "score_network"]


def logits_of(network: Network, texts: Sequence[str], wordpiece: WordPiece) -> list[np.ndarray]:
    """The network's logits for every word of the texts (words x labels)."""
    network.eval()
    pieces = [wordpiece(text) for text in texts]
    found = [np.zeros((len(cut_up.starts), len(LABELS)), np.float32) for cut_up in pieces]
    for batch in plan(texts, pieces):
        inputs = [torch.from_numpy(array) for array in framed(batch, pieces, wordpiece.cls, wordpiece.sep)]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*inputs)
        read(batch, pieces, logits.float().numpy(), found)
    return found


def score_network(network: Network, samples: Sequence[Sample], wordpiece: WordPiece) -> dict[str, Counts]:
    """Counts a corpus for a network."""
    found = []
    for sample, logits in zip(samples, logits_of(network, [s.text for s in samples], wordpiece), strict=True):
        names = names_of(wordpiece(sample.text), logits, (), TYPES)
        found.append([(name.start, name.end, str(name.type)) for name in names])
    return score(samples, found)


def score_model(folder: Path, samples: Sequence[Sample]) -> dict[str, Counts]:
    """Counts a corpus for an exported model."""
    short = {"person": "PER", "organisation": "ORG", "place": "LOC"}
    tagged = Tagger(folder).tag([sample.text for sample in samples])
    return score(samples, [[(name.start, name.end, short[name.type]) for name in names] for names in tagged])
