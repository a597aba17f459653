"""`vgt-reader doctor`: whether everything that the reader needs is here and works. Uses no network."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from reader import __version__
from reader.cli.finding import Finding
from reader.cli.output import json_line, plain, say, write
from reader.cli.terminal import terminal_findings

__all__ = ["command"]


@click.command(
    "doctor", help="Check this installation, the terminal and the folders. Exit 1 if something does not work."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(as_json: bool) -> int:
    """Check."""
    wrong = 0
    for finding in findings():
        wrong += not finding.works
        if as_json:
            write(
                json_line(
                    {
                        "what": finding.what,
                        "value": finding.value,
                        "works": finding.works,
                        "advice": finding.advice,
                    }
                )
            )
            continue
        write(f"{'ok  ' if finding.works else 'NO  '}{finding.what:<12} {plain(finding.value)}")
        if finding.advice:
            write(f"{'':<17}{plain(finding.advice)}")
    if wrong:
        say(f"{wrong} to mend.")
    return 1 if wrong else 0


def findings() -> Iterator[Finding]:
    """All that is looked at."""
    yield Finding("vgt-reader", f"{__version__} in {Path(__file__).resolve().parent.parent}")
    yield Finding("python", f"{platform.python_version()} ({sys.executable}) on {platform.platform()}")
    yield from _packages()
    yield _sqlite()
    yield _model()
    yield _formats()
    yield from terminal_findings()
    yield from _folders()


def _packages() -> Iterator[Finding]:
    """What must be installed beside us."""
    from importlib import metadata

    names = (
        "textual",
        "rich",
        "click",
        "apsw",
        "onnxruntime",
        "numpy",
        "platformdirs",
        "rapidfuzz",
        "charset-normalizer",
    )
    found, missing = [], []
    for name in names:
        version = next((one.version for one in metadata.distributions(name=name)), None)
        if version is None:
            missing.append(name)
        else:
            found.append(f"{name} {version}")
    advice = "pip install --upgrade --force-reinstall vgt-reader" if missing else ""
    yield Finding(
        "packages", ", ".join(found) + "".join(f", NO {name}" for name in missing), not missing, advice
    )


def _sqlite() -> Finding:
    """SQLite with what the library needs, and new enough to be written by several processes."""
    try:
        import apsw
    except ImportError as error:
        return Finding("sqlite", str(error), False, "pip install --force-reinstall apsw")
    version = apsw.sqlite_lib_version()
    fts = "ENABLE_FTS5" in apsw.compile_options
    new = tuple(map(int, version.split(".")[:3])) >= (3, 51, 3)
    value = f"{version}, full-text search {'FTS5' if fts else 'missing'}"
    return Finding("sqlite", value, fts and new, "" if fts and new else "pip install --upgrade apsw")


def _model() -> Finding:
    """The model that finds names: whether it loads, how fast, and whether it finds one."""
    from reader.errors import ReaderError
    from reader.indexing.reading import recogniser
    from reader.sources import load_text

    try:
        began = time.monotonic()
        found = recogniser(None)
        loaded = time.monotonic() - began
        names = found.recognise(
            load_text("Mary Carter of the National Crime Agency spoke in London.")
        ).mentions
    except ReaderError as error:
        return Finding("model", error.what, False, error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever the runtime of the model cannot do here is what we look for
        return Finding(
            "model", f"{type(error).__name__}: {error}", False, "pip install --force-reinstall onnxruntime"
        )
    advice = "" if names else "The model finds no names: install the package again"
    return Finding("model", f"{found.version}, loaded in {loaded * 1000:.0f} ms", bool(names), advice)


def _formats() -> Finding:
    """What can be read."""
    from reader.sources import formats

    return Finding("formats", ", ".join(known.title for known in formats()))


def _folders() -> Iterator[Finding]:
    """Where things are kept and whether they can be written."""
    from reader.library import libraries_folder
    from reader.session import config_folder, recall, state_folder

    wanted: list[tuple[str, Callable[[], Path]]] = [
        ("libraries", libraries_folder),
        ("state", state_folder),
        ("settings", config_folder),
    ]
    for what, folder in wanted:
        path = folder()
        problem = _unwritable(path)
        yield Finding(what, f"{path}{'' if path.exists() else ' (made when needed)'}", not problem, problem)
    yield from _own_files()
    last = os.environ.get("VGT_LIBRARY") or recall("library")
    yield Finding(
        "library", last or "the three sample documents (nothing was opened yet)", *_library_state(last)
    )


def _own_files() -> Iterator[Finding]:
    """The user's settings, keys and themes: which there are, and every mistake in them."""
    from reader.resources import themes_folder
    from reader.session import (
        keymap_file,
        load_themes,
        read_keymap,
        read_settings,
        settings_file,
        user_themes_folder,
    )

    own = [file.name for file in (settings_file(), keymap_file(), user_themes_folder()) if file.exists()]
    yield Finding("yours", ", ".join(own) or "no settings, keymap or themes of your own")
    settings, wrong_settings = read_settings(settings_file())
    themes, wrong_themes = load_themes((themes_folder(), user_themes_folder()))
    for problem in (*wrong_settings, *read_keymap(keymap_file())[1], *wrong_themes):
        yield Finding("yours", f"{problem.where}: {problem.what}", False, problem.remedy)
    if settings.theme != "auto" and settings.theme not in themes:
        there = f"There are {', '.join(sorted(themes))}"
        yield Finding("yours", f"{settings_file()}: there is no theme “{settings.theme}”", False, there)


def _library_state(last: str | None) -> tuple[bool, str]:
    """Whether the library opens; advice if not."""
    from reader.errors import ReaderError
    from reader.library import Library

    if last is None or not Path(last).exists():
        return True, "" if last is None else "It is no longer there; the sample documents are opened instead"
    try:
        with Library.open(Path(last)) as library:
            status = library.status()
            notes = [f"{status.documents:,} documents", *library.warnings]
            return True, "; ".join(notes)
    except ReaderError as error:
        return False, f"{error.what}. {error.remedy}"


def _unwritable(folder: Path) -> str:
    """Why a folder cannot be written ("" if it can), without making it."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return f"{there} is not a folder: move it away"
    if not os.access(there, os.W_OK | os.X_OK):
        return f"{there} cannot be written: change its owner or permissions, or set the XDG folders elsewhere"
    return ""
