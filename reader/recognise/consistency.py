"""One name, one type, everywhere in a document.

The tagger reads each passage for itself. Here the readings of one spelling vote, weighted by score, and a name that wins is marked
wherever it stands (`everywhere`). Evidence on the spot (a title in front, a second strong reading) outweighs the vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reader.model import MentionType
from reader.recognise.everywhere import everywhere
from reader.recognise.setting import Setting
from reader.recognise.spans import Span
from reader.recognise.spellings import Key, Spelling, written
from reader.recognise.surnames import surnames
from reader.recognise.words import key_of

__all__ = ["consistent"]

FAINT = 0.6
"""A name whose scores together weigh less than this in the whole document is none."""
DEFINED = "defined as acronym"
"""How the reason of an acronym begins that the document defines: it is that everywhere."""
CERTAIN = 9.0
"""The weight of a definition: no vote outweighs it."""
SECOND = 0.85
"""What a reading against the majority must score somewhere to stand beside it."""


def _verdict(key: Key, votes: Mapping[MentionType, list[float]]) -> Spelling:
    """The type with the most weight."""
    ranked = sorted(votes, key=lambda kind: -sum(votes[kind]))
    best = ranked[0]
    second = None
    if len(ranked) > 1:
        total = sum(sum(scores) for scores in votes.values())
        other = votes[ranked[1]]
        second = ranked[1] if sum(other) >= 0.3 * total and max(other) >= SECOND else None
    return Spelling(
        best, max(votes[best]), sum(votes[best]), f"same spelling as {written(key)}", second=second
    )


def _verdicts(text: str, spans: list[Span]) -> dict[Key, Spelling]:
    votes: dict[Key, dict[MentionType, list[float]]] = defaultdict(dict)
    defined: dict[Key, Span] = {}
    for span in spans:
        key = key_of(text[span.start : span.end])
        votes[key].setdefault(span.type, []).append(span.score)
        if span.reason.startswith(DEFINED):
            defined[key] = span
    found = {key: _verdict(key, kinds) for key, kinds in votes.items()}
    for key, span in defined.items():
        found[key] = Spelling(span.type, span.score, CERTAIN, span.reason)
    return {key: spelling for key, spelling in found.items() if spelling.weight >= FAINT}


def _retyped(setting: Setting, span: Span, known: Mapping[Key, Spelling], owners: Mapping[Key, Key]) -> Span:
    """`span` with the type that its spelling has in this document, unless the place says otherwise."""
    key = key_of(setting.text[span.start : span.end])
    spelling = known[key]
    titled = len(key) <= 3 and spelling.type != "organisation" and (key in owners or span.type == "person")
    if titled and setting.title_before(setting.words.first_from(span.start)):
        return span._replace(type="person")
    if spelling.type == span.type or (spelling.second == span.type and span.score >= 0.7):
        return span
    return span._replace(
        type=spelling.type, score=min(span.score, spelling.score), reason=f"{spelling.reason} elsewhere"
    )


def consistent(setting: Setting, spans: list[Span], nobody: frozenset[str] = frozenset()) -> list[Span]:
    """`spans` (sorted, apart) made consistent; `nobody` are acronyms defined for laws and things."""
    text = setting.text
    spans = [s for s in spans if not (s.type == "organisation" and text[s.start : s.end] in nobody)]
    known = _verdicts(text, spans)
    spans = [s for s in spans if key_of(text[s.start : s.end]) in known]
    if not spans:
        return []
    owners = surnames(key for key, spelling in known.items() if spelling.type == "person")
    spans = [_retyped(setting, span, known, owners) for span in spans]
    return everywhere(setting, spans, known, owners)
