"""Themes: one TOML file each, checked when read.

name = "vgt-dark"
kind = "dark"                 # dark, light, ansi (the terminal's sixteen colours) or mono (no colour at all)

[looks]
text = "#d7dce2"              # a colour, or more:
person = { colour = "#f2c879", attributes = ["bold"] }
find = { colour = "#101317", background = "#e5c65a" }
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from reader.errors import SettingsError
from reader.session.colours import ANSI_NAMES, DEFAULT, READABLE, contrast, is_colour
from reader.session.toml_file import TomlFile, nearest, parse_toml, read_toml
from reader.values import dataclass

__all__ = [
    "ATTRIBUTES",
    "KINDS_OF_NAME",
    "LOOKS",
    "Look",
    "Theme",
    "ThemeKind",
    "Themes",
    "check_theme",
    "load_themes",
    "parse_theme",
    "theme_for_terminal",
]

ThemeKind = Literal["dark", "light", "ansi", "mono"]

_KINDS: Mapping[str, ThemeKind] = {kind: kind for kind in get_args(ThemeKind)}

ATTRIBUTES = frozenset({"bold", "dim", "italic", "underline", "reverse", "strike"})

KINDS_OF_NAME = ("person", "organisation", "place")
"""What must be told apart without colour."""


@dataclass(frozen=True, slots=True)
class Look:
    """How something looks; None is the colour of what lies under it."""

    colour: str | None = None
    background: str | None = None
    attributes: frozenset[str] = frozenset()

    def over(self, under: Look) -> Look:
        """This look laid over another."""
        return Look(
            self.colour or under.colour,
            self.background or under.background,
            self.attributes | under.attributes,
        )


_REVERSED = Look(attributes=frozenset({"reverse"}))
_BOLD = frozenset({"bold"})

LOOKS: Mapping[str, Look | str | None] = {
    "background": None,
    "panel": None,
    "text": None,
    "dim": None,
    "accent": None,
    "rule": None,
    "person": None,
    "organisation": None,
    "place": None,
    "cursor": None,
    "same": None,
    "find": None,
    "unsure": None,
    "boilerplate": None,
    "status": None,
    "heading": Look(attributes=_BOLD),
    "date": Look(),
    "number": "dim",
    "dateline": "dim",
    "standfirst": Look(),
    "quote": Look(),
    "speech": Look(),
    "current": _REVERSED,
    "find-current": _REVERSED,
    "selection": _REVERSED,
    "cursor-away": "same",
    "hint": "find",
    "problem": "accent",
}
"""Everything a theme gives a look: None must be in the file, another's name means "as that one unless told otherwise"."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: `looks` has one for every name in `LOOKS`. `path` is its file."""

    name: str
    kind: ThemeKind
    looks: Mapping[str, Look]
    title: str = ""
    path: str = ""

    def __getitem__(self, name: str) -> Look:
        return self.looks[name]

    @property
    def background(self) -> str:
        """The colour behind the text."""
        return self.looks["background"].colour or DEFAULT


def parse_theme(text: str, path: str = "theme.toml") -> tuple[Theme | None, tuple[SettingsError, ...]]:
    """The theme in a file's text and its mistakes; None where too little is right to be used."""
    found, problems = parse_toml(text, path)
    theme, more = _read(found)
    return theme, (*problems, *more)


def load_themes(folders: Iterable[Path]) -> tuple[dict[str, Theme], tuple[SettingsError, ...]]:
    """The themes of all folders by name, those of later folders before those of earlier ones, and their mistakes."""
    themes: dict[str, Theme] = {}
    problems: list[SettingsError] = []
    for folder in folders:
        try:
            paths = sorted(folder.glob("*.toml"))
        except OSError:
            paths = []
        for path in paths:
            found, wrong = read_toml(path)
            theme, more = _read(found)
            problems += (*wrong, *more)
            if theme is not None:
                themes[theme.name] = theme
    return themes, tuple(problems)


class Themes(Mapping[str, Theme]):
    """All themes by name. The user's own are read at once, for `problems` to be told, and stand in for shipped ones of the same name;
    a shipped one, whose file has its name, is read when it is wanted: one of six is before the first screen."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._files = {path.stem: path for path in sorted(shipped.glob("*.toml"))}
        self._known, self.problems = load_themes((own,))

    def __getitem__(self, name: str) -> Theme:
        if name not in self._known:
            theme, _ = _read(read_toml(self._files[name])[0])
            if theme is None:
                raise KeyError(name)
            self._known[name] = theme
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._files, **self._known})

    def __len__(self) -> int:
        return len(self._files.keys() | self._known.keys())


def theme_for_terminal(*, colours: int, no_color: bool = False, light: bool = False) -> str:
    """The shipped theme for a terminal of so many colours; `no_color` as https://no-color.org has it."""
    if no_color or colours < 8:
        return "mono"
    if colours < 256:
        return "ansi-16"
    return "vgt-light" if light else "vgt-dark"


def check_theme(theme: Theme) -> tuple[SettingsError, ...]:
    """What makes a theme hard to read: too little contrast, kinds of names that only colour tells apart."""
    problems = [
        SettingsError(
            f"{one} and {other} are told apart by colour alone", theme.path, "Give one of them an attribute"
        )
        for one, other in combinations(KINDS_OF_NAME, 2)
        if theme[one].attributes == theme[other].attributes
    ]
    grounds = {theme.background, theme["panel"].colour or theme.background}
    same = theme["same"].background
    for name, look in theme.looks.items():
        if name in ("background", "panel", "rule"):
            continue
        behind = {look.background} if look.background else set(grounds)
        if name in KINDS_OF_NAME and same:
            behind.add(same)
        colour = look.colour or theme["text"].colour or DEFAULT
        for ground in sorted(behind):
            ratio = contrast(colour, ground)
            if ratio is not None and ratio < READABLE:
                what = f"{name!r} ({colour}) on {ground} has a contrast of {ratio:.1f}"
                problems.append(SettingsError(what, theme.path, f"It should be at least {READABLE}"))
    return tuple(problems)


def _read(found: TomlFile) -> tuple[Theme | None, tuple[SettingsError, ...]]:
    """The theme that a file describes."""
    problems: list[SettingsError] = []
    name = found.values.get("name", Path(found.path).stem)
    if not isinstance(name, str) or not name.strip():
        problems.append(
            SettingsError("a theme's name must be text", found.where("name"), "Its file's name is used")
        )
        name = Path(found.path).stem
    kind = _KINDS.get(str(found.values.get("kind")))
    if kind is None:
        kinds = ", ".join(get_args(ThemeKind))
        problems.append(SettingsError("a theme needs a kind", found.where("kind"), f"It is one of {kinds}"))
        return None, tuple(problems)
    for key in found.values:
        if key not in ("name", "kind", "title", "looks"):
            known = ["name", "kind", "title", "looks"]
            problems.append(
                SettingsError(f"there is nothing called {key!r}", found.where(key), nearest(key, known))
            )
    looks = _looks(found, problems)
    missing = [each for each, fallback in LOOKS.items() if fallback is None and each not in looks]
    if missing:
        what = f"these looks are missing: {', '.join(missing)}"
        problems.append(SettingsError(what, found.where("looks"), "The theme is left out"))
        return None, tuple(problems)
    title = found.values.get("title", "")
    return Theme(name, kind, _filled(looks), title if isinstance(title, str) else "", found.path), tuple(
        problems
    )


def _looks(found: TomlFile, problems: list[SettingsError]) -> dict[str, Look]:
    """The looks that the file gives, mistakes left out."""
    table = found.values.get("looks", {})
    if not isinstance(table, dict):
        problems.append(SettingsError("'looks' must be a table", found.where("looks"), "Write [looks]"))
        return {}
    looks: dict[str, Look] = {}
    for name, value in table.items():
        where = found.where("looks", name)
        if name not in LOOKS:
            problems.append(SettingsError(f"there is no look {name!r}", where, nearest(name, LOOKS)))
            continue
        look = _look(name, value, where, problems)
        if look is not None:
            looks[name] = look
    return looks


def _look(name: str, value: object, where: str, problems: list[SettingsError]) -> Look | None:
    """One look."""
    parts = {"colour": value} if isinstance(value, str) else value
    if not isinstance(parts, dict):
        remedy = f'Write {name} = "#rrggbb" or {name} = {{ colour = "#rrggbb", attributes = ["bold"] }}'
        problems.append(SettingsError(f"{name!r} is not a look", where, remedy))
        return None
    known = ("colour", "background", "attributes")
    strange = [key for key in parts if key not in known]
    problems += [SettingsError(f"{name!r} has no {key!r}", where, nearest(key, known)) for key in strange]
    colours: dict[str, str] = {}
    for part in ("colour", "background"):
        colour = parts.get(part)
        if isinstance(colour, str) and is_colour(colour):
            colours[part] = colour
        elif colour is not None:
            remedy = (
                nearest(str(colour), ANSI_NAMES)
                or 'A colour is "#rrggbb", "default" or one such as "bright-red"'
            )
            problems.append(SettingsError(f"{name!r}: {colour!r} is not a colour", where, remedy))
            return None
    attributes = parts.get("attributes", [])
    if not isinstance(attributes, list) or not all(isinstance(each, str) for each in attributes):
        problems.append(SettingsError(f"{name!r}: attributes must be a list", where, 'Such as ["bold"]'))
        attributes = []
    for each in attributes:
        if each not in ATTRIBUTES:
            remedy = nearest(each, sorted(ATTRIBUTES)) or f"There are {', '.join(sorted(ATTRIBUTES))}"
            problems.append(SettingsError(f"{name!r}: there is no attribute {each!r}", where, remedy))
    return Look(colours.get("colour"), colours.get("background"), ATTRIBUTES & frozenset(attributes))


def _filled(looks: Mapping[str, Look]) -> dict[str, Look]:
    """All looks, those not given taken from what stands in for them."""
    filled: dict[str, Look] = {}
    for name, fallback in LOOKS.items():
        if name in looks:
            filled[name] = looks[name]
        elif isinstance(fallback, str):
            filled[name] = looks.get(fallback) or filled[fallback]
        elif fallback is not None:
            filled[name] = fallback
    return filled
