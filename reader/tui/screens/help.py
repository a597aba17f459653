"""The keys, as they are now: made from the command table and the user's keymap, narrowed down as you type."""

from __future__ import annotations

from collections.abc import Sequence, Set

from reader.session import COMMANDS, GROUPS, Command, keys_label
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.paint import Pieces, clipped, wrapped
from reader.tui.screens.picker import Picker, Rows

__all__ = ["HelpScreen"]

_KEYS = 22
"""Cells of the column of keys."""


class HelpScreen(Picker):
    """The commands that work where `?` was pressed (`works`: their ids), with their keys; Enter carries one out.

    Tab shows all there are. What is typed is looked for in all; those that do not work here are dim.
    """

    TITLE_TEXT = "keys"
    PROMPT = "what are you looking for?"
    typing_context = "text"

    def __init__(self, desk: Desk, works: Set[str]) -> None:
        super().__init__(desk)
        self._works = works
        self._all = False
        self._query_now = ""

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in this list."""
        return (("Tab", "all of them"), ("↑↓", "move"), ("Enter", "do it"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """The commands with these letters in their title, help or keys."""
        self._query_now = query
        words = query.lower().split()
        found = [each for each in COMMANDS if all(word in self._searched(each) for word in words)]
        if not words and not self._all:
            found = [each for each in found if each.id in self._works]
        where = "" if words or self._all else " work here"
        self.show_rows(
            Rows(lambda width: self._rows(found, width), f"{len(found)} of {len(COMMANDS)}{where}")
        )

    def do_name_next(self) -> None:
        """All commands, or those that work here."""
        self._all = not self._all
        self.look_up(self._query_now)

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
        works = command.id in self._works
        head: Pieces = clipped(
            ((f"   {keys:<{column}}", "line--accent" if works else "line--quiet"),), column + 3
        )
        lines = wrapped(command.help, width - column - 4) or [command.title]
        look = "" if works else "line--quiet"
        first = Item(((*head, (lines[0], look)),), command.id if works else None)
        return [first, *plain(*(((" " * (column + 3), ""), (line, look)) for line in lines[1:]))]
