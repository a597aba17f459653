"""What an index run did."""

from __future__ import annotations

from pathlib import Path

from reader.model import Failure
from reader.values import dataclass

__all__ = ["Summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Files of this run: `read` anew (of them `partial`: not everything in them), `failed`, the `same` as before, `gone`, still
    `waiting` (after a stop). The library's `documents`, `entities`,
    `mentions` now, and how many files it could not read, now or before (`unread`). `seconds` of wall clock time.
    `passed_over`: folders that cannot be entered and what is no regular file.
    """

    library: Path
    read: int
    partial: int
    failed: int
    same: int
    gone: int
    waiting: int
    words: int
    documents: int
    entities: int
    mentions: int
    unread: int
    seconds: float
    stopped: bool
    passed_over: tuple[Failure, ...] = ()
