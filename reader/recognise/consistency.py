"""One name, one type, everywhere in a document.

The tagger reads each passage for itself. Here the occurrences of one spelling vote, weighted by score; occurrences that the
tagger passed over in silence count as well. A name that wins is marked wherever it stands, one that loses is nobody.
Evidence on the spot (a title in front, a second strong reading) outweighs the vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from reader.model import MentionType
from reader.recognise.lexicon import FUNCTION_WORDS, TITLE_WORDS
from reader.recognise.occurrences import Hit, Names
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span, apart
from reader.recognise.surnames import surnames
from reader.recognise.words import key_of

__all__ = ["consistent"]

Key = tuple[str, ...]

SPREADING = 0.7
"""The weight a name needs (sum of its scores, against one for each silent occurrence halved) to be marked elsewhere."""
SILENCE = 1.0
"""A name keeps its marks only if they weigh at least this share of its silent occurrences."""
DEFINED = "defined as acronym"
"""How the reason of an acronym begins that the document defines: it is that everywhere."""
CERTAIN = 9.0
"""The weight of a definition: no vote outweighs it."""
FAINT = 0.6
"""A name whose scores together weigh less than this in the whole document is none."""
LONE = 0.6
"""What a name of a single word that is no acronym must score somewhere to be marked elsewhere."""
SURE = 0.9
"""A single reading that scores this much is never voted down by silence."""


class _Name(NamedTuple):
    """What the vote made of a spelling."""

    type: MentionType
    score: float
    weight: float
    reason: str
    second: MentionType | None = None


def _tally(text: str, spans: list[Span]) -> dict[Key, dict[MentionType, list[float]]]:
    votes: dict[Key, dict[MentionType, list[float]]] = defaultdict(dict)
    for span in spans:
        votes[key_of(text[span.start : span.end])].setdefault(span.type, []).append(span.score)
    return votes


def _decided(votes: Mapping[MentionType, list[float]], spelling: str) -> _Name:
    ranked = sorted(votes, key=lambda kind: -sum(votes[kind]))
    best = ranked[0]
    total = sum(sum(scores) for scores in votes.values())
    second = (
        ranked[1]
        if len(ranked) > 1 and sum(votes[ranked[1]]) >= 0.3 * total and max(votes[ranked[1]]) >= 0.85
        else None
    )
    return _Name(best, max(votes[best]), sum(votes[best]), f"same spelling as {spelling}", second)


def _flat(text: str) -> str:
    return " ".join(text.split())


def consistent(setting: Setting, spans: list[Span], nobody: frozenset[str] = frozenset()) -> list[Span]:
    """`spans` (sorted, apart) made consistent; `nobody` are acronyms defined for laws and things."""
    text = setting.text
    spans = [s for s in spans if not (s.type == "organisation" and text[s.start : s.end] in nobody)]
    if not spans:
        return []
    votes = _tally(text, spans)
    names: dict[Key, _Name] = {}
    for key, kinds in votes.items():
        names[key] = _decided(kinds, " ".join(key)) if len(kinds) > 1 else _only(kinds, key)
    for span in spans:
        if span.reason.startswith(DEFINED):
            names[key_of(text[span.start : span.end])] = _Name(span.type, span.score, CERTAIN, span.reason)
    names = {key: name for key, name in names.items() if name.weight >= FAINT}
    spans = [s for s in spans if key_of(text[s.start : s.end]) in names]
    owners = surnames(key for key, name in names.items() if name.type == "person")
    spans = [_retyped(setting, span, names, owners) for span in spans]
    return _everywhere(setting, spans, names, owners)


def _only(kinds: Mapping[MentionType, list[float]], key: Key) -> _Name:
    ((kind, scores),) = kinds.items()
    return _Name(kind, max(scores), sum(scores), f"same spelling as {_spelling(key)}")


def _spelling(key: Key) -> str:
    out = ""
    for form in key:
        glue = not out or form in ".,'-)" or out[-1] in "-'(&"
        out += form if glue else f" {form}"
    return out


def _retyped(setting: Setting, span: Span, names: Mapping[Key, _Name], owners: Mapping[Key, Key]) -> Span:
    """`span` with the type that its spelling has in this document, unless the place says otherwise."""
    key = key_of(setting.text[span.start : span.end])
    name = names[key]
    word = setting.words.first_from(span.start)
    if (
        len(key) <= 3
        and name.type != "organisation"
        and setting.title_before(word)
        and (key in owners or span.type == "person")
    ):
        return span._replace(type="person")
    if name.type == span.type or (name.second == span.type and span.score >= 0.7):
        return span
    return span._replace(type=name.type, score=min(span.score, name.score), reason=name.reason)


def _everywhere(
    setting: Setting, spans: list[Span], names: dict[Key, _Name], owners: Mapping[Key, Key]
) -> list[Span]:
    cover = Cover(spans)
    table: list[tuple[Key, _Name]] = list(names.items())
    for surname, full in owners.items():
        if surname not in names:
            whole = names[full]
            table.append((surname, _Name("person", 0.9 * whole.score, 0.6, f"surname of {_spelling(full)}")))
    for key, name in list(table):
        upper = tuple(form.upper() for form in key)
        if upper != key and (len(key) > 1 or len(key[0]) > 3):
            table.append((upper, name._replace(reason=f"headline form of {_spelling(key)}")))
    every = Names(table)
    free: dict[Key, list[Hit]] = defaultdict(list)
    longer: list[Span] = []
    for hit in every.hits(setting.text, setting.words):
        met = cover.meeting(hit.start, hit.end)
        if not met:
            free[hit.key].append(hit)
        elif _outgrows(hit, met, every.values[hit.key]):
            name = every.values[hit.key]
            longer.append(Span(hit.start, hit.end, name.type, 0.9 * name.score, name.reason))
    added: list[Span] = []
    lost: set[Key] = set()
    for key, hits in free.items():
        name = every.values[key]
        if key in names and _outvoted(name, [h for h in hits if not setting.starts_sentence(h.first)]):
            lost.add(key)
            continue
        added.extend(
            Span(hit.start, hit.end, name.type, 0.9 * name.score, name.reason)
            for hit in hits
            if _may_mark(setting, hit, name, key in names, len(hits), cover)
        )
    if lost:
        spans = [
            s for s in spans if s.reason != "tagger" or key_of(setting.text[s.start : s.end]) not in lost
        ]
    inner = Cover(apart(longer))
    spans = [s for s in spans if not inner.meeting(s.start, s.end)]
    return apart([*spans, *added, *inner.spans])


def _outgrows(hit: Hit, met: list[Span], name: _Name) -> bool:
    """Whether a known longer name should take the place of the shorter ones that the tagger saw here."""
    within = all(hit.start <= s.start and s.end <= hit.end for s in met)
    return (
        within
        and (len(met) > 1 or met[0].end - met[0].start < hit.end - hit.start)
        and name.score >= 0.6
        and len(hit.key) > 1
    )


def _outvoted(name: _Name, silent: list[Hit]) -> bool:
    return name.score < SURE and name.weight < SILENCE * len(silent)


def _may_mark(setting: Setting, hit: Hit, name: _Name, seen: bool, silent: int, cover: Cover) -> bool:
    """Whether a name may be marked where the tagger was silent."""
    zone = setting.zone_of(hit.start)
    if zone is None or zone[1] < hit.end:
        return False
    if name.reason.startswith("headline"):
        if not setting.in_capitals(hit.start):
            return False
        return len(hit.key) > 1 or name.type == "person" or name.weight >= 1.0
    form = hit.key[-1]
    if name.type == "person" and setting.title_before(hit.first):
        return True
    if sum(w[0].isalnum() for w in hit.key) > 1:
        if name.type == "organisation" and _part_of_more(
            setting, setting.beside(hit.first, hit.after)[1], cover
        ):
            return False  # "New York Times" in "New York Times Magazine"
        return name.weight >= SPREADING * min(silent, 2) and name.score >= SPREADING
    acronym = form.isupper() and len(form) > 1
    if not acronym and (setting.also_small(form) or form.lower() in FUNCTION_WORDS):
        return False
    if not seen and setting.starts_sentence(hit.first) and silent < 2:
        return False
    if name.weight < SPREADING * silent and seen:
        return False
    if not acronym and name.score < LONE:
        return False
    left, right = setting.beside(hit.first, hit.after)
    if setting.names_a_thing(right):
        return False
    return acronym or not (_part_of_more(setting, left, cover) or _part_of_more(setting, right, cover))


def _part_of_more(setting: Setting, word: int | None, cover: Cover) -> bool:
    """Whether the neighbour looks like a part of the same, longer name: capitals, unmarked, no title and no sentence's start."""
    if word is None:
        return False
    form = setting.words.forms[word]
    if not form[0].isupper() or form.lower() in TITLE_WORDS or form.lower() in FUNCTION_WORDS:
        return False
    start = setting.words.starts[word]
    return not cover.meeting(start, start + 1) and not setting.starts_sentence(word)
