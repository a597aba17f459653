"""Party and state behind a politician's name: "(R-TX)", "(D - Mont.)", "R-Va." The state is a place, the party nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.spans import Span

__all__ = ["state_tags"]

_TAG = re.compile(
    r"(?<![\w-])(?:R|D|I|ID|DFL|Rep\.|Dem\.)\s?[-–—]\s?(?P<state>(?:[A-Z]\.\s?){2}|W\.\s?Va\.|[A-Z][a-z]{1,4}\.(?=\s*[),;]|\s[a-z])"
    r"|[A-Z]{2}(?=\s*[),;.])|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=\s*\)))"
)


def state_tags(text: str, low: int, high: int) -> Iterator[Span]:
    """The states of the party tags in text[low:high], as places."""
    for match in _TAG.finditer(text, low, high):
        start, end = match.span("state")
        while end > start and text[end - 1].isspace():
            end -= 1
        yield Span(start, end, "place", 0.97, "state of a party tag")
