"""Search all documents: hits as you type, each opened at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.errors import QueryError, ReaderError
from reader.readmodel import Hit
from reader.tui.items import Item, Place, plain
from reader.tui.paint import Pieces, aligned, around, clipped
from reader.tui.questions import Found, SearchFor
from reader.tui.screens.picker import Picker, Rows

__all__ = ["SearchScreen", "hit_items"]


_WORD = re.compile(r"\w{2,}")
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
        head = aligned(
            ((" ", ""), (hit.title, "line--strong")), ((f"{hit.date or 'undated'} ", "line--quiet"),), width
        )
        items.append(Item((head,), place))
        items += plain((("   ", ""), *_emphasised(hit.snippet, query, width - 4)))
    return items


class SearchScreen(Picker):
    """Dismisses with the `Place` of a hit."""

    TITLE_TEXT = "search all documents"
    PROMPT = 'words, "phrases", AND OR NOT, prefix*'

    def look_up(self, query: str) -> None:
        """Ask for the hits; what was found before stays until they are here."""
        self._query_now = query
        if not query.strip():
            self.show_rows(Rows(lambda width: []))
            return
        self.ask(SearchFor(query), self._show_hits, self._explain)

    def _show_hits(self, found: Found) -> None:
        query = self._query_now
        note = "1 document" if found.total == 1 else f"{found.total:,} documents"
        if found.total > len(found.hits):
            note = f"the best {len(found.hits)} of {note}"
        self.show_rows(Rows(lambda width: hit_items(found.hits, query, width), note))
        self.say("")

    def _explain(self, error: ReaderError) -> None:
        """A query that cannot be understood (yet) says where and why, and keeps the last hits."""
        where = f"at {error.position + 1}: " if isinstance(error, QueryError) else ""
        self.say(f"{where}{error.what}. {error.remedy}".strip())
