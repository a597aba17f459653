"""One guideline for all corpora: rules that bring their marks to what the press annotation means by a name.

A person is the bare name, without titles, ranks and honorifics. No name begins with an article or ends with a possessive.
"Woodbridge, Virginia" is two places, "northern Syria" is one: Syria. Adjectives of nations name nothing, operations and groups of
people are no organisations. What a rule cannot decide is marked unknown (`?`) rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

__all__ = ["DEMONYMS", "SHORT", "TITLES", "TYPES", "UNKNOWN", "Mark", "bare_person", "settled"]

TYPES = ("PER", "ORG", "LOC")
UNKNOWN = "?"
SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}
"""The model's words for the types that the vocabulary names."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of `type` (one of `TYPES`, or `UNKNOWN`) at `start`..`end`."""

    start: int
    end: int
    type: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss mister messrs mx dr doctor prof professor sir dame lord lady baroness baron count countess duke duchess king
    queen prince princess pope bishop archbishop cardinal rev reverend father sister rabbi imam sheikh ayatollah mullah
    president presidents vice-president prime premier chancellor minister ministers secretary undersecretary sen senator senators sens rep reps
    representative congressman congresswoman gov governor mayor ambassador envoy commissioner chairman chairwoman chair
    speaker judge justice chief attorney solicitor general gen lt lieutenant col colonel maj major capt captain cmdr commander
    commodore adm admiral sgt sergeant staff cpl corporal pvt private spc specialist pfc petty officer brig brigadier marshal
    supt superintendent insp inspector det detective cst constable sheriff deputy agent director spokesman spokeswoman
    spokesperson hon honorable honourable excellency he hrh advisor adviser coach detective-inspector"""
)

DEMONYMS = _words(
    """american british french german canadian russian australian italian english irish swedish european polish indian african
    japanese turkish chinese spanish hungarian portuguese romanian finnish norwegian danish greek mexican kurdish korean austrian
    soviet israeli palestinian iraqi iranian syrian afghan pakistani egyptian saudi lebanese jordanian dutch belgian swiss scottish
    welsh brazilian argentine argentinian chilean cuban colombian venezuelan peruvian vietnamese thai indonesian malaysian
    philippine filipino ukrainian czech slovak croatian serbian bosnian bulgarian albanian georgian armenian estonian latvian
    lithuanian arab arabic asian latin western northern southern eastern byzantine roman ottoman jewish muslim islamic christian
    catholic hebrew persian bengali bangladeshi nepalese sri-lankan kenyan nigerian ghanaian ethiopian somali sudanese libyan
    tunisian moroccan algerian icelandic nordic baltic balkan yugoslav prussian bavarian texan californian hawaiian maltese
    taiwanese mongolian tibetan kazakh uzbek azerbaijani flemish catalan basque breton celtic slavic germanic anglo-saxon"""
)

PARTICLES = _words(
    "al el bin ibn abu van von der den de la le du da di dos das del della ter ten zu zum af y e o' d'"
)
GROUPS = _words(
    """airmen soldiers sailors marines terrorists militants fighters troops people men women citizens members officials
    leaders americans syrians iraqis turks kurds jordanians arabs"""
)

ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\w)", re.IGNORECASE)
TAIL = re.compile(r"(?:['’]s|['’])?[\s,;:]*$")
SPACE_TAIL = re.compile(r"[\s,;:]*$")
"""Organisations keep their possessive: it may belong to the name ("Macy's")."""
WORD = re.compile(r"[^\s,()]+")
COORDINATE = re.compile(r"\d+[°.]\d+.*[NSEW]$")


def settled(text: str, marks: Iterable[Mark], corpus: str) -> tuple[Mark, ...]:
    """The marks by our guideline, sorted, never overlapping. `press` is taken as it is: it defines the guideline."""
    given = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    found = given if corpus == "press" else [new for mark in given for new in _reworked(text, mark, corpus)]
    kept: list[Mark] = []
    for mark in found:
        trimmed = _trimmed(text, mark)
        if trimmed.start < trimmed.end and (not kept or trimmed.start >= kept[-1].end):
            kept.append(trimmed)
    return tuple(kept)


def _reworked(text: str, mark: Mark, corpus: str) -> Iterator[Mark]:
    mark = _trimmed(text, mark)
    if mark.start >= mark.end:
        return
    if mark.type == "PER":
        yield from _person(text, mark)
    elif mark.type == "LOC":
        yield from _place(text, mark)
    else:
        yield _organisation(text, mark, loose=corpus == "re3d-dev")


def _trimmed(text: str, mark: Mark) -> Mark:
    """Without white space, article and possessive at the edges."""
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    if mark.type != UNKNOWN:
        article = ARTICLE.match(text, start, end)
        if article and article.group()[0].islower() | (mark.type != "PER"):
            start = article.end()
    tail = (TAIL if mark.type != "ORG" else SPACE_TAIL).search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    return replace(mark, start=start, end=max(start, end))


def bare_person(text: str, start: int, end: int) -> int:
    """Where the bare name begins in a person's span: after its last title and after lower-case words that are no particles.

    Returns `end` where nothing but titles is there.
    """
    words = [(match.start(), match.group()) for match in WORD.finditer(text, start, end)]
    cut = 0
    for index, (_, word) in enumerate(words):
        key = word.strip(".").lower().split("-")[0]
        suffix_like = index > cut and key in {
            "king",
            "prince",
            "bishop",
            "major",
            "judge",
            "count",
            "general",
            "he",
            "chair",
        }
        if key in TITLES and not (suffix_like and index == len(words) - 1):
            cut = index + 1
    while cut < len(words) and words[cut][1].islower() and words[cut][1].split("-")[0] not in PARTICLES:
        cut += 1
    return words[cut][0] if cut < len(words) else end


def _person(text: str, mark: Mark) -> Iterator[Mark]:
    start = bare_person(text, mark.start, mark.end)
    head = text[mark.start : start]
    if any(w[:1].isupper() and w.strip(".").lower() not in TITLES for w in head.split()):
        yield Mark(mark.start, start, UNKNOWN)
    if start < mark.end:
        yield replace(mark, start=start)


def _place(text: str, mark: Mark) -> Iterator[Mark]:
    span = text[mark.start : mark.end]
    if COORDINATE.match(span):
        return
    if span.lower() in DEMONYMS:
        yield replace(mark, type=UNKNOWN)
        return
    for part in re.finditer(r"[^,]+", span):
        start, end = mark.start + part.start(), mark.start + part.end()
        piece = text[start:end]
        capital = re.search(r"\b[^\W\d_a-z]", piece)
        if not capital:
            continue
        lead = piece[: capital.start()].split()
        words = piece.split()
        core = words[min(len(lead), len(words) - 1)].lower()
        adjective = core in DEMONYMS and (len(words) <= len(lead) + 1 or words[-1].islower())
        if len(lead) > 2 or adjective:
            yield Mark(start, end, UNKNOWN)
        else:
            yield Mark(start + capital.start() if lead else start, end, "LOC")


def _organisation(text: str, mark: Mark, loose: bool) -> Mark:
    """`loose`: the corpus marks operations, nations and groups of people as organisations too."""
    if text.startswith("UK ", mark.start) and text.count(" ", mark.start, mark.end) > 1:
        return replace(mark, start=mark.start + 3)
    words = text[mark.start : mark.end].split()
    if loose and (
        words[0] == "Operation"
        or any(word.lower() in GROUPS for word in (words[0], words[-1]) if len(words) < 4 or word.islower())
        or words[0].islower()
        or words[-1].islower()
        or (words[0].lower() in DEMONYMS and len(words) == 1)
    ):
        return replace(mark, type=UNKNOWN)
    if loose and " ".join(words) in NATIONS:
        return replace(mark, type="LOC")
    return mark


NATIONS = _words(
    """Iraq Syria Turkey Jordan Iran Russia Australia Belgium Canada France Germany Italy Bahrain Netherlands Kuwait Lebanon Israel
    Egypt Qatar Britain Denmark Spain China Japan U.S. US UK"""
) | {"United States", "United Kingdom", "Saudi Arabia", "United Arab Emirates", "Iraqi Kurdistan Region"}
