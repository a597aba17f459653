"""What stands around the names of one document: titles and honorifics to their left, states and brackets to their right.

Mentions may come from anywhere (the recogniser, another program's annotation), so everything that linking needs from the text is
looked up here, whether or not the recogniser noted it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from reader.model import Document, EntityType, Recognised
from reader.resolve.bodies import BodyName, parse_body
from reader.resolve.initials import initials_match
from reader.resolve.lexicon_people import QUALIFIERS, TITLES, plain_title
from reader.resolve.names import kind_of
from reader.resolve.places import region_named
from reader.values import dataclass

__all__ = ["Occurrence", "occurrences", "short_forms"]

_LEFT = 60
_WORD_LEFT = re.compile(r"([A-Za-z][A-Za-z-]*)(\.?)([ \u00a0]+|\s*\n\s*)$")
_CODE_LEFT = re.compile(r"\w, $|[A-Z] ?[-–—] ?$")
_STATE_BEHIND = re.compile(
    r"\s?,\s+(?:[A-Z][a-z]+ County,\s+)?((?:[A-Z][A-Za-z]*\.?\s?){1,3}|(?:[A-Z]\.\s?){2,3})"
)
_PARTY_BEHIND = re.compile(
    r"\s*[(,]\s*(?:[RDI]|Rep|Dem|Ind)\.?\s*[-–—]\s*([A-Z][A-Za-z.]*(?:\s?[A-Z][a-z]+\.?)?)"
)
_OPENING = re.compile(
    r"\s*[(\[]\s*(?:(?:(?:in )?English[:,]?|literally,?|the|or|also|hereafter|hereinafter|formerly|known as|aka|a\.k\.a\.)\s+)*[\"“'‘]?(?:the\s+)?$",
    re.I,
)
_FOREIGN = re.compile(
    r"(?<![\w'’-])(?:de|du|des|la|le|les|der|die|das|für|und|zur|zum|di|del|della|dei|el|los|las|para|por|do|dos|das|het|voor|och|av|og)(?![\w'’-])"
)
"""Small words that English names of bodies do not have."""
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ufaff]")
_CLOSING = re.compile(r"[\"”'’.]?\s*(?:[,;]\s*[\"“]?[A-Z][\w-]{1,9}[\"”]?\s*)?[)\]]")
"""The bracket's end, perhaps behind an acronym: "Bundesamt für Statistik (Federal Statistical Office, BFS)"."""
_RENAMED = re.compile(
    r"[\s,(]*(?:also known as|better known as|formerly known as|formerly called|formerly|previously|then known as|renamed|aka|a\.k\.a\.|"
    r"f/k/a|d/b/a|doing business as|or simply|abbreviated(?: as| to)?)\s+[\"“]?(?:the\s+)?[\"“]?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention with what the text says beside it; `place` counts occurrences in reading order."""

    index: int
    type: EntityType
    text: str
    start: int
    end: int
    titles: tuple[str, ...] = ()
    region: str = ""
    spelt_out: str = ""

    @property
    def name(self) -> str:
        """What is named, where the bare text could be misread: "LA" behind a comma is Louisiana."""
        return self.spelt_out or self.text


def occurrences(document: Document, recognised: Recognised) -> list[Occurrence]:
    """The mentions that are linked, in reading order, each with its titles (folded words) and the region it is put in."""
    noted: dict[int, list[str]] = defaultdict(list)
    for title in recognised.titles:
        # "The Senate will miss Trent Lott" calls him nothing.
        listed = [word for word in title.title.replace(".", " ").split() if word not in ("miss", "MISS")]
        noted[title.mention].extend(word.casefold() for word in listed)
    found = []
    for index, mention in enumerate(recognised.mentions):
        kind = kind_of(mention.type)
        if kind is None:
            continue
        titles: tuple[str, ...] = ()
        region = spelt_out = ""
        if kind == "person":
            seen = [*map(plain_title, noted.get(index, [])), *_titles_left(document.text, mention.start)]
            titles = tuple(dict.fromkeys(seen))
            party = _PARTY_BEHIND.match(document.text, mention.end, mention.end + 40)
            region = region_named(party[1]) if party else ""
        elif kind == "place":
            region = _region_behind(document.text, mention.start, mention.end)
            if mention.text == "LA" and _CODE_LEFT.search(
                document.text[max(0, mention.start - 3) : mention.start]
            ):
                spelt_out = "Louisiana"
        found.append(
            Occurrence(index, kind, mention.text, mention.start, mention.end, titles, region, spelt_out)
        )
    found.sort(key=lambda occurrence: (occurrence.start, occurrence.end))
    return found


def _titles_left(text: str, start: int) -> list[str]:
    """The title words that end at `start`: "Chief Supt. " before "Arsenault" -> ["chief", "supt"]."""
    left = text[max(0, start - _LEFT) : start]
    titles: list[str] = []
    while len(titles) < 6:
        found = _WORD_LEFT.search(left)
        if not found or "\n\n" in found[3]:
            break
        word = found[1].casefold()
        bare = word.rsplit("-", 1)[-1]
        known = word in TITLES or bare in TITLES or (word in QUALIFIERS and titles)
        if (
            not known
            or (found[1].islower() and bare not in TITLES)
            or (word == "miss" and found[1] != "Miss")
        ):
            break
        titles.insert(0, plain_title(word if word in TITLES or word in QUALIFIERS else bare))
        left = left[: found.start()]
    return titles


def _region_behind(text: str, start: int, end: int) -> str:
    """The state or country after a comma: "Columbus, N.M." -> "new mexico". In a list ("Boston, Texas and Ohio") nothing is said."""
    found = _STATE_BEHIND.match(text, end, end + 50)
    if not found or text[max(0, start - 2) : start] == ", ":
        return ""
    listed = found[1].split()
    for size in (3, 2, 1):
        if len(listed) >= size:
            words = " ".join(listed[:size])
            named = region_named(words)
            if named:
                behind = text[text.index(words.split()[-1], found.start(1)) + len(words.split()[-1]) :][:5]
                return "" if re.match(r" and\b|, [A-Z]", behind) else named
    return ""


def short_forms(
    document: Document, recognised: Recognised, listed: list[Occurrence]
) -> dict[int, tuple[int, str]]:
    """Mentions that the text itself gives as another name of the mention before: index -> (index of that mention, reason)."""
    links: dict[int, tuple[int, str]] = {}
    _from_definitions(recognised, listed, links)
    for before, after in pairwise(listed):
        if (
            before.type != after.type
            or after.index in links
            or after.start < before.end
            or after.start - before.end > 40
        ):
            continue
        between = document.text[before.end : after.start]
        if _OPENING.fullmatch(between) and _CLOSING.match(document.text, after.end):
            one, other = parse_body(after.text), parse_body(before.text)
            if _spells(one, other) or _spells(other, one):
                links[after.index] = (before.index, f"in brackets behind “{before.text}”")
                continue
            if _translated(before, after):
                links[after.index] = (before.index, f"in another language behind “{before.text}”")
                continue
        if _RENAMED.fullmatch(between):
            links[after.index] = (before.index, f"“{between.strip(' ,(')}” behind “{before.text}”")
    return links


def _translated(one: Occurrence, other: Occurrence) -> bool:
    """Whether one of two names is in another script than the other, or a body's in another language: "Bundesamt für Statistik (Federal
    Statistical Office)". "Rio de Janeiro (Brazil)" says where."""
    texts = (one.text, other.text)
    foreign = [_OTHER_SCRIPT.search(text) is not None for text in texts]
    if one.type == "organisation" and all(len(text.split()) > 1 for text in texts):
        foreign = [
            found or _FOREIGN.search(text) is not None for found, text in zip(foreign, texts, strict=True)
        ]
    return foreign[0] != foreign[1]


def _spells(short: BodyName, long: BodyName) -> bool:
    return short.is_acronym and not long.is_acronym and bool(initials_match(short.short, long))


def _from_definitions(
    recognised: Recognised, listed: list[Occurrence], links: dict[int, tuple[int, str]]
) -> None:
    by_end = {occurrence.end: occurrence for occurrence in listed}
    by_start = {occurrence.start: occurrence for occurrence in listed}
    for definition in recognised.definitions:
        long = by_end.get(definition.long_end) or by_start.get(definition.long_start)
        short = by_start.get(definition.short_start)
        if long and short and long.type == short.type and long.index != short.index:
            links[short.index] = (long.index, f"defined for “{definition.long}”")
