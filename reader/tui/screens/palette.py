"""The palette: commands with their keys, documents and names, all in one list."""

from __future__ import annotations

from collections.abc import Sequence

from reader.errors import ReaderError
from reader.readmodel import DocumentRow, EntityRow
from reader.session import COMMANDS, Command, keys_label
from reader.tui.items import CommandId, EntityLink, Item, Place, plain
from reader.tui.paint import aligned, kind_of
from reader.tui.questions import Everything, Findings
from reader.tui.screens.base import ReaderScreen
from reader.tui.screens.picker import Picker, Rows

__all__ = ["PaletteScreen"]


def _rank(command: Command, words: Sequence[str]) -> int | None:
    """How well the command fits: 0 title begins so, 1 title has it, 2 only its help; None not at all."""
    title, help = command.title.lower(), command.help.lower()
    if all(word in title for word in words):
        return 0 if not words or title.startswith(words[0]) else 1
    return 2 if all(word in f"{title} {help}" for word in words) else None


class PaletteScreen(Picker):
    """Dismisses with a `CommandId`, a `Place` (a document) or an `EntityLink`."""

    TITLE_TEXT = "go to, or do"
    PROMPT = "a document, a name, a command"

    def look_up(self, query: str) -> None:
        """Commands at once, documents and names when the answer is here."""
        self._query_now, self.waiting = query, True
        self._show(query, Findings((), ()))
        self.ask(Everything(query), lambda found: self._answered(query, found), self._alone)

    def _answered(self, query: str, found: Findings) -> None:
        """Names and documents are here: Enter takes the first row as it will stay."""
        self.waiting = False
        self._show(query, found)

    def _alone(self, error: ReaderError) -> None:
        """The commands can be had without the library."""
        self._answered(self._query_now, Findings((), ()))
        self.complain(error)

    def _commands(self) -> Sequence[Command]:
        """Those that can be done where the palette was opened."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if not isinstance(below, ReaderScreen):
            return COMMANDS
        return [each for each in COMMANDS if below.works_here(each) and each.id != "app.palette"]

    def _show(self, query: str, found: Findings) -> None:
        words = query.lower().split()
        ranked = [(rank, each) for each in self._commands() if (rank := _rank(each, words)) is not None]
        commands = [each for _, each in sorted(ranked, key=lambda pair: pair[0])]
        self.show_rows(Rows(lambda width: self._rows(commands, found, width)))

    def _rows(self, commands: Sequence[Command], found: Findings, width: int) -> list[Item]:
        items: list[Item] = []
        if found.entities:
            items += plain(((" names", "line--heading"),))
            items += [self._entity(row, width) for row in found.entities]
        if found.documents:
            items += plain(((" documents", "line--heading"),))
            items += [self._document(row, width) for row in found.documents]
        if commands:
            items += plain(((" commands", "line--heading"),))
            items += [self._command(each, width) for each in commands]
        return items

    def _entity(self, row: EntityRow, width: int) -> Item:
        right = ((f"{row.type}  {row.mentions:>6,} ", "line--quiet"),)
        return Item(
            (
                aligned(
                    (("  *" if row.pinned else "   ", "line--accent"), (row.name, kind_of(row.type))),
                    right,
                    width,
                ),
            ),
            EntityLink(row.id),
        )

    def _document(self, row: DocumentRow, width: int) -> Item:
        right = ((f"{row.date or 'undated'} ", "line--quiet"),)
        return Item((aligned((("   ", ""), (row.title or row.path, "")), right, width),), Place(row.id, 0, 0))

    def _command(self, command: Command, width: int) -> Item:
        right = ((f"{keys_label(self.desk.keymap.keys(command.id))} ", "line--accent"),)
        left = (("   ", ""), (command.title, ""), (f"  {command.help}", "line--quiet"))
        return Item((aligned(left, right, width),), CommandId(command.id))
