"""Who's who: everyone and everything that is named, narrowed down as you type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.widgets import Input

from reader.model import EntityType
from reader.readmodel import EntityRow
from reader.session import typed_character
from reader.tui.desk import Desk
from reader.tui.items import EntityLink, Item, Lazily, Results, Step, plain
from reader.tui.paint import Pieces, aligned, kind_of, wrapped
from reader.tui.parts.deciding_names import Repairing, Subject
from reader.tui.questions import EntityOrder, EntityState
from reader.tui.questions_views import People, PeopleNamed
from reader.tui.screens.picker import Picker, Rows
from reader.tui.widgets.signed import SignedLine

__all__ = ["WhosWhoScreen", "entity_row_item"]

_KINDS: tuple[EntityType | None, ...] = (None, "person", "organisation", "place")
_STATES: tuple[EntityState | None, ...] = (None, "confirmed", "machine")
_SAID = {"confirmed": "confirmed", "machine": "found by the machine"}
_ORDERS: tuple[tuple[EntityOrder, str], ...] = (
    ("mentions", "most mentions"),
    ("documents", "most documents"),
    ("name", "by name"),
    ("recent", "latest first"),
)


def _years(row: EntityRow) -> str:
    first, last = (row.first_date or "")[:4], (row.last_date or "")[:4]
    return first if first == last else f"{first}–{last}"


def entity_row_item(row: EntityRow, width: int) -> Item:
    """One line: whether it is kept on top, name, whether somebody confirmed it, kind, years, documents and mentions as numbers in columns."""
    # In the narrowest terminals the name comes first.
    numbers = f"{row.documents:>7,} {row.mentions:>9,} " if width >= 40 else f"{row.mentions:,} "
    right = (f"{_years(row):>9}  {row.type:<12}{numbers}" if width >= 70 else numbers, "line--quiet")
    sure: Pieces = (("  ✓", "line--accent"),) if row.state == "confirmed" else ()
    left = (("*" if row.pinned else " ", "line--accent"), (row.name, kind_of(row.type)), *sure)
    return Item((aligned(left, (right,), width),), EntityLink(row.id))


class WhosWhoScreen(Picker):
    """Tab goes round the kinds, Shift+Tab round what is sure, the key of sorting round the orders.

    A name's page opens over the list, and leaving it leads back; what is chosen on it leads out of both. `keep` is told of every name
    that was opened, with the others of the list. Dismisses with what was chosen on a page.
    """

    TITLE_TEXT = "who's who"
    PROMPT = "part of a name"
    typing_context = "text"
    kind: EntityType | None = None
    order: EntityOrder = "mentions"
    state: EntityState | None = None
    _rows_now: tuple[EntityRow, ...] = ()

    def __init__(self, desk: Desk, keep: Callable[[Results], None], query: str = "") -> None:
        super().__init__(desk, query)
        self._keep = keep
        self._query_now = query
        self.parts = (Repairing(self, self._subject, lambda preview: self.look_up(self._query_now)),)

    def line(self, query: str) -> Input:
        """The line to type in, without the signs that put names right."""
        return SignedLine(self._put_right, query, self.PROMPT)

    def _put_right(self, key: str) -> bool:
        """Carry out what a sign stands for; False for what is to be typed, as a hyphen within a name."""
        sign = typed_character(key)
        command = self.desk.keymap.command_for(key, "list")
        if sign is None or sign.isalnum() or command is None or not command.id.startswith("repair."):
            return False
        return (sign != "-" or not self._query_now) and self.carry_out(command.id)

    def _subject(self) -> Subject | None:
        """Whom the cursor is on, for the repairs."""
        row = next((row for row in self._rows_now if self.rows.value == EntityLink(row.id)), None)
        return Subject(row.id, row.name, row.type) if row is not None else None

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        sort = self.keys_while_typing("list.sort")
        return (("Tab", "kind"), ("Shift+Tab", "confirmed"), *sort, ("Enter", "open"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """Ask for the names."""
        self._query_now, self.waiting = query, True
        self._ask(self._show)

    def _ask(self, show: Callable[[People], None]) -> None:
        self.ask(PeopleNamed(self._query_now, self.kind, self.order, self.state), show)

    def _show(self, found: People, *, keep: bool = False) -> None:
        rows = found.rows
        self._rows_now, self.waiting = rows, False
        kinds = [f"{self.kind}s"] if self.kind else []
        kinds += [_SAID[self.state]] if self.state else []
        more = "first " if len(rows) >= PeopleNamed.LIMIT else ""
        count = f"{more}{len(rows)} names" if len(rows) != 1 else "1 name"
        note = " · ".join((*kinds, count, dict(_ORDERS)[self.order], "documents, mentions"))
        if not (rows or found.alike or kinds or self._query_now):
            words = "No names yet: they are linked, and listed here, at the latest once all documents are in."
            self.show_rows(
                Rows(
                    lambda width: plain(
                        *(((" " + line, "line--quiet"),) for line in wrapped(words, width - 2))
                    )
                )
            )
            return
        if found.alike:
            note = f"nobody is called so; {count} like it" if rows else "nobody is called so"
        self.show_rows(
            Rows(
                lambda width: Lazily(
                    rows, lambda row: entity_row_item(row, width), lambda row: EntityLink(row.id)
                ),
                note,
                keep=keep,
            )
        )

    def take(self, value: object) -> None:
        """The page of a name, over the list."""
        links = tuple(EntityLink(row.id) for row in self._rows_now)
        if isinstance(value, EntityLink) and value in links:
            self._open(Results("who's who", links, links.index(value)))

    def _open(self, results: Results) -> None:
        from reader.tui.screens.entity import EntityScreen

        def came_back(chosen: object) -> None:
            if isinstance(chosen, Step):
                self._step(results, chosen.by)
            elif chosen is not None:
                self.dismiss(chosen)
            else:
                # Names may have been put right on the page.
                self._ask(lambda found: self._show(found, keep=True))

        self._keep(results)
        self.rows.put_cursor_on(results.target)
        self.app.push_screen(EntityScreen(self.desk, str(results.target)), came_back)

    def _step(self, results: Results, by: int) -> None:
        """On or back in the list from the page of one name to that of the next."""
        at = results.at + by
        if 0 <= at < len(results.targets):
            self._open(replace(results, at=at))
        else:
            self.say(
                f"this is the {'last' if by > 0 else 'first'} of {len(results.targets):,}: {results.what}"
            )

    def do_name_next(self) -> None:
        """Another kind."""
        self.kind = _KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)]
        self.look_up(self._query_now)

    def do_name_previous(self) -> None:
        """Only what somebody confirmed, only what the machine found, all."""
        self.state = _STATES[(_STATES.index(self.state) + 1) % len(_STATES)]
        self.look_up(self._query_now)

    def do_list_sort(self) -> None:
        """The next order."""
        names = [name for name, _ in _ORDERS]
        self.order = names[(names.index(self.order) + 1) % len(names)]
        self.look_up(self._query_now)
