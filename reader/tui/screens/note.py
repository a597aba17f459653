"""The editor for a note: a few lines over the page. What is typed is kept while it is typed, whatever happens to the line."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea

from reader.tui.desk import Desk
from reader.tui.parts.notewriting import Choice, Unfinished, Written
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["NoteScreen", "Words"]

_PAUSE = 0.2
"""Seconds without a key after which the words so far are kept."""


class Words(TextArea):
    """The lines that are typed: Enter is the end of the note, not of a line."""

    class Wish(Message):
        """A key that is no typing: "save", "turn" (to the next thing to write on) or "leave"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    _WISHES = {"enter": "save", "tab": "turn", "escape": "leave", "ctrl+q": "leave"}

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are no typing."""
        wish = self._WISHES.get(event.key)
        if wish is not None:
            self.post_message(self.Wish(wish))
        elif event.key == "ctrl+n":
            self.insert("\n")
        else:
            return
        event.stop()
        event.prevent_default()


class NoteScreen(ReaderScreen[object], ModalScreen[object]):
    """Dismisses with `Written`, with `Unfinished` (the words stay as a draft), or None where there is nothing to save."""

    def __init__(self, desk: Desk, choices: Sequence[Choice]) -> None:
        super().__init__(desk)
        self._choices = list(choices)
        self._at = 0
        self._timer: Timer | None = None
        self._text = ""
        self._left = False

    @property
    def choice(self) -> Choice:
        """What the note is about."""
        return self._choices[self._at]

    @property
    def words(self) -> Words:
        """The lines that are typed."""
        return self.query_one(Words)

    def compose(self) -> ComposeResult:
        """What about, the words, the keys."""
        with Vertical(id="note"):
            yield PaneTitle(id="note-title")
            yield Words(id="note-words", highlight_cursor_line=False, show_line_numbers=False, theme="css")
            yield StatusLine(id="note-status")

    def on_mount(self) -> None:
        """Take up what was begun here, else what is written here."""
        self._show(self._begun() or self._written())

    def _begun(self) -> str:
        choice = self.choice
        draft = self.desk.journal.state.drafts.get(choice.on, choice.note.id if choice.note else None)
        return draft.text if draft is not None else ""

    def _written(self) -> str:
        return self.choice.note.text if self.choice.note is not None else ""

    def _show(self, text: str) -> None:
        self.words.text = self._text = text
        self.words.move_cursor(self.words.document.end)
        began = "unfinished " if text and text == self._begun() else ""
        following = self._choices[(self._at + 1) % len(self._choices)].label
        others = (("Tab", f"on {following}"),) if len(self._choices) > 1 else ()
        keys = (("Ctrl+N", "new line"), *others, ("Enter", "save"), ("Esc", "leave"))
        self.query_one("#note-status", StatusLine).show((), (), keys)
        words = self.choice.on.words
        left = (
            (f"{began}note on {self.choice.label}", "line--strong"),
            (f"  {words}" if words else "", "line--quiet"),
        )
        self.query_one("#note-title", PaneTitle).show(left)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._left:
            return
        self._text = event.text_area.text
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._keep)

    def _keep(self) -> None:
        """Keep the words so far; words that are saved already need no draft."""
        choice, text = self.choice, self._text
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        unsaved = text if text.strip() != self._written().strip() else ""
        self.desk.journal.draft(choice.on, unsaved, choice.note.id if choice.note else None)

    def on_unmount(self) -> None:
        """The reader is being left in the middle of a word."""
        if self._timer is not None:
            self._keep()

    @on(Words.Wish)
    def _wished(self, event: Words.Wish) -> None:
        event.stop()
        self._text = self.words.text
        if event.what == "save":
            self._keep()
            self._left = True
            self.dismiss(Written(self.choice, self.words.text))
        elif event.what == "turn":
            self._turn()
        else:
            self.do_app_close()

    def _turn(self) -> None:
        """The next thing to write on; words that were not saved go along with one who has none yet."""
        typed = self._text if self._text.strip() != self._written().strip() else ""
        if typed:
            choice = self.choice
            self.desk.journal.draft(choice.on, "", choice.note.id if choice.note else None)
        self._at = (self._at + 1) % len(self._choices)
        mine = self._begun() or self._written()
        self._show("\n".join(each for each in (mine, typed) if each))

    def on_key(self, event: events.Key) -> None:
        """The keys are the words', not the keymap's (what the words do not take themselves, Textual looks up for them)."""
        event.prevent_default()

    def do_app_close(self) -> None:
        """Leave; what was not saved stays as a draft."""
        self._keep()
        self._left = True
        self.dismiss(Unfinished() if self._begun() else None)

    def say(self, message: str) -> None:
        """In the line of keys."""
        self.query_one("#note-status", StatusLine).say(message)
