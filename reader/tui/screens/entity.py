"""The page of one person, organisation or place."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from reader.readmodel import EntityCard, ReferenceGroup
from reader.tui.desk import Desk
from reader.tui.items import EntityLink, Item, More, Place
from reader.tui.lines import LineList
from reader.tui.pages.entity import entity_items
from reader.tui.paint import kind_of
from reader.tui.questions import CardOf, ReferencesOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["EntityScreen"]


class EntityScreen(ReaderScreen[Place]):
    """Everything known of an entity. Dismisses with a place in a text; the page of a companion opens over this one."""

    def __init__(self, desk: Desk, entity: str) -> None:
        super().__init__(desk)
        self.entity = entity
        self._card: EntityCard | None = None
        self._groups: tuple[ReferenceGroup, ...] = ()
        self._complete = False

    def compose(self) -> ComposeResult:
        """Title, the page, the keys."""
        yield PaneTitle(id="entity-title")
        yield PageList(id="entity-page")
        yield StatusLine(id="entity-status")

    def on_mount(self) -> None:
        """Ask for the card first and for the mentions after it."""
        self.query_one(StatusLine).show(
            (), (), self.desk.hints("move.down", "list.open", "go.back", "app.help")
        )
        self.ask(CardOf(self.entity), self._show_card)
        self.ask(ReferencesOf(self.entity), self._show_references)

    def _show_card(self, card: EntityCard) -> None:
        self._card = card
        name = ((f"{card.row.name}", "line--strong"),)
        state = "" if card.row.state == "machine" else "confirmed · "
        self.query_one(PaneTitle).show(name, ((f"{state}{card.row.type}", kind_of(card.row.type)),))
        self._show()

    def _show_references(self, groups: tuple[ReferenceGroup, ...]) -> None:
        self._groups, self._complete = (*self._groups, *groups), True
        self._show()

    def _show(self) -> None:
        if self._card is not None:
            self.query_one(PageList).show(self._build, keep=self._complete)

    def _build(self, width: int) -> list[Item]:
        assert self._card is not None
        return entity_items(self._card, self._groups, width, complete=self._complete)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, EntityLink):
            self.app.push_screen(EntityScreen(self.desk, str(event.value)), self._came_back)
        elif isinstance(event.value, More):
            self.ask(ReferencesOf(self.entity, event.value.after), self._show_references)
        elif isinstance(event.value, Place):
            self.dismiss(event.value)

    def _came_back(self, place: Place | None) -> None:
        """A place chosen on a companion's page leads out of this one too."""
        if place is not None:
            self.dismiss(place)

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Back to where this page was opened."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)
