"""People's names that the tagger took apart or cut short: "Last, First" lists, surnames in capitals, initials."""

from __future__ import annotations

import re

from reader.recognise.lexicon import PARTICLES, POSTNOMINALS, SUFFIXES
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span

__all__ = ["rejoined"]

_COMMA = re.compile(r",[^\S\n]+\Z")
_LINE_END = re.compile(r"-[^\S\n]*\n[^\S\n]*\Z")
_GIVEN = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){0,2}\Z")
_CAPITAL_SURNAME = re.compile(
    r"\s(?:(?:van|von|de|la|le|den|der|bin|al|VAN|DE|LE|LA)\s)?[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}(?![\w’'-])"
)
_PARTICLE_LAST = re.compile(rf"\s(?:{'|'.join(sorted(PARTICLES))})\Z")
_SURNAME = re.compile(r"\s[A-ZÀ-Þ](?:['’][A-ZÀ-Þ])?[\w-]+")
_AFTER_OWNER = re.compile(r"['’]s?\s+")


def _alone_on_line(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a whole line or list item, up to a tab, dash, bracket or further field."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t*•·-–—\"'0123456789.)|")
    after = text[end : end + 2].lstrip(" ")
    return not before and (not after or after[0] in "\n\t|;(-–—:,")


def _listed(text: str, span: Span, lasts: frozenset[str]) -> list[Span]:
    """The names of a list that the tagger took for one: "Domenici, Bennett, Casey"; "King, Jr." and "Jones, Rob" stay whole."""
    name = text[span.start : span.end]
    if span.type != "person" or "," not in name:
        return [span]
    found: list[Span] = []
    at = span.start
    for part in name.split(","):
        start, end = at + len(part) - len(part.lstrip()), at + len(part.rstrip())
        at += len(part) + 1
        if found and part.strip(" .").lower() in SUFFIXES | POSTNOMINALS:
            found[-1] = found[-1]._replace(end=end)
        elif start < end:
            found.append(span._replace(start=start, end=end, reason="one of a list"))
    several = len(found) > 2 or (len(found) == 2 and text[found[1].start : found[1].end].split()[-1] in lasts)
    return found if several else [span]


def _last_first(text: str, left: Span, right: Span, lasts: frozenset[str]) -> bool:
    if text[right.start : right.end] in lasts:
        return False  # "Isakson, Chambliss" where the text knows a Saxby Chambliss
    if left.type != "person" or right.type != "person" or not _COMMA.match(text, left.end, right.start):
        return False
    surname, given = text[left.start : left.end], text[right.start : right.end]
    if " " in surname and not surname.split()[0][0].islower():
        return False
    return bool(_GIVEN.match(given)) and _alone_on_line(text, left.start, right.end)


def _hyphenated(text: str, left: Span, right: Span) -> bool:
    """Whether a name was broken by a hyphen at the end of a line: "Crimi-", "nal Court"."""
    return (
        left.type == right.type
        and text[right.start].islower()
        and bool(_LINE_END.match(text, left.end, right.start))
    )


def _after_particles(setting: Setting, spans: list[Span]) -> list[Span]:
    """`spans` with the surname that a particle at a person's end announces: "Ursula von der", "Leyen's Commission"."""
    text = setting.text
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            # What began with the surname loses it; a bare noun that is left ("Commission") was no name.
            rest = _AFTER_OWNER.match(text, found[-1].end, span.end)
            if span.type == "person" or rest is None or " " not in text[rest.end() : span.end].strip():
                continue
            span = span._replace(start=rest.end())
        if span.type == "person" and _PARTICLE_LAST.search(text, span.start, span.end):
            surname = _SURNAME.match(text, span.end)
            zone = setting.zone_of(span.start)
            if surname is not None and zone is not None and surname.end() <= zone[1]:
                span = span._replace(end=surname.end())
        found.append(span)
    return found


def rejoined(setting: Setting, spans: list[Span]) -> list[Span]:
    """`spans` (sorted, apart) with "Jones, Rob" on a line of its own, "Rob JONES" and hyphenated names as one."""
    text = setting.text
    full = [text[s.start : s.end].split() for s in spans if s.type == "person"]
    lasts = frozenset(words[-1] for words in full if len(words) > 1 and not words[-2].endswith(","))
    joined: list[Span] = []
    for span in [
        one for several in _after_particles(setting, spans) for one in _listed(text, several, lasts)
    ]:
        if joined and _last_first(text, joined[-1], span, lasts):
            last = joined.pop()
            joined.append(
                last._replace(end=span.end, score=min(last.score, span.score), reason="surname, given name")
            )
        elif joined and _hyphenated(text, joined[-1], span):
            last = joined.pop()
            joined.append(last._replace(end=span.end, score=min(last.score, span.score)))
        else:
            joined.append(span)
    cover = Cover(joined)
    return [_with_capital_surname(setting, span, cover) for span in joined]


def _with_capital_surname(setting: Setting, span: Span, cover: Cover) -> Span:
    text = setting.text
    name = text[span.start : span.end]
    if span.type != "person" or name.isupper() or not name.istitle() or setting.in_capitals(span.start):
        return span
    more = _CAPITAL_SURNAME.match(text, span.end)
    if (
        more is None
        or more.group().strip().lower() in POSTNOMINALS
        or cover.meeting(span.end, more.end())
        or any(w.isupper() and len(w) > 2 for w in name.split())
    ):
        return span
    return span._replace(end=more.end(), reason="surname in capitals")
