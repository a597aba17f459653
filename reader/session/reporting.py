"""What happened to a file, and what differs between two documents, in words: the same on every face of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from reader.readmodel import ReportRow, Twin

__all__ = ["FURNITURE", "about_file", "dropped_words", "passages", "told", "twin_words"]

FURNITURE = {
    "about": "about the issuer",
    "contact": "contact lines",
    "cookies": "cookie notice",
    "date": "date line",
    "disclaimer": "disclaimer",
    "end": "end mark",
    "menu": "menu",
    "other": "other furniture",
    "page": "page number or running head",
    "release": "release line",
    "repeated": "line of most documents of this source",
    "reply": "reply quote",
    "share": "share button",
    "source": "source line",
}
"""What labels of boilerplate blocks mean."""

AROUND = 8
"""Words that stay, shown on each side of what differs."""


class Change(Protocol):
    """A stretch of one text and what stands in its place in another."""

    @property
    def same(self) -> bool: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def other_start(self) -> int: ...
    @property
    def other_end(self) -> int: ...


def dropped_words(row: ReportRow) -> str:
    """What was folded as furniture, in words: "12 × page number or running head, 1 × menu"; "" if nothing."""
    return ", ".join(f"{n:,} × {FURNITURE.get(label, label)}" for label, n in row.dropped)


def told(row: ReportRow) -> str:
    """All words of a row, to look for some in."""
    return "\n".join((row.path, row.state, row.what, row.where, row.format, *row.warnings, *row.notes))


def about_file(row: ReportRow) -> str:
    """What a file is and how long it took, in one line: "PDF, 1,234 words, 0.3 s"; "" for files that are no documents."""
    parts = [row.format] if row.format else []
    if row.encoding and row.encoding not in ("utf-8", "ascii"):
        parts.append(row.encoding)
    parts += [f"{row.words:,} words"] if row.document else []
    if row.inside or row.inside_failed:
        failed = f" ({row.inside_failed:,} failed)" if row.inside_failed else ""
        parts.append(f"{_documents(row.inside)} in it{failed}")
    return ", ".join([*parts, f"{row.seconds:.1f} s"]) if parts else ""


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def twin_words(twin: Twin, shown: Twin) -> str:
    """What a document is to the one that lists show for it."""
    if not twin.kind:
        return "shown in lists"
    if twin.kind == "near":
        return f"{int(100 * twin.score)}% the same"
    return "the same words, issued again" if twin.row.date != shown.row.date else "the same words"


def passages(left: str, right: str, changes: Sequence[Change]) -> Iterator[tuple[str, str, str, str]]:
    """(words before, words taken out, words put in, words behind) of each change; each on one line."""
    for at, change in enumerate(changes):
        if change.same:
            continue
        before = left[changes[at - 1].start : change.start] if at else ""
        behind = left[change.end : changes[at + 1].end] if at + 1 < len(changes) else ""
        yield (
            " ".join(before.split()[-AROUND:]),
            " ".join(left[change.start : change.end].split()),
            " ".join(right[change.other_start : change.other_end].split()),
            " ".join(behind.split()[:AROUND]),
        )
