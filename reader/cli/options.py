"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reader.sources import Options

__all__ = [
    "ENTITY_TYPES",
    "as_json",
    "in_document",
    "library",
    "limit",
    "map_columns",
    "ocr",
    "of_entity",
    "of_type",
    "sources",
]

ENTITY_TYPES = ("person", "organisation", "place")

F = TypeVar("F", bound=Callable[..., Any])


def _above(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """What was given to the command, else what was given before it (`vgt-reader --library L documents`)."""
    return value if value is not None else context.find_root().obj


def library(function: F) -> F:
    """--library L"""
    return click.option(
        "--library",
        metavar="L",
        envvar="VGT_LIBRARY",
        callback=_above,
        help="The library's file.  [default: VGT_LIBRARY, else the one opened last]",
    )(function)


def as_json(function: F) -> F:
    """--json"""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")(function)


def limit(function: F) -> F:
    """--limit N"""
    return click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")(function)


def of_entity(function: F) -> F:
    """--entity NAME"""
    return click.option("--entity", metavar="NAME", help="Only what concerns this name (or entity id).")(
        function
    )


def in_document(function: F) -> F:
    """--document D"""
    return click.option("--document", metavar="D", help="Only this document (id, file name or title).")(
        function
    )


def map_columns(function: F) -> F:
    """--map FIELD=COLUMN,…"""
    return click.option(
        "--map",
        "columns",
        metavar="FIELD=COLUMN,…",
        help="Which columns of tables (CSV, JSON lines) are what, for instance title=headline,text=body.",
    )(function)


def ocr(function: F) -> F:
    """--ocr LANGUAGES"""
    return click.option(
        "--ocr",
        metavar="LANGUAGES",
        help="Recognise text in pictures and scanned pages with this machine's tesseract, for instance eng or eng+fra.",
    )(function)


def sources(columns: str | None, ocr: str | None) -> Options | None:
    """What --map and --ocr say together; None if neither was given. Raises SourceError for what cannot be understood."""
    if columns is None and ocr is None:
        return None
    from reader.sources import Options, columns_of

    return Options(columns_of(columns or ""), ocr or "")


def of_type(function: F) -> F:
    """--type T"""
    return click.option("--type", "of_type", type=click.Choice(ENTITY_TYPES), help="Only this kind.")(
        function
    )
