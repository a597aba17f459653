"""What the user may set, in one typed value.

# settings.toml
theme = "high-contrast"
measure = 72
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from reader.errors import SettingsError
from reader.session.toml_file import TomlFile, nearest, parse_toml, read_toml
from reader.values import dataclass

__all__ = ["MEASURES", "Settings", "parse_settings", "read_settings"]

MEASURES = (60, 90)
"""The narrowest and the widest measure of text that can be set, in cells."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings. `theme` is a theme's name, or "auto" for the one that fits the terminal; `measure` the cells of a line of text.

    `mouse` off leaves the mouse to the terminal (to select text with). `fold_furniture` hides menus, cookie lines and the like
    behind one line. `paragraph_numbers` shows them in a margin. `half_page_at_edge`: a cursor that leaves the screen takes half a page
    with it instead of a line, so that most of its steps cost a few bytes on a slow line.
    """

    theme: str = "auto"
    measure: int = 80
    mouse: bool = True
    fold_furniture: bool = True
    paragraph_numbers: bool = False
    half_page_at_edge: bool = False


def read_settings(path: Path) -> tuple[Settings, tuple[SettingsError, ...]]:
    """The user's settings and everything that is wrong with the file; what is wrong falls back to the default."""
    found, problems = read_toml(path)
    settings, more = _checked(found)
    return settings, (*problems, *more)


def parse_settings(text: str, path: str = "settings.toml") -> tuple[Settings, tuple[SettingsError, ...]]:
    """As `read_settings`, from text."""
    found, problems = parse_toml(text, path)
    settings, more = _checked(found)
    return settings, (*problems, *more)


def _is_on_or_off(value: object) -> str | None:
    """What is wrong with a value that should be true or false."""
    return None if isinstance(value, bool) else "must be true or false"


def _is_measure(value: object) -> str | None:
    """What is wrong with a measure."""
    low, high = MEASURES
    fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return None if fits else f"must be a whole number from {low} to {high}"


def _is_name(value: object) -> str | None:
    """What is wrong with a name."""
    return None if isinstance(value, str) and value.strip() else "must be a name in quotation marks"


_CHECKS: Mapping[str, Callable[[object], str | None]] = {
    "theme": _is_name,
    "measure": _is_measure,
    "mouse": _is_on_or_off,
    "fold_furniture": _is_on_or_off,
    "paragraph_numbers": _is_on_or_off,
    "half_page_at_edge": _is_on_or_off,
}


def _checked(found: TomlFile) -> tuple[Settings, tuple[SettingsError, ...]]:
    """The settings that the file asks for, and its mistakes."""
    problems: list[SettingsError] = []
    defaults = {each.name: each.default for each in fields(Settings)}
    values: dict[str, object] = {}
    for written, value in found.values.items():
        name, where = written.replace("-", "_"), found.where(written)
        if name not in _CHECKS:
            problems.append(
                SettingsError(f"there is no setting {written!r}", where, nearest(name, sorted(_CHECKS)))
            )
            continue
        wrong = _CHECKS[name](value)
        if wrong is None:
            values[name] = value
        else:
            default = (
                str(defaults[name]).lower() if isinstance(defaults[name], bool) else repr(defaults[name])
            )
            problems.append(
                SettingsError(f"{written!r} {wrong}", where, f"Until it is mended it is {default}")
            )
    return Settings(**{**defaults, **values}), tuple(problems)  # type: ignore[arg-type]
