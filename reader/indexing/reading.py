"""What a worker does with files: read, load, recognise, find the entities of each document."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.indexing.worker import BeatCall
from reader.model import Document, Failure

if TYPE_CHECKING:
    from reader.library import Stored, Work
    from reader.recognise import Recogniser

__all__ = ["Failed", "FileReader", "Outcome", "Read", "Unchanged", "file_reader", "recogniser"]

LOAD_SECONDS = 60.0
"""What parsing one file may take, and as much again for every LOAD_BYTES of it."""

LOAD_BYTES = 2_000_000

RECOGNISE_SECONDS = 120.0
"""What recognising a batch may take on a slow machine, and a second more for every RECOGNISE_CHARACTERS."""

RECOGNISE_CHARACTERS = 2_000

LOOKS = 3
"""A file that changes under our hands is read so often before it is reported."""

READ_WHOLE = 256 * 1024 * 1024
"""Up to this size (bytes) a file is read here, to see whether it changes meanwhile; beyond it sources decides alone."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document, ready to be written, and its number of words."""

    stored: Stored
    words: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that was touched, but holds what the library has of it already."""

    source: int
    sha256: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that is no document, and why."""

    source: int
    failure: Failure
    seconds: float


Outcome: TypeAlias = Read | Unchanged | Failed


def file_reader(model: str | None = None) -> FileReader:
    """Set up a worker; raises ReaderError if the model is missing."""
    return FileReader(recogniser(model))


def recogniser(model: str | None) -> Recogniser:
    """The recogniser; raises ReaderError if its model is missing."""
    from reader.recognise import Recogniser

    try:
        return Recogniser(model)
    except OSError as error:
        from reader.indexing.version import missing_model, model_folder

        raise missing_model(model_folder(model), error) from error


class FileReader:
    """Reads batches of files with one recogniser."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    def __call__(self, batch: Sequence[Work], beat: BeatCall) -> list[Outcome]:
        """An outcome for each file."""
        outcomes: dict[int, Outcome] = {}
        documents: list[tuple[Work, Document, float]] = []
        for work in batch:
            beat(LOAD_SECONDS * (1 + work.size / LOAD_BYTES))
            began = time.monotonic()
            found = _load(work)
            seconds = time.monotonic() - began
            if isinstance(found, Document):
                documents.append((work, found, seconds))
            elif isinstance(found, Failure):
                outcomes[work.source] = Failed(work.source, found, seconds)
            else:
                outcomes[work.source] = Unchanged(work.source, found, seconds)
        beat(
            RECOGNISE_SECONDS + sum(len(document.text) for _, document, _ in documents) / RECOGNISE_CHARACTERS
        )
        for read in self._recognise(documents):
            outcomes[read.stored.source] = read
        return [outcomes[work.source] for work in batch]

    def _recognise(self, documents: Sequence[tuple[Work, Document, float]]) -> list[Read]:
        """Names, entities and sentences of loaded documents; the time is shared out by length."""
        from reader.library import Stored
        from reader.recognise import sentences
        from reader.resolve import within

        began = time.monotonic()
        found = self._recogniser.recognise_many([document for _, document, _ in documents])
        entities = [within(document, names) for (_, document, _), names in zip(documents, found, strict=True)]
        spans = [tuple(sentences(document.text)) for _, document, _ in documents]
        each = (time.monotonic() - began) / max(1, sum(len(document.text) for _, document, _ in documents))
        return [
            Read(
                Stored(
                    work.source, document, names, local, sentence_spans, seconds + each * len(document.text)
                ),
                len(document.text.split()),
            )
            for (work, document, seconds), names, local, sentence_spans in zip(
                documents, found, entities, spans, strict=True
            )
        ]


def _load(work: Work) -> Document | Failure | str:
    """The document; or why there is none; or the content's hash, if it is what the library has of this file."""
    from reader.sources import load

    for _ in range(LOOKS):
        try:
            before = Path(work.path).stat()
            data = Path(work.path).read_bytes() if before.st_size <= READ_WHOLE else None
            after = Path(work.path).stat()
        except OSError as error:
            return _unreadable(work.path, error)
        if _signature(before) != _signature(after) or (data is not None and len(data) != after.st_size):
            continue
        if data is not None and work.sha256 and hashlib.sha256(data).hexdigest() == work.sha256:
            return work.sha256
        return load(work.path, data=data)
    return Failure(
        work.path, "the file changes while it is read", "", "Index again when whatever writes it has finished"
    )


def _signature(status: os.stat_result) -> tuple[int, int, int]:
    """What differs when a file was written to or replaced."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def _unreadable(path: str, error: OSError) -> Failure:
    """An operating system's error about a file as a row for the report."""
    remedies = {
        FileNotFoundError: "It was moved or deleted meanwhile; index again to note that",
        PermissionError: "Change its permissions, or index as a user who may read it",
        IsADirectoryError: "It has become a folder; index again",
    }
    what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
    return Failure(path, what, "", remedies.get(type(error), "Check the disk, then index again"))
