"""Texts with marks in them, for readable tests: "[Rob Jones|p] of the [NCA|o]"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.model import Block, Document, Mention
from reader.recognise.spans import Span

_MARK = re.compile(r"\[([^\[\]|]+)\|([pol])(?::(0?\.\d+))?\]")
_TYPES = {"p": "person", "o": "organisation", "l": "place"}


def marked(source: str) -> tuple[str, list[Span]]:
    """The plain text of `source`, and its marks as the tagger's proposals (score 0.9 unless given, as in "[NCA|o:.4]")."""
    text = ""
    spans = []
    at = 0
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        start = len(text)
        text += match.group(1)
        spans.append(Span(start, len(text), _TYPES[match.group(2)], float(match.group(3) or 0.9), "tagger"))  # type: ignore[arg-type]
        at = match.end()
    return text + source[at:], spans


def shown(text: str, spans: Iterable[Span | Mention]) -> list[str]:
    """Spans as "text type", in order."""
    return [
        f"{' '.join(text[s.start : s.end].split())} {s.type}" for s in sorted(spans, key=lambda s: s.start)
    ]


def blocks_of(text: str) -> tuple[Block, ...]:
    """Each line of a text as a paragraph."""
    return tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))


def document(text: str, blocks: tuple[Block, ...] | None = None) -> Document:
    """A document of a text, by default of one paragraph a line."""
    return Document("0" * 12, "a.txt", "0" * 64, text, blocks_of(text) if blocks is None else blocks)
