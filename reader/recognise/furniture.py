"""Where names are read: not in menus, cookie lines and share buttons, but in contact, source and about blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.model import BOILERPLATE_WITH_NAMES, Block
from reader.recognise.lexicon import ORGANISATION_HEADS
from reader.recognise.spans import Span
from reader.recognise.words import key_of

__all__ = ["readable", "within", "without_lone_headings"]


def readable(blocks: Sequence[Block], dates: bool = False) -> list[Block]:
    """The blocks whose names are real; with `dates` also those that only hold the document's date."""
    return [
        block
        for block in blocks
        if block.kind != "boilerplate"
        or block.label in BOILERPLATE_WITH_NAMES
        or (dates and block.label == "date")
    ]


def within(spans: Sequence[Span], zones: Sequence[tuple[int, int]]) -> list[Span]:
    """What of `spans` (sorted, apart) lies in `zones` (sorted, apart); a span over a border is cut there and keeps its longer part."""
    kept: list[Span] = []
    at = 0
    for span in spans:
        while at < len(zones) and zones[at][1] <= span.start:
            at += 1
        shares = []
        here = at
        while here < len(zones) and zones[here][0] < span.end:
            low, high = max(span.start, zones[here][0]), min(span.end, zones[here][1])
            if low < high:
                shares.append((low - high, low, high))
            here += 1
        if shares:
            _, low, high = min(shares)
            kept.append(span._replace(start=low, end=high))
    return kept


def without_lone_headings(text: str, blocks: Sequence[Block], spans: list[Span]) -> list[Span]:
    """Without organisations that are a whole heading and stand nowhere else ("Media Centre", "Our Work"): those are menus."""
    headings = {(b.start, b.end) for b in blocks if b.kind == "heading"}
    if not headings:
        return spans
    lone = [s for s in spans if s.type == "organisation" and _is_whole(text, s, headings)]
    if not lone:
        return spans
    elsewhere = {key_of(text[s.start : s.end]) for s in spans if s not in lone}
    dropped = {
        s
        for s in lone
        if key_of(text[s.start : s.end]) not in elsewhere and not _looks_like_a_body(text[s.start : s.end])
    }
    return [s for s in spans if s not in dropped]


def _is_whole(text: str, span: Span, headings: set[tuple[int, int]]) -> bool:
    low, high = span.start, span.end
    while low > 0 and text[low - 1] != "\n":
        low -= 1
    while high < len(text) and text[high] != "\n":
        high += 1
    return (
        any(start <= span.start and span.end <= end for start, end in headings)
        and text[low:high].strip() == text[span.start : span.end]
    )


def _looks_like_a_body(name: str) -> bool:
    words = name.lower().split()
    if len(words) == 1:
        return name.isupper()
    headed = words[-1] in ORGANISATION_HEADS or any(
        word in ORGANISATION_HEADS and following in ("of", "for") for word, following in pairwise(words)
    )
    return len(words) > 2 and headed
