"""Writing notes and tags, on whatever page: the editor over the page, the file, what is said when it is on the disk.

The file is written in a thread of its own: it waits for the disk, and no key waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from reader.errors import ReaderError
from reader.session import Note, Notebook, Target
from reader.tui.questions import Readings
from reader.tui.screens.base import ReaderScreen
from reader.values import dataclass

__all__ = ["Choice", "Jot", "NoteWriting", "Tags", "Unfinished", "Written"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a note can be about: what people call it, and the note and the tags that it has."""

    on: Target
    label: str
    note: Note | None = None
    tagged: Note | None = None

    @classmethod
    def of(cls, on: Target, label: str, notes: Sequence[Note]) -> Choice:
        """With the newest of the notes on it: the one that has words, the one that has tags; one note has room for both."""
        worded = [note for note in notes if note.text] or notes
        tagged = [note for note in notes if note.tags] or worded
        return cls(on, label, worded[-1] if worded else None, tagged[-1] if tagged else None)


@dataclass(frozen=True, slots=True)
class Written:
    """The words that were written, and what about."""

    choice: Choice
    text: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The editor was left with words that were not saved."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags that something is to have."""

    choice: Choice
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Jot:
    """An order to the notebook (the library is not needed for it)."""

    topic: ClassVar[str] = "notes"
    write: Callable[[Notebook], None]
    notebook: Notebook

    def ask(self, readings: Readings) -> None:
        """Write, and look at the file again; raises ReaderError where the disk refuses."""
        self.write(self.notebook)
        self.notebook.look()


class NoteWriting:
    """Opens the editors over `screen` and saves what comes back; `changed` hears of every change of the notes."""

    def __init__(self, screen: ReaderScreen[Any], changed: Callable[[], None]) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._changed = changed

    def write(self, choices: Sequence[Choice]) -> None:
        """The editor for a note on the first of these (Tab in it goes round them)."""
        if not choices:
            self._screen.say("nothing here to write on")
            return
        from reader.tui.screens.note import NoteScreen

        self._screen.app.push_screen(NoteScreen(self._desk, choices), self._written)

    def tag(self, choices: Sequence[Choice]) -> None:
        """The line for the tags of the first of these."""
        if not choices:
            self._screen.say("nothing here to tag")
            return
        from reader.tui.screens.tags import TagsScreen

        self._screen.app.push_screen(TagsScreen(self._desk, choices), self._tagged)

    def _written(self, value: object) -> None:
        if isinstance(value, Unfinished):
            self._screen.say(f"not saved, kept as a draft: {self._key_of('note.write')} here goes on with it")
        if not isinstance(value, Written):
            return
        on, note, text = value.choice.on, value.choice.note, value.text.strip()
        if note is not None and text == note.text:
            self._screen.say("nothing was changed")
            self._desk.journal.draft(on, "", note.id)
        elif note is not None and not text and not note.tags:
            self.delete(note)
        elif note is not None:
            said = "note changed" if note.text else f"note saved on {value.choice.label}"
            self._order(lambda book: book.change(note.id, text), said, on, note.id)
        elif text:
            self._order(lambda book: book.add(on, text), f"note saved on {value.choice.label}", on, None)

    def _tagged(self, value: object) -> None:
        if not isinstance(value, Tags):
            return
        on, tagged, tags = value.choice.on, value.choice.tagged, value.tags
        said = f"{value.choice.label}: {' '.join(f'#{tag}' for tag in tags)}" if tags else "no tags any more"
        if tagged is None and tags:
            self._order(lambda book: book.add(on, "", tags), said)
        elif tagged is not None and not tags and not tagged.text:
            self._order(lambda book: book.delete(tagged.id), said)
        elif tagged is not None and tags != tagged.tags:
            self._order(lambda book: book.change(tagged.id, tags=tags), said)

    def delete(self, note: Note) -> None:
        """Take a note away."""
        said = f"note deleted; {self._key_of('note.list')} and Del bring it back"
        self._order(lambda book: book.delete(note.id), said, note.on, note.id)

    def bring_back(self, note: Note) -> None:
        """A note that was deleted is there again."""
        self._order(lambda book: book.change(note.id, note.text, note.tags), "the note is back")

    def _key_of(self, command: str) -> str:
        hints = self._desk.hints(command)
        return hints[0][0] if hints else "the list of notes"

    def _order(
        self,
        write: Callable[[Notebook], object],
        said: str,
        drafted: Target | None = None,
        note: str | None = None,
    ) -> None:
        """Have it written; when it is on the disk say so and let the unfinished words go."""

        def done(_: None) -> None:
            if drafted is not None:
                self._desk.journal.draft(drafted, "", note)
            self._changed()
            self._screen.say(said)

        def refused(error: ReaderError) -> None:
            kept = " The words are kept as a draft" if drafted is not None else ""
            self._screen.complain(ReaderError(error.what, error.where, f"{error.remedy}.{kept}".strip()))

        def work(book: Notebook) -> None:
            write(book)

        self._desk.gateway.tell(self._screen, Jot(work, self._desk.notebook), done, refused)
