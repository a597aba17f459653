"""How wide text is on a terminal: one width for all of it, the same as Textual's own (`rich.cells`).

Most text is one cell a character; that is found by one regular expression, and everything is exact for the rest:
wide characters (2 cells), combining marks (0), emoji joined to one.
"""

from __future__ import annotations

import re

from rich.cells import split_graphemes

__all__ = ["clusters", "drawable", "is_plain", "width_of"]

_PLAIN_RANGES = (
    "\x20-\x7e"  # ASCII
    "\xa0-\xac\xae-\u02ff"  # Latin
    "\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"  # Greek, Cyrillic
    "\u1e00-\u1eff"  # Latin with more accents
    "\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e"  # dashes, quotation marks, dots
    "\u20a0-\u20bf\u2100-\u2121\u2123-\u2138\u2190-\u2193\u2500-\u25fc"  # money, letter-like, arrows, boxes
)
_NOT_PLAIN = re.compile(f"[^{_PLAIN_RANGES}]")
_STRAY_JOINER = re.compile("(?<![\u2190-\u3299\U0001f000-\U0001faff\ufe0f])\u200d")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of text[start:end] is exactly one cell wide (so also: no line feed, no tab)."""
    return _NOT_PLAIN.search(text, start, len(text) if end is None else end) is None


def drawable(text: str, start: int = 0, end: int | None = None) -> str:
    """text[start:end], character for character, without what would move the cursor or swallow its neighbour.

    Control characters become blanks. A joiner that joins no pictures would make `rich` lose the letter after it.
    """
    stop = len(text) if end is None else end
    part = text[start:stop]
    if is_plain(part):
        return part
    return _STRAY_JOINER.sub("\u200c", _CONTROL.sub(" ", part))


def clusters(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, int]]:
    """The smallest parts of text[start:end] that may be drawn alone, as (start, end, cells); cells are 0, 1 or 2."""
    stop = len(text) if end is None else end
    if is_plain(text, start, stop):
        return [(at, at + 1, 1) for at in range(start, stop)]
    spans, _ = split_graphemes(drawable(text, start, stop))
    return [(start + left, start + right, cells) for left, right, cells in spans]


def width_of(text: str, start: int = 0, end: int | None = None) -> int:
    """The cells that text[start:end] takes."""
    stop = len(text) if end is None else end
    if is_plain(text, start, stop):
        return stop - start
    return sum(cells for _, _, cells in clusters(text, start, stop))
