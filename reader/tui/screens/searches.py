"""Saved searches with what is new in them, and the latest ones: opened again, saved under a name, given up."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.widgets import Input

from reader.session import SavedSearch
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.lines import LineList
from reader.tui.paint import Pieces, aligned, clipped
from reader.tui.questions_keeping import Finds, FindsOf
from reader.tui.screens.picker import Picker, Rows
from reader.values import dataclass

__all__ = ["NewIn", "SearchAgain", "SearchesScreen"]


@dataclass(frozen=True, slots=True)
class SearchAgain:
    """A query to open; `name` where it is saved."""

    query: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class NewIn:
    """What is new in a saved search."""

    name: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Save:
    """A query that is to be saved under a name."""

    name: str
    query: str


class SearchesScreen(Picker):
    """Dismisses with `SearchAgain` or `NewIn`. What is typed narrows the list down, or is the name to save the last search by."""

    TITLE_TEXT = "searches"
    PROMPT = "part of a name or query, or a name to save the last search by"
    typing_context = "text"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._finds: dict[str, Finds] = {}
        self._gone: dict[str, SavedSearch] = {}
        self._saved_now: set[str] = set()
        self._typed_now = ""

    def on_mount(self) -> None:
        """Show the names at once, the numbers when they are here."""
        super().on_mount()
        self._count()

    def _count(self) -> None:
        saved = tuple(self.desk.journal.state.searches.saved)
        if saved:
            self.ask(FindsOf(saved), self._counted)

    def _counted(self, finds: Sequence[Finds]) -> None:
        self._finds = {each.search.name: each for each in finds}
        for name in self._saved_now:
            # Who saves a search has just seen what it finds.
            self._visited(name)
        self._saved_now.clear()
        self._show(keep=True)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        if isinstance(self.focused, Input):
            return (("↑↓", "move"), ("Enter", "open"), ("Tab", "to the list"), ("Esc", "close"))
        return (("Del", "delete"), ("Enter", "open"), ("Tab", "to the line"), ("Esc", "close"))

    def look_up(self, query: str) -> None:
        """The searches with these words."""
        self._typed_now = query
        self._show()

    def _show(self, keep: bool = False) -> None:
        searches, typed = self.desk.journal.state.searches, self._typed_now.strip()
        words = typed.lower().split()
        saved = [*searches.saved, *self._gone.values()]
        fitting = [each for each in saved if _fits(words, each.name, each.query)]
        known = {each.query for each in searches.saved}
        latest = [query for query in searches.latest if query not in known]
        recent = [query for query in latest if _fits(words, query)][:30]
        offered = latest[0] if latest else ""

        def rows(width: int) -> list[Item]:
            items: list[Item] = []
            if fitting:
                items += plain(((" saved", "line--heading"),))
                for each in sorted(fitting, key=lambda search: search.name):
                    items += self._saved(each, width)
            if offered:
                name = typed or offered
                line: Pieces = ((" save ", "line--accent"), (offered, ""))
                line = (*line, (" as ", "line--quiet"), (name, "line--strong")) if typed else line
                items += plain(()) if items else ()
                items.append(Item((clipped(line, width),), _Save(name, offered)))
            if recent:
                items += plain(((" latest", "line--heading"),))
                items += [
                    Item((clipped((("   ", ""), (query, "")), width),), SearchAgain(query))
                    for query in recent
                ]
            if not items:
                key = "".join(key for key, _ in self.desk.hints("search.open"))
                said = ((f" nothing was searched for yet: {key} begins", "line--quiet"),)
                items += plain(clipped(said, width))
            return items

        cursor = self.rows.cursor
        self.show_rows(Rows(rows, f"{len(searches.saved):,} saved"))
        if keep:
            self.rows.go_to(cursor, tell=False)

    def _saved(self, search: SavedSearch, width: int) -> list[Item]:
        """A line for the search, one more where something is new in it."""
        if search.name in self._gone:
            gone = (("   ", ""), (search.name, "line--quiet"))
            return [Item((aligned(gone, (("deleted: Del brings it back ", "line--quiet"),), width),), search)]
        finds = self._finds.get(search.name)
        query = f"  {search.query}" if search.query != search.name else ""
        left = (("   ", ""), (search.name, "line--strong"), (query, "line--quiet"))
        if finds is None:
            return [Item((aligned(left, (("… ", "line--quiet"),), width),), search)]
        if finds.problem:
            return [Item((aligned(left, ((f"{finds.problem} ", "line--problem"),), width),), search)]
        number = len(finds.documents)
        total = f"{number:,}{'+' if number >= 2000 else ''} {'document' if number == 1 else 'documents'} "
        items = [Item((aligned(left, ((total, "line--quiet"),), width),), search)]
        if finds.new:
            line = clipped(
                (("     ● ", "line--accent"), (f"{len(finds.new):,} new since last visit", "")), width
            )
            items.append(Item((line,), NewIn(search.name, tuple(finds.new))))
        return items

    def on_descendant_focus(self) -> None:
        """The keys differ between the line and the list."""
        self.query_one("#picker-status").show((), (), self.hints())  # type: ignore[attr-defined]

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        event.prevent_default()
        value = event.value
        if isinstance(value, _Save):
            self.desk.journal.save_search(value.name, value.query)
            self._gone.pop(value.name, None)
            self._saved_now.add(value.name)
            self.query_one("#picker-query", Input).value = ""
            self._show()
            self.say(f"saved as {value.name}")
            self._count()
        elif isinstance(value, SavedSearch):
            if value.name in self._gone:
                self.say("deleted: Del brings it back")
                return
            self._visited(value.name)
            self.dismiss(SearchAgain(value.query, value.name))
        elif isinstance(value, NewIn):
            self._visited(value.name)
            self.dismiss(value)
        elif isinstance(value, SearchAgain):
            self.dismiss(value)

    def _visited(self, name: str) -> None:
        """What it finds now has been shown."""
        finds = self._finds.get(name)
        if finds is not None and not finds.problem:
            search = finds.search
            if search.visited is None or frozenset(finds.documents) != search.seen:
                self.desk.journal.visited_search(name, finds.documents)

    # commands -----------------------------------------------------------------------
    def do_name_next(self) -> None:
        """From the line to the list."""
        if self.rows.count:
            self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Tab leads back to the line, too."""
        if event.key == "tab" and self.rows.has_focus and self.grabbed is None:
            event.stop()
            event.prevent_default()
            self.query_one("#picker-query", Input).focus()

    def do_note_delete(self) -> None:
        """Give the search under the cursor up; again: it is back."""
        value = self.rows.value
        if not isinstance(value, SavedSearch):
            return
        if value.name in self._gone:
            kept = self._gone.pop(value.name)
            self.desk.journal.save_search(kept.name, kept.query)
            if kept.visited is not None:
                self.desk.journal.visited_search(kept.name, sorted(kept.seen))
        else:
            self._gone[value.name] = value
            self.desk.journal.forget_search(value.name)
        self._show(keep=True)


def _fits(words: Sequence[str], *texts: str) -> bool:
    searched = " ".join(texts).lower()
    return all(word in searched for word in words)
