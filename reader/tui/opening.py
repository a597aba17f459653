"""Before the first screen: which library, whose settings, keys and themes. Every mistake in a file is told, none is fatal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reader.errors import ReaderError
from reader.resources import seeds_folder, themes_folder
from reader.session import (
    Journal,
    Notebook,
    Themes,
    journal_folder,
    keymap_file,
    notes_file,
    read_keymap,
    read_settings,
    recall,
    remember,
    settings_file,
    user_themes_folder,
)
from reader.tui.desk import Desk
from reader.tui.gateway import Gateway, open_readings
from reader.values import dataclass

__all__ = ["Opened", "lay_out", "library_of", "which"]


@dataclass(frozen=True, slots=True)
class Opened:
    """All that the app begins with. `paths` are to be taken into `library`; `problems` are the user's files' mistakes.
    `first_steps` are shown to somebody who is here for the first time.
    """

    desk: Desk
    library: Path
    paths: tuple[Path, ...]
    theme: str
    problems: tuple[ReaderError, ...]
    first_steps: bool = False


def library_of(paths: Sequence[Path]) -> Path:
    """The library that belongs to these paths."""
    from reader.library import library_path_for

    return library_path_for(paths)


def which(paths: Sequence[Path], library: Path | None) -> tuple[tuple[Path, ...], Path]:
    """The paths to take in and the library: as asked for, else those of the last time, at first the seeds."""
    if paths:
        return tuple(paths), library or library_of(paths)
    if library is not None:
        return (), library
    last = recall("library")
    if last is not None and Path(last).is_file():
        return _remembered_paths(), Path(last)
    seeds = (seeds_folder(),)
    return seeds, library_of(seeds)


def _remembered_paths() -> tuple[Path, ...]:
    try:
        paths = json.loads(recall("paths") or "[]")
    except ValueError:
        return ()
    return tuple(Path(path) for path in paths if isinstance(path, str) and Path(path).exists())


def lay_out(paths: Sequence[Path], library: Path | None) -> Opened:
    """Read what the user set, choose the library; raises LibraryError where a library that was asked for is not there."""
    paths, where = which(paths, library)
    if not paths and not where.exists():
        from reader.errors import LibraryError

        raise LibraryError(
            "there is no library here", str(where), "Make one with `vgt-reader index PATH --library L`"
        )
    settings, wrong_settings = read_settings(settings_file())
    keymap, wrong_keys = read_keymap(keymap_file())
    themes = Themes(themes_folder(), user_themes_folder())
    journal = Journal.open(journal_folder(where))
    problems: list[ReaderError] = [*wrong_settings, *wrong_keys, *themes.problems]
    if journal.problem is not None:
        problems.append(journal.problem)
    theme = settings.theme
    if theme == "auto":
        theme = recall("theme") or "auto"
    elif theme not in themes:
        problems.append(
            ReaderError(
                f"there is no theme “{theme}”", str(settings_file()), f"There are {', '.join(sorted(themes))}"
            )
        )
    collection = paths[0].resolve().name if paths else where.stem
    gateway = Gateway(partial(open_readings, where, create=bool(paths)))
    keep = partial(_keep, where, paths)
    desk = Desk(gateway, keymap, settings, themes, journal, collection, keep, Notebook(notes_file(where)))
    first = tuple(paths) == (seeds_folder(),) and recall("first-steps") is None
    return Opened(desk, where, tuple(paths), theme, tuple(problems), first)


def _keep(library: Path, paths: Sequence[Path]) -> None:
    """This library can be read: next time it opens without being named."""
    remember("library", str(library.absolute()))
    remember("paths", json.dumps([str(path.absolute()) for path in paths]))
