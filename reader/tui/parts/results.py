"""The last results: the list that was used last can be stepped through from the text, without opening it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.tui.items import EntityLink, Results, Target
from reader.tui.parts.finding import Finding
from reader.tui.parts.travel import Travel
from reader.tui.widgets.reading import Direction

__all__ = ["LastResults"]


class LastResults:
    """Keeps what was chosen from a list, and the list; `open_entity` opens the page of a name."""

    def __init__(
        self,
        travel: Travel,
        finding: Finding,
        open_entity: Callable[[str], None],
        say: Callable[[str], None],
    ) -> None:
        self._travel = travel
        self._finding = finding
        self._open_entity = open_entity
        self._say = say
        self.kept: Results | None = None

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

    def _go(self, results: Results, *, last: bool = False) -> None:
        target: Target = results.target
        said = f"{results.at + 1:,} of {len(results.targets):,}: {results.what}"
        if isinstance(target, EntityLink):
            self._open_entity(str(target))
            return
        if not results.query:
            self._travel.go(target, lambda: self._say(said))
            return

        def onwards(direction: Direction) -> bool:
            return self.step(direction, last=direction < 0)

        self._travel.go(target, lambda: self._finding.adopt(results.query, onwards, said, to_last=last))
