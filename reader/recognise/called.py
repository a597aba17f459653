"""Names that a text gives for short: 'Collagen Corporation ("Collagen")', "Fragoso de Conway (Fragoso)".

What stands in the bracket is made of the words of the name before it, so it can mean nobody else in this text; from there on it is that name,
of that type, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.recognise.lexicon import ORGANISATION_HEADS
from reader.recognise.occurrences import Names
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span, apart
from reader.recognise.words import key_of

__all__ = ["called"]

_BRACKET = re.compile(
    r"\s*[(\[]\s*(?:(?:hereinafter|hereafter|collectively|or)\s*,?\s+)?(?:the\s+)?(?P<quote>[\"“‘']{1,2})?(?P<name>[A-Z][\w’'.&-]*(?:\s+[A-Z&][\w’'.&-]*){0,3}?)"
    r"[,.]?(?P<closed>[\"”’']{1,2})?\s*[)\]]"
)
_SCORE = 0.85


def _told(text: str, span: Span) -> tuple[int, int] | None:
    """Where the short form of `span` stands in the bracket behind it."""
    match = _BRACKET.match(text, span.end, span.end + 80)
    if match is None or bool(match.group("quote")) != bool(match.group("closed")):
        return None
    long = re.findall(r"[\w’'&-]+", text[span.start : span.end])
    short = re.findall(r"[\w’'&-]+", match.group("name"))
    listed = iter(long)
    in_order = all(word in listed for word in short)
    plain = len(short) == 1 and (short[0].lower() in ORGANISATION_HEADS or len(short[0]) < 3)
    return match.span("name") if in_order and len(short) < len(long) and not plain else None


def called(setting: Setting, spans: Sequence[Span]) -> list[Span]:
    """`spans` (sorted, apart) with the short forms that brackets state, in the brackets and from there on."""
    text = setting.text
    if "(" not in text and "[" not in text:
        return list(spans)
    stated: dict[tuple[str, ...], tuple[int, Span]] = {}
    for span in spans:
        where = _told(text, span) if span.type in ("person", "organisation") else None
        if where is not None:
            stated.setdefault(key_of(text[slice(*where)]), (where[0], span))
    if not stated:
        return list(spans)
    cover = Cover(spans)
    added: list[Span] = []
    gone: set[Span] = set()
    for hit in Names(stated.items()).hits(text, setting.words):
        first, long = stated[hit.key]
        met = cover.meeting(hit.start, hit.end)
        zone = setting.zone_of(hit.start)
        if hit.start < first or zone is None or zone[1] < hit.end:
            continue
        if not met or (len(met) == 1 and (met[0].start, met[0].end) == (hit.start, hit.end)):
            gone.update(met)
            reason = f"short for {' '.join(text[long.start : long.end].split())}, as the text says"
            added.append(Span(hit.start, hit.end, long.type, max(_SCORE, long.score), reason))
    return apart([*(span for span in spans if span not in gone), *added]) if added else list(spans)
