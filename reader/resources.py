"""Where the files that ship with the reader lie: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["seeds_folder", "themes_folder"]

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """The folder `name` inside the installed package or, in a checkout, beside it."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def seeds_folder() -> Path:
    """The starter collection: three press releases."""
    return _shipped("seeds")


def themes_folder() -> Path:
    """The themes that ship with the reader, one TOML file each."""
    return _shipped("themes")
