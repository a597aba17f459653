"""Bytes to documents: one registry by content, one module a format; cleaning, metadata and harmless text for all of them.

Light to import: a format's library is loaded when the first file of that format is read.
"""

from __future__ import annotations

from reader.sources.discover import discover
from reader.sources.draft import LIMITS, Limits
from reader.sources.loading import load, load_all, load_text
from reader.sources.registry import FORMATS, Format
from reader.sources.sanitise import printable, sanitise

__all__ = [
    "LIMITS",
    "Format",
    "Limits",
    "discover",
    "formats",
    "load",
    "load_all",
    "load_text",
    "printable",
    "sanitise",
]


def formats() -> tuple[Format, ...]:
    """Every format that can be read, for the documentation and the doctor."""
    return FORMATS
