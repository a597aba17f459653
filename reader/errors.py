"""One family of errors: each says what went wrong, where, and what to do about it."""

from __future__ import annotations

__all__ = [
    "CommandError",
    "DamagedLibrary",
    "LibraryError",
    "LockedLibrary",
    "NewerLibrary",
    "NotFound",
    "OlderLibrary",
    "QueryError",
    "ReaderError",
    "SettingsError",
    "SourceError",
]


class ReaderError(Exception):
    """Something the user can be told: `what` happened, `where`, and the `remedy` (may be empty)."""

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head


class SourceError(ReaderError):
    """A file that could not be read as a document."""


class LibraryError(ReaderError):
    """The library file cannot be used as asked."""


class NewerLibrary(LibraryError):
    """The library was written by a newer version of the reader."""


class OlderLibrary(LibraryError):
    """The library was written by an older version of the reader and could not be brought up to date by opening it."""


class LockedLibrary(LibraryError):
    """Another process holds the library and did not let go in time."""


class DamagedLibrary(LibraryError):
    """The file is not a library, or its pages are damaged."""


class NotFound(ReaderError):
    """No document or entity answers to what was asked for; `remedy` names the nearest."""


class QueryError(ReaderError):
    """A search query that cannot be understood; `position` is the 0-based code point it fails at."""

    def __init__(self, what: str, where: str = "", remedy: str = "", position: int = 0) -> None:
        super().__init__(what, where, remedy)
        self.position = position


class SettingsError(ReaderError):
    """A settings, keymap or theme file with a mistake in it; `where` names file and line."""


class CommandError(ReaderError):
    """A command that was called wrongly (exit status 2)."""
