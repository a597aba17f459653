"""The lists of what stays: notes and tags, what is new, saved searches, the trail; and where their rows lead."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.later import later
from reader.session import Draft, Note
from reader.tui.items import EntityLink, Place, SearchWanted
from reader.tui.parts.keeping import Keeping
from reader.tui.parts.over import Over
from reader.tui.parts.travel import Travel
from reader.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from reader.tui import questions_keeping
    from reader.tui.parts import notewriting
else:
    (questions_keeping,) = later("reader.tui", "questions_keeping")
    (notewriting,) = later("reader.tui.parts", "notewriting")

__all__ = ["KeepingLists", "new_name"]


class KeepingLists:
    """Opens the lists over `screen`; what is chosen in them is opened by `travel` and `over`."""

    def __init__(
        self,
        screen: ReaderScreen[Any],
        keeping: Keeping,
        travel: Travel,
        over: Over,
        changed: Callable[[], object],
    ) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._keeping = keeping
        self._travel = travel
        self._over = over
        self._changed = changed
        self._begun = False

    # notes -------------------------------------------------------------------------
    def do_note_list(self) -> None:
        """All notes and tags."""
        self.open_notes()

    def open_notes(self, words: str = "") -> None:
        """The notes and tags with these words."""
        from reader.tui.screens.notes import NotesScreen

        self._desk.notebook.look()
        document = self._travel.document

        def here(note: Note) -> bool:
            return document is not None and note in self._desk.notebook.notes.inside(
                document.id, document.path
            )

        screen = NotesScreen(self._desk, here, self._keeping.changed, words)
        self._screen.app.push_screen(screen, self._picked)

    def _picked(self, value: object) -> None:
        if isinstance(value, Note):
            passage = value.on.passage is not None

            def there(where: Place | EntityLink) -> None:
                self._there(where, passage)

            self._screen.ask(questions_keeping.WhereIs(value.on), there, self._gone)
        elif isinstance(value, Draft):
            note = self._desk.notebook.notes.get(value.note) if value.note is not None else None
            self._keeping.writing.write([notewriting.Choice(value.on, value.on.name or "this passage", note)])

    def _there(self, where: Place | EntityLink, passage: bool) -> None:
        if isinstance(where, Place):
            lost = passage and not where.end
            words = "the words that the note was on are not in this document any more" if lost else ""
            self._travel.go(where, lambda: self._screen.say(words))
        else:
            self._over.open_entity(str(where))

    def _gone(self, error: ReaderError) -> None:
        self._screen.say(f"what the note was on is not in this library any more ({error.what})")

    # what is new ---------------------------------------------------------------------
    def look(self) -> None:
        """See what came in; the first look begins the visit."""
        journal = self._desk.journal
        if not self._begun:
            self._begun = True
            journal.begin_visit()
        self._screen.ask(questions_keeping.ArrivedSince(journal.state.visits.since), self._arrived)

    def _arrived(self, found: questions_keeping.Arrivals) -> None:
        if found.latest is not None:
            self._desk.journal.arrived(found.latest)
        if found.ids != self._desk.news:
            self._desk.news = found.ids
            self._changed()

    def do_document_new(self) -> None:
        """What came in since the last visit."""
        visits = self._desk.journal.state.visits
        if visits.since is None:
            self._screen.say("this is your first visit: all of it is new")
            return
        from reader.tui.screens.arrivals import ArrivalsScreen

        screen = ArrivalsScreen(self._desk, "new since your last visit", visits.since)
        self._screen.app.push_screen(screen, self._over.picked)

    # searches --------------------------------------------------------------------------
    def do_search_saved(self) -> None:
        """Saved searches, and the latest ones."""
        from reader.tui.screens.searches import NewIn, SearchAgain, SearchesScreen

        def chosen(value: object) -> None:
            if isinstance(value, SearchAgain):
                self._over.picked(SearchWanted(value.query))
            elif isinstance(value, NewIn):
                from reader.tui.screens.arrivals import ArrivalsScreen

                screen = ArrivalsScreen(self._desk, f"new in {value.name}", documents=value.documents)
                self._screen.app.push_screen(screen, self._over.picked)

        self._screen.app.push_screen(SearchesScreen(self._desk), chosen)

    # the trail ---------------------------------------------------------------------------
    def do_trail_export(self) -> None:
        """Write down where the reader has been, as Markdown, into a new file of the folder where it was started."""
        steps = list(self._desk.journal.state.trail.steps)
        here = self._travel.here
        if not steps and here is None:
            self._screen.say("nothing was read yet")
            return
        heading = f"Reading trail: {self._desk.collection}"

        def write(text: str) -> None:
            self._write_trail(text, len(steps))

        self._screen.ask(questions_keeping.TrailOf(tuple(steps), here, heading), write)

    def _write_trail(self, text: str, steps: int) -> None:
        path = new_name(Path.cwd(), f"trail-{time.strftime('%Y-%m-%d')}", ".md")
        try:
            with path.open("x", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except OSError as error:
            what = f"the trail was not written ({error.strerror})"
            remedy = "`vgt-reader trail -o FILE` writes it elsewhere"
            self._screen.complain(ReaderError(what, str(path), remedy))
            return
        self._screen.say(f"{steps:,} {'step' if steps == 1 else 'steps'} written to {path}")


def new_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file of this name that is not there yet: with a number behind it where it must be."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path
