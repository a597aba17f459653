"""The recipe of the shipped model: first student, teacher, soft labels, student, export, in steps that can be run one at a time.

Each step reads what the step before left in the work folder, and leaves its own result there:

    first-student/  MiniLM-L6, fine-tuned on the gold samples alone
    teacher/        MPNet-base, fine-tuned on the gold samples
    soft/           the teacher's probabilities for press releases, court opinions and the gold samples with other names
    student/        the first student, taught further by gold and soft labels
    mean/           the mean of the two students' weights: nearly as good as the second on its own texts, better on all others
    model/          the mean as int8 ONNX: what goes into `reader/recognise/model`
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from reader.recognise.wordpiece import WordPiece

from .augment import Names, augmented, other_names, relaid
from .corpora import Sample, annotated, bare_id, unlabelled
from .encode import Window, windows
from .evaluate import score_model, score_network
from .export import export
from .fit import Plan, fit
from .network import Network, Student, Teacher, load, save
from .score import table
from .teach import label, labelled

__all__ = ["FIRST_STUDENT", "LARGER", "STUDENT", "TEACHER", "Recipe"]

SENTENCES = frozenset({"crossner", "wnut17-train"})
"""Corpora of single sentences."""

OTHERS_AN_EPOCH = 3000
"""Texts without marks that the student sees between two views of the gold samples."""

TEACHER = Plan(pieces=2_400_000, rate=6e-5, fast_rate=1e-3, batch_pieces=2048)
FIRST_STUDENT = Plan(pieces=2_000_000, rate=3e-4, fast_rate=1e-3)
LARGER = Plan(pieces=2_000_000, rate=8e-5, fast_rate=5e-4, masking=0.04)
STUDENT = Plan(pieces=3_000_000, rate=2.5e-4, fast_rate=5e-4, masking=0.04)


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
        """The teacher's soft labels for as many texts as the minutes allow."""
        label(
            load(self.work / "teacher"),
            self._texts(),
            self.wordpiece,
            self.work / "soft",
            minutes=minutes,
            say=self.say,
        )

    def fit_first_student(self, plan: Plan = FIRST_STUDENT) -> Network:
        """Fine-tunes MiniLM-L6 on the gold samples alone, the word embeddings held still."""
        network = Student.pretrained(self.minilm)
        network.freeze_words()
        return self._fitted(network, self._gold_windows, plan, "first-student")

    def fit_student(self, plan: Plan = STUDENT, *, soft: bool = True) -> Network:
        """Goes on with the first student: with the teacher's labels beside the gold ones, or (`soft` false) with gold ones alone."""
        network = load(self.work / "first-student")
        if not soft:
            network.freeze_words()
            return self._fitted(network, lambda epoch: self._gold_windows(100 + epoch), plan, "student")
        return self._fitted(network, self._both_windows(), plan, "student")

    def fit_larger(self, plan: Plan, layers: int) -> Network:
        """A student of another size: the teacher with some of its layers, taught by gold and soft labels, in `larger-LAYERS/`."""
        network = load(self.work / "teacher")
        assert isinstance(network, Teacher)
        network.thinned(layers).freeze_words()
        return self._fitted(network, self._both_windows(), plan, f"larger-{layers}")

    def _both_windows(self) -> Callable[[int], list[Window]]:
        """An epoch's windows with gold and with soft labels."""
        taught = labelled(self.work / "soft")
        others = [Sample(key, "soft", text, ()) for key, text in self._others() if key in taught]
        self.say(f"{len(others)} texts with soft labels alone")

        def both(epoch: int) -> list[Window]:
            return [*self._gold_windows(100 + epoch), *self._soft_windows(epoch, others, taught)]

        return both

    def mean(self, names: Sequence[str] = ("first-student", "student")) -> Network:
        """The mean of the weights of networks that grew out of one another (Wortsman et al., "Robust fine-tuning", 2022)."""
        networks = [load(self.work / name) for name in names]
        states = [network.state_dict() for network in networks]
        means = {
            key: sum(state[key] for state in states) / len(states) if value.is_floating_point() else value
            for key, value in states[0].items()
        }
        networks[0].load_state_dict(means)
        save(networks[0], self.work / "mean")
        return networks[0]

    def export(self, name: str = "mean", target: str = "model") -> str:
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
        """The renamed gold samples that were labelled, with both kinds of labels, and about `OTHERS_AN_EPOCH` of the other texts, others each time."""
        rng = random.Random(1000 + epoch)
        renamed = [(key, sample) for key, sample in self.variants if key in taught]
        rows = [_row(taught, key) for key, _ in renamed]
        gold = [relaid(sample, rng) for _, sample in renamed]
        parts = max(1, len(others) // OTHERS_AN_EPOCH)
        part = others[epoch % parts :: parts]
        found = windows(gold, self.wordpiece, soft=rows, rng=rng)
        rows = [_row(taught, sample.id) for sample in part]
        return found + windows([relaid(s, rng) for s in part], self.wordpiece, soft=rows, rng=rng, hard=False)

    @cached_property
    def variants(self) -> list[tuple[str, Sample]]:
        """What the teacher labels beside texts without marks, with keys: the gold samples of whole documents with other names in the
        place of their own. The samples as they are it knows by heart: its labels would say no more than the marks."""
        found: list[tuple[str, Sample]] = []
        for sample in self.samples[0]:
            if sample.corpus not in SENTENCES:
                key = f"{sample.corpus}/{sample.id}/{zlib.crc32(sample.text.encode()):08x}/renamed"
                found.append((key, other_names(sample, self.names, random.Random(key))))
        return found

    def _others(self) -> Iterator[tuple[str, str]]:
        """The texts without marks: none that is annotated, by whomever."""
        marked = (s for part in self.samples for s in part if s.corpus in ("press", "own"))
        return unlabelled(self.corpora, frozenset(bare_id(s.id) for s in marked))

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Renamed samples and texts without marks, one of those after two of these, so that a run cut short has both."""
        others = self._others()
        for key, sample in self.variants:
            yield from islice(others, 2)
            yield key, sample.text
        yield from others


def _row(taught: dict[str, np.ndarray], key: str) -> np.ndarray | None:
    row = taught.get(key)
    if row is None:
        return None
    values = row.astype(np.float32)
    return values / np.maximum(values.sum(axis=1, keepdims=True), 1)
