"""What a format module gets and gives: a `Source` in, a `Draft` out, made with a `Builder`.

A format module only says what stands where; cleaning, titles, dates and languages are found in one place for all formats.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

from reader.errors import SourceError
from reader.model import Block, BlockKind, Evidence, Found, Mention, MentionType
from reader.sources.options import NO_OPTIONS, Options
from reader.sources.sanitise import sanitise
from reader.values import dataclass

__all__ = ["LIMITS", "Builder", "Draft", "Limits", "Member", "Source", "check_lines", "found", "megabytes"]

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost. `document` bytes in, `text` code points and `lines` out, `tree` bytes of XML or HTML (whose
    trees need ten times as much); `ocr_seconds` for recognising text in one file; the others are for files that hold files.
    """

    document: int = 64 * _MEGABYTE
    text: int = 32_000_000
    lines: int = 500_000
    tree: int = 24 * _MEGABYTE
    members: int = 100_000
    unpacked: int = 4096 * _MEGABYTE
    depth: int = 4
    ocr_seconds: float = 600.0

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, with VGT_MAX_DOCUMENT_MB (a whole number of megabytes) in place of 64."""
        value = os.environ.get("VGT_MAX_DOCUMENT_MB", "")
        if value.isdecimal() and int(value) > 0:
            size = int(value) * _MEGABYTE
            return cls(
                document=size,
                text=size // 2,
                lines=max(1000, size // 128),
                tree=max(_MEGABYTE, size * 3 // 8),
            )
        return cls()


LIMITS = Limits.from_environment()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its name, its first bytes, its size, and a way to its bytes. `declared` is a charset named around it."""

    name: str
    head: bytes
    size: int
    path: Path | None = None
    data: bytes | None = None
    declared: str | None = None
    limits: Limits = LIMITS
    options: Options = NO_OPTIONS

    def read(self, most: int | None = None) -> bytes:
        """All bytes; SourceError if they are more than one document (or `most`) may have."""
        limit = min(self.limits.document, most or self.limits.document)
        if self.size > limit:
            raise SourceError(
                f"too large for one document ({megabytes(self.size)}, the limit is {megabytes(limit)})",
                remedy="split it, or raise the limit: VGT_MAX_DOCUMENT_MB",
            )
        if self.data is not None:
            return self.data
        with self.open() as file:
            data = file.read(self.limits.document + 1)
        if len(data) > self.limits.document:
            raise SourceError(
                "it grew while it was read, beyond the limit for one document",
                remedy="index it again when it is complete",
            )
        return data

    def open(self) -> BinaryIO:
        """The bytes as a seekable file, for formats that hold many documents."""
        if self.data is not None:
            return io.BytesIO(self.data)
        if self.path is None:
            raise SourceError("nothing to read")
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its format gives it, before cleaning. `header` holds what the file says of itself, by Metadata field name.

    `place` is the name or URL that may carry a date; `trusted_title` says that the header's title is better than a first line;
    `stated` are names that the file itself marks as names.
    """

    text: str
    blocks: tuple[Block, ...]
    header: dict[str, Found] = field(default_factory=dict)
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    place: str = ""
    trusted_title: bool = False
    stated: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One of the documents in a file: its name there, and how to get its bytes (or, for a table's row, its draft).

    `read` may raise SourceError; `declared` is the charset that is named around it. `whole`: it and all that it holds are read
    together, and nobody need look into it to know that (a row, a message).
    """

    name: str
    read: Callable[[], bytes | Draft]
    declared: str | None = None
    whole: bool = False


def check_lines(text: str, limits: Limits) -> None:
    """SourceError for a text of more lines than a document may have."""
    if text.count("\n") > limits.lines:
        raise SourceError(
            f"too many lines for one document (more than {limits.lines})",
            remedy="split it, or raise the limit: VGT_MAX_DOCUMENT_MB",
        )


def found(value: str, rule: str, score: float = 1.0) -> Found:
    """A value of the file's header, with the rule that it came by."""
    return Found(value, Evidence(rule, value, score=score))


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / _MEGABYTE:.1f} MB" if size < 1024 * _MEGABYTE else f"{size / _MEGABYTE / 1024:.1f} GB"


class Builder:
    """Puts blocks one after the other into one harmless text."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._told: dict[str, None] = {}
        self._stated: list[tuple[int, int, MentionType, str]] = []
        self.limits = limits
        self.full = False

    def add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        label: str = "",
        page: int | None = None,
        close: bool = False,
    ) -> int | None:
        """Appends a block and gives its start (None if it is empty and left out). `close` blocks stand on the next line, others
        after a blank line.
        """
        text, told = sanitise(text)
        self._told.update(dict.fromkeys(told))
        text = text.strip()
        if not text or self.full:
            return None
        gap = ("\n" if close else "\n\n") if self._parts else ""
        room = self.limits.text - self._length - len(gap)
        if len(text) > room:
            text = text[: max(0, room)].rstrip()
            self.full = True
            self._told["the text is cut off at the limit for one document (VGT_MAX_DOCUMENT_MB)"] = None
            if not text:
                return None
        if gap:
            self._parts.append(gap)
            self._length += len(gap)
        self._blocks.append(Block(kind, self._length, self._length + len(text), level, label, page))
        self._parts.append(text)
        self._length += len(text)
        return self._length - len(text)

    def state(self, start: int, end: int, type: MentionType, reason: str) -> None:
        """Says that [start, end) of what was added is a name (what the limit cut off is none)."""
        if start < end <= self._length:
            self._stated.append((start, end, type, reason))

    def apart(self) -> Builder:
        """An empty builder with the same limits, for a part that is gone over before it is added."""
        return Builder(self.limits)

    def warn(self, what: str) -> None:
        """Adds a warning for people, once."""
        self._told[what] = None

    @property
    def last(self) -> BlockKind | None:
        """The kind of the last block, None before the first."""
        return self._blocks[-1].kind if self._blocks else None

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far."""
        return tuple(self._blocks)

    def draft(
        self,
        header: dict[str, Found] | None = None,
        encoding: str = "utf-8",
        place: str = "",
        trusted_title: bool = False,
    ) -> Draft:
        """What was added, as a draft."""
        text = self.text
        stated = (
            Mention(start, end, text[start:end], type, 0.99, reason)
            for start, end, type, reason in sorted(self._stated)
        )
        return Draft(
            text,
            tuple(self._blocks),
            header or {},
            encoding,
            tuple(self._told),
            place,
            trusted_title,
            tuple(stated),
        )
