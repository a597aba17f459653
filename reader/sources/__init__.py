"""Bytes to documents: one registry by content, one module a format; cleaning, metadata and harmless text for all of them.

Nothing is loaded before it is used: `printable` costs a millisecond, a format's library is loaded with its first file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.sources.cells import cell_as_it_was, harmless_cell
    from reader.sources.discovery import discover
    from reader.sources.draft import LIMITS, Limits
    from reader.sources.loading import load, load_all, load_text
    from reader.sources.options import Options, columns_of
    from reader.sources.registry import Format, format_of, formats
    from reader.sources.repeated import line_keys
    from reader.sources.sanitise import printable

__all__ = [
    "LIMITS",
    "Format",
    "Limits",
    "Options",
    "cell_as_it_was",
    "columns_of",
    "discover",
    "format_of",
    "formats",
    "harmless_cell",
    "line_keys",
    "load",
    "load_all",
    "load_text",
    "printable",
    "sanitise",
]

_HOMES = {
    "LIMITS": "draft",
    "Format": "registry",
    "Limits": "draft",
    "Options": "options",
    "cell_as_it_was": "cells",
    "columns_of": "options",
    "discover": "discovery",
    "format_of": "registry",
    "formats": "registry",
    "harmless_cell": "cells",
    "line_keys": "repeated",
    "load": "loading",
    "load_all": "loading",
    "load_text": "loading",
    "printable": "sanitise",
}


def __getattr__(name: str) -> Any:
    """Loads a name of the public face when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
