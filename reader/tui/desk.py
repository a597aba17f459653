"""What lies on the reader's desk: everything that all screens share and none owns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.session import Journal, Keymap, Settings, Theme, command, key_label
from reader.tui.gateway import Gateway

__all__ = ["Desk"]


@dataclass(slots=True)
class Desk:
    """The library's door, the user's keys and settings, where the user was and what was read.

    `opened` is told once the library has given its first answer.
    """

    gateway: Gateway
    keymap: Keymap
    settings: Settings
    themes: Mapping[str, Theme]
    journal: Journal
    collection: str
    opened: Callable[[], None] = lambda: None

    def is_read(self, document: str) -> bool:
        """Whether the user has read the document."""
        return document in self.journal.state.read

    def hints(self, *commands: str) -> tuple[tuple[str, str], ...]:
        """(key, title) of the commands that have a key, for the status line."""
        found = ((self.keymap.keys(id), command(id).title) for id in commands)
        return tuple((key_label(keys[0]), title) for keys, title in found if keys)
