"""What a worker does with files: read, load, recognise, find the entities of each document."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import ReaderError
from reader.indexing.opening import LOAD_SECONDS, Piece, pieces
from reader.indexing.worker import BeatCall
from reader.model import Document, Failure
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Stored, Work
    from reader.recognise import Recogniser
    from reader.sources import Options

__all__ = [
    "Failed",
    "FileReader",
    "Inside",
    "Opened",
    "Outcome",
    "Read",
    "Unchanged",
    "file_reader",
    "recogniser",
    "told",
]

RECOGNISE_SECONDS = 120.0
"""What recognising a batch may take on a slow machine, and a second more for every RECOGNISE_CHARACTERS."""

RECOGNISE_CHARACTERS = 2_000

LOOKS = 3
"""A file that changes under our hands is read so often before it is reported."""

READ_WHOLE = 256 * 1024 * 1024
"""Up to this size (bytes) a file is read here, to see whether it changes meanwhile; beyond it sources decides alone."""

CHUNK = 32
CHUNK_CHARACTERS = 96 * 1024
"""So many members of a file are recognised together and given out."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document, ready to be written, and its number of words."""

    stored: Stored
    words: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file (or, with its path, a member of it) that holds what the library has of it already."""

    source: int
    sha256: str
    seconds: float
    member: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A file (or, with its path, a member of it) that is no document, and why."""

    source: int
    failure: Failure
    seconds: float
    member: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """Some of what is in a file; more may follow."""

    outcomes: tuple[Read | Unchanged | Failed, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is no document itself, at its end: `warnings` say what of it was not read."""

    source: int
    warnings: tuple[str, ...]
    seconds: float


Outcome: TypeAlias = Read | Unchanged | Failed | Opened


def file_reader(
    model: str | None = None, library: Path | None = None, options: Options | None = None
) -> FileReader:
    """Set up a worker; raises ReaderError if the model is missing. What `library` has is not recognised again."""
    return FileReader(recogniser(model), _Known(library), options)


class _Known:
    """Asks a library, opened at the first question, whether it has a content already."""

    def __init__(self, library: Path | None) -> None:
        self._path = library
        self._ask: Callable[[str], bool] | None = None

    def __call__(self, sha256: str) -> bool:
        if self._ask is None:
            self._ask = lambda _: False
            if self._path is not None:
                from reader.library import Library

                with suppress(ReaderError):
                    self._ask = Library.open(self._path).known
        try:
            return self._ask(sha256)
        except ReaderError:
            return False


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

    def __init__(
        self,
        recogniser: Recogniser,
        known: Callable[[str], bool] = lambda _: False,
        options: Options | None = None,
    ) -> None:
        self._recogniser = recogniser
        self._known = known
        self._options = options

    def __call__(self, batch: Sequence[Work], beat: BeatCall) -> list[Outcome]:
        """An outcome for each file; what is in files is given out on the way."""
        outcomes: dict[int, Outcome] = {}
        documents: list[_Loaded] = []
        for number, work in enumerate(batch):
            began = time.monotonic()
            found = self._open(number, work, beat)
            seconds = time.monotonic() - began
            if isinstance(found, Document):
                documents.append(_Loaded(work.source, "", found, seconds))
            elif isinstance(found, Failure):
                outcomes[work.source] = Failed(work.source, found, seconds)
            elif isinstance(found, Opened):
                outcomes[work.source] = replace(found, seconds=seconds)
            else:
                outcomes[work.source] = Unchanged(work.source, found, seconds)
        for read in self._recognise(documents, beat):
            outcomes[read.source if isinstance(read, Failed) else read.stored.source] = read
        return [outcomes[work.source] for work in batch]

    def _open(self, number: int, work: Work, beat: BeatCall) -> Document | Failure | Opened | str:
        """The document that a file is; or why it is none; or that it held others; or its content's hash, if that is stored."""
        beat(LOAD_SECONDS)
        data = _content(work)
        if isinstance(data, (Failure, str)):
            return data
        own: Document | None = None
        failures: list[Failure] = []
        inside = _Chunk(work.source, number, beat, self._known, self._recognise)
        share = (work.share, work.shares)
        found = pieces(
            work.path, work.size, beat, data=data, options=self._options, avoid=work.avoid, share=share
        )
        for piece in found:
            if piece.member:
                inside.add(piece)
            elif isinstance(piece.what, Document):
                own = piece.what
            else:
                failures.append(piece.what)
        inside.give()
        if own is not None and work.share == 0:
            return replace(own, warnings=(*own.warnings, *map(told, failures)))
        if not inside.any and failures and own is None:
            return failures[0]
        return Opened(work.source, tuple(map(told, failures)), 0.0)

    def _recognise(self, documents: Sequence[_Loaded], beat: BeatCall) -> list[Read | Failed]:
        """Names, entities and sentences of loaded documents; one that cannot be done fails alone."""
        beat(RECOGNISE_SECONDS + sum(len(one.document.text) for one in documents) / RECOGNISE_CHARACTERS)
        try:
            return list(self._recognised(documents))
        except Exception as error:
            if len(documents) == 1:
                one = documents[0]
                return [Failed(one.source, _unrecognised(one.document.path, error), one.seconds, one.member)]
            if not documents:
                raise
        return [read for one in documents for read in self._recognise([one], beat)]

    def _recognised(self, documents: Sequence[_Loaded]) -> Iterator[Read]:
        """The time is shared out by length."""
        from reader.library import Stored, sketch_of
        from reader.recognise import sentences
        from reader.resolve import within
        from reader.sources import line_keys

        began = time.monotonic()
        found = self._recogniser.recognise_many([one.document for one in documents])
        entities = [within(one.document, names) for one, names in zip(documents, found, strict=True)]
        spans = [tuple(sentences(one.document.text)) for one in documents]
        each = (time.monotonic() - began) / max(1, sum(len(one.document.text) for one in documents))
        for one, names, local, sentence_spans in zip(documents, found, entities, spans, strict=True):
            document = one.document
            stored = Stored(
                one.source,
                document,
                names,
                local,
                sentence_spans,
                one.seconds + each * len(document.text),
                one.member,
                sketch_of(document),
                tuple(line_keys(document)),
            )
            yield Read(stored, len(document.text.split()))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A document to recognise: of which file, and where in it."""

    source: int
    member: str
    document: Document
    seconds: float


class _Chunk:
    """Members of one file on their way out, a chunk at a time."""

    def __init__(
        self,
        source: int,
        number: int,
        beat: BeatCall,
        known: Callable[[str], bool],
        recognise: Callable[[Sequence[_Loaded], BeatCall], list[Read | Failed]],
    ) -> None:
        self._source, self._number, self._beat = source, number, beat
        self._known, self._recognise = known, recognise
        self._documents: list[_Loaded] = []
        self._others: list[Unchanged | Failed] = []
        self._characters = 0
        self.any = False

    def add(self, piece: Piece) -> None:
        """Take a member in; a full chunk goes out."""
        self.any = True
        if isinstance(piece.what, Failure):
            self._others.append(Failed(self._source, piece.what, piece.seconds, piece.member))
        elif self._known(piece.what.sha256):
            self._others.append(Unchanged(self._source, piece.what.sha256, piece.seconds, piece.member))
        else:
            self._documents.append(_Loaded(self._source, piece.member, piece.what, piece.seconds))
            self._characters += len(piece.what.text)
        held = len(self._documents) + len(self._others) // 8
        if held >= CHUNK or self._characters >= CHUNK_CHARACTERS:
            self.give()

    def give(self) -> None:
        """Recognise what is held and give it out."""
        read = self._recognise(self._documents, self._beat) if self._documents else []
        if read or self._others:
            self._beat.give(self._number, Inside((*read, *self._others)))
        self._documents.clear()
        self._others.clear()
        self._characters = 0


def told(failure: Failure) -> str:
    """What went wrong with a part of a file, as a warning on its row."""
    where = f" ({failure.where})" if failure.where else ""
    return f"{failure.what}{where}. {failure.remedy}".rstrip(". ")


def _unrecognised(path: str, error: Exception) -> Failure:
    """A document in which no names could be looked for."""
    if isinstance(error, MemoryError):
        return Failure(path, "it needs more memory than one document may take", "", "Split it")
    return Failure(
        path, f"looking for names in it failed ({type(error).__name__}: {error})", "", "Report the fault"
    )


def _content(work: Work) -> bytes | Failure | str | None:
    """A file's bytes; None where it is read as a stream; why it cannot be read; or its hash, if that is what the library has of it."""
    from reader.sources import format_of

    for _ in range(LOOKS):
        try:
            before = Path(work.path).stat()
            kind = format_of(work.path)
            whole = before.st_size <= READ_WHOLE and not (kind is not None and kind.container)
            data = Path(work.path).read_bytes() if whole else None
            after = Path(work.path).stat()
        except OSError as error:
            return _unreadable(work.path, error)
        if _signature(before) != _signature(after) or (data is not None and len(data) != after.st_size):
            continue
        if data is not None and work.sha256 and hashlib.sha256(data).hexdigest() == work.sha256:
            return work.sha256
        return data
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
