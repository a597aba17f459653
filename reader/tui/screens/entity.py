"""The page of one person, organisation or place."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from reader.readmodel import EntityCard, ReferenceGroup
from reader.tui.desk import Desk
from reader.tui.items import EntityLink, Item, ListWanted, More, PairWanted, Place, Results, Step, Target
from reader.tui.lines import LineList
from reader.tui.pages.deciding import state_words
from reader.tui.pages.entity import entity_items
from reader.tui.paint import kind_of
from reader.tui.parts.deciding_names import Repairing, Subject
from reader.tui.parts.keeping_entity import EntityNotes
from reader.tui.questions import CardOf, ReferencesOf
from reader.tui.questions_deciding import Preview
from reader.tui.questions_views import OfEntity
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["EntityScreen"]


class EntityScreen(ReaderScreen[object]):
    """Everything known of an entity. Dismisses with where to go: `Results` (a mention and the others), a place, other lists.

    The page of a companion opens over this one.
    """

    def __init__(self, desk: Desk, entity: str, at: Target | None = None) -> None:
        super().__init__(desk)
        self.entity = entity
        self._at = at
        self._card: EntityCard | None = None
        self._groups: tuple[ReferenceGroup, ...] = ()
        self._complete = False
        self.repairing = Repairing(self, self._subject, self._decided, self._came_back)
        self.notes = EntityNotes(self, lambda: self._card, self._show, self.dismiss)
        self.parts = (self.repairing, self.notes)

    def compose(self) -> ComposeResult:
        """Title, the page, the keys."""
        yield PaneTitle(id="entity-title")
        yield PageList(id="entity-page")
        yield StatusLine(id="entity-status")

    def on_mount(self) -> None:
        """Ask for the card first and for the mentions after it."""
        self.query_one(StatusLine).show(
            (), (), self.desk.hints("list.open", "name.concordance", "results.next", "go.back", "app.help")
        )
        self.ask(CardOf(self.entity), self._show_card)
        self.ask(ReferencesOf(self.entity), self._show_references)

    def _show_card(self, card: EntityCard) -> None:
        self._card = card
        name = ((f"{card.row.name}", "line--strong"),)
        state = state_words(card.row) or "the machine's guess"
        kind = (card.row.type, kind_of(card.row.type))
        self.query_one(PaneTitle).show(name, ((f"{state} · ", "line--quiet"), kind))
        self._show()

    def _show_references(self, groups: tuple[ReferenceGroup, ...]) -> None:
        self._groups, self._complete = (*self._groups, *groups), True
        self._show()

    def _show(self) -> None:
        """Show what is known; the mention that the page is opened on can be found once both answers are here, in whatever order."""
        if self._card is None:
            return
        self.query_one(PageList).show(self._build, keep=self._complete)
        if self._complete and self._at is not None:
            self.query_one(PageList).put_cursor_on(self._at)
            self._at = None

    def _build(self, width: int) -> list[Item]:
        assert self._card is not None
        own = self.notes.items(width - 1)
        return own + entity_items(self._card, self._groups, width, complete=self._complete)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, EntityLink):
            self.app.push_screen(EntityScreen(self.desk, str(event.value)), self._came_back)
        elif isinstance(event.value, More):
            self.ask(ReferencesOf(self.entity, event.value.after), self._show_references)
        elif isinstance(event.value, Place):
            mentions = tuple(
                Place(group.document, each.start, each.end)
                for group in self._groups
                for each in group.references
            )
            if self._card is not None and event.value in mentions:
                here = ListWanted(EntityLink(self.entity))
                at = mentions.index(event.value)
                self.dismiss(Results(self._card.row.name, mentions, at, again=here))
            else:
                self.dismiss(event.value)

    def _came_back(self, chosen: object) -> None:
        """What was chosen on a page that opened over this one leads out of this one too."""
        if chosen is not None:
            self.dismiss(chosen)

    def do_name_concordance(self) -> None:
        """Every mention in its words; on a companion, the passages that hold both. Leaving them leads back to this page."""
        from reader.tui.screens.concordance import ConcordanceScreen
        from reader.tui.screens.together import TogetherScreen

        value = self.query_one(PageList).value
        if self._card is None:
            return
        me = (self._card.row.id, self._card.row.name)
        other = next((each for each in self._card.companions if value == EntityLink(each.entity)), None)
        if other is not None:
            pair = PairWanted(me, (other.entity, other.name))
            self.app.push_screen(TogetherScreen(self.desk, pair), self._came_back)
        else:
            self.app.push_screen(ConcordanceScreen(self.desk, OfEntity(*me)), self._came_back)

    def do_results_next(self) -> None:
        """On in the list that this page was opened from."""
        self.dismiss(Step(1))

    def do_results_previous(self) -> None:
        """Back in the list that this page was opened from."""
        self.dismiss(Step(-1))

    # repairs ---------------------------------------------------------------------
    def _subject(self) -> Subject | None:
        """Whose page this is, with the mention under the cursor; or the companion under it."""
        if self._card is None:
            return None
        row, value = self._card.row, self.query_one(PageList).value
        for each in self._card.companions:
            if value == EntityLink(each.entity):
                return Subject(each.entity, each.name, each.type)
        for group in self._groups:
            for one in group.references:
                if value == Place(group.document, one.start, one.end):
                    place = Place(group.document, one.start, one.end)
                    return Subject(row.id, row.name, row.type, place, one.text)
        return Subject(row.id, row.name, row.type)

    def _decided(self, preview: Preview) -> None:
        """Ask again: who was merged into another is on that one's page now, whom nobody names any more has none."""
        if preview.decision.verb == "merge":
            first, into = (one.id for one in preview.decision.entities)
            self.entity = into if self.entity == first else self.entity
        self._groups = ()
        self.ask(CardOf(self.entity), self._show_card, lambda error: self.do_app_close())
        self.ask(ReferencesOf(self.entity), self._show_references)

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Back to where this page was opened."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(self.desk.with_keys(message))
