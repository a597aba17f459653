"""Acronyms where a text defines them: "National Crime Agency (NCA)" and "NCA (National Crime Agency)".

The letters are matched from the right as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation definitions
in biomedical text", PSB 2003), restricted: each letter must begin a word (or a part of a hyphenated or joined word), and only
small words may be skipped, so that what is found is a definition and not a coincidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model import Definition, MentionType
from reader.recognise.lexicon import NEVER_BODIES, NOT_BODIES, ORGANISATION_HEADS, word_set
from reader.recognise.spans import Cover, Span, joined

__all__ = ["Defined", "definitions", "settled"]

_SHORT_IN_BRACKETS = re.compile(
    r"\s?[(\[]\s*(?:the\s+|or\s+|hereafter\s+|a\.?k\.?a\.?\s+)?[\"'“‘]?(?P<short>[A-Z][A-Za-z0-9&./-]{0,10}[A-Z0-9]s?|[A-Z]{2,}[a-z]?[A-Za-z0-9]*)"
    r"[\"'”’]?\s*[)\];,]"
)
_LONG_IN_BRACKETS = re.compile(
    r"(?<![\w&-])(?P<short>[A-Z][A-Za-z0-9&-]{1,9})\s+\(\s*(?:the\s+)?[\"“]?(?P<long>[A-Z][^()\n\"“”]{5,100}?)[\"”]?\s*\)"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*\.?")
_SMALL = word_set(
    "of the and for in on to de du des la le les a an & at against with y et von und della di und by from"
    " or as"
)
_SKIPPABLE = word_set("u.s. us uk national inc. ltd department dept office service")
_REACH = 150
_GLUE = re.compile(r"[^\w]*\Z")
_HEAD_IN_FRONT = re.compile(
    r"(?:(?:U\.S\.|United\s+States)\s+)?(?:(?:Department|Dept\.?|Office|Ministry|Bureau|Committee|Institute|Council)\s+(?:of|on|for)"
    r"\s+(?:the\s+)?)\Z|(?:U\.S\.|United\s+States)\s+\Z"
)
"""What belongs to a body's name though its acronym leaves it out: "Department of" Housing and Urban Development (HUD)."""
_POSSESSIVE = re.compile(r"['’]s\Z|(?<=s)['’]\Z")
_HEAD_BEHIND = re.compile(
    r"[\"'”’]?\s?[)\]]\s+(?P<head>Committee|Commission|Subcommittee|Council|Board|Agency|Department|Center|Program)\b"
)
_REST_BEHIND = re.compile(r"[\"'”’]?\s?[)\]]\s+(?P<rest>[A-Z]\w+(?:\s[A-Z]\w+){0,4})")
"""The rest of a name that the bracket stands inside of: "Environment and Public Works (EPW) Committee"."""
_INDEFINITE = re.compile(r"(?<!\w)an?\s\Z")
_NOT_SHORT = word_set("AM PM TV USD GBP EUR OK II III IV VI VII VIII IX XI")


class Defined(NamedTuple):
    """A definition, and whether its long form reads like the name of a body (None: its words do not tell)."""

    definition: Definition
    body: bool | None


def _letters(short: str) -> str:
    bare = short[:-1] if len(short) > 2 and short.endswith("s") and short[:-1].isupper() else short
    return "".join(c.lower() for c in bare if c.isalnum())


class _Part(NamedTuple):
    """A word of a long form, or a part of a hyphenated one."""

    start: int
    end: int
    text: str


def _parts(text: str, start: int, end: int) -> list[_Part]:
    return [_Part(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def _fits(letters: str, parts: Sequence[_Part]) -> int | None:
    """How many of the last `parts` spell `letters`; None if they do not. Small words may be skipped, others not.

    Small words give letters ("DoD", "ACoP") only where the long form cannot be read without them.
    """
    used = _spelt(letters, parts, small_ones=False)
    return _spelt(letters, parts, small_ones=True) if used is None else used


def _spelt(letters: str, parts: Sequence[_Part], small_ones: bool) -> int | None:
    """How many of the last `parts` spell `letters`, the shortest reading first."""
    lows = [part.text.lower() for part in parts]

    def read(at: int, left: int, skips: int) -> int | None:
        if left < 0:
            return at + 1
        if at < 0:
            return None
        low = lows[at]
        small = low in _SMALL
        if low[0] == letters[left] and (small_ones or not small):
            begun = read(at - 1, left - 1, skips)
            if begun is not None:
                return begun
        if not small:
            for inner in _inside(low, letters, left):
                begun = read(at - 1, left - inner, skips)
                if begun is not None:
                    return begun
            if low not in _SKIPPABLE or not skips:
                return None
            skips -= 1
        return read(at - 1, left, skips)

    begun = read(len(parts) - 1, len(letters) - 1, 1)
    return None if begun is None else len(parts) - begun


def _inside(word: str, letters: str, last: int) -> Iterator[int]:
    """How many letters ending at number `last` one word may give, first letter included ("Cybercrime", "HealthCare")."""
    if len(word) <= 6:
        return
    for size in (2, 3):
        run = letters[last - size + 1 : last + 1]
        if last - size + 1 < 0 or word[0] != run[0]:
            continue
        at = 0
        for letter in run[1:]:
            at = word.find(letter, at + 2)
            if at < 0:
                break
        if at > 0 or word.startswith(run):
            yield size


def _widened(parts: Sequence[_Part], used: int, letters: str) -> int:
    """Small words in front of the match never belong to the name; "Department" that gave its letter does."""
    while used > 1 and parts[len(parts) - used].text.lower() in _SMALL:
        used -= 1
    return used


def _long_before(text: str, floor: int, at: int, short: str) -> tuple[int, int] | None:
    """The long form that ends right before offset `at`, or None."""
    parts = _parts(text, max(floor, at - _REACH), at)
    while parts and parts[-1].text.lower() in ("the",):
        parts.pop()
    if (
        not parts
        or not _GLUE.match(text, parts[-1].end, at)
        or text[parts[-1].end : at].strip(" \n\t\"'”’“‘,")
    ):
        return None
    letters = _letters(short)
    digits = re.match(r"([a-z]+)(\d)\Z", letters)
    tries = [letters]
    if digits is not None:  # EC3: "European Cybercrime Centre", three words of the last letter
        tries.append(
            digits.group(1)[:-1] + digits.group(1)[-1] * int(digits.group(2))
            if int(digits.group(2)) < 6
            else letters
        )
    for wanted in tries:
        used = _fits(wanted, parts)
        if used is None and len(parts) > 2 and parts[-1].text.lower() in ORGANISATION_HEADS:
            used = _fits(wanted, parts[:-1])  # "Base Realignment and Closure Commission (BRAC)"
            used = used + 1 if used is not None else None
        if used is None:
            continue
        used = _widened(parts, used, wanted)
        first = parts[len(parts) - used]
        gap = text[first.start : parts[-1].end]
        if re.search(r"[;:!?()\n]\s*\n|[;:!?]", gap) or re.search(r"[a-z]{3,}\.\s+[A-Z]", gap):
            continue
        head = _HEAD_IN_FRONT.search(text, max(floor, first.start - 60), first.start)
        owner = _POSSESSIVE.search(text, first.start, parts[-1].end)
        return head.start() if head else first.start, owner.start() if owner else parts[-1].end
    return None


def _reads_like_a_body(long: str) -> bool | None:
    words = [w.strip(".").lower() for w in re.findall(r"[^\W_]+", long)]
    capital = [w for w in long.split() if w.lower() not in _SMALL]
    if sum(w[:1].isupper() for w in capital) * 2 < len(capital):
        return False
    last = words[-1] if words else ""
    before_of = words[: words.index("of")] if "of" in words[1:] else words
    before_for = before_of[: before_of.index("for")] if "for" in before_of[1:] else before_of
    head = before_for[-1] if before_for else last
    if last in NOT_BODIES or head in NOT_BODIES:
        return False
    if last in ORGANISATION_HEADS or head in ORGANISATION_HEADS:
        return True
    return None


def _defined(text: str, short: tuple[int, int], long: tuple[int, int]) -> Defined:
    made = Definition(text[slice(*short)], short[0], short[1], text[slice(*long)], long[0], long[1])
    behind = _REST_BEHIND.match(text, made.short_end)
    if behind is not None and behind.group("rest").split()[-1].lower() in NOT_BODIES:
        return Defined(made, False)  # "Better Classroom (BC) Act"
    body = _reads_like_a_body(made.long)
    if body and _INDEFINITE.search(text, max(0, long[0] - 4), long[0]):
        body = None  # "a Critical Access Hospital (CAH)" is a kind of thing
    return Defined(made, body)


def definitions(text: str, zones: Sequence[tuple[int, int]]) -> list[Defined]:
    """The definitions of acronyms within each of `zones` (blocks), in order."""
    found: list[Defined] = []
    if "(" not in text and "[" not in text:
        return found
    for low, high in zones:
        for match in _SHORT_IN_BRACKETS.finditer(text, low, high):
            short = match.group("short")
            if short in _NOT_SHORT or len(_letters(short)) < 2:
                continue
            long = _long_before(text, low, match.start(), short)
            if long is not None and text[slice(*long)].lower() != short.lower():
                found.append(_defined(text, match.span("short"), long))
        for match in _LONG_IN_BRACKETS.finditer(text, low, high):
            parts = _parts(text, match.start("long"), match.end("long"))
            used = _fits(_letters(match.group("short")), parts)
            if (
                used is not None
                and _widened(parts, used, "") == len(parts)
                and sum(c.isupper() for c in match.group("short")) > 1
            ):
                found.append(_defined(text, match.span("short"), match.span("long")))
    return sorted(found, key=lambda one: one.definition.short_start)


def settled(
    text: str, spans: list[Span], found: Sequence[Defined]
) -> tuple[list[Span], tuple[Definition, ...], frozenset[str]]:
    """(`spans` with both sides of each definition as mentions of one type, the definitions kept, the shorts that name no body)."""
    cover = Cover(spans)
    stronger: list[Span] = []
    kept: list[Definition] = []
    nobody: set[str] = set()
    for one in found:
        made = one.definition
        over_long = cover.meeting(made.long_start, made.long_end)
        over_short = cover.meeting(made.short_start, made.short_end)
        never = made.long.split()[-1].lower() in NEVER_BODIES
        sure = any(span.type == "organisation" and span.score >= 0.75 for span in over_long)
        if one.body is False and (never or not sure):
            if never or over_short or not over_long:
                nobody.update((made.short, made.long))
            continue
        kind = _kind(one, over_long, over_short)
        if kind is None:
            continue
        start, end = made.long_start, made.long_end
        for span in over_long:
            if (
                span.type == "organisation"
                and span.start < start
                and span.end >= end
                and text[span.start] != "("
            ):
                start = span.start  # the tagger's name goes further left than the letters: "U.S. Drug Enforcement Administration (DEA)"
        score = max([0.9, *(span.score for span in [*over_long, *over_short])])
        whole = _around(text, made, over_short)
        if whole is not None:
            start, end = min(start, whole[0]), whole[1]
            stronger.append(Span(start, end, "organisation", score, f"long form of {made.short}"))
            kept.append(Definition(made.short, made.short_start, made.short_end, text[start:end], start, end))
            continue
        stronger.append(Span(start, end, kind, score, f"long form of {made.short}"))
        stronger.append(
            Span(made.short_start, made.short_end, kind, score, f"defined as acronym of {_flat(made.long)}")
        )
        kept.append(Definition(made.short, made.short_start, made.short_end, text[start:end], start, end))
    return joined(spans, stronger), tuple(kept), frozenset(nobody)


def _around(text: str, made: Definition, over_short: Sequence[Span]) -> tuple[int, int] | None:
    """The name that holds a definition in its middle, "Environment and Public Works (EPW) Committee", or None."""
    for span in over_short:
        if span.start <= made.long_start and span.end > made.short_end + 2:
            return span.start, span.end
    behind = _HEAD_BEHIND.match(text, made.short_end)
    return (made.long_start, behind.end("head")) if behind is not None else None


def _flat(name: str) -> str:
    return " ".join(name.split())


def _kind(one: Defined, over_long: Sequence[Span], over_short: Sequence[Span]) -> MentionType | None:
    """What a definition names, by the tagger's votes and the words of the long form."""
    kinds: tuple[MentionType, ...] = ("organisation", "place")
    weights: dict[str, float] = {}
    for span in over_long:
        share = min(span.end, one.definition.long_end) - max(span.start, one.definition.long_start)
        weights[span.type] = weights.get(span.type, 0.0) + span.score * share / max(
            1, len(one.definition.long)
        )
    for span in over_short:
        weights[span.type] = weights.get(span.type, 0.0) + 0.6 * span.score
    if one.body:
        weights["organisation"] = weights.get("organisation", 0.0) + 0.7
    best: MentionType | None = None
    for kind in kinds:
        if weights.get(kind, 0.0) >= 0.3 and (best is None or weights[kind] > weights[best]):
            best = kind
    return best
