"""What is told of a document: warnings (something of it is missing) and notes (it is whole, but a reader should know)."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["divided"]

_WHOLE = (
    "the encoding is a guess",
    "terminal escape sequences removed",
    "control characters removed",
    "bidirectional control characters removed",
    "piled-up accents removed",
    "no column with a text: read as one table",
    "the text was recognised in a picture",
    "marks of web pages were read as letters",
    "the numbers of its lines were left out",
)
"""Beginnings of what is told where every word of the file was read all the same."""


def divided(told: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(warnings, notes): a guessed encoding and signs that a terminal would obey cost no text."""
    warnings: list[str] = []
    notes: list[str] = []
    for one in told:
        (notes if one.startswith(_WHOLE) else warnings).append(one)
    return tuple(warnings), tuple(notes)
