"""Bodies that the tagger passed over though the text says what they are.

Two kinds of evidence: an apposition ("ECPAT, a network of organisations in 93 countries") and a name that ends in the word for a
body ("a dedicated Child Protection Unit"). Of runs of three and more capitalised words that end so, 99 of 100 are bodies or parts
of their names in the annotated corpora.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.lexicon import FUNCTION_WORDS, POST_WORDS, TITLE_WORDS
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span

__all__ = ["introduced"]

_NOUN = (
    r"(?:agency|alliance|association|charity|coalition|company|consortium|corporation|federation|firm|foundation|institute"
    r"|institution|network|ngo|nonprofit|non-profit|organi[sz]ation|partnership|task\s?force|think[\s-]tank|trade\s+union|union|university)"
)
_APPOSITION = re.compile(
    rf"(?<![\w&.’'/-])(?P<name>[A-Z][\w&’'-]*(?:\s(?:of\s|for\s|and\s|&\s|the\s)*[A-Z][\w&’'-]*){{0,6}}),\s+(?:which\s+is\s+)?(?:an?|the)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?{_NOUN}\b(?!\s+(?:member|director|chair|chief|leader|head|spokes\w+|founder|president|manager|officer|official))"
)
_HEAD = (
    r"(?:Agency|Alliance|Association|Authority|Bureau|Centre|Center|Coalition|Commission|Committee|Constabulary|Council|Department"
    r"|Directorate|Federation|Foundation|Institute|Ministry|Network|(?<!Post\s)Office|Organi[sz]ation|Police|Secretariat|Services|Society"
    r"|Subcommittee|Taskforce|Tribunal|Unit)"
)
_BODY = re.compile(
    rf"(?<![\w&.’'/-])(?:[A-Z][a-z][\w’-]*\s){{2,6}}{_HEAD}(?![\w’'-])(?!\s+[A-Z])(?!\s+(?:election|officer|member)s?\b)"
)
_INSIDE_MORE = re.compile(r"(?:[A-Z][\w’'-]*\s+(?:of|for)\s+(?:the\s+)?|\bv\.\s+|[A-Z][\w’'-]*\s)\Z")
"""What shows that a run of capitals is the rest of a longer name: "Journal of the …", "… v. …"."""
_FEWEST_SMALL = 4
"""Words in small letters that a line must have to be running text: in headings and lists capitals say nothing."""


def _in_running_text(text: str, start: int, end: int) -> bool:
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    return sum(word[0].islower() for word in line.split()) >= _FEWEST_SMALL


def _by_apposition(text: str, low: int, high: int) -> Iterator[Span]:
    for match in _APPOSITION.finditer(text, low, high):
        start, end = match.span("name")
        words = match.group("name").split()
        while words and words[0].lower() in FUNCTION_WORDS:
            start += len(words.pop(0)) + 1
        if not words or any(word.lower() in TITLE_WORDS for word in words):
            continue
        if len(words) > 1 or (words[0].isupper() and len(words[0]) > 2):
            yield Span(start, end, "organisation", 0.7, "introduced as a body")


def _by_its_head(text: str, low: int, high: int) -> Iterator[Span]:
    for match in _BODY.finditer(text, low, high):
        start, end = match.span()
        words = match.group().split()
        while words and words[0].lower() in FUNCTION_WORDS:
            start += len(words.pop(0)) + 1
        titled = any(word.lower() in TITLE_WORDS or word.lower() in POST_WORDS for word in words[:1])
        inside = _INSIDE_MORE.search(text, max(low, start - 30), start)
        if len(words) >= 3 and not titled and not inside and _in_running_text(text, start, end):
            yield Span(start, end, "organisation", 0.65, "named like a body")


_SITE = re.compile(
    r"(?<![\w&.’'/-])(?:[A-Z][\w’'-]+\s){1,3}(?:Air\s(?:National\s)?(?:Force|Guard|Reserve)\s(?:Base|Station)|Naval\s(?:Base|Station|Air\sStation)"
    r"|Missile\sRange|National\s(?:Forest|Park|Monument|Seashore|Cemetery)|Wildlife\sRefuge|(?:International|Regional|Municipal)\sAirport)(?![\w’'-])(?!\s+[A-Z])"
)


def _by_its_site(text: str, low: int, high: int) -> Iterator[Span]:
    """Places that are called by what lies there: "Laughlin Air Force Base", "Carson National Forest"."""
    for match in _SITE.finditer(text, low, high):
        start, end = match.span()
        words = match.group().split()
        while words and words[0].lower() in FUNCTION_WORDS:
            start += len(words.pop(0)) + 1
        if len(words) > 2 and not _INSIDE_MORE.search(text, max(low, start - 30), start):
            yield Span(start, end, "place", 0.7, "named like a place")


def introduced(setting: Setting, spans: list[Span]) -> list[Span]:
    """`spans` (sorted, apart) and the bodies that the text itself introduces where the tagger saw no name at all.

    Where it saw the very name and was not sure, the introduction makes it surer.
    """
    cover = Cover(spans)
    added: list[Span] = []
    surer: dict[Span, Span] = {}
    for low, high in setting.zones:
        for rule in (_by_apposition, _by_its_head, _by_its_site):
            for span in rule(setting.text, low, high):
                met = cover.meeting(span.start, span.end)
                if len(met) == 1 and met[0][:3] == span[:3]:
                    surer[met[0]] = met[0]._replace(score=max(met[0].score, span.score))
                elif not met and not any(a.start < span.end and span.start < a.end for a in added):
                    added.append(span)
    if surer:
        spans = [surer.get(span, span) for span in spans]
    return sorted([*spans, *added]) if added else spans
