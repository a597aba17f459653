"""Cells of tables that a spreadsheet would take for formulas: made harmless when written, and as they were when read."""

from __future__ import annotations

import re

__all__ = ["cell_as_it_was", "harmless_cell"]

_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_SIGN = "'"


def harmless_cell(text: str) -> str:
    """`text` for a CSV file: with an apostrophe before it where a spreadsheet would compute instead of showing it."""
    return _SIGN + text if _FORMULA.match(text) else text


def cell_as_it_was(text: str) -> str:
    """A cell of a CSV file without the apostrophe that `harmless_cell` put before it."""
    return text[1:] if text.startswith(_SIGN) and _FORMULA.match(text, 1) else text
