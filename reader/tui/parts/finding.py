"""Finding in the open document: words, a pattern, or the matches of a search; the hits and the walk through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from textual import events
from textual.widgets import Input

from reader.errors import ReaderError
from reader.session import Journal, Keymap, typed_character
from reader.tui.questions_views import MatchesOf, PatternIn
from reader.tui.text import Finder, Given, Hit, Hits, PatternFound, QueryFailure, read_query
from reader.tui.widgets.reading import Direction, ReadingPane
from reader.values import dataclass

__all__ = ["FindLine", "Finding"]

_COUNTED = 1 << 21
"""Texts of at most so many characters are looked through to the end at once (about 40 ms)."""

_PROMPTS = {
    "words": "find in this document",
    "pattern": "find by pattern (regular expression) in this document",
}

Onwards = Callable[[Direction], bool]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for. `onwards` leads to the next document of a search."""

    kind: Literal["words", "pattern", "search"]
    written: str
    onwards: Onwards | None = None


class FindLine(Input):
    """The line to type in; `recall` gets -1 where the user asks for what was typed before, 1 for what came after."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="find", select_on_focus=False)
        self._keymap = keymap
        self.recall: Callable[[Direction], None] = lambda direction: None

    def on_key(self, event: events.Key) -> None:
        """The keys that go a line up and down and type nothing."""
        command = self._keymap.command_for(event.key, "list")
        if command is None or typed_character(event.key) is not None:
            return
        if command.id in ("move.up", "move.down"):
            event.stop()
            event.prevent_default()
            self.recall(-1 if command.id == "move.up" else 1)


class Finding:
    """One query over the pane's document. While it is typed the view goes to the first hit from where it was begun."""

    def __init__(
        self,
        pane: ReadingPane,
        line: FindLine,
        journal: Journal,
        ask: Callable[..., Any],
        say: Callable[[str], None],
    ) -> None:
        self._pane = pane
        self._line = line
        self._journal = journal
        self._ask = ask
        self._say = say
        line.recall = self._recall
        self.leaving: Callable[[], Callable[[str], None]] = lambda: lambda reason: None
        """Keeps the place in mind where looking was begun."""
        self._left: Callable[[str], None] = lambda reason: None
        self._called = -1
        self._begun = ""
        self._sought: _Sought | None = None
        self._hits: Hits | None = None
        self._kind: Literal["words", "pattern"] = "words"
        self._origin = (0, 0)

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return bool(self._line.display)

    @property
    def typed_here(self) -> bool:
        """Whether hits of what was typed for this very document are marked, not those of a search in all."""
        return self._sought is not None and self._sought.kind != "search"

    # the line ------------------------------------------------------------------
    def do_find_start(self) -> None:
        """Open the line for words."""
        self._open("words")

    def do_find_pattern(self) -> None:
        """Open the line for a pattern."""
        self._open("pattern")

    def _open(self, kind: Literal["words", "pattern"]) -> None:
        self._kind = kind
        self._origin = (self._pane.cursor, self._pane.top)
        self._left = self.leaving()
        self._called = -1
        self._line.placeholder = _PROMPTS[kind]
        self._line.value = ""
        self._line.display = True
        self._line.focus()

    def done(self) -> None:
        """What is typed stands: close the line, the hits stay marked."""
        written = self._line.value
        if written.strip():
            self._journal.sought(self._kind, written)
        if (self._pane.cursor, self._pane.top) != self._origin:
            self._left(f"“{written}”")
        self._close()

    def _close(self) -> None:
        self._line.display = False
        self._pane.focus()

    def _recall(self, direction: Direction) -> None:
        """What was looked for before goes into the line; beyond the last, what was typed."""
        earlier = self._journal.state.searches.sought(self._kind)
        called = self._called - direction
        if called >= len(earlier):
            self._say("nothing was looked for before that" if earlier else "nothing was looked for before")
            return
        if self._called < 0:
            self._begun = self._line.value
        self._called = max(-1, called)
        self._line.value = earlier[called] if called >= 0 else self._begun
        self._line.cursor_position = len(self._line.value)

    def give_up(self) -> None:
        """Back to where it was begun; nothing stays marked."""
        self._close()
        self.clear()
        self._pane.place(*self._origin)

    def clear(self) -> None:
        """Forget the query and its marks."""
        self._sought = self._hits = None
        self._pane.mark_found(None)

    def typed(self, written: str) -> None:
        """Look for what is written so far."""
        if not written.strip():
            self.clear()
            self._say("")
            return
        self._sought = _Sought(self._kind, written)
        self._look(self._first)

    # what is looked for ----------------------------------------------------------
    def adopt(self, query: str, onwards: Onwards, said: str, way: str = "", *, to_last: bool = False) -> None:
        """Mark the matches of a search in the open document; `onwards` leads to its next document.

        `said` tells which document this is, `way` what else leads on.
        """
        self._sought = _Sought("search", query, onwards)

        def here() -> None:
            hit = self._hits.before(len(self._pane.text) + 1) if to_last and self._hits else None
            if hit is not None:
                self._show(hit)
            self._say(f"{said} · {self._counted()}n goes on{way}")

        self._look(here)

    def renew(self) -> None:
        """Another document is open: the same query, new hits, no jump."""
        if self._sought is not None:
            self._hits = None
            self._pane.mark_found(None)
            self._look(lambda: None)

    def _look(self, then: Callable[[], None]) -> None:
        """Find the hits in the open document, mark them, then go on."""
        sought, document = self._sought, self._pane.document
        if sought is None or document is None:
            return
        if sought.kind == "words":
            query = read_query(sought.written)
            if isinstance(query, QueryFailure):
                self._refuse(query)
                return
            self._mark(Finder(self._pane.text, query))
            then()
            return

        def arrived(found: PatternFound | Sequence[tuple[int, int]]) -> None:
            if sought is not self._sought or self._pane.document is not document:
                return
            if isinstance(found, PatternFound):
                if found.failure is not None and not found.spans:
                    self._refuse(found.failure)
                    return
                self._mark(Given(found.spans))
                then()
                if found.failure is not None:
                    self._say(f"{found.failure.what}: the first {len(found.spans):,} hits")
                return
            self._mark(Given(found))
            then()

        def failed(error: ReaderError) -> None:
            self._say(error.what)

        if sought.kind == "pattern":
            self._ask(PatternIn(sought.written, self._pane.text), arrived, failed)
        else:
            self._ask(MatchesOf(sought.written, document.row.id), arrived, failed)

    def _mark(self, hits: Hits) -> None:
        self._hits = hits
        self._pane.mark_found(hits.between)

    def _refuse(self, failure: QueryFailure) -> None:
        """What is typed cannot be looked for (yet): say why, and at which character."""
        self._hits = None
        self._pane.mark_found(None)
        place = failure.position
        self._say(failure.what if place is None else f"pattern, character {place + 1}: {failure.what}")

    # the walk ------------------------------------------------------------------------
    def do_find_next(self) -> None:
        """To the next hit."""
        self._walk(1)

    def do_find_previous(self) -> None:
        """To the hit before."""
        self._walk(-1)

    def _first(self) -> None:
        """What is typed was found: to the first hit from where it was begun."""
        self._show(self._hits.after(self._origin[0] - 1) if self._hits is not None else None)

    def _walk(self, direction: Direction) -> None:
        if self._sought is None:
            self._say("nothing is looked for: / begins")
            return
        if self._hits is None:
            return
        cursor = self._pane.cursor
        hit = self._hits.after(cursor) if direction > 0 else self._hits.before(cursor)
        onwards = self._sought.onwards
        if onwards is not None and (hit is None or hit.wrapped):
            onwards(direction)
        else:
            self._show(hit)

    def _counted(self) -> str:
        """How many matches of a search are here, where it has words to match."""
        count = self._hits.all() if self._hits is not None else 0
        return "1 match here · " if count == 1 else f"{count:,} matches here · " if count else ""

    def _count(self) -> str:
        """How many hits there are; of a huge text, how many so far."""
        hits = self._hits
        assert hits is not None
        if isinstance(hits, Finder) and len(hits.text) > _COUNTED and not hits.complete:
            return f"{hits.count} or more"
        return f"{hits.all():,}"

    def _show(self, hit: Hit | None) -> None:
        assert self._sought is not None and self._hits is not None
        written = self._sought.written
        if hit is None:
            self._pane.mark_found(None)
            self._say(f"no “{written}” in this document")
            return
        self._pane.mark_found(self._hits.between, (hit.start, hit.end))
        self._pane.go_to(hit.start)
        round_ = ", from the other end" if hit.wrapped else ""
        self._say(f"“{written}”  {hit.number:,} of {self._count()}{round_}")
