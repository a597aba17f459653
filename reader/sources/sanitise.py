"""Makes text harmless: no control, escape, bidirectional or invisible character leaves this module.

This is the one place of the program where that happens. A document's offsets count the code points of what `sanitise` gives
back; letters, accents, spaces and punctuation are kept as they are (no Unicode normalisation), so that a quotation stays a
quotation. Everything that a terminal could obey, or that the eye cannot see, is removed, always in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match, Pattern

__all__ = ["printable", "sanitise"]

_NEWLINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# A terminal's own commands. A string command (OSC, DCS, SOS, PM, APC) ends at BEL or ST; one that nobody ended is cut at its line.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]{0,8}[0-~]?"
)
_OVERSTRIKES = re.compile(r"[^\n\x08]\x08")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    r"\ufff0-\ufffc\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Joiners shape Persian, Indic scripts and emoji; between Latin, Greek or Cyrillic letters they only hide something.
_JOINERS = re.compile(
    r"(?<![\u0600-\u109f\u1780-\u1cff\u2600-\u27bf\ufe0f\U00010a00-\U000116ff\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_STACKED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_UNUSUAL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ud800-\udfff\ufe20-\ufe2f\ufeff\uffa0"
    r"\ufff0-\ufffc\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_Step = tuple[Pattern[str], "str | Callable[[Match[str]], str]", str]
_STEPS: tuple[_Step, ...] = (
    (_NEWLINES, "\n", ""),
    (_ESCAPES, "", "terminal escape sequences removed"),
    (_OVERSTRIKES, "", ""),
    (_CONTROLS, "", "control characters removed"),
    (_BIDI, "", "bidirectional control characters removed"),
    (_INVISIBLE, "", ""),
    (_JOINERS, "", ""),
    (_STACKED, r"\1", "piled-up accents removed"),
    (_SURROGATES, "\ufffd", "broken characters replaced"),
)

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def sanitise(text: str) -> tuple[str, tuple[str, ...]]:
    """The harmless text, and what was taken out that a reader should know of (soft hyphens and line ends are not told).

    Line ends become LF; tabs and every kind of visible space stay. Doing it twice changes nothing more.
    """
    if not _UNUSUAL.search(text):
        return text, ()
    told: list[str] = []
    for pattern, replacement, what in _STEPS:
        text, count = pattern.subn(replacement, text)
        if count and what:
            told.append(f"{what} ({count})")
    return text, tuple(told)


def printable(text: str) -> str:
    """`text` on one line for a terminal, with everything a terminal could obey or hide spelt out (`\\x1b`, `\\u202e`, `\\n`).

    For file names, titles and messages: two different names stay different, an ordinary name is given back unchanged.
    """
    return _UNPRINTABLE.sub(_spelt_out, text)


def _spelt_out(match: Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8 (os.fsdecode)
        code -= 0xDC00
    if code in (9, 10, 13):
        return {9: r"\t", 10: r"\n", 13: r"\r"}[code]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
