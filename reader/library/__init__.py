"""The library: one SQLite file with documents, mentions, entities and what people decided; the only room that speaks SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library.connection import Interrupted
    from reader.library.directory import Directory
    from reader.library.library import Library
    from reader.library.paths import libraries_folder, library_path_for
    from reader.library.queue import MAX_TRIES, FileSeen, Plan, Work
    from reader.library.storing import Stored

__all__ = [
    "MAX_TRIES",
    "Change",
    "Directory",
    "FileSeen",
    "Interrupted",
    "Library",
    "Plan",
    "Stored",
    "Work",
    "libraries_folder",
    "library_path_for",
    "sketch_of",
]

_HOMES = {
    "Change": "likeness",
    "Directory": "directory",
    "FileSeen": "queue",
    "Interrupted": "connection",
    "Library": "library",
    "MAX_TRIES": "queue",
    "Plan": "queue",
    "Stored": "storing",
    "Work": "queue",
    "libraries_folder": "paths",
    "library_path_for": "paths",
    "sketch_of": "likeness",
}


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: finding a library's path needs no database."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
