"""The page of a person, organisation or place: all names with reasons, when, with whom, and every mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.model import Alias, paragraph_label
from reader.readmodel import Companion, EntityCard, ReferenceGroup
from reader.tui.items import EntityLink, Item, More, Place, fitted, plain
from reader.tui.pages.passages import passage_lines
from reader.tui.pages.references import UNSURE, mentions_phrase
from reader.tui.paint import Piece, Pieces, aligned, around, clipped, kind_of, width_of, wrapped

__all__ = ["bars", "entity_items", "heading"]

_BARS = " ▁▂▃▄▅▆▇█"
_REASON_LINES = 2
_TITLE_LINES = 3
_INTRODUCED_LINES = 3
_LABEL = 8
"""Cells of "¶12  " and its mark in front of a mention."""


def heading(title: str, note: str, width: int) -> Item:
    """A section's name, a thin rule to the edge, a note at its end."""
    left: Pieces = ((title, "line--heading"), (" ", ""))
    right: Pieces = ((f" {note}", "line--quiet"),) if note else ()
    room = max(0, width - width_of(left) - width_of(right))
    return Item(((*left, ("─" * room, "line--quiet"), *right),))


def bars(by_date: Iterable[tuple[str | None, int]]) -> list[tuple[str, str, int]]:
    """Numbers added up by year as (year or "undated", bar, number), in the order given; the highest bar is the busiest year."""
    years: dict[str, int] = {}
    for date, mentions in by_date:
        year = date[:4] if date else "undated"
        years[year] = years.get(year, 0) + mentions
    most = max(years.values(), default=0)
    return [
        (year, _BARS[max(1, round(8 * count / most))] if count else _BARS[0], count)
        for year, count in years.items()
    ]


def _names(aliases: Sequence[Alias], width: int) -> Iterator[Item]:
    column = min(36, max((len(alias.text) for alias in aliases), default=0) + 2, width // 2)
    for alias in aliases:
        count = f"{alias.count:>5,}  "
        reasons = wrapped(alias.reason, max(12, width - column - len(count) - 2), _REASON_LINES) or [""]
        name: Pieces = clipped(((alias.text, ""),), column)
        pad = (" " * (column - width_of(name)), "")
        yield from plain((("  ", ""), *name, pad, (count, "line--quiet"), (reasons[0], "line--quiet")))
        for more in reasons[1:]:
            yield from plain(((" " * (2 + column + len(count)), ""), (more, "line--quiet")))


def _years(card: EntityCard, width: int) -> Iterator[Item]:
    cells: list[Piece] = []
    for year, bar, count in bars((date, 1) for date, _ in card.by_date):
        cell: Pieces = ((f"  {year} ", "line--quiet"), (bar, "line--accent"), (f" {count:,}", ""))
        if cells and width_of(cells) + width_of(cell) > width:
            yield from plain(tuple(cells))
            cells = []
        cells += cell
    if cells:
        yield from plain(tuple(cells))


def _companions(companions: Sequence[Companion], width: int) -> Iterator[Item]:
    for companion in companions:
        count = f"{companion.count:>5,}  "
        name: Pieces = clipped(((companion.name, kind_of(companion.type)),), width - len(count) - 3)
        yield Item(((("  ", ""), (count, "line--quiet"), *name),), EntityLink(companion.entity))
        spot = companion.passage
        if spot is not None:
            words = next(passage_lines(spot, width - 2 - len(count), 1, marked=""), ())
            where = Place(spot.document, spot.start, spot.end)
            yield Item((((" " * (2 + len(count)), ""), *words),), where)


def _mentions(groups: Iterable[ReferenceGroup], width: int) -> Iterator[Item]:
    for group in groups:
        dated = group.date or "undated"
        note = f"{dated}  {len(group.references):>4,} "
        yield Item(
            (
                aligned(
                    (("  ", ""), (group.title or group.document, "line--strong")),
                    ((note, "line--quiet"),),
                    width,
                ),
            )
        )
        for reference in group.references:
            sign = "?" if reference.score < UNSURE else " "
            label = (f"   {paragraph_label(reference.paragraph):<4}{sign}", "line--quiet")
            passage = around(reference.left, reference.text, reference.right, width - _LABEL - 2)
            yield Item(
                ((label, ("  ", ""), *passage),), Place(group.document, reference.start, reference.end)
            )


def entity_items(
    card: EntityCard, groups: Sequence[ReferenceGroup], width: int, *, complete: bool = True
) -> list[Item]:
    """The whole page, laid out for `width` cells; `complete` is False while the mentions are on their way."""
    width = max(20, width - 1)
    row = card.row
    items = list(
        plain((("", ""), (mentions_phrase(row.mentions, row.documents, card.independent), "line--quiet")))
    )
    items += plain(*(((line, ""),) for line in wrapped(" · ".join(card.titles), width, _TITLE_LINES)), ())
    if card.introduced is not None:
        spot = card.introduced
        where = f"{spot.title} · {spot.date or 'undated'} · {paragraph_label(spot.paragraph)}"
        items.append(heading("introduced", "", width))
        items.append(Item((clipped((("  ", ""), (where, "line--quiet")), width),)))
        first, *more = passage_lines(spot, width - 2, _INTRODUCED_LINES)
        items.append(Item(((("  ", ""), *first),), Place(spot.document, spot.start, spot.end)))
        items += plain(*((("  ", ""), *line) for line in more), ())
    if card.aliases:
        items.append(heading("names", str(len(card.aliases)), width))
        items += _names(card.aliases, width)
        for reason in (each for each in card.reasons if not each.startswith("named in full")):
            items += plain(*((("  ", ""), (line, "line--quiet")) for line in wrapped(reason, width - 2)))
        items += plain(())
    if card.by_date:
        items.append(heading("documents a year", "", width))
        items += _years(card, width)
        items += plain(())
    if card.companions:
        items.append(heading("in the same sentence", str(len(card.companions)), width))
        items += _companions(card.companions, width)
        items += plain(())
    items.append(heading("every mention", f"{row.mentions:,}", width))
    items += _mentions(groups, width)
    missing = len(card.by_date) - len(groups)
    if not complete:
        items += plain((("  …", "line--quiet"),))
    elif missing > 0 and groups:
        items.append(
            Item(
                ((("  … ", ""), (f"{missing:,} more documents", "line--accent")),), More(groups[-1].document)
            )
        )
    return fitted(items, width)
