"""Colours as theme files name them, and how well one can be read on another (WCAG 2.1, contrast ratio)."""

from __future__ import annotations

import re

__all__ = ["ANSI_NAMES", "DEFAULT", "READABLE", "contrast", "is_colour", "rgb"]

DEFAULT = "default"
"""The terminal's own colour."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.1, success criterion 1.4.3)."""

_SHADES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_NAMES = (*_SHADES, *(f"bright-{shade}" for shade in _SHADES))
"""The sixteen colours that the terminal mixes as it likes."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(written: str) -> bool:
    """Whether this is a colour: "#rrggbb", one of `ANSI_NAMES`, or "default"."""
    return written == DEFAULT or written in ANSI_NAMES or _HEX.fullmatch(written) is not None


def rgb(colour: str) -> tuple[int, int, int] | None:
    """Red, green and blue (0..255) of a colour; None where the terminal decides."""
    if _HEX.fullmatch(colour) is None:
        return None
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float | None:
    """The contrast ratio of two colours, 1 to 21; None where the terminal decides about either."""
    first, second = rgb(one), rgb(other)
    if first is None or second is None:
        return None
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of an sRGB colour."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
