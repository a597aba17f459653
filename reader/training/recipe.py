"""The recipe of the shipped model: teacher, soft labels, student, export, in steps that can be run one at a time.

Each step reads what the step before left in the work folder, and leaves its own result there:

    teacher/   MPNet-base, fine-tuned on the gold samples
    soft/      the teacher's probabilities for press releases, court opinions and the gold samples
    student/   MiniLM-L6, taught by gold and soft labels
    model/     the student as int8 ONNX: what goes into `reader/recognise/model`
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from reader.recognise.wordpiece import WordPiece

from .augment import Names, augmented, relaid
from .corpora import Sample, annotated, unlabelled
from .encode import Window, windows
from .evaluate import score_model, score_network
from .export import export
from .fit import Plan, fit
from .network import Network, Student, Teacher, load, save
from .score import table
from .teach import label, labelled

__all__ = ["STUDENT", "TEACHER", "Recipe"]

TEACHER = Plan(pieces=2_400_000, rate=6e-5, fast_rate=1e-3, batch_pieces=2048)
STUDENT = Plan(pieces=6_000_000, rate=4e-4, fast_rate=1e-3, batch_pieces=2048, soft_weight=1.0)


@dataclass(frozen=True)
class Recipe:
    """Where things are. `minilm` and `mpnet` are the folders of the pretrained encoders (see `backbones`)."""

    corpora: Path
    work: Path
    minilm: Path
    mpnet: Path
    share_alike: bool = True
    say: Callable[[str], None] = print

    @cached_property
    def wordpiece(self) -> WordPiece:
        return WordPiece(self.minilm / "vocab.txt")

    @cached_property
    def samples(self) -> tuple[list[Sample], list[Sample]]:
        return annotated(self.corpora, share_alike=self.share_alike)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.samples[0])

    def fit_teacher(self, plan: Plan = TEACHER) -> Network:
        """Fine-tunes MPNet-base on the gold samples."""
        network = Teacher.pretrained(self.mpnet)
        network.freeze_words()
        return self._fitted(network, self._gold_windows, plan, "teacher")

    def label(self, minutes: float = 600.0) -> None:
        """The teacher's soft labels for the gold samples, then for as many other texts as the minutes allow."""
        label(
            load(self.work / "teacher"),
            self._texts(),
            self.wordpiece,
            self.work / "soft",
            minutes=minutes,
            say=self.say,
        )

    def fit_student(self, plan: Plan = STUDENT, *, name: str = "student", soft: bool = True) -> Network:
        """Fine-tunes MiniLM-L6 on gold and (unless `soft` is false) soft labels."""
        network = Student.pretrained(self.minilm)
        if not soft:
            network.freeze_words()
            return self._fitted(network, self._gold_windows, plan, name)
        taught = labelled(self.work / "soft")
        others = [Sample(key, "soft", text, ()) for key, text in self._others() if key in taught]
        self.say(f"{len(others)} texts with soft labels alone")

        def both(epoch: int) -> list[Window]:
            return [*self._gold_windows(epoch), *self._soft_windows(epoch, others, taught)]

        return self._fitted(network, both, plan, name)

    def export(self, name: str = "student", target: str = "model") -> str:
        """Exports a network as int8 and returns its scores beside those of the network."""
        network = load(self.work / name)
        dev = self.samples[1]
        plain = table(score_network(network, dev, self.wordpiece))
        folder = export(network, self.minilm / "vocab.txt", self.work / target)
        return f"network\n{plain}\nint8\n{table(score_model(folder, dev))}"

    def _fitted(
        self, network: Network, windows_of: Callable[[int], list[Window]], plan: Plan, name: str
    ) -> Network:
        def check(current: Network) -> None:
            self.say(table(score_network(current, self.samples[1], self.wordpiece)))

        fit(network, windows_of, plan, say=self.say, check=check, checks=2)
        save(network, self.work / name)
        check(network)
        return network

    def _gold_windows(self, epoch: int) -> list[Window]:
        rng = random.Random(epoch)
        samples = [augmented(s, self.names, rng) for s in self.samples[0] for _ in range(s.weight)]
        return windows(samples, self.wordpiece, rng=rng)

    def _soft_windows(
        self, epoch: int, others: Sequence[Sample], taught: dict[str, np.ndarray]
    ) -> list[Window]:
        """The gold samples once more, with both kinds of labels, and a rotating third of the other texts."""
        rng = random.Random(1000 + epoch)
        gold = [relaid(s, rng) for s in self.samples[0]]
        found = windows(gold, self.wordpiece, soft=[_row(taught, _key(s)) for s in self.samples[0]], rng=rng)
        part = [relaid(s, rng) for s in others[epoch % 3 :: 3]]
        return found + windows(
            part, self.wordpiece, soft=[_row(taught, s.id) for s in part], rng=rng, hard=False
        )

    def _others(self) -> Iterator[tuple[str, str]]:
        return unlabelled(
            self.corpora, frozenset(s.id for part in self.samples for s in part if s.corpus == "press")
        )

    def _texts(self) -> Iterator[tuple[str, str]]:
        for sample in self.samples[0]:
            yield _key(sample), sample.text
        yield from self._others()


def _key(sample: Sample) -> str:
    return f"{sample.corpus}/{sample.id}/{zlib.crc32(sample.text.encode()):08x}"


def _row(taught: dict[str, np.ndarray], key: str) -> np.ndarray | None:
    row = taught.get(key)
    if row is None:
        return None
    values = row.astype(np.float32)
    return values / np.maximum(values.sum(axis=1, keepdims=True), 1)
