"""The keys, as they are now: made from the command table and the user's keymap, narrowed down as you type."""

from __future__ import annotations

from collections.abc import Sequence

from reader.session import COMMANDS, GROUPS, Command, keys_label
from reader.tui.items import Item, plain
from reader.tui.paint import Pieces, clipped, wrapped
from reader.tui.screens.picker import Picker, Rows

__all__ = ["HelpScreen"]

_KEYS = 22
"""Cells of the column of keys."""


class HelpScreen(Picker):
    """Every command with its keys and what it does; Enter carries it out."""

    TITLE_TEXT = "keys"
    PROMPT = "what are you looking for?"

    def look_up(self, query: str) -> None:
        """The commands with these letters in their title, help or keys."""
        words = query.lower().split()
        found = [each for each in COMMANDS if all(word in self._searched(each) for word in words)]
        self.show_rows(Rows(lambda width: self._rows(found, width), f"{len(found)} of {len(COMMANDS)}"))

    def _searched(self, command: Command) -> str:
        keys = keys_label(self.desk.keymap.keys(command.id))
        return f"{command.title} {command.help} {keys} {command.id}".lower()

    def _rows(self, commands: Sequence[Command], width: int) -> list[Item]:
        items: list[Item] = []
        for group in GROUPS:
            inside = [each for each in commands if each.group == group]
            if inside:
                items += plain(((f" {group}", "line--heading"),))
            for each in inside:
                items += self._row(each, width)
            if inside:
                items += plain(())
        return items

    def _row(self, command: Command, width: int) -> list[Item]:
        keys = keys_label(self.desk.keymap.keys(command.id)) or "—"
        column = min(_KEYS, max(8, width // 3))
        head: Pieces = clipped(((f"   {keys:<{column}}", "line--accent"),), column + 3)
        lines = wrapped(command.help, width - column - 4) or [command.title]
        first = Item(((*head, (lines[0], "")),), command.id)
        return [first, *plain(*(((" " * (column + 3), ""), (line, "")) for line in lines[1:]))]
