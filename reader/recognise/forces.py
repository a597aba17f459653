"""Bodies named by their place: "Kenya Police", "Queensland Parliament".

Where the tagger saw the place alone, the word behind it says that the whole is a body. A country's short form in front ("UK Border Force") stays
a place of its own, as the guideline has it.
"""

from __future__ import annotations

import re

from reader.recognise.spans import Span

__all__ = ["forces"]

_WORD = re.compile(
    r"\s(?:Police(?:\s(?:Service|Force|Department|Authority))?|Constabulary|Army|Navy|Air\sForce|Coast\s?[Gg]uard"
    r"|Border\sForce|National\sGuard|Customs|Parliament|Legislature|Supreme\sCourt|High\sCourt)(?![\w’'-])(?!\s+(?!(?:Chief|Commissioner|Officer|Sergeant|Sgt|Captain|Capt|Lieutenant|Lt|Superintendent|Inspector|Detective)\b)[A-Z])"
)
_SHORT_FORMS = frozenset({"UK", "U.K.", "EU", "GB", "US", "U.S.", "USA"})


def forces(text: str, spans: list[Span], zones: list[tuple[int, int]]) -> list[Span]:
    """`spans` (sorted, apart) with each place that a body's word follows widened to the body; no span crosses a zone's end."""
    out: list[Span] = []
    for at, span in enumerate(spans):
        match = _WORD.match(text, span.end) if span.type == "place" else None
        if match is None or text[span.start : span.end] in _SHORT_FORMS:
            out.append(span)
            continue
        end = match.end()
        free = at + 1 == len(spans) or spans[at + 1].start >= end
        inside = any(low <= span.start and end <= high for low, high in zones)
        if free and inside:
            out.append(
                Span(
                    span.start, end, "organisation", max(span.score, 0.7), "a place and the word for its body"
                )
            )
        else:
            out.append(span)
    return out
