"""Mailboxes: one mail a member, split at "From " lines, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reader.sources.draft import Member, Source

__all__ = ["members"]

_LONGEST_LINE = 1 << 20


def members(source: Source) -> Iterator[Member]:
    """Each message of the mailbox ("1.eml", "2.eml", …); one longer than a document may be is cut there."""
    with source.open() as file:
        number = 0
        lines: list[bytes] = []
        size = 0
        blank = True
        for line in iter(partial(file.readline, _LONGEST_LINE), b""):
            if blank and line.startswith(b"From ") and len(line) < 300:
                if lines:
                    yield _member(number, lines)
                number, lines, size = number + 1, [], 0
            elif size <= source.limits.document:
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
        if lines:
            yield _member(number, lines)


def _member(number: int, lines: list[bytes]) -> Member:
    data = b"".join(lines)
    return Member(f"{max(1, number)}.eml", lambda: data, whole=True)
