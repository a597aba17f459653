"""Which library a command reads: the one that is given, the one opened last, at first the three sample documents'."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import cells, count, plain, say
from reader.errors import LibraryError, LockedLibrary, QueryError

if TYPE_CHECKING:
    from reader.library import Library
    from reader.readmodel import EntityRow

__all__ = ["entity_meant", "library_file", "opened", "pointing_into"]


def library_file(given: str | None) -> Path:
    """The file of the library that is meant; the samples are indexed on the spot where nothing was opened yet."""
    if given:
        return _named(given)
    from reader.session import recall

    last = recall("library")
    return Path(last) if last and Path(last).exists() else _samples()


def _named(given: str) -> Path:
    """A library that was named."""
    if "://" in given:
        raise LibraryError(
            "libraries on a server are not supported by this version", given, "Give the file of a library"
        )
    return Path(given).expanduser()


def _samples() -> Path:
    """The library of the sample documents, brought up to date (a few milliseconds when it is)."""
    from reader.indexing import index
    from reader.library import library_path_for
    from reader.resources import seeds_folder

    path = library_path_for([seeds_folder()])
    try:
        index([seeds_folder()], path)
    except LockedLibrary:
        if not path.exists():
            raise
    except LibraryError:
        if path.exists():
            return path  # it can be read, though not written: good enough
        import tempfile

        path = Path(tempfile.mkdtemp(prefix="vgt-reader-")) / "samples.vgt"
        say(
            "The user's data folder cannot be written (`vgt-reader doctor` says why): using a temporary library."
        )
        index([seeds_folder()], path)
    return path


@contextmanager
def opened(given: str | None) -> Iterator[Library]:
    """The library that is meant, open for reading; raises the LibraryError family."""
    from reader.library import Library

    with Library.open(library_file(given)) as library:
        for warning in library.warnings:
            say(f"Note: {warning}")
        yield library


@contextmanager
def pointing_into(query: str) -> Iterator[None]:
    """When the query cannot be understood, print it with a mark under the character it fails at."""
    try:
        yield
    except QueryError as error:
        shown = plain(query)
        say(f"  {shown}\n  {' ' * cells(plain(query[: error.position]))}^")
        raise


def entity_meant(library: Library, name: str) -> EntityRow:
    """The entity that `name` means; raises NotFound. Where several are called so, the most mentioned, saying so."""
    rows = library.find_entities(name)
    if len(rows) > 1:
        others = ", ".join(f"{row.name} ({row.id})" for row in rows[1:4])
        more = " …" if len(rows) > 4 else ""
        say(
            f"“{name}” fits {count(len(rows), 'entity', 'entities')}; taking {rows[0].name} ({rows[0].id}). Others: {others}{more}"
        )
    return rows[0]
