"""Letters that were lost on the way, for the tagger's eyes alone: "Do?a Ana" and "Mart\ufffdnez" are read as "Dona Ana" and "Martinez".

An encoding that was guessed wrongly once, long before the file came here, leaves a question mark or U+FFFD for each letter that is not English.
Inside a word no one writes a question mark. The text stays as it is; a character stands in for one character, so offsets hold.
"""

from __future__ import annotations

import re

__all__ = ["legible"]

_LOST = re.compile(r"(?<=[^\W\d_])(?:\?(?=[^\W\d_A-Z])|\ufffd)")
_VOWELS = frozenset("aeiouAEIOU")


def legible(text: str) -> str:
    """`text` with a likely letter for each lost one inside a word: "n" between vowels, "i" where a vowel is wanting. As long as `text`."""
    if "?" not in text and "\ufffd" not in text:
        return text

    def likely(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if not after.isalpha():
            return "e"
        return "n" if before in _VOWELS and after in _VOWELS else "i"

    return _LOST.sub(likely, text)
