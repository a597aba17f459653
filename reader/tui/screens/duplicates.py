"""Documents that say the same: which one lists show, the others, and what differs in them in words."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from reader.readmodel import DocumentRow, LibraryStatus
from reader.session import twin_words
from reader.tui.desk import Desk
from reader.tui.items import Item, Place, plain
from reader.tui.lines import LineList
from reader.tui.paint import Pieces, aligned, wrapped
from reader.tui.parts.unlinked import is_under_way
from reader.tui.questions import StatusOf
from reader.tui.questions_files import Likeness, TwinsOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["DuplicatesScreen", "twin_items"]


class DuplicatesScreen(ReaderScreen[object]):
    """The group of one document. Dismisses with the beginning of the one that is chosen."""

    def __init__(self, desk: Desk, row: DocumentRow) -> None:
        super().__init__(desk)
        self._row = row

    def compose(self) -> ComposeResult:
        """Title, the documents with what differs, the keys."""
        yield PaneTitle(id="concordance-title")
        yield PageList(id="concordance-page")
        yield StatusLine(id="concordance-status")

    def on_mount(self) -> None:
        """Ask for the group."""
        hints = self.desk.hints("move.down", "list.open", "go.back", "app.help")
        self.query_one(StatusLine).show((), (), hints)
        self._title("comparing …")
        self.ask(TwinsOf(self._row.id), self._arrived)

    def _title(self, note: str) -> None:
        title = (("like “", "line--quiet"), (self._row.title, "line--strong"), ("”", "line--quiet"))
        self.query_one(PaneTitle).show(title, ((note, "line--quiet"),))

    def _arrived(self, found: tuple[Likeness, ...]) -> None:
        others = len(found) - 1
        copies = sum(len(one.twin.copies) for one in found)
        parts = ["1 other document" if others == 1 else f"{others} other documents"] if others else []
        parts += ["1 more file" if copies == 1 else f"{copies} more files"] if copies else []
        self._title(" · ".join(parts) or "no other document says the same")
        if not parts:
            self.ask(StatusOf(), self._alone)
        self.query_one(PageList).show(
            lambda width: [item for one in found for item in twin_items(one, found[0], self._row.id, width)]
        )

    def _alone(self, status: LibraryStatus) -> None:
        """None was found, or none was looked for yet."""
        if is_under_way(status):
            self._title("compared once all documents are in")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, Place):
            self.dismiss(event.value)

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.query_one(StatusLine).say(message)


def twin_items(one: Likeness, shown: Likeness, here: str, width: int) -> list[Item]:
    """A document of the group: title, what it is to the one that is shown, its files, and each place where words differ."""
    row = one.twin.row
    mark = ("▸ ", "line--accent") if row.id == here else ("  ", "")
    grade = f"{row.grade} · " if row.grade else ""
    right = ((f"{grade}{row.date or 'undated'} ", "line--quiet"),)
    items = [
        Item((aligned((mark, (row.title or row.path, "line--strong")), right, width),), Place(row.id, 0, 0))
    ]
    room = max(10, width - 4)
    items += plain(
        ((f"    {twin_words(one.twin, shown.twin)}", "line--accent" if one.twin.kind else "line--quiet"),)
    )
    for path in (row.path, *one.twin.copies):
        for line in wrapped(path if path == row.path else f"also {path}", room, 2):
            items += plain(((f"    {line}", "line--quiet"),))
    for difference in one.differences:
        items += plain(*_difference(difference, room))
    if one.more:
        items += plain(((f"    … and {one.more:,} more differences (vgt-reader diff)", "line--quiet"),))
    return [*items, *plain(())]


def _difference(difference: tuple[str, str, str, str], room: int) -> list[Pieces]:
    """One place where words differ: what is taken out behind a minus, what is put in behind a plus, between the words that stay."""
    before, out, put, behind = difference
    lines: list[Pieces] = [((f"    … {line}", "line--quiet"),) for line in wrapped(before, room - 2, 1)]
    lines += [((f"    - {line}", "line--problem"),) for line in wrapped(out, room - 2, 4)]
    lines += [((f"    + {line}", "line--accent"),) for line in wrapped(put, room - 2, 4)]
    return lines + [((f"      {line} …", "line--quiet"),) for line in wrapped(behind, room - 4, 1)]
