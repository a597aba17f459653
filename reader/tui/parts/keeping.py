"""What stays of the reading on the main screen: notes and tags at their places, what was read, what is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.later import later
from reader.readmodel import MentionRow, StoredDocument
from reader.session import Note, Target, anchor_at, find_anchor
from reader.tui.items import Place
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.documents import DocumentList
from reader.tui.widgets.gutter import Gutter
from reader.tui.widgets.page import PageList
from reader.tui.widgets.reading import ReadingPane
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.tui.parts import notewriting
    from reader.tui.parts.notewriting import Choice, NoteWriting
else:
    (notewriting,) = later("reader.tui.parts", "notewriting")

__all__ = ["Keeping", "Placed", "passage_at", "placed_in"]


_GOES_ON = "┆"
"""In the margin beside the rest of a noted passage; unlike the rule between two panes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A note and where its passage is in the document that is open; on the whole document both are None."""

    note: Note
    start: int | None = None
    end: int | None = None


def passage_at(document: StoredDocument, offset: int) -> tuple[int, int] | None:
    """The sentence around a character (in furniture, tables and code the whole block)."""
    from reader.recognise import sentences
    from reader.tui.parts.copying import paragraph_at

    block = paragraph_at(document, offset)
    if block is None:
        return None
    for start, end in sentences(document.text[block.start : block.end]):
        if start <= offset - block.start < end:
            return block.start + start, block.start + end
    return block.start, block.end


def placed_in(document: StoredDocument, notes: list[Note]) -> list[Placed]:
    """The notes with their places in the document; those whose words are gone stand at its beginning."""
    placed = []
    for note in notes:
        anchor = note.on.passage
        if anchor is None:
            placed.append(Placed(note))
            continue
        found = find_anchor(document.text, anchor)
        start = found.offset if found is not None else 0
        length = max(0, (note.on.end or anchor.offset) - anchor.offset) if found is not None else 0
        placed.append(Placed(note, start, min(len(document.text), start + length)))
    return placed


def _in_one_line(note: Note) -> str:
    """Its words and tags."""
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return " ".join(f"{note.text} {tags}".split())


class Keeping:
    """Notes, tags and read marks of the main screen. `changed` hears when what the lists and the status line say may differ."""

    def __init__(
        self,
        screen: ReaderScreen[Any],
        pane: ReadingPane,
        documents: DocumentList,
        references: PageList,
        changed: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._pane = pane
        self._documents = documents
        self._references = references
        self._tell = changed
        self.gutter = Gutter(self._signs, id="gutter")
        self._placed: list[Placed] = []

    @property
    def writing(self) -> NoteWriting:
        """Where notes are written."""
        return notewriting.NoteWriting(self._screen, self.changed)

    # what is shown --------------------------------------------------------------
    def begin(self) -> None:
        """The library has answered: look at the notes, and say what was left unfinished."""
        self._desk.notebook.look()
        self.changed()
        drafts = self._desk.journal.state.drafts.all()
        if drafts:
            key = next((key for key, _ in self._desk.hints("note.list")), "the palette")
            self._screen.say(f"a note was not finished: {key} leads to it")

    def changed(self) -> None:
        """The notes changed, or another document is open."""
        document = self._pane.document
        row = document.row if document is not None else None
        notes = self._desk.notebook.notes.inside(row.id, row.path) if row is not None else []
        self._placed = placed_in(document, notes) if document is not None else []
        self.gutter.follow()
        self._documents.refresh()
        self._tell()

    def _signs(self) -> dict[int, str]:
        """Which rows of the pane have a sign in the margin: where a noted passage begins, and how far it goes."""
        spans = [(each.start, each.end or each.start) for each in self._placed if each.start is not None]
        found = {}
        for number, row in enumerate(self._pane.rows_shown if spans else ()):
            if any(row.start <= start < row.end for start, _ in spans):
                found[number] = "✎"
            elif any(start < row.start < end and row.end > row.start for start, end in spans):
                found[number] = _GOES_ON
        return found

    def aside(self) -> str:
        """The words of the note at the cursor, in one line."""
        here = self._pane.here
        for each in self._placed:
            if (
                each.start is not None
                and each.end is not None
                and each.start <= here < max(each.end, each.start + 1)
            ):
                return f"✎ {_in_one_line(each.note)}"
        return ""

    def words_on(self, mention: MentionRow) -> list[str]:
        """The notes on the name of a mention, then those on the passages that the mention stands in, each in one line."""
        notes: list[Note] = []
        if mention.entity is not None:
            notes += self._desk.notebook.notes.about(mention.entity, [mention.name])
        notes += [
            each.note
            for each in self._placed
            if each.start is not None and each.end is not None and each.start <= mention.start < each.end
        ]
        return [_in_one_line(note) for note in notes]

    # what can be written on -------------------------------------------------------
    def choices(self) -> list[Choice]:
        """What a note written now can be about, the nearest first."""
        if self._documents.has_focus:
            return [choice for choice in [self._document_in_list()] if choice is not None]
        document = self._pane.document
        if document is None:
            return []
        offset, value = self._pane.here, self._references.value if self._references.has_focus else None
        if isinstance(value, Place) and value.document == document.row.id:
            offset = value.start
        row = document.row
        found: list[Choice] = []
        span = passage_at(document, offset)
        if span is not None:
            found.append(self._passage(document, *span))
        mention = self._pane.mention
        if mention is not None and mention.entity is not None:
            found.append(self._choice(Target(entity=mention.entity, name=mention.name), mention.name))
        found.append(self._whole(row.id, row.title or row.path, row.path, "this document"))
        return found

    def _document_in_list(self) -> Choice | None:
        row = self._documents.row
        if row is None:
            return None
        return self._whole(row.id, row.title or row.path, row.path, row.title or row.path)

    def _whole(self, document: str, title: str, path: str, label: str) -> Choice:
        notes = [note for note in self._desk.notebook.notes.inside(document, path) if note.on.passage is None]
        return notewriting.Choice.of(Target(document=document, name=title, path=path), label, notes)

    def _passage(self, document: StoredDocument, start: int, end: int) -> Choice:
        row = document.row
        anchor = anchor_at(document.text, start, row.id, row.path, row.sha256)
        target = Target(row.id, anchor, end, name=row.title or row.path, path=row.path)
        notes = [each.note for each in self._placed if each.start is not None and start <= each.start < end]
        return notewriting.Choice.of(target, "this passage", notes)

    def _choice(self, target: Target, label: str) -> Choice:
        assert target.entity is not None
        return notewriting.Choice.of(
            target, label, self._desk.notebook.notes.about(target.entity, [target.name])
        )

    # commands ---------------------------------------------------------------------------
    def do_note_write(self) -> None:
        """A note on the passage, the name or the document."""
        self._desk.notebook.look()
        self.writing.write(self.choices())

    def do_note_tag(self) -> None:
        """The tags of the passage, the name or the document."""
        self._desk.notebook.look()
        self.writing.tag(self.choices())

    def do_document_read(self) -> None:
        """Read, or unread again: the document that is open, or the one under the cursor of the list."""
        row = self._documents.row if self._documents.has_focus else None
        open_now = self._pane.document
        row = row or (open_now.row if open_now is not None else None)
        if row is None:
            self._screen.say("no document is open")
            return
        read = not self._desk.is_read(row.id)
        self._desk.journal.mark_read(row.id, read)
        self._documents.refresh()
        self._screen.say(f"{'read' if read else 'unread'}: {row.title or row.path}")
