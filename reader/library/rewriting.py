"""One document under a ruling: which of its mentions belong elsewhere, are added, or name nobody. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from functools import lru_cache

from reader.library.folding import line
from reader.values import dataclass

__all__ = ["NOBODY", "Mark", "Orders", "find_passage", "rewrite", "word_spans"]

NOBODY = ""
"""Whom an ignored mention belongs to."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention on its way: `owner` is the machine's or a made entity (None: a date), `moved` whether decisions gave it that owner."""

    start: int
    end: int
    type: str
    owner: str | None
    score: float = 1.0
    reason: str = ""
    moved: bool = False
    added: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(slots=True)
class Orders:
    """What is decided about passages of one document, in the order of the log; spans are of its text as it is now.

    `moves`: (entity, to, type, spans, all of the entity?); `adds`: (span, type, entity, reason, also over other names?).
    """

    moves: list[tuple[str, str, str, tuple[Span, ...], bool]] = field(default_factory=list)
    adds: list[tuple[Span, str, str, str, bool]] = field(default_factory=list)
    ignored: set[Span] = field(default_factory=set)
    ignored_words: set[tuple[str, str]] = field(default_factory=set)
    confirmed: set[Span] = field(default_factory=set)


def rewrite(text: str, marks: list[Mark], orders: Orders, head: Callable[[str], str]) -> list[Mark]:
    """The mentions of a document as decided, in order, of which those that are shown never overlap.

    `marks` are the machine's. Ignored ones, and those that an added name covers, stay, owned by NOBODY.
    """
    page = {mark.span: mark for mark in marks}
    for entity, to, type_, spans, everything in orders.moves:
        if everything:
            for span, mark in page.items():
                if mark.owner and head(mark.owner) == head(entity):
                    page[span] = replace(mark, owner=to, moved=True)
        for span in spans:
            _give(page, span, type_, to, "decided to be another")
    for span, type_, entity, reason, over in orders.adds:
        if over:
            _give(page, span, type_, entity, reason)
        elif not any(_covers(span, mark) for mark in page.values()):
            page[span] = Mark(*span, type_, entity, 1.0, reason, True, True)
    for span in orders.ignored:
        if span in page:
            page[span] = replace(page[span], owner=NOBODY, moved=True)
    for span, mark in page.items():
        said = line(text[mark.start : mark.end])
        if not mark.added and {(said, ""), (said, mark.type)} & orders.ignored_words:
            page[span] = replace(mark, owner=NOBODY, moved=True)
    for span in orders.confirmed & page.keys():
        mark = page[span]
        page[span] = replace(mark, score=1.0, reason=f"{mark.reason}; confirmed")
    return [page[span] for span in sorted(page)]


def _covers(span: Span, mark: Mark) -> bool:
    """Whether a mention that is shown stands there already."""
    return mark.owner != NOBODY and mark.start < span[1] and span[0] < mark.end


def _give(page: dict[Span, Mark], span: Span, type_: str, to: str, reason: str) -> None:
    """Let the passage belong to `to`: the mention there, or a new one, which covers what it overlaps."""
    if span in page:
        page[span] = replace(page[span], owner=to, moved=True)
    else:
        page[span] = Mark(*span, type_, to, 1.0, reason, True, True)
    for other, mark in page.items():
        if other != span and _covers(span, mark):
            page[other] = replace(mark, owner=NOBODY, moved=True)


def find_passage(text: str, start: int, end: int, said: str) -> Span | None:
    """Where `said` stands in the text: at the span itself, else at the nearest place that holds it; None if nowhere."""
    if text[start:end] == said:
        return start, end
    places = [match.start() for match in re.finditer(re.escape(said), text)] if said else []
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return nearest, nearest + len(said)


def word_spans(text: str, word: str) -> Iterator[Span]:
    """Every place where `word` stands by itself, as it is spelt; blanks in it may be any white space."""
    for match in _pattern(word).finditer(text):
        yield match.span()


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    inner = r"\s+".join(re.escape(part) for part in word.split())
    before = r"(?<!\w)" if word.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if word.strip()[-1:].isalnum() else ""
    return re.compile(f"{before}{inner}{after}" if inner else r"(?!)")
