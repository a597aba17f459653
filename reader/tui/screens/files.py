"""The report of files: what was read of each, what was left out and why; narrowed down by words, Enter opens the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.errors import ReaderError
from reader.readmodel import ReportRow
from reader.session import about_file, dropped_words
from reader.tui.items import Item, More, Place, plain
from reader.tui.paint import Pieces, aligned, wrapped
from reader.tui.questions_files import FilesFrom, FilesReported
from reader.tui.screens.picker import Picker, Rows

__all__ = ["FilesScreen", "file_items"]

_SIGNS = {"ok": ("  ", ""), "gone": ("– ", "line--quiet"), "waiting": ("… ", "line--quiet")}
_TROUBLE = ("! ", "line--problem")


class FilesScreen(Picker):
    """Dismisses with the beginning of a document. Files with trouble or a note come first."""

    TITLE_TEXT = "files"
    PROMPT = "words of a path or of what happened: failed, partial, guess, not English …"

    _words: tuple[str, ...] = ()
    _known: FilesReported | None = None
    _under_way = False

    def look_up(self, query: str) -> None:
        """The files with these words."""
        self._words = tuple(query.casefold().split())
        self._look()

    def _look(self, pages: int = 1, first: int = 0) -> None:
        """Ask, one question at a time: all files are looked through, so of what is typed meanwhile only the last is asked for."""
        self.waiting = True
        if self._under_way:
            return
        self._under_way, words = True, self._words

        def arrived(found: FilesReported) -> None:
            self._under_way = False
            if found.every is not None:
                self._known = found
            if words == self._words:
                self._show(found, first)
            else:
                self._look()

        def failed(error: ReaderError) -> None:
            self._under_way = self.waiting = False
            self.complain(error)

        self.ask(FilesFrom(words, pages, self._known), arrived, failed)

    def _show(self, found: FilesReported, first: int) -> None:
        self.waiting = False
        files = "1 file" if found.total == 1 else f"{found.total:,} files"
        note = f"{files} · {found.troubled:,} with something to know"
        if found.more:
            note += f" · the first {len(found.rows):,}"
        rows = found.rows
        self.show_rows(
            Rows(lambda width: [*_items(rows, width), *_onwards(found.more, len(rows))], note, first)
        )

    def take(self, value: object) -> None:
        """Open the document; a file that is none says what can be done."""
        if isinstance(value, ReportRow):
            self.say(value.remedy or value.what or "there is no document in it to open")
            return
        if isinstance(value, More):
            self._look(int(value.after), self.rows.cursor)
            return
        super().take(value)


def _onwards(more: int, shown: int) -> Iterable[Item]:
    """The row that fetches some of those that are not here."""
    if more:
        words = "1 more file" if more == 1 else f"{more:,} more files"
        line: Pieces = (("   … ", ""), (words, "line--accent"))
        yield Item((line,), More(str(shown // FilesFrom.PAGE + 1)))


def _items(rows: Sequence[ReportRow], width: int) -> list[Item]:
    """All rows; what stands right under its file is told by its place in it."""
    items: list[Item] = []
    outer = ""
    for row in rows:
        outer = outer if row.within else row.path
        items += file_items(row, width, under=bool(outer) and row.within == outer)
    return items


def file_items(row: ReportRow, width: int, under: bool = False) -> list[Item]:
    """A file: its path and what it is; below, what happened, what was folded, what to know and what to do."""
    sign = _SIGNS.get(row.state, _TROUBLE)
    inner = row.path[len(row.within) :] if under else row.path
    indent = "  " if under else ""
    about = about_file(row) or row.state
    right = ((f"{about} ", "line--quiet"),)
    room = max(12, width - len(about) - len(indent) - 6)
    shown = inner if len(inner) <= room else "…" + inner[1 - room :]
    head = aligned(((f" {indent}", ""), sign, (shown, "" if under else "line--strong")), right, width)
    items = [Item((head,), Place(row.document, 0, 0) if row.document else row)]
    what = f"{row.what} ({row.where})" if row.where else row.what
    said = [(text, "line--problem") for text in (what, *row.warnings) if text]
    said += [(text, "") for text in row.notes]
    said += [(f"folded: {dropped_words(row)}", "line--quiet")] if row.dropped else []
    said += [(row.remedy, "line--quiet")] if row.remedy else []
    for text, style in said:
        for line in wrapped(text, max(10, width - 6 - len(indent)), 2):
            items += plain(((f"     {indent}{line}", style),))
    return items
