"""All notes and tags: searched as you type; each leads to its place, can be written anew, taken away and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.widgets import Input

from reader.session import Draft, Note
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.lines import LineList
from reader.tui.paint import Pieces, aligned, clipped
from reader.tui.parts.notewriting import Choice, NoteWriting
from reader.tui.screens.picker import Picker, Rows

__all__ = ["NotesScreen", "note_lines"]


def _about(note: Note) -> str:
    """What the note is on, for people."""
    return note.on.name or note.on.entity or note.on.document or ""


def note_lines(note: Note, width: int, *, gone: bool = False) -> tuple[Pieces, Pieces]:
    """Words with tags and day; below, what it is on."""
    tags = " ".join(f"#{tag}" for tag in note.tags)
    words = " ".join(note.text.split())
    left: Pieces = ((" ✎ " if words else " # ", "line--accent"), (words, "line--quiet" if gone else ""))
    left = (*left, ((" " if words else "") + tags, "line--accent")) if tags else left
    day = "deleted: Del brings it back " if gone else f"{note.changed[:10] or note.at[:10]} "
    place = f"“{note.on.words}” " if note.on.words else ""
    below = clipped((("   ", ""), (f"{place}{_about(note)}", "line--quiet")), width)
    return aligned(left, ((day, "line--quiet"),), width), below


class NotesScreen(Picker):
    """Dismisses with the `Note` to go to, or the `Draft` to go on with. `here` says which notes are on what is open."""

    TITLE_TEXT = "notes and tags"
    PROMPT = "words of a note, #tag, or what it is on"
    typing_context = "text"

    def __init__(
        self, desk: Desk, here: Callable[[Note], bool], changed: Callable[[], None], words: str = ""
    ) -> None:
        super().__init__(desk, words)
        self._here = here
        self._gone: dict[str, Note] = {}
        self._query = ""
        self._outside = changed
        self.writing = NoteWriting(self, self._changed)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        if isinstance(self.focused, Input):
            return (("↑↓", "move"), ("Enter", "go there"), ("Tab", "to the notes"), ("Esc", "close"))
        keys = (*self.desk.hints("note.write", "note.tag"), ("Del", "delete"))
        return (*keys, ("Enter", "go there"), ("Tab", "to the search"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """The notes with all these words."""
        self._query = query
        self._show()

    def _show(self, keep: bool = False) -> None:
        notes, words = self.desk.notebook.notes, self._query.replace("#", " ")
        tags = {word[1:].lower() for word in self._query.split() if word.startswith("#") and len(word) > 1}
        found = [note for note in notes.search(words) if tags <= _begun(note, tags)]
        shown = sorted([*found, *self._gone.values()], key=lambda note: note.at, reverse=True)
        here = [note for note in shown if self._here(note)]
        others = [note for note in shown if not self._here(note)]
        drafts = [] if words.strip() else self.desk.journal.state.drafts.all()

        def rows(width: int) -> list[Item]:
            items = _drafted(drafts, width)
            for title, group in (("here", here), ("elsewhere" if here else "", others)):
                items += plain(((f" {title}", "line--heading"),)) if group and title else ()
                items += self._items(group, width)
            if not items:
                say = "nothing is noted yet" if not len(notes.all()) else "no note has these words"
                keys = " · ".join(
                    f"{key} {title}" for key, title in self.desk.hints("note.write", "note.tag")
                )
                said = ((f" {say}", "line--quiet"),), ((f" in the text: {keys}", "line--quiet"),)
                items += plain(*(clipped(line, width) for line in said))
            return items

        number, used = len(found), len(notes.tags())
        note = f"{number:,} of {len(notes.all()):,} · {used:,} {'tag' if used == 1 else 'tags'}"
        cursor = self.rows.cursor
        self.show_rows(Rows(rows, note))
        if keep:
            self.rows.go_to(cursor, tell=False)

    def _items(self, notes: Sequence[Note], width: int) -> list[Item]:
        items = []
        for note in notes:
            first, below = note_lines(note, width, gone=note.id in self._gone)
            items += [Item((first,), note), *plain(below)]
        return items

    def on_descendant_focus(self) -> None:
        """The keys differ between the line and the list."""
        self.query_one("#picker-status").show((), (), self.hints())  # type: ignore[attr-defined]

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """A note that was deleted leads nowhere."""
        if isinstance(event.value, Note) and event.value.id in self._gone:
            event.stop()
            event.prevent_default()
            self.say("deleted: Del brings it back")

    def _changed(self) -> None:
        """Something was written."""
        notes = self.desk.notebook.notes
        self._gone = {id: note for id, note in self._gone.items() if notes.get(id) is None}
        self._show(keep=True)
        self._outside()

    # commands -----------------------------------------------------------------------
    def do_name_next(self) -> None:
        """From the line to the notes."""
        if self.rows.count:
            self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Tab leads back to the line, too."""
        if event.key == "tab" and self.rows.has_focus and self.grabbed is None:
            event.stop()
            event.prevent_default()
            self.query_one("#picker-query", Input).focus()

    def _choices(self) -> list[Choice]:
        note = self.rows.value
        if not isinstance(note, Note) or note.id in self._gone:
            return []
        return [Choice(note.on, _about(note), note, note)]

    def do_note_write(self) -> None:
        """Other words for the note under the cursor."""
        self.writing.write(self._choices())

    def do_note_tag(self) -> None:
        """Other tags for it."""
        self.writing.tag(self._choices())

    def do_note_delete(self) -> None:
        """Take the note under the cursor away; again: bring it back."""
        value = self.rows.value
        if isinstance(value, Draft):
            self.desk.journal.draft(value.on, "", value.note)
            self._show(keep=True)
            self.say("the draft is gone")
        elif isinstance(value, Note) and value.id in self._gone:
            self.writing.bring_back(self._gone[value.id])
        elif isinstance(value, Note):
            self._gone[value.id] = value
            self.writing.delete(value)


def _begun(note: Note, tags: set[str]) -> set[str]:
    """Those of the tags that a tag of the note begins with."""
    return {tag for tag in tags if any(each.lower().startswith(tag) for each in note.tags)}


def _drafted(drafts: Sequence[Draft], width: int) -> list[Item]:
    """What was begun and not saved."""
    if not drafts:
        return []
    items = list(plain(((" not finished", "line--heading"),)))
    for draft in drafts:
        words = " ".join(draft.text.split())
        line = aligned(((" … ", "line--problem"), (words, "")), (("Enter goes on ", "line--quiet"),), width)
        items.append(Item((line,), draft))
        items += plain(clipped((("   ", ""), (draft.on.name, "line--quiet")), width))
    return items
