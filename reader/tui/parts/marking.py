"""Marks: the key and a letter keep the place; the jump list shows them and leads there."""

from __future__ import annotations

from collections.abc import Callable

from reader.session import Journal, anchor_at, is_mark_key, typed_character
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Marking"]


class Marking:
    """Keeps places of the pane under letters, in the journal. `grab` gives it the next key."""

    def __init__(
        self,
        pane: ReadingPane,
        journal: Journal,
        grab: Callable[[Callable[[str], None] | None], None],
        say: Callable[[str], None],
    ) -> None:
        self._pane = pane
        self._journal = journal
        self._grab = grab
        self._say = say

    def do_mark_set(self) -> None:
        """The next letter is the mark's."""
        if self._pane.document is None:
            self._say("nothing to mark")
            return
        self._grab(self._take)
        self._say("mark this place with a letter (capital: for all documents); Esc leaves")

    def _take(self, key: str) -> None:
        self._grab(None)
        letter, document = typed_character(key), self._pane.document
        if letter is None or document is None:
            self._say("")
        elif not is_mark_key(letter):
            self._say(f"a mark is a letter, not {letter}")
        else:
            row = document.row
            anchor = anchor_at(document.text, self._pane.here, row.id, row.path, row.sha256)
            self._journal.set_mark(letter, anchor, row.title or row.path)
            whose = "all documents" if letter.isupper() else "this document"
            self._say(f"marked {letter} for {whose}: the jump list leads back here")
