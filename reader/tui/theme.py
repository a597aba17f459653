"""Themes as Textual needs them: every look of a theme file becomes three variables of the style sheet."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme as TextualTheme

from reader.session import Look, Theme, theme_for_terminal

__all__ = ["chosen_theme", "colours_of_terminal", "no_color", "textual_theme", "variables"]

_NONE = "transparent"


def _colour(colour: str | None) -> str:
    """A colour as the style sheet writes it."""
    if colour is None:
        return _NONE
    return colour if colour.startswith("#") else f"ansi_{colour.replace('-', '_')}"


def variables(looks: Mapping[str, Look]) -> dict[str, str]:
    """`$look-<name>`, `$look-<name>-back` and `$look-<name>-style` for every look."""
    found: dict[str, str] = {}
    for name, look in looks.items():
        found[f"look-{name}"] = _colour(look.colour)
        found[f"look-{name}-back"] = _colour(look.background)
        found[f"look-{name}-style"] = " ".join(sorted(look.attributes)) or "none"
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
