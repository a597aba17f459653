"""The references panel: who this is, where introduced, and every mention, grouped by document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.model import paragraph_label
from reader.readmodel import EntityCard, Reference, ReferenceGroup
from reader.tui.items import Introduction, Item, More, Place, fitted, plain
from reader.tui.paint import Piece, aligned, around, clipped, kind_of, wrapped

__all__ = [
    "UNSURE",
    "also",
    "mentions_phrase",
    "narrowed_groups",
    "narrowed_items",
    "reference_items",
]

UNSURE = 0.6
"""Below this score a machine's guess carries a question mark."""

_SHOWN_ALIASES = 4
_SHOWN_MENTIONS = 400
"""Of one document; the text itself leads through all of them."""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def mentions_phrase(mentions: int, documents: int, independent: int | None = None) -> str:
    """ "8 mentions · 3 documents (2 without repeats)"; what stands in furniture is not counted."""
    if not mentions:
        return "only in furniture: contact lines and the like"
    repeats = f" ({independent:,} without repeats)" if independent not in (None, documents) else ""
    return f"{_counted(mentions, 'mention')} · {_counted(documents, 'document')}{repeats}"


def narrowed_groups(groups: Sequence[ReferenceGroup], wanted: str) -> list[ReferenceGroup]:
    """Only the mentions with words that begin so around them or in the title, date or source of their document."""
    words = beginnings(wanted)
    if not words:
        return list(groups)
    found = []
    for group in groups:
        about = f"{group.title} {group.date or 'undated'} {group.source or ''}"
        kept = tuple(each for each in group.references if _holds(each, about, words))
        if kept:
            found.append(replace(group, references=kept))
    return found


def beginnings(wanted: str) -> list[re.Pattern[str]]:
    """What finds words that begin like those that are typed, whatever their capitals."""
    starts = ((r"\b" if word[0].isalnum() else "") + re.escape(word) for word in wanted.split())
    return [re.compile(start, re.IGNORECASE) for start in starts]


def _holds(reference: Reference, about: str, words: Sequence[re.Pattern[str]]) -> bool:
    whole = f"{reference.left}{reference.text}{reference.right} {about}"
    return all(word.search(whole) for word in words)


def _found(reference: Reference, word: re.Pattern[str], width: int) -> Iterator[Item]:
    """A line that shows the word that was looked for, where it stands beside the name."""
    for side in (reference.left, reference.right):
        match = word.search(side)
        if match is not None:
            end = match.end() + len(side[match.end() :].partition(" ")[0])
            shown = around(
                side[: match.start()], side[match.start() : end], side[end:], width - 9, column=False
            )
            yield from plain((("       ", ""), *shown))
            return


def also(card: EntityCard, width: int, shown: int = _SHOWN_ALIASES) -> Iterator[Item]:
    """The other names, how often each, and why each counts as the same."""
    others = [alias for alias in card.aliases if alias.text != card.row.name]
    for alias in others[:shown]:
        yield from plain(
            aligned(
                (("also ", "line--quiet"), (alias.text, "")), ((f"{alias.count} ", "line--quiet"),), width
            )
        )
        if alias.reason:
            for line in wrapped(alias.reason, width - 6, 2):
                yield from plain((("     ", ""), (line, "line--quiet")))
    if len(others) > shown:
        yield from plain(((f"     and {len(others) - shown} more names", "line--quiet"),))


def _introduction(card: EntityCard, here: str, width: int) -> Iterator[Item]:
    passage = card.introduced
    if passage is None:
        return
    place = Introduction(passage.document, passage.start, passage.end)
    where = f"{paragraph_label(passage.paragraph)} " if passage.document == here else ""
    yield Item((aligned((("introduced ", "line--heading"),), ((where, "line--quiet"),), width),), None)
    if passage.document != here:
        yield Item((clipped(((f" {passage.title}", "line--quiet"),), width),), None)
    yield Item(
        (((" ", ""), *around(passage.left, passage.text, passage.right, width - 2, column=False)),), place
    )
    yield from plain(())


def _group(
    group: ReferenceGroup, here: str, width: int, word: re.Pattern[str] | None = None
) -> Iterator[Item]:
    title = "this document" if group.document == here else group.title or group.document
    count = (f"{len(group.references) + group.more} ", "line--quiet")
    yield Item((aligned(((title, "line--heading"),), (count,), width),), None)
    if group.document != here:
        known: list[str] = [value for value in (group.date or "undated", group.source) if value]
        yield Item((clipped(((" · ".join(known), "line--quiet"),), width),), None)
    for reference in group.references[:_SHOWN_MENTIONS]:
        sign = "?" if reference.score < UNSURE else " "
        label: Piece = (f" {paragraph_label(reference.paragraph):<4}{sign}", "line--quiet")
        passage = around(reference.left, reference.text, reference.right, width - 7)
        yield Item(((label, *passage),), Place(group.document, reference.start, reference.end))
        if word is not None:
            yield from _found(reference, word, width)
    more = group.more + max(0, len(group.references) - _SHOWN_MENTIONS)
    if more:
        yield from plain(((f" and {_counted(more, 'more mention')} in it", "line--quiet"),))
    yield from plain(())


def reference_items(card: EntityCard, groups: Sequence[ReferenceGroup], here: str, width: int) -> list[Item]:
    """All lines of the panel; the mentions of the document `here` come first."""
    width = max(8, width)
    ordered = sorted(groups, key=lambda each: each.document != here)
    items: list[Item] = list(also(card, width))
    items += plain(
        clipped(
            ((mentions_phrase(card.row.mentions, card.row.documents, card.independent), "line--quiet"),),
            width,
        )
    )
    for title in card.titles[:2]:
        items += plain(clipped(((title, ""),), width))
    items += plain(())
    items += _introduction(card, here, width)
    for group in ordered:
        items += _group(group, here, width)
    missing = len(card.by_date) - len(groups)
    if missing > 0:
        after = More(groups[-1].document) if groups else None
        items += [
            Item(((("… ", ""), (f"and in {_counted(missing, 'more document')}", "line--accent")),), after),
            *plain(()),
        ]
    if card.companions:
        items += plain((("beside it in a sentence", "line--heading"),))
        for companion in card.companions[:6]:
            spot = companion.passage
            value = Place(spot.document, spot.start, spot.end) if spot else None
            line = aligned(
                ((" ", ""), (companion.name, kind_of(companion.type))),
                ((f"{companion.count} ", "line--quiet"),),
                width,
            )
            items.append(Item((line,), value))
    return fitted(items, width)


def narrowed_items(
    groups: Sequence[ReferenceGroup], mentions: int, documents: int, here: str, width: int, wanted: str
) -> list[Item]:
    """The mentions that hold the words of `wanted`, and how many they are in all (`groups` may be the first of them)."""
    width = max(8, width)
    said = (
        f"{mentions_phrase(mentions, documents)} with “{wanted}”" if mentions else f"nothing with “{wanted}”"
    )
    items: list[Item] = [*plain(*(((line, "line--quiet"),) for line in wrapped(said, width, 2))), *plain(())]
    for group in sorted(groups, key=lambda each: each.document != here):
        items += _group(group, here, width, next(iter(beginnings(wanted)), None))
    missing = documents - len(groups)
    if missing > 0:
        items += plain(((f"and in {_counted(missing, 'more document')}", "line--quiet"),))
    return fitted(items, width)
