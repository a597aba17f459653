"""Titles, ranks, posts and honorifics: out of the names, and noted beside them.

`bare_start` finds where the name in a proposed person begins; `uses` then reads, for every person, the post in front of the name
("RCMP Deputy Commissioner", "Director General of the National Economic Crime Centre") and the apposition behind it
("Rob Jones, Director General of …,"). A plural title ("Sens.") counts for each name of the list that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model import TitleUse
from reader.recognise.lexicon import (
    FUNCTION_WORDS,
    GIVEN_TITLES,
    HONORIFICS,
    NAME_TITLES,
    PARTICLES,
    POST_WORDS,
    SUFFIXES,
    TITLE_WORDS,
    UNSURE_TITLES,
    word_set,
)
from reader.recognise.spans import Cover, Span

__all__ = ["bare_start", "is_title", "uses"]

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*|\d+(?:st|nd|rd|th)|[^\w\s]|\w+")
_PLURAL = re.compile(
    r"(?:sens|reps|senators|representatives|congressmen|congresswomen|governors|govs|secretaries|ministers|commissioners|chairmen"
    r"|presidents|judges|justices|attorneys|drs|messrs|generals|mayors|directors|ambassadors|officers|agents|inspectors|sergeants"
    r"|constables|detectives|superintendents|colonels|majors|captains|admirals|councillors|chairs|spokesmen|leaders)\Z"
)
_LIST_GAP = re.compile(
    r"\s*(?:\([^()]{1,20}\)\s*)?(?:,|;|and|&|,\s*and)\s+(?:the\s+late\s+)?(?:\([^()]{1,20}\)\s*)?\Z"
)
_PARTY = re.compile(r"\s*\((?:[RDI]|Rep|Dem|Ind|Con|Lab)\.?\s*[-–—,]?\s*[\w. ]{0,16}\)")
_APPOSITION = re.compile(
    r",\s+(?P<title>(?:(?:the|a|an|its|their|his|her|our|who is|who was)\s+)?"
    r"(?:[^\W\d_][\w.&’'/-]*(?:\s+|-)){0,8}?[^\W\d_][\w.&’'/-]*)(?=\s*[,.;:)\n\"”]|\s)"
)
_POST_TAIL = re.compile(
    r"(?:\s+(?:(?:of|for|at)\s+(?:the|a|an|its|this|our)\s+[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3}(?=\s*[,.;:)])|of|for|at|in|on|and|to|with|from|the|&|[A-Z][\w.&’'/-]*|\d+(?:st|nd|rd|th)|,(?=\s+[A-Z][\w’'-]*(?:,|\s+and)\s+[A-Z])"
    r"|[a-z][\w-]*(?=\s+(?:of|for)\s)))*"
)
_VERBLIKE = re.compile(r"\s+(?:of|for|at|in|on|and|to|with|from|the|&|,)\Z")
_AND = re.compile(r"\s+and\s+")
_FORMER = re.compile(r"\A(?:then|ex|former)[-‑](?=\w)")
_SUFFIXED = re.compile(r",?\s+(?:[JS]r|I{2,3}|IV)\b")
_NO_POST = word_set("who which said says that was is has told of for and in at as or")
"""Words that end the search for a post in an apposition."""
TITLES_AND_MORE = TITLE_WORDS | POST_WORDS
_REACH = 180


class _Token(NamedTuple):
    start: int
    end: int
    form: str
    low: str


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        _Token(m.start(), m.end(), m.group(), _FORMER.sub("", m.group().lower()))
        for m in _TOKEN.finditer(text, start, end)
    ]


def is_title(text: str) -> bool:
    """Whether `text` is nothing but titles: then it names nobody."""
    tokens = [t for t in _tokens(text, 0, len(text)) if t.form[0].isalnum()]
    return bool(tokens) and all(t.low in TITLE_WORDS or t.low in POST_WORDS for t in tokens)


def _sure(token: _Token, following: Sequence[_Token]) -> bool:
    """Whether the title word `token` in front of `following` is a title and not a part of the name."""
    names = [t for t in following if t.form[0].isalpha() and t.low not in SUFFIXES]
    if not names:
        return False
    return token.low not in GIVEN_TITLES or len(names) >= 2


def bare_start(text: str, start: int, end: int) -> int:
    """Where the bare name of the person at text[start:end] begins; `end` if there is nothing but titles."""
    if is_title(text[start:end]):
        tokens = [t for t in _tokens(text, start, end) if t.form[0].isalnum()]
        surname = len(tokens) == 1 and tokens[0].low in NAME_TITLES and tokens[0].form[0].isupper()
        return start if surname and _SUFFIXED.match(text, end) else end
    tokens = _tokens(text, start, end)
    cut = -1
    for number, token in enumerate(tokens[:-1]):
        if token.low in TITLE_WORDS and _sure(token, tokens[number + 1 :]):
            if number > cut + 1 and (token.low in UNSURE_TITLES or token.low in PARTICLES):
                continue  # "Mary Judge Smith" keeps her middle name, "Agriculture Secretary Johanns" does not
            cut = number
        elif token.low in POST_WORDS and number == cut + 1 and len(tokens) > number + 1:
            if (
                tokens[number + 1].low in TITLE_WORDS
                or tokens[number + 1].low in POST_WORDS
                or token.form.islower()
            ):
                cut = number
        elif token.form in (".", "-", ",") and number == cut + 1 and cut >= 0:
            cut = number
    while cut + 1 < len(tokens) and not tokens[cut + 1].form[0].isalnum():
        cut += 1
    return tokens[cut + 1].start if cut + 1 < len(tokens) else end


def _in_front(text: str, floor: int, start: int, cover: Cover) -> tuple[int, int, bool] | None:
    """(start, end, honorific alone) of the title right before the name at `start`, which lies after `floor`."""
    tokens = _tokens(text, max(floor, start - _REACH), start)
    if not tokens:
        return None
    at = len(tokens) - 1
    comma = tokens[at].form == ","
    if comma:
        at -= 1
    stop = tokens[at].end if at >= 0 else start
    at, long = _past_of_phrase(text, tokens, at, cover)
    if at >= 2 and tokens[at].low == "charge" and tokens[at - 1].low == "in":
        at, long = at - 2, True  # "Special Agent in Charge Tom Ng"
    if at < 0:
        return None
    if tokens[at].form == "." and at > 0:
        stop = max(stop, tokens[at].end)
        at -= 1
    if tokens[at].low not in TITLE_WORDS:
        return None
    last = at
    first = _core_start(tokens, at, cover)
    words = [t for t in tokens[first : last + 1] if t.form[0].isalnum()]
    if comma and not long and not _definite(tokens, first, text[start : start + 1]):
        return None
    if (
        comma
        and first >= 2
        and tokens[first - 1].form == ","
        and _person_ending(cover, tokens[first - 2].end)
    ):
        return None  # "Ann Lee, head of the Unit, Rob Jones": the post is the other person's
    honorific = not long and all(t.low in HONORIFICS for t in words)
    return tokens[first].start, stop, honorific


def _definite(tokens: list[_Token], first: int, initial: str) -> bool:
    """Whether "the" or an owner stands before a title that a comma parts from its name: "The Home Secretary, Ann Lee, said"."""
    return first > 0 and initial.isupper() and tokens[first - 1].low in ("the", "its", "their", "s")


def _person_ending(cover: Cover, end: int) -> bool:
    span = cover.ending_at(end)
    return span is not None and span.type == "person"


def _past_of_phrase(text: str, tokens: list[_Token], at: int, cover: Cover) -> tuple[int, bool]:
    """If a post's "of the Body" ends at token `at`: the number of the word before "of", and True."""
    here = at
    if (
        here < 0
        or tokens[here].low in TITLE_WORDS
        or not (tokens[here].form[0].isalpha() or tokens[here].form == ")")
    ):
        return at, False
    steps = 0
    while here > 0 and steps < 14:
        token = tokens[here]
        if token.low in ("of", "for", "at") and steps and tokens[here - 1].low in TITLE_WORDS:
            return here - 1, True
        span = cover.ending_at(token.end)
        if span is not None and span.type == "person":
            return at, False
        capital = token.form[0].isupper() or token.form[0].isdigit()
        if not (
            capital or token.low in ("of", "the", "for", "and", "&", "in", "'", "’", "(", ")", "-", ".", "s")
        ):
            return at, False
        here -= 1
        steps += 1
    return at, False


def _core_start(tokens: list[_Token], at: int, cover: Cover) -> int:
    """The number of the first word of the title whose last word is token `at`."""
    first = at
    here = at - 1
    capitals = (
        len(tokens[at].form) > 3 and tokens[at].form.isupper()
    )  # "MET PRESIDENT": capitals say nothing here
    while here >= 0:
        token = tokens[here]
        if (
            token.form == "."
            and here > 0
            and (tokens[here - 1].low in TITLE_WORDS or len(tokens[here - 1].form) <= 5)
        ):
            before = tokens[here - 1]
            if (
                before.low in TITLE_WORDS
                or before.low in POST_WORDS
                or before.form in ("U", "S", "K", "Lt", "Asst", "Dep")
            ):
                here -= 1
                continue
            break
        if token.form in ("-", "&") or (
            token.low == "and" and here + 1 == first and tokens[here - 1].low in TITLE_WORDS
        ):
            here -= 1
            continue
        span = cover.ending_at(token.end)
        if span is not None:
            if span.type in ("person", "date"):
                break
            here -= 1  # also where the span begins inside this token ("then-VA"), or this would never end
            while here >= 0 and tokens[here].start >= span.start:
                here -= 1
            first = here + 1
            continue
        capital = token.form[0].isupper() and (len(token.form) > 1 or token.form in "US") and not capitals
        if not (token.low in TITLES_AND_MORE or (capital and token.low not in FUNCTION_WORDS)):
            break
        first = here
        here -= 1
    return first


def _behind(text: str, end: int, ceiling: int, cover: Cover) -> tuple[int, int] | None:
    """(start, end) of the post in apposition right after the name that ends at `end`, within its sentence."""
    party = _PARTY.match(text, end, ceiling)
    at = party.end() if party else end
    match = _APPOSITION.match(text, at, ceiling)
    if match is None:
        return None
    low = match.start("title")
    tokens = _tokens(text, low, min(ceiling, low + _REACH))
    head = _head_of(tokens, cover)
    if head is None:
        return None
    stop = tokens[head].end
    second = _AND.match(text, stop, ceiling)
    if second is not None:
        more = _tokens(text, second.end(), min(ceiling, low + _REACH))
        other = _head_of(more[:6], cover)
        stop = more[other].end if other is not None else stop
    tail = _POST_TAIL.match(text, stop, min(ceiling, low + _REACH))
    if tail is not None:
        stop = tail.end()
        for span in cover.meeting(low, stop):
            if span.type == "person":
                stop = min(stop, span.start)
    piece = text[low:stop].rstrip(" ,\n\t")
    while (loose := _VERBLIKE.search(piece)) is not None:
        piece = piece[: loose.start()].rstrip(" ,\n\t")
    stop = low + len(piece)
    following = cover.meeting(stop, min(ceiling, stop + 2))
    if not piece or any(span.type == "person" for span in following):
        return None  # "Tom Harkin, FCC Chairman Kevin Martin": the post is the next name's
    return low, stop


def _head_of(tokens: list[_Token], cover: Cover) -> int | None:
    """The number of the word that makes an apposition a post: a title word among its first words."""
    for number, token in enumerate(tokens[:9]):
        if not token.form[0].isalnum() and token.form not in (".", "'", "’", "-", "&"):
            return None
        span = cover.meeting(token.start, token.end)
        if span and span[0].type == "person":
            return None
        if token.low in _NO_POST:
            return None
        follows = tokens[number + 1].low if number + 1 < len(tokens) else ""
        if token.low.endswith("-in-charge"):
            return number
        if token.low in TITLE_WORDS and token.low not in HONORIFICS and follows not in TITLE_WORDS:
            return number
    return None


def _listed(text: str, mentions: Sequence[Span], found: dict[int, TitleUse]) -> Iterator[TitleUse]:
    """The plural titles that reach on to the next names of a list."""
    for number in range(1, len(mentions)):
        here, before = mentions[number], mentions[number - 1]
        if number in found or here.type != "person":
            continue
        at = number - 1
        gap_from = before.end
        if before.type == "place" and at > 0:  # "Sens. Isakson (R-Ga.) and Chambliss"
            at -= 1
            gap_from = mentions[at].end
        source = found.get(at)
        if mentions[at].type != "person" or source is None or source.start > mentions[at].start:
            continue
        last = source.title.rstrip(".").split()[-1].lower()
        if _PLURAL.match(last) and _LIST_GAP.match(text[gap_from : here.start]):
            use = TitleUse(number, source.title, source.start, source.end, source.honorific)
            found[number] = use
            yield use


def uses(text: str, mentions: Sequence[Span], bounds: Sequence[tuple[int, int]]) -> tuple[TitleUse, ...]:
    """The titles at the persons among `mentions` (sorted); `bounds[i]` is the sentence that holds mention i."""
    cover = Cover(mentions)
    front: dict[int, TitleUse] = {}
    behind: list[TitleUse] = []
    for number, (span, (low, high)) in enumerate(zip(mentions, bounds, strict=True)):
        if span.type != "person":
            continue
        before = _in_front(text, low, span.start, cover)
        if before is not None:
            start, end, honorific = before
            front[number] = TitleUse(number, text[start:end], start, end, honorific)
        after = _behind(text, span.end, high, cover)
        if after is not None:
            behind.append(TitleUse(number, text[after[0] : after[1]], after[0], after[1], False))
    list(_listed(text, mentions, front))
    return tuple(sorted([*front.values(), *behind], key=lambda use: (use.mention, use.start)))
