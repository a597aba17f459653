"""Plain text in any encoding: one paragraph a line, hard-wrapped, or wrapped and double spaced."""

from __future__ import annotations

from reader.sources.draft import Draft, Source, check_lines
from reader.sources.encodings import decode
from reader.sources.layout import lay_out
from reader.sources.sanitise import sanitise

__all__ = ["read"]


def read(source: Source) -> Draft:
    """The text with harmless characters, blocks by layout."""
    decoded = decode(source.read(), source.declared)
    text, told = sanitise(decoded.text)
    check_lines(text, source.limits)
    return Draft(text, lay_out(text), encoding=decoded.encoding, warnings=(*decoded.warnings, *told))
