"""Who's who: everyone and everything that is named, narrowed down as you type."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import EntityType
from reader.readmodel import EntityRow
from reader.tui.items import EntityLink, Item, Lazily
from reader.tui.paint import aligned, kind_of
from reader.tui.questions import PeopleNamed
from reader.tui.screens.picker import Picker, Rows

__all__ = ["WhosWhoScreen", "entity_row_item"]

_KINDS: tuple[EntityType | None, ...] = (None, "person", "organisation", "place")


def _years(row: EntityRow) -> str:
    first, last = (row.first_date or "")[:4], (row.last_date or "")[:4]
    return first if first == last else f"{first}–{last}"


def entity_row_item(row: EntityRow, width: int) -> Item:
    """One line: name, kind, years, documents and mentions as numbers in columns."""
    numbers = f"{row.documents:>7,} {row.mentions:>9,} "
    right = (f"{_years(row):>9}  {row.type:<12}{numbers}" if width >= 70 else numbers, "line--quiet")
    left = ((" ", ""), (row.name, kind_of(row.type)))
    return Item((aligned(left, (right,), width),), EntityLink(row.id))


class WhosWhoScreen(Picker):
    """Dismisses with an `EntityLink`; Tab goes round the kinds."""

    TITLE_TEXT = "who's who"
    PROMPT = "part of a name"
    typing_context = "text"
    kind: EntityType | None = None

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        return (("Tab", "kind"), ("↑↓", "move"), ("Enter", "open"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """Ask for the names."""
        self._query_now = query
        self.ask(PeopleNamed(query, self.kind), self._show)

    def _show(self, rows: Sequence[EntityRow]) -> None:
        kind = f"{self.kind}s · " if self.kind else ""
        more = "first " if len(rows) >= PeopleNamed.LIMIT else ""
        note = f"{kind}{more}{len(rows)} names · documents, mentions"
        self.show_rows(Rows(lambda width: Lazily(rows, lambda row: entity_row_item(row, width)), note))

    def do_name_next(self) -> None:
        """Another kind."""
        self._turn(1)

    def do_name_previous(self) -> None:
        """The kind before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.kind = _KINDS[(_KINDS.index(self.kind) + step) % len(_KINDS)]
        self.look_up(self._query_now)
