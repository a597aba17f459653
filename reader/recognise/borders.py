"""The exact borders of a name: what the tagger took too much of comes off, what belongs to the name comes on.

Off come white space and loose punctuation, "the", possessives, unbalanced brackets, party tags, titles, letters after a name and
a country in front of a body's usual name; on come "Jr.", ", Inc." and the full stop of an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.recognise.lexicon import (
    LEGAL_FORMS,
    ORGANISATION_HEADS,
    PARTICLES,
    PARTIES,
    POSSESSIVE_BRANDS,
    POSTNOMINALS,
    SUFFIXES,
    US_STATES,
)
from reader.recognise.spans import Span
from reader.recognise.titles import bare_start

__all__ = ["bare", "country_in_front", "pieces"]

_LOOSE_FRONT = " \t\r\n\f\v\u00a0\"“”„‘’'`*•·|,;:.–—-/\\_=+<>~#]})!?…"
_LOOSE_BACK = ' \t\r\n\f\v\u00a0"“”„‘`*•·|,;:–—-/\\_=+<>~#[{(…?'
_THE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
_THE_IN_NAME = re.compile(r"The\s+(?:Hague|Gambia|Bahamas|Dalles)\b")
_POSSESSIVE = re.compile(r"(?:(?<=[sS])['’]|['’][sS])\Z")
_OWNS_NOTHING = re.compile(r"[),;:]|\s+(?:and|or|said|says|is|was|has|will)\b")
_JUNIOR = re.compile(r",?\s+(?:[JS]r\b\.?|I{2,3}\b|IV\b)(?![\w’'])")
_LAST_INITIAL = re.compile(r"\s(?:[A-Z]|Bros)\Z")
_LEGAL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Incorporated|Co|Ltd|Limited|L\.?L\.?C|L\.?L\.?P|P\.?L\.?C|S\.A|GmbH|N\.V|A\.G|AG)\b\.?(?![\w])"
)
_PARTY_TAG = re.compile(r"\s*\(\s*(?:[RDI]|Rep|Dem|Ind)\b[^)]*\)?\s*\Z")
_POSTNOMINAL = re.compile(r"[,\s]+(?P<letters>(?:[A-Za-z]\.?){2,5})\Z")
_COUNTRY = re.compile(
    r"(?:(?:the\s+)?(?:UK|U\.K\.|GB|Great\s+Britain|Britain)(?:['’]s\s+(?=[A-Z])|\s+))(?:(?<=['’]s\s)|(?=(?:National|Home|Foreign|Ministry|Department|Metropolitan"
    r"|House|Royal|Crown|Prime|Secretary|Government|Serious|Cabinet|Treasury)\b[^\n]*\s|(?:[A-Z]{2,6})\Z))"
)
_COUNTRY_NAME = re.compile(r"(?:[Tt]he\s+)?(?P<country>UK|U\.K\.|GB|Great\s+Britain|Britain)(?!\w)")
_OWNER = re.compile(
    r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2}['’]s?\s+(?=(?:National|Federal|Ministry|Department|Royal|Central)\b)"
)
_WITH_DISTRICT = re.compile(r",?\s+(?:D\.\s?C\b\.?|DC\b)")
_KINDS_OF_PLACE = frozenset(("City", "Town", "Village", "County", "CITY", "TOWN", "COUNTY"))
_ROADS = frozenset(("SR", "S.R.", "CR", "FM", "RR", "Rte", "Rte.", "Rt.", "Hwy", "Hwy."))
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_MOST = 160


def _narrowed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and punctuation that cannot begin or end a name."""
    while start < end and text[start] in _LOOSE_FRONT:
        start += 1
    while end > start and text[end - 1] in _LOOSE_BACK:
        end -= 1
    return start, end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """With brackets in pairs: a lone one ends the name, or the name goes on to its partner if that comes at once."""
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")":
        return start + 1, end - 1
    opened = text.find("(", start, end)
    closed = text.find(")", start, end)
    if opened < 0 <= closed:
        return (start, closed) if closed - start > end - closed else (closed + 1, end)
    if opened >= 0 and text.count("(", start, end) > text.count(")", start, end):
        last = text.rfind("(", start, end)
        return start, last
    if closed >= 0 and text.count(")", start, end) > text.count("(", start, end):
        return start, text.rfind(")", start, end)
    return start, end


def _full_stop(text: str, start: int, end: int, kind: str) -> int:
    """The end with or without a full stop: abbreviations keep theirs, sentences do not share theirs."""
    if text[start:end].endswith("."):
        stem = end - 1
        word = re.split(r"[\s,(/-]", text[start:stem])[-1].lower()
        if _keeps_stop(word, text[start:stem], kind) or (
            kind == "organisation" and _LAST_INITIAL.search(text, start, stem)
        ):
            return end
        return stem
    if end < len(text) and text[end] == ".":
        word = re.split(r"[\s,(/-]", text[start:end])[-1].lower()
        if _keeps_stop(word, text[start:end], kind) and not (kind == "person" and len(word) == 1):
            return end + 1
    return end


def _keeps_stop(word: str, name: str, kind: str) -> bool:
    if kind == "person":
        return word in ("jr", "sr") or bool(re.search(r"(?:\b[A-Z]\.\s?)+[A-Z]\Z|\s[A-Z]\Z", name))
    if kind == "place":
        return bool(re.search(r"(?:\b[A-Z]\.\s?)+[A-Z]\Z", name)) or (
            word in US_STATES and name.lower() == word and len(word) < 6
        )
    return bool(re.search(r"(?:\b[A-Z]\.\s?)+[A-Z]\Z", name)) or (
        word in ("inc", "corp", "co", "ltd", "bros")
    )


def _person(text: str, start: int, end: int) -> tuple[int, int]:
    tag = _PARTY_TAG.search(text, start, end)
    if tag is not None and tag.start() > start:
        end = tag.start()
    letters = _POSTNOMINAL.search(text, start, end)
    while letters is not None:
        low = letters.group("letters").replace(".", "").lower()
        written = letters.group("letters")
        if (
            low not in POSTNOMINALS
            or low in SUFFIXES
            or not (written.isupper() or "." in written or low == "phd")
        ):
            break
        end = letters.start()
        letters = _POSTNOMINAL.search(text, start, end)
    start = bare_start(text, start, end)
    more = _JUNIOR.match(text, end)
    if more is not None and start < end:
        end = more.end()
    return start, end


def _organisation(text: str, start: int, end: int) -> tuple[int, int]:
    for pattern in (_COUNTRY, _OWNER):
        front = pattern.match(text, start, end)
        if front is not None:
            start = front.end()
    more = _LEGAL.match(text, end)
    if more is not None:
        end = more.end()
    return start, end


def _named(text: str, start: int, end: int, kind: str) -> bool:
    """Whether what is left can be a name at all."""
    name = text[start:end]
    if kind == "place" and (
        name in _KINDS_OF_PLACE or (name in _ROADS and text[end : end + 2].strip().isdigit())
    ):
        return False
    if kind == "person" and name.lower() in PARTIES:
        return False
    if not name or len(name) > _MOST or not any(c.isalpha() for c in name):
        return False
    if kind == "person":
        words = name.split()
        return any(w[:1].isupper() for w in words) and len(name) != 1
    return any(c.isupper() or c.isdigit() or ord(c) > 0x2E7F for c in name)


def _is_called_so(text: str, start: int, stem: int, end: int, kind: str) -> bool:
    """Whether a possessive is the name's own end: a company's that is known for it, or nothing follows that it could own."""
    name = text[start:stem]
    if name.lower() in POSSESSIVE_BRANDS:
        return True
    if kind != "organisation" or end - stem != 2 or name.isupper() or _ends_like_a_body(name):
        return False
    return bool(_OWNS_NOTHING.match(text, end))


def bare(text: str, span: Span) -> Span | None:
    """`span` with the borders of the bare name, or None when no name is left."""
    start, end = span.start, span.end
    for _ in range(3):
        before = start, end
        start, end = _narrowed(text, start, end)
        start, end = _balanced(text, start, end)
        the = _THE.match(text, start, end)
        if the is not None and not _THE_IN_NAME.match(text, start, end):
            start = the.end()
        owner = _POSSESSIVE.search(text, start, end)
        if owner is not None and not _is_called_so(text, start, owner.start(), end, span.type):
            end = owner.start()
        if span.type == "person":
            start, end = _person(text, start, end)
        elif span.type == "organisation":
            start, end = _organisation(text, start, end)
        elif text[start:end] in ("Washington", "WASHINGTON"):
            district = _WITH_DISTRICT.match(text, end)
            end = district.end() if district is not None else end
        end = _full_stop(text, start, end, span.type) if end > start else end
        if (start, end) == before or start >= end:
            break
    if start >= end or not _named(text, start, end, span.type):
        return None
    return span._replace(start=start, end=end)


def country_in_front(text: str, span: Span, name: Span) -> Span | None:
    """The country that was taken off the front of `span` to make `name` ("UK National Crime Agency"), as a place."""
    front = _COUNTRY_NAME.match(text, span.start, name.start)
    if span.type != "organisation" or front is None:
        return None
    return Span(*front.span("country"), "place", span.score, "country in front of a body")


def _ends_like_a_body(piece: str) -> bool:
    words = re.findall(r"[^\W\d_]+", piece)
    return bool(words) and words[-1].lower() in ORGANISATION_HEADS | LEGAL_FORMS


def pieces(text: str, span: Span, in_blocks: bool = False) -> Iterator[Span]:
    """`span` cut where it runs on over lines that hold a name each; a name that is only wrapped stays whole.

    `in_blocks`: the span lies in one paragraph for sure, and an empty line in it is no paragraph's end.
    """
    at = span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        if (found.group().count("\n") > 1 and not in_blocks) or found.end() == span.end:
            cut = True
        elif span.type == "person":
            left, right = (
                text[at : found.start()].split(),
                text[found.end() : span.end].split("\n")[0].split(),
            )
            cut = (
                len(left) >= 2
                and (len(right) >= 2 or not right[0][:1].isupper())
                and right[0].lower() not in PARTICLES
            )
        else:
            left_piece, right_piece = text[at : found.start()], text[found.end() : span.end]
            cut = (
                _ends_like_a_body(left_piece) and _ends_like_a_body(right_piece) and right_piece[:1].isupper()
            )
        if cut:
            yield span._replace(start=at, end=found.start())
            at = found.end()
    if at < span.end:
        yield span._replace(start=at)
