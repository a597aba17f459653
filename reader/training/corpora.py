"""Reads the annotated corpora into samples of one shape, and keeps apart what training must never see.

A sample is a text with marks. A mark of type `?` covers text whose guideline differs from ours in a way no rule repairs (or that
its annotators could not decide): such words take part in a window but in no loss and no score.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .guideline import TYPES, UNKNOWN, Mark, settled
from .own import own_annotations

__all__ = ["SHARE_ALIKE", "Sample", "annotated", "bare_id", "is_dev", "unlabelled"]

SHARE_ALIKE = frozenset({"uner-ewt-dev", "crossner", "redocred-dev"})
"""Corpora whose text is under CC BY-SA as a whole; in `gum-*` and `re3d-dev` only some documents are (see `_share_alike`)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document for training or scoring. `marks` are sorted and never overlap; `weight` is how often training sees it an epoch."""

    id: str
    corpus: str
    text: str
    marks: tuple[Mark, ...]
    weight: int = 1
    share_alike: bool = False


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_dev(sample: Sample, row_sha256: str | None = None) -> bool:
    """Whether a sample is for development: a fifth of `press` and of our own annotations, a tenth of every other corpus, by hash."""
    if sample.corpus in ("press", "own"):
        return int((row_sha256 or "")[:8], 16) % 5 == 0
    digest = hashlib.sha256(f"{sample.corpus}/{sample.id}".encode()).hexdigest()
    return int(digest[:8], 16) % 10 == 0


def annotated(corpora: Path, *, share_alike: bool = True) -> tuple[list[Sample], list[Sample]]:
    """The training and the development samples of `corpora/press`, our own annotations and `corpora/ner`, by one guideline.

    `gum-dev` is development as a whole. Without `share_alike`, documents under a share-alike licence are left out of training;
    the development part stays the same, so that figures can be compared.
    """
    train: list[Sample] = []
    dev: list[Sample] = []
    for row in _rows(corpora / "press" / "press.jsonl.gz"):
        sample = Sample(
            row["id"], "press", row["text"], settled(row["text"], _press_marks(row), "press"), weight=2
        )
        (dev if is_dev(sample, row["sha256"]) else train).append(sample)
    for row in own_annotations(corpora):
        sample = Sample(
            row["id"], "own", row["text"], settled(row["text"], _press_marks(row), "press"), weight=2
        )
        (dev if is_dev(sample, row["sha256"]) else train).append(sample)
    for path in sorted((corpora / "ner").glob("*.jsonl.gz")):
        corpus = path.name.removesuffix(".jsonl.gz")
        for row in _rows(path):
            marks = settled(row["text"], _ner_marks(row), corpus)
            sample = Sample(row["id"], corpus, row["text"], marks, share_alike=_share_alike(corpus, row))
            (dev if corpus == "gum-dev" or is_dev(sample) else train).append(sample)
    return [sample for sample in train if share_alike or not sample.share_alike], dev


def bare_id(name: str) -> str:
    """The id within its corpus of a document as our own annotations name it ("courts/9.txt#0-3000" is opinion "9.txt")."""
    return name.removeprefix("senate/").removeprefix("courts/").split("#")[0]


def unlabelled(corpora: Path, leave_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Ids and texts of the press releases and court opinions without marks: the releases taken evenly from every senator.

    The order is fixed (by hash within a senator), so that a longer run goes on where a shorter one ended.
    """
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows(corpora / "senate" / "releases.jsonl.gz"):
        if row["id"] not in leave_out:
            key = hashlib.sha256(row["id"].encode()).hexdigest()
            groups.setdefault(row["id"].split("/")[-2], []).append((key, row["id"], row["text"]))
    queues = [sorted(group) for _, group in sorted(groups.items())]
    opinions = sorted(
        (hashlib.sha256(row["id"].encode()).hexdigest(), row["id"], row["text"][:6000])
        for row in _rows(corpora / "courts" / "opinions.jsonl.gz")
        if row["id"] not in leave_out
    )
    for turn in range(max(map(len, queues))):
        for queue in queues:
            if turn < len(queue):
                yield queue[turn][1:]
        if turn < len(opinions):
            yield opinions[turn][1:]


def _press_marks(row: dict) -> list[Mark]:
    return [
        Mark(entity["start"], entity["end"], UNKNOWN if entity.get("optional") else entity["type"])
        for entity in row["entities"]
    ]


def _ner_marks(row: dict) -> list[Mark]:
    """The names of the row, outermost first where they nest."""
    names = {
        (entity["start"], entity["end"], entity["type"])
        for entity in row["entities"]
        if entity["type"] in TYPES and entity.get("kind", "NAM") == "NAM"
    }
    flat: list[Mark] = []
    for start, end, kind in sorted(names, key=lambda name: (name[0], -name[1], name[2])):
        if not flat or start >= flat[-1].end:
            flat.append(Mark(start, end, kind))
    return flat


def _share_alike(corpus: str, row: dict) -> bool:
    if corpus in SHARE_ALIKE:
        return True
    if corpus.startswith("gum"):
        return "_bio_" in row["id"] or "_voyage_" in row["id"]
    if corpus == "re3d-dev":
        return "wikipedia" in str(row.get("source", "")).lower()
    return False
