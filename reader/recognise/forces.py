"""Bodies named by their place: "Kenya Police", "Queensland Parliament".

Where the tagger saw the place alone, the word behind it says that the whole is a body. A country's short form in front ("UK Border Force") stays
a place of its own, as the guideline has it. Where the tagger saw the whole faintly, that word makes it surer.
"""

from __future__ import annotations

import re

from reader.recognise.spans import Span

__all__ = ["forces"]

_WORD = re.compile(
    r"\s(?:Police(?:\s(?:Service|Force|Department|Authority))?|Constabulary|Army|Navy|Air\sForce|Coast\s?[Gg]uard"
    r"|Border\sForce|National\sGuard|Customs|Parliament|Legislature|Supreme\sCourt|High\sCourt)(?![\w’'-])(?!\s+(?!(?:Chief|Commissioner|Officer|Sergeant|Sgt|Captain|Capt|Lieutenant|Lt|Superintendent|Inspector|Detective)\b)[A-Z])"
)
_WHOLE = re.compile(
    r"(?:[A-Z][\w’'.-]*\s){1,3}(?:Police(?:\s(?:Service|Force|Department|Authority))?|Constabulary|Army|Navy|Air\sForce|Coast\s?[Gg]uard"
    r"|Border\sForce|National\sGuard|Customs|Parliament|Legislature|Supreme\sCourt|High\sCourt)"
)
_SURE = 0.7
"""How sure the word for a body makes of a name that has one."""
_SHORT_FORMS = frozenset({"UK", "U.K.", "EU", "GB", "US", "U.S.", "USA"})


def forces(text: str, spans: list[Span], zones: list[tuple[int, int]]) -> list[Span]:
    """`spans` (sorted, apart) with each place that a body's word follows widened to the body; no span crosses a zone's end."""
    out: list[Span] = []
    for at, span in enumerate(spans):
        if (
            span.type == "organisation"
            and span.score < _SURE
            and _WHOLE.fullmatch(text, span.start, span.end)
        ):
            span = span._replace(score=_SURE)
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
                    span.start,
                    end,
                    "organisation",
                    max(span.score, _SURE),
                    "a place and the word for its body",
                )
            )
        else:
            out.append(span)
    return out
