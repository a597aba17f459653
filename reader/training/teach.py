"""Soft labels: a teacher's probabilities for every word of many texts, kept on disk in small portions so that work can go on later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from reader.recognise.wordpiece import WordPiece

from .evaluate import logits_of
from .network import Network

__all__ = ["label", "labelled"]

PORTION = 64


def label(
    teacher: Network,
    texts: Iterable[tuple[str, str]],
    wordpiece: WordPiece,
    folder: Path,
    *,
    minutes: float = 600.0,
    say: Callable[[str], None] = print,
) -> None:
    """Labels (id, text) pairs in order, `PORTION` at a time, into `folder`. What is there already is kept, not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    began, words = time.monotonic(), 0
    for number, portion in enumerate(_portions(texts)):
        path = folder / f"{number:05}.npz"
        if path.exists():
            continue
        if time.monotonic() - began > 60 * minutes:
            say(f"stopped after {minutes:g} minutes at portion {number}")
            return
        rows = [_quantised(logits) for logits in logits_of(teacher, [text for _, text in portion], wordpiece)]
        words += sum(map(len, rows))
        unfinished = path.with_suffix(".part.npz")
        np.savez(
            unfinished,
            ids=np.array([key for key, _ in portion]),
            sizes=[len(row) for row in rows],
            rows=np.concatenate(rows),
        )
        unfinished.replace(path)
        say(f"portion {number}: {words / (time.monotonic() - began):.0f} words/s")


def labelled(folder: Path) -> dict[str, np.ndarray]:
    """The soft labels in `folder`: id -> probabilities (words x labels, 8 bits: a row sums to about 255)."""
    found: dict[str, np.ndarray] = {}
    for path in sorted(folder.glob("[0-9]*.npz")):
        if ".part" in path.name:
            continue
        with np.load(path) as stored:
            ends = np.cumsum(stored["sizes"])
            for key, row in zip(stored["ids"], np.split(stored["rows"], ends[:-1]), strict=True):
                found[str(key)] = row
    return found


def _portions(texts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    portion: list[tuple[str, str]] = []
    for pair in texts:
        portion.append(pair)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _quantised(logits: np.ndarray) -> np.ndarray:
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.rint(255 * exponents / exponents.sum(axis=1, keepdims=True)).astype(np.uint8)
