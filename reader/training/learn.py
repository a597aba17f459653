"""Teaches a model further by what people decided in a library, and says on a held-out tenth whether that made it better.

Decided names and decided non-names are hard labels. Every other word of those documents, and of a sample of others, keeps the labels that
the model gives it now (soft ones), so that it learns the corrections without forgetting the rest.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reader.indexing.lessons import Lesson
from reader.model import Document
from reader.recognise import Recogniser
from reader.recognise.calibration import FILE as CALIBRATION
from reader.recognise.wordpiece import WordPiece

from .corpora import Sample
from .encode import IGNORED, Window, labels_of, windows
from .evaluate import logits_of
from .export import export
from .fit import Plan, fit
from .guideline import SHORT, UNKNOWN, Mark
from .network import Network
from .restore import restored

__all__ = ["ENOUGH", "Measured", "Report", "held_out", "learn", "measured"]

ENOUGH = 30
"""Fewer decided passages than this teach nothing that could be told from chance."""

HELD_OUT = 0.1
STEADY = 97.0
"""At least so many of a hundred undecided names of the held-out documents must come out as before."""

PASSES = 6
PLAN = Plan(pieces=0, rate=6e-5, fast_rate=2e-4, batch_pieces=1024, soft_weight=0.5, average_from=0.5)


@dataclass(frozen=True, slots=True)
class Measured:
    """Which decided passages came out right, in order; of a hundred undecided names `steady` came out as the first model had them."""

    passages: tuple[bool, ...]
    steady: float

    @property
    def decided(self) -> int:
        """How many passages were decided."""
        return len(self.passages)

    @property
    def right(self) -> int:
        """How many of them came out right."""
        return sum(self.passages)


@dataclass(frozen=True, slots=True)
class Report:
    """What learning came to: `documents` learnt from, how both models do on the held-out tenth, and where the new one lies."""

    documents: int
    held_out: int
    before: Measured
    after: Measured
    folder: Path

    @property
    def gained(self) -> int:
        """Passages that are right only with the new model."""
        return sum(
            new and not old for old, new in zip(self.before.passages, self.after.passages, strict=True)
        )

    @property
    def lost(self) -> int:
        """Passages that were right only with the one before."""
        return sum(
            old and not new for old, new in zip(self.before.passages, self.after.passages, strict=True)
        )

    @property
    def better(self) -> bool:
        """Whether the new model is to be used: it puts at least two passages right, and three for each that it spoils, and leaves
        nearly everything else as it was."""
        return self.gained >= max(2, 3 * self.lost) and self.after.steady >= STEADY


def held_out(lessons: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """Lessons to learn from, and a tenth of the decided passages (by documents, in the order of a hash) to measure with.

    Raises ValueError where there is too little to do both.
    """
    total = sum(lesson.size for lesson in lessons)
    if total < ENOUGH or len(lessons) < 4:
        raise ValueError(
            f"{total} decided passages in {len(lessons)} documents are too few: at least {ENOUGH} in 4 documents are wanted"
        )
    order = sorted(lessons, key=lambda one: hashlib.blake2b(one.document.sha256.encode()).digest())
    kept: list[Lesson] = []
    while sum(lesson.size for lesson in kept) < HELD_OUT * total:
        kept.append(order.pop())
    return order, kept


def measured(
    recogniser: Recogniser, lessons: Sequence[Lesson], first: Sequence[set[tuple[int, int, str]]]
) -> Measured:
    """How a model, with all rules, does on lessons; `first` is what the first model found in each of them."""
    right: list[bool] = []
    same = both = 0
    for lesson, before in zip(lessons, first, strict=True):
        now = found_in(recogniser, lesson.document)
        spans = {(start, end) for start, end, _ in now}
        right += [name in now for name in lesson.names]
        right += [span not in spans for span in lesson.nobody]
        settled = [(name[0], name[1]) for name in lesson.names] + list(lesson.nobody)
        left = [{one for one in found if not _meets(one, settled)} for found in (before, now)]
        same += 2 * len(left[0] & left[1])
        both += len(left[0]) + len(left[1])
    return Measured(tuple(right), 100 * same / both if both else 100.0)


def _meets(name: tuple[int, int, str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(name[0] < end and start < name[1] for start, end in spans)


def found_in(recogniser: Recogniser, document: Document) -> set[tuple[int, int, str]]:
    """The names in a document, without dates."""
    mentions = recogniser.recognise(document).mentions
    return {(one.start, one.end, one.type) for one in mentions if one.type != "date"}


def learn(
    lessons: Sequence[Lesson],
    others: Sequence[str],
    base: Path,
    target: Path,
    *,
    minutes: float = 10.0,
    threads: int = 2,
    say: Callable[[str], None] = print,
) -> Report:
    """Teaches a copy of the model in `base` by the lessons, beside `others` (texts about which nothing was decided), and writes it to `target`.

    Raises ValueError for too few lessons, or a model that cannot be taught further.
    """
    taught, kept = held_out(lessons)
    network = restored(base)
    wordpiece = WordPiece(base / "vocab.txt")
    samples = [_sample(lesson) for lesson in taught]
    say(f"{len(taught)} documents to learn from, {len(kept)} held out")
    soft = _soft(network, [*(sample.text for sample in samples), *others], wordpiece)
    for sample, rows in zip(samples, soft, strict=False):
        rows[labels_of(sample, wordpiece(sample.text)) != IGNORED] = 0
    rest = [Sample(str(number), "others", text, ()) for number, text in enumerate(others)]

    def epoch(number: int) -> list[Window]:
        rng = random.Random(number)
        hard = windows(samples, wordpiece, soft=soft[: len(samples)], rng=rng)
        return hard + windows(rest, wordpiece, soft=soft[len(samples) :], rng=rng, hard=False)

    pieces = sum(len(window.ids) + 2 for window in epoch(0))
    network.freeze_words()
    fit(network, epoch, replace(PLAN, pieces=PASSES * pieces, minutes=minutes, threads=threads), say=say)
    export(network, base / "vocab.txt", target)
    if (
        base / CALIBRATION
    ).exists():  # what a score means changes little with so little learnt; without it all would seem sure
        shutil.copy(base / CALIBRATION, target / CALIBRATION)
    old, new = Recogniser(base), Recogniser(target)
    first = [found_in(old, lesson.document) for lesson in kept]
    return Report(len(taught), len(kept), measured(old, kept, first), measured(new, kept, first), target)


def _sample(lesson: Lesson) -> Sample:
    """The decided names as marks, the decided non-names as bare text, everything between as unknown."""
    text = lesson.document.text
    decided = [(start, end, SHORT[kind]) for start, end, kind in lesson.names]
    decided += [(start, end, "") for start, end in lesson.nobody]
    marks: list[Mark] = []
    at = 0
    for start, end, kind in sorted(decided):
        if at < start:
            marks.append(Mark(at, start, UNKNOWN))
        if kind:
            marks.append(Mark(start, end, kind))
        at = max(at, end)
    if at < len(text):
        marks.append(Mark(at, len(text), UNKNOWN))
    return Sample(lesson.document.id, "decided", text, tuple(marks))


def _soft(network: Network, texts: Sequence[str], wordpiece: WordPiece) -> list[np.ndarray]:
    """The network's own probabilities, words x labels for each text."""
    rows = []
    for logits in logits_of(network, texts, wordpiece):
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True)) if len(logits) else logits
        rows.append(exponents / np.maximum(exponents.sum(axis=1, keepdims=True), 1e-9))
    return rows
