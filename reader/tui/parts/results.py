"""The last results: the list that was used last can be stepped through from the text, without opening it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.tui.items import EntityLink, ListWanted, Results, Target
from reader.tui.parts.finding import Finding
from reader.tui.parts.travel import Travel
from reader.tui.widgets.reading import Direction

__all__ = ["LastResults"]


class LastResults:
    """Keeps what was chosen from a list, and the list; `open_entity` opens the page of a name, `reopen` a list."""

    def __init__(
        self,
        travel: Travel,
        finding: Finding,
        open_entity: Callable[[str], None],
        reopen: Callable[[ListWanted], None],
        say: Callable[[str], None],
    ) -> None:
        self._travel = travel
        self._finding = finding
        self._open_entity = open_entity
        self._reopen = reopen
        self._say = say
        self.kept: Results | None = None
        self._opened = -1

    def take(self, results: Results) -> None:
        """A row of a list was chosen: go there and keep the list."""
        self.kept = results
        self._go(results)

    def do_results_next(self) -> None:
        """To the next row of the list."""
        self.step(1)

    def do_results_previous(self) -> None:
        """To the row before."""
        self.step(-1)

    def step(self, by: Direction, *, last: bool = False) -> bool:
        """One row on or back (`last`: to the last match of a search there); says which of how many. False at the ends."""
        kept = self.kept
        if kept is None:
            self._say("no results yet: search, references, concordance and who's who leave some")
            return False
        at = kept.at + by
        if not 0 <= at < len(kept.targets):
            edge = "last" if by > 0 else "first"
            self._say(f"this is the {edge} of {len(kept.targets):,}: {kept.what}")
            return False
        self.kept = replace(kept, at=at)
        self._go(self.kept, last=last)
        return True

    def back_to_list(self) -> bool:
        """Open the list again that led to the document here, on the row that is open; False where none did (any more)."""
        kept = self.kept
        if kept is None or kept.again is None or self._opened != self._travel.arrivals:
            return False
        self._opened = -1
        self._reopen(replace(kept.again, at=kept.target))
        return True

    def _arrived(self, results: Results, said: str) -> None:
        """The row is open: say which of how many it is."""
        self._opened = self._travel.arrivals
        self._say(f"{said} · Esc: the list" if results.again is not None else said)

    def _go(self, results: Results, *, last: bool = False) -> None:
        target: Target = results.target
        said = f"{results.at + 1:,} of {len(results.targets):,}: {results.what}"
        if isinstance(target, EntityLink):
            self._open_entity(str(target))
            return
        if not results.query:
            self._travel.go(target, lambda: self._arrived(results, said))
            return

        def onwards(direction: Direction) -> bool:
            return self.step(direction, last=direction < 0)

        def arrived() -> None:
            self._arrived(results, said)
            self._finding.adopt(results.query, onwards, said, " · Esc: the list", to_last=last)

        self._travel.go(target, arrived)
