"""Typesetting for the terminal, pure: text and a width become rows, offsets and runs. No widget is known here.

Layout(text, blocks, Setting(width)) -> pieces -> Viewport(layout, height).rows -> paint(text, row, layers, width)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.tui.text.cells import drawable, is_plain, width_of
    from reader.tui.text.concordance import (
        SORTS,
        Arranged,
        Columns,
        Sort,
        arranged,
        in_columns,
        sorted_passages,
    )
    from reader.tui.text.cursor import Stop, Stops, next_paragraph, previous_paragraph
    from reader.tui.text.find import Finder, Given, Hit, Hits, Query, QueryFailure, read_query
    from reader.tui.text.hints import HOME_ROW, labels, narrowed
    from reader.tui.text.layout import Layout, Piece
    from reader.tui.text.pattern import PatternFound, look_for_pattern
    from reader.tui.text.rows import Row, RowKind, column_of, offset_of, row_text, row_width
    from reader.tui.text.runs import ORDER, Layer, Mark, Run, crop, paint
    from reader.tui.text.typeset import Setting
    from reader.tui.text.viewport import Viewport

__all__ = [
    "HOME_ROW",
    "ORDER",
    "SORTS",
    "Arranged",
    "Columns",
    "Finder",
    "Given",
    "Hit",
    "Hits",
    "Layer",
    "Layout",
    "Mark",
    "PatternFound",
    "Piece",
    "Query",
    "QueryFailure",
    "Row",
    "RowKind",
    "Run",
    "Setting",
    "Sort",
    "Stop",
    "Stops",
    "Viewport",
    "arranged",
    "column_of",
    "crop",
    "drawable",
    "in_columns",
    "is_plain",
    "labels",
    "look_for_pattern",
    "narrowed",
    "next_paragraph",
    "offset_of",
    "paint",
    "previous_paragraph",
    "read_query",
    "row_text",
    "row_width",
    "sorted_passages",
    "width_of",
]

_HOMES = {
    "Arranged": "concordance",
    "Given": "find",
    "Hits": "find",
    "PatternFound": "pattern",
    "arranged": "concordance",
    "look_for_pattern": "pattern",
    "Columns": "concordance",
    "Finder": "find",
    "HOME_ROW": "hints",
    "Hit": "find",
    "Layer": "runs",
    "Layout": "layout",
    "Mark": "runs",
    "ORDER": "runs",
    "Piece": "layout",
    "Query": "find",
    "QueryFailure": "find",
    "Row": "rows",
    "RowKind": "rows",
    "Run": "runs",
    "SORTS": "concordance",
    "Setting": "typeset",
    "Sort": "concordance",
    "Stop": "cursor",
    "Stops": "cursor",
    "Viewport": "viewport",
    "column_of": "rows",
    "crop": "runs",
    "drawable": "cells",
    "in_columns": "concordance",
    "is_plain": "cells",
    "labels": "hints",
    "narrowed": "hints",
    "next_paragraph": "cursor",
    "offset_of": "rows",
    "paint": "runs",
    "previous_paragraph": "cursor",
    "read_query": "find",
    "row_text": "rows",
    "row_width": "rows",
    "sorted_passages": "concordance",
    "width_of": "cells",
}


def __getattr__(name: str) -> Any:
    """Loads a name of the public face when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
