"""Where the reader keeps what is the user's own (XDG). Asking for a path creates nothing."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

__all__ = [
    "config_folder",
    "journal_folder",
    "keymap_file",
    "notes_file",
    "remembered_file",
    "settings_file",
    "state_folder",
    "user_themes_folder",
]

_NAME = "vgt-reader"


def config_folder() -> Path:
    """Where the user's settings, keymap and themes lie."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def state_folder() -> Path:
    """Where the reader notes what it must remember."""
    import platformdirs

    return Path(platformdirs.user_state_dir(_NAME, appauthor=False))


def settings_file() -> Path:
    """The user's settings."""
    return config_folder() / "settings.toml"


def keymap_file() -> Path:
    """The user's keys."""
    return config_folder() / "keymap.toml"


def user_themes_folder() -> Path:
    """The user's own themes; they stand in for shipped ones of the same name."""
    return config_folder() / "themes"


def remembered_file() -> Path:
    """What holds for all libraries: the last one opened, the theme chosen."""
    return state_folder() / "remembered.json"


def journal_folder(library: str | Path) -> Path:
    """The journal of one library."""
    return state_folder() / "journals" / _key(library)


def notes_file(library: str | Path) -> Path:
    """The notes on one library's documents: the user's work, so it lies with the data."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "notes" / f"{_key(library)}.jsonl"


def _key(library: str | Path) -> str:
    """A library as a file's name: a readable part and a hash of its address (a path, or a database's URL)."""
    address = str(library)
    if "://" not in address:
        address = str(Path(address).expanduser().resolve())
    digest = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    name = (
        re.sub(r"[^A-Za-z0-9._-]+", "-", re.split(r"[/\\]", address.rstrip("/"))[-1]).strip("-.")[:40]
        or "library"
    )
    return f"{name}-{digest}"
