"""The jump list: the marks and where the reader has been, with the words around each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.session import Mark
from reader.session import Place as Spot
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.paint import aligned, clipped
from reader.tui.screens.picker import Picker, Rows

__all__ = ["JumpsScreen"]


def _fits(words: Sequence[str], *texts: str) -> bool:
    """Whether all words stand in the texts."""
    searched = " ".join(texts).lower()
    return all(word in searched for word in words)


def _each_once(spots: Iterable[Spot]) -> list[Spot]:
    """The places in this order, each character once."""
    kept = {(spot.document, spot.offset): spot for spot in reversed(list(spots))}
    return list(kept.values())[::-1]


class JumpsScreen(Picker):
    """Dismisses with a `Place` of the jump list or a `Mark`. The nearest place comes first, back before forward, then the
    marks; the letter of a mark, typed alone, brings it to the top.
    """

    TITLE_TEXT = "where you have been"
    PROMPT = "words of a title or a place, or the letter of a mark"

    def __init__(self, desk: Desk, marks: Sequence[Mark] = ()) -> None:
        super().__init__(desk)
        self._marks = marks

    def look_up(self, query: str) -> None:
        """The places with these words in their title, their text or the reason why they were left."""
        words = query.lower().split()
        history = self.desk.journal.history
        behind, ahead = (
            [
                spot
                for spot in _each_once(reversed(spots))
                if _fits(words, spot.title, spot.snippet, spot.reason)
            ]
            for spots in (history.behind, history.ahead)
        )
        meant = [mark for mark in self._marks if mark.key == query.strip()]
        others = [
            mark for mark in self._marks if mark not in meant and _fits(words, mark.title, _words(mark))
        ]
        count = len(behind) + len(ahead)
        note = "1 place" if count == 1 else f"{count} places"
        if self._marks:
            note += f" · {len(meant) + len(others)} marked"

        def rows(width: int) -> list[Item]:
            places = [*_section("back", behind, width), *_section("forward", ahead, width)]
            return [*_marked(meant, width), *places, *_marked(others, width)]

        self.show_rows(Rows(rows, note))


def _section(heading: str, spots: Sequence[Spot], width: int) -> list[Item]:
    """A heading and the places under it."""
    if not spots:
        return []
    rows = (item for spot in spots for item in _row(spot, width))
    return [*plain(((f" {heading}", "line--heading"),)), *rows]


def _row(spot: Spot, width: int) -> tuple[Item, ...]:
    """Two lines: title and why it was left; the words around."""
    reason = f"left for {spot.reason} " if spot.reason else ""
    head = aligned(
        (("  ", ""), (spot.title or spot.document, "line--strong")), ((reason, "line--quiet"),), width
    )
    return (Item((head,), spot), *plain(clipped((("    ", ""), (spot.snippet, "line--quiet")), width)))


def _words(mark: Mark) -> str:
    """The words around a marked place."""
    return " ".join(f"{mark.anchor.before}{mark.anchor.after}".split())


def _marked(marks: Sequence[Mark], width: int) -> list[Item]:
    """The marks under their heading: letter and title; what is written there."""
    if not marks:
        return []
    items = list(plain(((" marks", "line--heading"),)))
    for mark in marks:
        whose = "all documents " if mark.key.isupper() else "this document "
        left = ((f"  {mark.key} ", "line--accent"), (mark.title, "line--strong"))
        items.append(Item((aligned(left, ((whose, "line--quiet"),), width),), mark))
        written = " ".join(mark.anchor.after.split())
        items += plain(clipped((("    ", ""), (written, "line--quiet")), width))
    return items
