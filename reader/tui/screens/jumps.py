"""The jump list: where the reader has been, with the words around each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.session import Place as Spot
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
    """Dismisses with a `Place` of the jump list. The nearest place comes first, back before forward."""

    TITLE_TEXT = "where you have been"
    PROMPT = "words of a title or a place"

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
        count = len(behind) + len(ahead)
        note = "1 place" if count == 1 else f"{count} places"

        def rows(width: int) -> list[Item]:
            return [*_section("back", behind, width), *_section("forward", ahead, width)]

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
