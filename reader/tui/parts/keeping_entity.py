"""Notes and tags on the page of a person, organisation or place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.readmodel import EntityCard
from reader.session import Note, Target
from reader.tui.items import EntityLink, Item, Place, plain
from reader.tui.pages.entity import heading
from reader.tui.paint import wrapped
from reader.tui.parts.notewriting import Choice, NoteWriting
from reader.tui.questions_keeping import WhereIs
from reader.tui.screens.base import ReaderScreen

__all__ = ["EntityNotes", "own_items"]


def own_items(notes: list[Note], width: int) -> list[Item]:
    """The user's notes on somebody, above everything that the machine found."""
    if not notes:
        return []
    tags = " ".join(f"#{tag}" for tag in dict.fromkeys(tag for note in notes for tag in note.tags))
    items = [heading("your notes", tags, width)]
    for note in notes:
        for line in note.text.splitlines():
            items += plain(*((("  ", ""), (each, "")) for each in wrapped(line, max(8, width - 2))))
    return [*items, *plain(())]


class EntityNotes:
    """What is noted on the entity of `screen` (`card` gives it once it is here); `show` lays the page out again."""

    def __init__(
        self,
        screen: ReaderScreen[Any],
        card: Callable[[], EntityCard | None],
        show: Callable[[], None],
        leave: Callable[[object], object],
    ) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._card = card
        self._show = show
        self._leave = leave
        self.writing = NoteWriting(screen, show)

    def _notes(self) -> list[Note]:
        """The notes on this one, under whatever of his names they were made."""
        card = self._card()
        if card is None:
            return []
        names = [card.row.name, *(alias.text for alias in card.aliases if " " in alias.text)]
        return self._desk.notebook.notes.about(card.row.id, names)

    def _id(self) -> str | None:
        card = self._card()
        return card.row.id if card is not None else None

    def items(self, width: int) -> list[Item]:
        """The notes as lines."""
        return own_items(self._notes(), width)

    def _choices(self) -> list[Choice]:
        card = self._card()
        if card is None:
            return []
        return [Choice.of(Target(entity=card.row.id, name=card.row.name), card.row.name, self._notes())]

    # commands ---------------------------------------------------------------------------
    def do_note_write(self) -> None:
        """A note on this one."""
        self._desk.notebook.look()
        self.writing.write(self._choices())

    def do_note_tag(self) -> None:
        """His tags."""
        self._desk.notebook.look()
        self.writing.tag(self._choices())

    def do_note_list(self) -> None:
        """All notes, those on this one first."""
        from reader.tui.screens.notes import NotesScreen

        mine = {note.id for note in self._notes()}
        self._screen.app.push_screen(
            NotesScreen(self._desk, lambda note: note.id in mine, self._show), self._picked
        )

    def _picked(self, value: object) -> None:
        if isinstance(value, Note):
            self._screen.ask(WhereIs(value.on), self._there)

    def _there(self, where: Place | EntityLink) -> None:
        if isinstance(where, Place):
            self._leave(where)
        elif str(where) != self._id():
            from reader.tui.screens.entity import EntityScreen

            self._screen.app.push_screen(EntityScreen(self._desk, str(where)), self._came_back)

    def _came_back(self, value: object) -> None:
        """What was chosen on the other page leads out of this one too."""
        if value is not None:
            self._leave(value)
