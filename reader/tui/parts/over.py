"""The pages that open over the text, and what is done with what was chosen on them.

Their modules are loaded when they are first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from reader.session import Mark
from reader.session import Place as Spot
from reader.tui.items import (
    CommandId,
    EntityLink,
    ListWanted,
    NotesWanted,
    PairWanted,
    Place,
    Results,
    SearchWanted,
    Step,
    Target,
)
from reader.tui.parts.results import LastResults
from reader.tui.parts.travel import Travel
from reader.tui.questions_views import OfEntity, OfQuery
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import Direction

__all__ = ["Over"]


class Over:
    """Opens pages over `screen`; places chosen on them are opened by `travel`."""

    def __init__(self, screen: ReaderScreen[None], travel: Travel) -> None:
        self._screen = screen
        self._travel = travel
        self.results: LastResults | None = None
        """Keeps the list that was used last."""
        self.open_notes: Callable[[str], None] = lambda words: None
        """Opens the list of the notes with these words."""

    def open_entity(self, entity: str, at: Target | None = None) -> None:
        """The page of this entity, the cursor on the mention `at`; a place chosen on it opens here."""
        from reader.tui.screens.entity import EntityScreen

        self._screen.app.push_screen(EntityScreen(self._screen.desk, entity, at), self.picked)

    def open_concordance(self, entity: str, name: str) -> None:
        """The mentions of this entity in their words; the one that is chosen opens here."""
        self._open_lines(OfEntity(entity, name))

    def _open_lines(self, of: OfEntity | OfQuery, again: ListWanted | None = None) -> None:
        from reader.tui.screens.concordance import ConcordanceScreen

        self._screen.app.push_screen(ConcordanceScreen(self._screen.desk, of, again), self.picked)

    def open_again(self, wanted: ListWanted) -> None:
        """A list as it was, the cursor on the row that is open."""
        if isinstance(wanted.of, SearchWanted):
            self._open_search(wanted.of.query, at=wanted.at)
        elif isinstance(wanted.of, OfEntity | OfQuery):
            self._open_lines(wanted.of, wanted)
        elif isinstance(wanted.of, PairWanted):
            self.open_together(wanted.of, wanted)
        elif isinstance(wanted.of, EntityLink):
            self.open_entity(str(wanted.of), wanted.at)

    def open_together(self, pair: PairWanted, again: ListWanted | None = None) -> None:
        """The passages that hold both; the one that is chosen opens here."""
        from reader.tui.screens.together import TogetherScreen

        self._screen.app.push_screen(TogetherScreen(self._screen.desk, pair, again), self.picked)

    def do_search_open(self) -> None:
        """Search all documents."""
        self._open_search("")

    def do_search_lines(self) -> None:
        """Search all documents for words, to see them in their lines."""
        self._open_search("", lines=True)

    def _open_search(self, query: str, lines: bool = False, at: Target | None = None) -> None:
        from reader.tui.screens.search import SearchScreen

        self._screen.app.push_screen(SearchScreen(self._screen.desk, query, lines=lines, at=at), self.picked)

    def do_view_whos_who(self) -> None:
        """Who's who."""
        from reader.tui.screens.whoswho import WhosWhoScreen

        self._screen.app.push_screen(WhosWhoScreen(self._screen.desk, self._keep), self.picked)

    def do_go_list(self) -> None:
        """Where the reader has been, and the marks."""
        from reader.tui.screens.jumps import JumpsScreen

        document = self._travel.document
        marks = self._screen.desk.journal.state.marks
        reach = marks.within_reach(document.id, document.path) if document else marks.all()
        self._screen.app.push_screen(JumpsScreen(self._screen.desk, reach), self.picked)

    def do_app_palette(self) -> None:
        """The palette."""
        from reader.tui.screens.palette import PaletteScreen

        self._screen.app.push_screen(PaletteScreen(self._screen.desk), self.picked)

    def _keep(self, results: Results) -> None:
        """A list was used whose rows open over it: it can be stepped through once it is left."""
        if self.results is not None:
            self.results.kept = results

    def picked(self, value: object) -> None:
        """Something was picked from a list: go there, or do it (nothing for None: the list was left)."""
        if isinstance(value, Results) and self.results is not None:
            self.results.take(value)
        elif isinstance(value, Step) and self.results is not None:
            self.results.step(cast(Direction, value.by))
        elif isinstance(value, PairWanted):
            self.open_together(value)
        elif isinstance(value, OfEntity):
            self._open_lines(value)
        elif isinstance(value, NotesWanted):
            self.open_notes(value.words)
        elif isinstance(value, SearchWanted):
            self._open_search(value.query)
        elif isinstance(value, Place):
            self._travel.go(value)
        elif isinstance(value, Spot):
            self._travel.jump(value)
        elif isinstance(value, Mark):
            self._travel.go_to_mark(value)
        elif isinstance(value, EntityLink):
            self.open_entity(str(value))
        elif isinstance(value, CommandId):
            self._screen.carry_out(value.id)
