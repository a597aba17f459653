"""What lies on the reader's desk: everything that all screens share and none owns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from reader.readmodel import DocumentRow
from reader.session import Journal, Keymap, Notebook, Settings, Theme, command, key_label
from reader.tui.gateway import Gateway
from reader.tui.pages.documents import Own
from reader.values import dataclass

__all__ = ["Desk"]

_COMMAND = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


@dataclass(slots=True)
class Desk:
    """The library's door, the user's keys and settings, where the user was and what was read.

    `opened` is told once the library has given its first answer. `news` are the documents that came in since the last visit.
    `heard` is told of every command that is carried out, `moved` whenever the text is at another place.
    `when_live` does what can wait until the first screen is there and its keys are answered.
    """

    gateway: Gateway
    keymap: Keymap
    settings: Settings
    themes: Mapping[str, Theme]
    journal: Journal
    collection: str
    opened: Callable[[], None] = lambda: None
    notebook: Notebook = field(default_factory=lambda: Notebook(None))
    news: frozenset[str] = frozenset()
    heard: Callable[[str], None] = lambda command: None
    moved: Callable[[], None] = lambda: None
    when_live: Callable[[Callable[[], object]], object] = lambda act: act()

    def is_read(self, document: str) -> bool:
        """Whether the user has read the document."""
        return document in self.journal.state.read

    def own(self, row: DocumentRow) -> Own:
        """What the user has to do with a document of the list."""
        part = self.journal.state.part_of(row.id)
        return Own(not self.is_read(row.id), part, row.id in self.news, self.signs_of(row.id, row.path))

    def signs_of(self, document: str, path: str) -> str:
        """What the user wrote on a document, in a few signs: its tags, and a pen where there are notes."""
        notes = self.notebook.notes.inside(document, path)
        tags = (tag for note in notes if note.on.passage is None for tag in note.tags)
        words = [f"#{tag}" for tag in dict.fromkeys(tags)]
        return " ".join([*words, *(["✎"] if any(note.text for note in notes) else [])])

    def with_keys(self, message: str) -> str:
        """A message with the keys that the user has in place of commands: "{name.next}" becomes "Tab"."""

        def key(match: re.Match[str]) -> str:
            try:
                shown = self.hints(match[1])
                return shown[0][0] if shown else f"“{command(match[1]).title}” in the palette"
            except KeyError:
                return match[0]

        return _COMMAND.sub(key, message) if "{" in message else message

    def hints(self, *commands: str) -> tuple[tuple[str, str], ...]:
        """(key, title) of the commands that have a key, for the status line."""
        found = ((self.keymap.keys(id), command(id).title) for id in commands)
        return tuple((key_label(keys[0]), title) for keys, title in found if keys)
