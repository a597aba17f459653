"""Papers whose lines are numbered at the margin (pleadings, transcripts, some courts): the numbers are taken out of the text.

They stand in the middle of names and sentences once lines are joined. What goes is blanked, so that every line keeps its place;
only numbers that count up by one from line to line, over most of a text, are taken for such.
"""

from __future__ import annotations

import re

__all__ = ["without_line_numbers"]

_NUMBER = re.compile(r"^[^\S\n]{0,12}(?P<number>\d{1,2})(?=[^\S\n]|$)", re.MULTILINE)
_LINE = re.compile(r"^.*\S.*$", re.MULTILINE)
_FEWEST = 40
_LEAST_SHARE = 0.5
_LONGEST_PAGE = 60


def without_line_numbers(text: str) -> tuple[str, int]:
    """The text with its line numbers blanked, and how many there were (0: it has none)."""
    found = list(_NUMBER.finditer(text))
    if len(found) < _FEWEST:
        return text, 0
    numbers = [int(match["number"]) for match in found]
    counting = [
        match
        for n, match in enumerate(found)
        if numbers[n] <= _LONGEST_PAGE
        and (
            (n > 0 and numbers[n] == numbers[n - 1] + 1)
            or (n + 1 < len(found) and numbers[n + 1] == numbers[n] + 1)
        )
    ]
    starts = sum(match["number"] == "1" for match in counting)
    lines = sum(1 for _ in _LINE.finditer(text))
    if len(counting) < _FEWEST or len(counting) < lines * _LEAST_SHARE or starts < 2:
        return text, 0
    parts: list[str] = []
    at = 0
    for match in counting:
        start, end = match.span("number")
        parts += (text[at:start], " " * (end - start))
        at = end
    return "".join([*parts, text[at:]]), len(counting)
