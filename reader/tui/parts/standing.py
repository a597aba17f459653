"""What the bottom line says: where the reader is, what goes on in the background, what is not known, which keys work here."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from reader.readmodel import LibraryStatus
from reader.tui.desk import Desk
from reader.tui.paint import Pieces, clipped, kind_of
from reader.tui.parts.taking_in import HowFar
from reader.tui.parts.unlinked import is_unlinked
from reader.tui.widgets.reading import UNSURE, ReadingPane
from reader.tui.widgets.status import StatusLine

__all__ = ["Standing"]

_IN_TEXT = (
    "name.next",
    "name.open",
    "name.references",
    "go.back",
    "find.start",
    "search.open",
    "pane.documents",
    "app.help",
    "app.quit",
)
_IN_LIST = ("list.open", "app.close", "pane.text", "pane.references", "app.help", "app.quit")

_IN_LINE: dict[str, tuple[tuple[str, str], ...]] = {
    "find": (("↑", "earlier"), ("Enter", "done"), ("Esc", "back")),
    "filter": (("↑↓", "move"), ("Enter", "done"), ("Esc", "all of them")),
}
"""While a line is typed its letters are no commands."""

_ASIDE = 36
"""Cells of a note in the bottom line: enough to know it by."""


class Standing:
    """Puts the bottom line together; `library` and `activity` are what it was told last."""

    def __init__(self, desk: Desk, line: StatusLine, pane: ReadingPane) -> None:
        self._desk = desk
        self._line = line
        self._pane = pane
        self.library: LibraryStatus | None = None
        self.activity = ""
        self.aside: Callable[[], str] = lambda: ""
        """What was noted here, in one line."""
        self._how_far = HowFar()

    def show(self) -> None:
        """Say how things stand now."""
        typing = self._line.screen.focused
        hints = _IN_LINE.get((typing.id or "") if isinstance(typing, Input) else "")
        hints = hints or self._desk.hints(*(_IN_TEXT if self._pane.has_focus else _IN_LIST))
        self._line.show(self._place(), self._notes(), hints)

    def begin_indexing(self) -> None:
        """Documents are being taken in from now on."""
        self._how_far = HowFar()

    def indexing(self) -> None:
        """Documents are being taken in: say how far it is, as far as the library knows."""
        if self.library is not None:
            self.activity = self._how_far.words(self.library)
            self.show()

    def _place(self) -> Pieces:
        if self._pane.document is None:
            return ()
        paragraph, paragraphs, percent = self._pane.progress
        # Before the first paragraph stand a title or a dateline: that is the first one's.
        counted = f"¶{max(1, paragraph)}/{paragraphs}  " if self._pane.document.whole else ""
        left: list[tuple[str, str]] = [(f"{counted}{percent}%", "")]
        mention, rank = self._pane.mention, self._pane.rank
        if mention is not None:
            left.append(("   ", ""))
            name = mention.name if mention.entity else mention.text
            # Where the very name is marked in the text, saying it again is a third of what a step costs on a slow line.
            # One that is not linked has no count to be told by.
            told = rank is not None and self._is_read(mention.start, mention.end, name)
            left.append(("mention", "") if told else (name, kind_of(mention.type)))
            left.append((" ?", "status--problem") if mention.score < UNSURE else ("", ""))
            left.append((f" {rank[0]}/{rank[1]}" if rank else "", ""))
            left.append((" · not linked yet" if is_unlinked(mention) else "", ""))
        aside = self.aside()
        if aside:
            left += [("   ", ""), *clipped(((aside, "line--accent"),), _ASIDE)]
        return tuple(left)

    def _is_read(self, start: int, end: int, name: str) -> bool:
        """Whether the text has this name, letter by letter, and on the screen."""
        words = " ".join(self._pane.text[start:end].split())
        return words == name and any(row.start <= start < row.end for row in self._pane.rows_shown)

    def _of_document(self) -> list[str]:
        """What a reader of the open document must know of it, in brief: what is missing, else what was guessed."""
        document = self._pane.document
        said = (*document.warnings, *document.notes) if document is not None else ()
        if not said:
            return []
        brief = said[0].partition(":")[0]
        return [f"{brief} and {len(said) - 1} more" if len(said) > 1 else brief]

    def _notes(self) -> Pieces:
        """What is on its way, what failed, what came in part."""
        notes: list[str] = [self.activity] if self.activity else []
        notes += self._of_document()
        if self.library is not None:
            waiting = self.library.waiting if not self.activity else 0
            notes += [f"{waiting:,} not taken in yet"] if waiting else []
            notes += [f"{self.library.failed:,} failed"] if self.library.failed else []
            notes += [f"{self.library.partial:,} in part"] if self.library.partial else []
        return ((" · ".join(notes), "status--problem"),) if notes else ()
