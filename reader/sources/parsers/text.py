"""Plain text in any encoding: one paragraph a line, hard-wrapped, or wrapped and double spaced."""

from __future__ import annotations

import re
from html import unescape

from reader.sources.draft import Draft, Source, check_lines
from reader.sources.encodings import decode
from reader.sources.layout import lay_out
from reader.sources.numbered import without_line_numbers
from reader.sources.sanitise import sanitise

__all__ = ["read"]

_REFERENCE = re.compile(
    r"&(?:amp|quot|apos|lt|gt|nbsp|sect|para|ndash|mdash|[lr][sd]quo|hellip|eacute|ntilde|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
_TAG = re.compile(r"</[a-zA-Z]{1,12}>|<(?:p|br|div|a|html|!--)\b", re.IGNORECASE)


def read(source: Source) -> Draft:
    """The text with harmless characters, blocks by layout."""
    decoded = decode(source.read(), source.declared)
    words, letters = _without_references(decoded.text)
    text, told = sanitise(words)
    text, numbered = without_line_numbers(text)
    if numbered:
        told = (*told, f"the numbers of its lines were left out ({numbered})")
    check_lines(text, source.limits)
    return Draft(
        text, lay_out(text), encoding=decoded.encoding, warnings=(*decoded.warnings, *letters, *told)
    )


def _without_references(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with "&amp;" and the like read as letters, if it is no mark-up, and what to tell of it."""
    if "&" not in text or _TAG.search(text) or (count := len(_REFERENCE.findall(text))) < 2:
        return text, ()
    return _REFERENCE.sub(lambda match: unescape(match.group()), text), (
        f"marks of web pages were read as letters ({count})",
    )
