"""Search all documents: hits as you type, each opened at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.dom import DOMNode
from textual.widgets import Input

from reader.errors import QueryError, ReaderError
from reader.readmodel import Hit
from reader.tui.desk import Desk
from reader.tui.items import Item, ListWanted, NotesWanted, Place, Results, SearchWanted, Target, plain
from reader.tui.paint import Pieces, aligned, around, clipped, wrapped
from reader.tui.questions import Found, SearchFor
from reader.tui.questions_views import OfQuery
from reader.tui.screens.picker import Picker, Rows

__all__ = ["SearchScreen", "caret_items", "hit_items", "noted_items"]


_WORD = re.compile(r"\w{2,}")
_ASKS_WORDS = re.compile(r"(?!.*\b(?:OR|NOT)\b)[\w\s\"'’.*-]+")
"""A query for words that all must be there: the same can be asked of the notes."""

_OPERATORS = frozenset({"and", "or", "not", "near"})


def _emphasised(snippet: str, query: str, width: int) -> Pieces:
    """As much of the snippet as fits around the first words that the query asks for, these marked."""
    words = {word.lower() for word in _WORD.findall(query)} - _OPERATORS
    found = [
        match.span()
        for match in _WORD.finditer(snippet)
        if any(match[0].lower().startswith(word) for word in words)
    ]
    if not found:
        return clipped(((snippet, "line--quiet"),), width)
    start, end = found[0]
    for left, right in found[1:]:
        if left - end > 1:
            break
        end = right
    return around(snippet[:start], snippet[start:end], snippet[end:], width, column=False)


def hit_items(hits: Sequence[Hit], query: str, width: int) -> list[Item]:
    """Two lines a hit: title with date, and the words around the match."""
    items: list[Item] = []
    for hit in hits:
        place = Place(hit.document, hit.start, hit.end)
        like = f"+{hit.like:,} like it · " if hit.like else ""
        head = aligned(
            ((" ", ""), (hit.title, "line--strong")),
            ((f"{like}{hit.date or 'undated'} ", "line--quiet"),),
            width,
        )
        items.append(Item((head,), place))
        items += plain((("   ", ""), *_emphasised(hit.snippet, query, width - 4)))
    return items


def noted_items(count: int, words: str, width: int) -> list[Item]:
    """The row that leads to the notes with the words of the query, where there are any."""
    if not count:
        return []
    said = "1 note of yours has these words" if count == 1 else f"{count:,} notes of yours have these words"
    return [Item((clipped(((" ✎ ", "line--accent"), (said, "")), width),), NotesWanted(words))]


def caret_items(written: str, error: ReaderError, width: int) -> tuple[Item, ...]:
    """What is wrong with a query, under the character that it is at."""
    words = f"{error.what}. {error.remedy}".strip() if error.remedy else error.what
    if not isinstance(error, QueryError):
        return plain(((words, "line--problem"),))
    column = cell_len(written[: error.position]) + 1
    if column >= width - 2:
        return plain(clipped(((f"at {error.position + 1}: {words}", "line--problem"),), width))
    lines = wrapped(words, width - 2, 2)
    return plain(
        ((" " * column, ""), ("^", "line--problem")), *((((line, "line--quiet")),) for line in lines)
    )


class SearchScreen(Picker):
    """Dismisses with `Results` (a hit, and the others); all matches in their words open over it.

    With `lines` that is what Enter asks for. While nothing is typed it shows what was searched for before.
    """

    TITLE_TEXT = "search all documents"
    PROMPT = 'words, "phrases", AND OR NOT, prefix*'
    typing_context = "text"

    def __init__(self, desk: Desk, query: str = "", *, lines: bool = False, at: Target | None = None) -> None:
        super().__init__(desk, query)
        self._at = at
        self._lines = lines
        self._hits: tuple[Hit, ...] = ()
        self._query_now = query
        self._recalled = -1
        if lines:
            self.TITLE_TEXT = "words in their lines"

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        if self._lines:
            return (("Enter", "show the lines"), ("↑", "earlier searches"), ("Esc", "close"))
        return (("Tab", "in their lines"), ("↑", "earlier"), ("Enter", "open"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """Ask for the hits; what was found before stays until they are here."""
        self._query_now = query
        self.waiting = bool(query.strip())
        if self.waiting:
            self.ask(SearchFor(query), self._show_hits, self._explain)
        else:
            self._hits = ()
            latest = self.desk.journal.state.searches.latest
            note = "searched before" if latest else ""
            self.show_rows(Rows(lambda width: [_earlier(each, width) for each in latest], note))

    def _show_hits(self, found: Found) -> None:
        query = self._query_now
        self._hits, self.waiting = found.hits, False
        note = "1 document" if found.total == 1 else f"{found.total:,} documents"
        if found.total > len(found.hits) + found.folded:
            note = f"the best {len(found.hits)} of {note}"
        noted = self._noted(query)

        def rows(width: int) -> list[Item]:
            return [*noted_items(*noted, width), *hit_items(found.hits, query, width)]

        self.show_rows(Rows(rows, note, 1 if noted[0] and found.hits else 0))
        self.rows.put_cursor_on(self._at)
        self._at = None

    def _noted(self, query: str) -> tuple[int, str]:
        """How many notes have the words of the query, and these words."""
        if not _ASKS_WORDS.fullmatch(query):
            return 0, ""
        words = " ".join(word for word in _WORD.findall(query) if word not in ("AND", "NEAR"))
        return len(self.desk.notebook.notes.search(words)) if words else 0, words

    def _explain(self, error: ReaderError) -> None:
        """A query that cannot be understood (yet) says where and why, and keeps the last hits."""
        query, hits, self.waiting = self._query_now, self._hits, False
        self._impatient = False
        self.show_rows(
            Rows(lambda width: [*caret_items(query, error, width), *hit_items(hits, query, width)], "")
        )

    # what is searched for ------------------------------------------------------------
    def _write(self, query: str) -> None:
        """Put a query into the line."""
        line = self.query_one("#picker-query", Input)
        line.value = query
        line.cursor_position = len(query)

    def do_move_up(self) -> None:
        """On the first row: the search before; else a row up."""
        latest = self.desk.journal.state.searches.latest
        if self.rows.cursor == 0 or not self._query_now.strip() or self._recalled >= 0:
            if self._recalled + 1 < len(latest):
                self._recalled += 1
                self._write(latest[self._recalled])
            else:
                self.say("no earlier search")
        else:
            self.rows.do_move_up()

    def do_move_down(self) -> None:
        """While earlier searches are called: the one after; else a row down."""
        if self._recalled < 0:
            self.rows.do_move_down()
            return
        latest = self.desk.journal.state.searches.latest
        self._recalled -= 1
        self._write(latest[self._recalled] if self._recalled >= 0 else "")

    def typed_into(self) -> DOMNode:
        """Moving keys come here first: up calls earlier searches."""
        return self

    # what is picked ----------------------------------------------------------------------
    def take(self, value: object) -> None:
        """A hit with all the others behind it; an earlier search goes into the line."""
        if isinstance(value, SearchWanted):
            self._write(value.query)
        elif isinstance(value, NotesWanted):
            self.desk.journal.asked(self._query_now.strip())
            self.dismiss(value)
        elif isinstance(value, Place):
            query = self._query_now.strip()
            self.desk.journal.asked(query)
            places = tuple(Place(hit.document, hit.start, hit.end) for hit in self._hits)
            self.dismiss(
                Results(f"“{query}”", places, places.index(value), query, ListWanted(SearchWanted(query)))
            )

    def submitted(self) -> None:
        """Enter: the row, or with `lines` the lines of what is typed."""
        if self._lines and self._query_now.strip():
            self.do_name_next()
        else:
            super().submitted()

    def do_name_next(self) -> None:
        """All matches in their words."""
        query = self._query_now.strip()
        if query:
            self.desk.journal.asked(query)
            from reader.tui.screens.concordance import ConcordanceScreen

            self.app.push_screen(ConcordanceScreen(self.desk, OfQuery(query)), self._came_back)

    def _came_back(self, chosen: object) -> None:
        """A line that was chosen leads out of the search too; leaving the lines leads back to it."""
        if chosen is not None:
            self.dismiss(chosen)


def _earlier(query: str, width: int) -> Item:
    """A search of before."""
    return Item((clipped(((" ", ""), (query, "")), width),), SearchWanted(query))
