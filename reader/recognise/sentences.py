"""Where sentences begin and end.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an ellipsis that goes on in lower
case; closing quotes and brackets stay with the sentence they close. An empty line always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.lexicon import word_set

__all__ = ["sentences"]

_CLOSERS = "\"'”’»)\\]"
# Both begin where a run of blanks or stops begins: a run of a hundred thousand dots is gone over once, not from each of its dots.
_CANDIDATE = re.compile(
    rf"(?P<blank>(?<![ \t\r\f\v\u00a0])[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*\n\s*)|(?P<stop>(?<![.!?…])[.!?…]+[{_CLOSERS}]*)(?P<gap>\s+)(?=(?P<next>\S\S*))"
)
_OPENERS = "\"'“‘«([*•-–—"
_BEFORE = re.compile(r"[\w.&’'\-/]+\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")

_NEVER_LAST = word_set(
    "mr mrs ms messrs dr drs prof rev revd fr hon sr sir st ste mt ft gen lt ltc col cpl cmdr capt maj"
    " adm brig sgt supt insp cst det sen sens rep reps gov govs pres amb atty asst assoc dept v vs cf e.g"
    " i.e viz fig figs eq sec secs art arts vol vols pp ed eds trans al ch chap approx ca est ref op cit"
    " ex spc pfc pvt pte const"
)
"""Abbreviations that something always follows."""
_NUMBERED = word_set("no nos nr par para art sec p pp fig vol ch cl reg rule tel ext")
"""Abbreviations only in front of a number ("No. 4"), otherwise words."""
_MAY_BE_LAST = word_set(
    "inc ltd corp co bros llc plc jr u.s u.k u.n e.u a.m p.m d.c u.s.a u.s.c ph.d m.d b.a m.a etc jan feb"
    " mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ave blvd rd bldg ala"
    " ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nev"
    " n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo ont que alta govt"
    " intl natl univ est"
)
"""Abbreviations that may end a sentence: they do only when a word follows that usually starts one."""
_STARTERS = word_set(
    "a an the this that these those it its he she they we i you in on at for from with by as if when"
    " while after before since but and or so yet however meanwhile there here his her their our my what"
    " who how why no not all both many most some such under over during despite although because according"
    " today yesterday last next then now"
)


def _ends(text: str, at: int, stop: str, gap: str, following: str, floor: int) -> bool:
    """Whether the full stop before offset `at` (the end of `stop`) ends a sentence."""
    head = following.lstrip(_OPENERS)
    first = head[:1]
    if first and first.islower():
        return False
    if stop[0] != ".":
        return True
    if stop.startswith(".."):
        return True
    dot = at - len(stop)
    match = _BEFORE.search(text, max(floor, dot - 24), dot)
    if match is None:
        return True
    word = match.group().strip("'’-")
    low = word.lower()
    if len(stop) > 1:
        return low not in _NEVER_LAST
    if low in _NEVER_LAST:
        return False
    if low in _NUMBERED:
        return not first.isdigit()
    if low in _MAY_BE_LAST or (_INITIALS.match(word) and word != "I"):
        return head.rstrip(",;:.'’”\"").lower() in _STARTERS and head != "A."
    return True


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(end of a sentence, start of the next) in order."""
    for match in _CANDIDATE.finditer(text, start, end):
        if match.group("blank") is not None:
            yield match.start(), match.end()
            continue
        stop = match.group("stop")
        at = match.start() + len(stop)
        gap = match.group("gap")
        if gap.count("\n") > 1 or _ends(text, at, stop, gap, match.group("next"), start):
            yield at, at + len(gap)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, in order, without the white space around them.

    Call it for one block at a time: then no sentence runs over a block's border.
    """
    stop = len(text) if end is None else min(end, len(text))
    spans: list[tuple[int, int]] = []
    at = start
    for cut, following in [*_cuts(text, start, stop), (stop, stop)]:
        low, high = at, cut
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if high > low:
            spans.append((low, high))
        at = following
    return spans
