"""Themes as Textual needs them: the few colours of the style sheet as variables, all looks as styles (see `looks`)."""

from __future__ import annotations

import os
from collections.abc import Mapping

from rich.color import Color
from rich.style import Style
from textual.theme import Theme as TextualTheme

from reader.session import Look, Theme, theme_for_terminal
from reader.tui.looks import Looks

__all__ = [
    "chosen_theme",
    "colours_of_terminal",
    "looks_from",
    "no_color",
    "style_of",
    "textual_theme",
    "variables",
]

_NONE = "transparent"


def _colour(colour: str | None) -> str:
    """A colour as the style sheet writes it."""
    if colour is None:
        return _NONE
    return colour if colour.startswith("#") else f"ansi_{colour.replace('-', '_')}"


def variables(looks: Mapping[str, Look]) -> dict[str, str]:
    """The colours that the style sheet names."""
    text = looks["text"].colour or "default"
    status = looks["status"]
    return {
        "look-rule": _colour(looks["rule"].colour or text),
        "look-problem": _colour(looks["problem"].colour or text),
        "look-status": _colour(status.colour or text),
        "look-status-back": _colour(status.background),
    }


_PLAIN = Style()

_OF_LINES = {
    "line--quiet": "dim",
    "line--heading": "heading",
    "line--hit": "same",
    "line--accent": "accent",
    "line--problem": "problem",
    "line--cursor": "cursor",
    "line--cursor-away": "cursor-away",
    "title--active": "cursor",
    "status--key": "accent",
    "status--problem": "problem",
    "kind--person": "person",
    "kind--organisation": "organisation",
    "kind--place": "place",
    "kind--date": "date",
    "folded": "boilerplate",
}
_BOLD = ("line--strong", "status--message")
_UNCHANGED = ("blank", "paragraph", "list", "table", "code", "note")


def _rich_colour(colour: str | None) -> Color | None:
    if colour is None:
        return None
    return Color.default() if colour == "default" else Color.parse(colour.replace("-", "_"))


def style_of(look: Look) -> Style:
    """A look as a style that leaves open what the look leaves open."""
    wanted = dict.fromkeys(look.attributes, True)
    return Style(color=_rich_colour(look.colour), bgcolor=_rich_colour(look.background), **wanted)  # type: ignore[arg-type]


def looks_from(theme: Theme) -> Looks:
    """All looks of a theme."""
    found = {name: style_of(look) for name, look in theme.looks.items()}
    found.update({name: found[look] for name, look in _OF_LINES.items()})
    found.update(dict.fromkeys(_BOLD, Style(bold=True)))
    found.update(dict.fromkeys(_UNCHANGED, _PLAIN))
    return found


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme, ready to be registered with an app."""
    text = _colour(theme["text"].colour or "default")
    background = _colour(theme.background)
    panel = _colour(theme["panel"].colour or theme.background)
    accent = _colour(theme["accent"].colour or "default")
    cursor = theme["cursor"]
    native = theme.kind in ("ansi", "mono")
    return TextualTheme(
        name=theme.name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=accent,
        success=accent,
        foreground=text,
        background=background,
        surface=background,
        panel=panel,
        boost=background,
        dark=theme.kind != "light",
        ansi=native,
        variables={
            **variables(theme.looks),
            "ansi-background": background if native else "ansi_black",
            "ansi-foreground": text if native else "ansi_white",
            "foreground-muted": _colour(theme["dim"].colour) if theme["dim"].colour else text,
            "text-muted": _colour(theme["dim"].colour) if theme["dim"].colour else text,
            "input-cursor-background": _colour(cursor.background or theme["text"].colour or "default"),
            "input-cursor-foreground": background,
            "input-cursor-text-style": "reverse" if native else "none",
            "input-selection-background": _colour(cursor.background) if cursor.background else accent,
            "input-selection-foreground": background,
            "block-cursor-text-style": "none",
        },
    )


def no_color() -> bool:
    """Whether the user wants no colours at all (https://no-color.org: set and not empty)."""
    return bool(os.environ.get("NO_COLOR"))


def colours_of_terminal() -> int:
    """How many colours Textual will send: it goes by COLORTERM and TERM, or what TEXTUAL_COLOR_SYSTEM forces."""
    forced = os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto").strip().lower()
    known = {"standard": 16, "256": 256, "truecolor": 1 << 24}
    if forced in known:
        return known[forced]
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    _, _, colours = os.environ.get("TERM", "").strip().lower().rpartition("-")
    return 256 if colours == "256color" else 1 << 24 if colours in ("kitty", "direct") else 16


def chosen_theme(wanted: str, themes: Mapping[str, Theme]) -> str:
    """The theme to begin with: what the terminal can show comes first, then what the user wants."""
    colours = colours_of_terminal()
    fitting = theme_for_terminal(colours=colours, no_color=no_color(), light=_is_light())
    if no_color() or wanted == "auto" or wanted not in themes:
        return fitting if fitting in themes else next(iter(themes))
    if colours <= 16 and themes[wanted].kind in ("dark", "light"):
        return fitting if fitting in themes else wanted
    return wanted


def _is_light() -> bool:
    """Whether the terminal says that its background is light (COLORFGBG, as rxvt and Konsole set it)."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return background in ("7", "15")
