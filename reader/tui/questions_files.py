"""What the interface asks about files: what happened to each, which documents say the same, how a source is graded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar, cast

from reader.readmodel import ReportRow, Twin
from reader.session import passages, told
from reader.tui.questions import Readings
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.library import Library

__all__ = ["FilesFrom", "FilesReported", "Graded", "GradedOf", "Likeness", "TwinsOf"]


@dataclass(frozen=True, slots=True)
class FilesReported:
    """Files with trouble or notes first, then the others; `more` is how many that fit are not here.

    `every` are all that hold `words`, as the report has them, where they are not too many to keep.
    """

    rows: tuple[ReportRow, ...]
    total: int
    troubled: int
    more: int
    words: tuple[str, ...] = ()
    every: tuple[ReportRow, ...] | None = None


@dataclass(frozen=True, slots=True)
class FilesFrom:
    """What happened to the files whose row holds all these words? `known` is an earlier answer, which may hold them all."""

    words: tuple[str, ...]
    pages: int = 1
    known: FilesReported | None = None
    topic: ClassVar[str] = "files"
    PAGE: ClassVar[int] = 300
    KEPT: ClassVar[int] = 50_000

    def ask(self, readings: Readings) -> FilesReported:
        """At most so many pages of rows."""
        library, limit = cast("Library", readings), self.pages * self.PAGE
        if not self.words:
            first, total, trouble = library.report_first(limit)
            return FilesReported(tuple(first), total, trouble, total - len(first))
        kinds: tuple[list[ReportRow], list[ReportRow]] = [], []
        counts = [0, 0]
        every: list[ReportRow] = []
        for row in self._among(library):
            said = told(row).casefold()
            if not all(word in said for word in self.words):
                continue
            calm = not (row.notes or row.warnings or row.state in ("failed", "partial", "waiting"))
            counts[calm] += 1
            if len(kinds[calm]) < limit:
                kinds[calm].append(row)
            if len(every) <= self.KEPT:
                every.append(row)
        rows, total = tuple(islice(chain(*kinds), limit)), sum(counts)
        kept = tuple(every) if total <= self.KEPT else None
        return FilesReported(rows, total, counts[0], total - len(rows), self.words, kept)

    def _among(self, library: Library) -> Iterable[ReportRow]:
        """The rows to look through: those that hold what was typed before, where that is a part of what is typed now."""
        known = self.known
        if known is None or known.every is None:
            return library.report()
        within = all(any(word in longer for longer in self.words) for word in known.words)
        return known.every if within else library.report()


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document of a group, and what differs in it from the one that lists show, in words: (before, out, in, behind)."""

    twin: Twin
    differences: tuple[tuple[str, str, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class TwinsOf:
    """Which documents say what this one says?"""

    document: str
    topic: ClassVar[str] = "twins"
    SHOWN: ClassVar[int] = 200
    COMPARED: ClassVar[int] = 20

    def ask(self, readings: Readings) -> tuple[Likeness, ...]:
        """The one that lists show first; the first twenty of the others with what differs in them."""
        library = cast("Library", readings)
        twins = library.group(self.document).twins
        found = [Likeness(twins[0], (), 0)]
        text = library.document(twins[0].row.id).text[:]
        for number, twin in enumerate(twins[1 : 1 + self.SHOWN]):
            said: list[tuple[str, str, str, str]] = []
            if number < self.COMPARED:
                other = library.document(twin.row.id).text[:]
                said = list(passages(text, other, library.differences(twins[0].row.id, twin.row.id)))
            found.append(Likeness(twin, tuple(said[: self.COMPARED]), max(0, len(said) - self.COMPARED)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Graded:
    """A document's source, and the grades (grade, who gave it) of it and of the document itself."""

    source: str
    of_source: tuple[str, str] | None
    of_document: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class GradedOf:
    """How are this document and its source graded?"""

    document: str
    sha256: str
    topic: ClassVar[str] = "grade"

    def ask(self, readings: Readings) -> Graded:
        """Both."""
        library = cast("Library", readings)
        source, grades = library.source_of(self.document), library.grades()
        return Graded(source, grades.get(("source", source)), grades.get(("document", self.sha256)))
