"""A name that is known in a document, marked wherever it stands; one that is mostly passed over, marked nowhere.

Known are the spellings that the tagger saw, the surnames of people named in full, and in headlines the capitals of both. Single
words are marked with care: they may be common words, or parts of other names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reader.recognise.lexicon import FUNCTION_WORDS, TITLE_WORDS
from reader.recognise.occurrences import Hit, Names
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span, apart
from reader.recognise.spellings import Key, Spelling, written
from reader.recognise.words import key_of

__all__ = ["everywhere"]

SPREADING = 0.7
"""The weight a name needs for each occurrence that the tagger passed over, to be marked there."""
SILENCE = 1.0
"""A name keeps its marks only if they weigh this much for each occurrence that the tagger passed over."""
SURE = 0.9
"""A name that scores this much somewhere is never voted down by silence."""
LONE = 0.6
"""What a name of a single word that is no acronym must score somewhere to be marked elsewhere."""
SURNAME = 0.9
"""What a surname's score is of its full name's, and any score of a mark that the tagger did not make."""


def _table(known: Mapping[Key, Spelling], owners: Mapping[Key, Key]) -> Names[Spelling]:
    """All the spellings to look for."""
    table: list[tuple[Key, Spelling]] = list(known.items())
    for surname, full in owners.items():
        if surname not in known:
            score = SURNAME * known[full].score
            table.append(
                (surname, Spelling("person", score, score, f"surname of {written(full)}", "surname"))
            )
    for key, spelling in list(table):
        upper = tuple(form.upper() for form in key)
        long_enough = len(key) > 1 or len(key[0]) > (2 if spelling.type == "person" else 3)
        if upper != key and long_enough:
            reason = f"headline form of {written(key)}"
            table.append((upper, spelling._replace(reason=reason, source="headline")))
    return Names(table)


def everywhere(
    setting: Setting, spans: list[Span], known: Mapping[Key, Spelling], owners: Mapping[Key, Key]
) -> list[Span]:
    """`spans` (sorted, apart) with every other occurrence of their names, and without names that silence votes down."""
    cover = Cover(spans)
    names = _table(known, owners)
    silent: dict[Key, list[Hit]] = defaultdict(list)
    longer: list[Span] = []
    for hit in names.hits(setting.text, setting.words):
        met = cover.meeting(hit.start, hit.end)
        if met:
            if _outgrows(hit, met, names.values[hit.key]):
                longer.append(_mark(hit, names.values[hit.key]))
        elif _counts(setting, hit):
            silent[hit.key].append(hit)
    added: list[Span] = []
    lost: set[Key] = set()
    for key, hits in silent.items():
        spelling = names.values[key]
        if spelling.source == "seen" and _voted_down(setting, spelling, hits):
            lost.add(key)
        else:
            added.extend(
                _mark(hit, spelling) for hit in hits if _may_mark(setting, hit, spelling, len(hits), cover)
            )
    if lost:
        spans = [
            s for s in spans if s.reason != "tagger" or key_of(setting.text[s.start : s.end]) not in lost
        ]
    wide = Cover(apart(longer))
    return apart([*(s for s in spans if not wide.meeting(s.start, s.end)), *added, *wide.spans])


def _mark(hit: Hit, spelling: Spelling) -> Span:
    return Span(hit.start, hit.end, spelling.type, SURNAME * spelling.score, spelling.reason)


def _counts(setting: Setting, hit: Hit) -> bool:
    """Whether an occurrence says anything: it lies within a block, and is no part of the name of a law or programme."""
    zone = setting.zone_of(hit.start)
    if zone is None or zone[1] < hit.end:
        return False
    return len(hit.key) > 1 or not setting.names_a_thing(setting.beside(hit.first, hit.after)[1])


def _outgrows(hit: Hit, met: list[Span], spelling: Spelling) -> bool:
    """Whether a known longer name should take the place of the shorter ones that the tagger saw here."""
    if (
        len(hit.key) < 2
        or spelling.score < LONE
        or not all(hit.start <= s.start and s.end <= hit.end for s in met)
    ):
        return False
    return len(met) > 1 or met[0].end - met[0].start < hit.end - hit.start


def _voted_down(setting: Setting, spelling: Spelling, silent: list[Hit]) -> bool:
    against = sum(not setting.starts_sentence(hit.first) for hit in silent)
    return spelling.score < SURE and spelling.weight < SILENCE * against


def _may_mark(setting: Setting, hit: Hit, spelling: Spelling, silent: int, cover: Cover) -> bool:
    """Whether a name may be marked at an occurrence that the tagger passed over."""
    if spelling.source == "headline":
        known_well = len(hit.key) > 1 or spelling.type == "person" or spelling.weight >= 1.0
        return known_well and setting.in_capitals(hit.start)
    if spelling.type == "person" and setting.title_before(hit.first):
        return True
    left, right = setting.beside(hit.first, hit.after)
    if sum(form[0].isalnum() for form in hit.key) > 1 and spelling.source == "seen":
        if spelling.type == "organisation" and _part_of_more(setting, right, cover):
            return False  # "New York Times" in "New York Times Magazine"
        return spelling.weight >= SPREADING * min(silent, 2) and spelling.score >= SPREADING
    form = hit.key[-1]
    if spelling.source == "seen" and spelling.weight < SPREADING * silent:
        return False
    if form.isupper() and len(form) > 1:
        return True
    if setting.also_small(form) or form.lower() in FUNCTION_WORDS or spelling.score < LONE:
        return False
    if spelling.source == "surname" and setting.starts_sentence(hit.first) and silent < 2:
        return False
    return not (_part_of_more(setting, left, cover) or _part_of_more(setting, right, cover))


def _part_of_more(setting: Setting, word: int | None, cover: Cover) -> bool:
    """Whether the neighbour looks like a part of the same, longer name: a capital, unmarked, no title, no sentence's start."""
    if word is None:
        return False
    form = setting.words.forms[word]
    if not form[0].isupper() or form.lower() in TITLE_WORDS or form.lower() in FUNCTION_WORDS:
        return False
    start = setting.words.starts[word]
    return not cover.meeting(start, start + 1) and not setting.starts_sentence(word)
