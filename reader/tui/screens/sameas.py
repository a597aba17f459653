"""Who is meant: the machine's own suggestions for somebody first, then everybody whose name fits what is typed."""

from __future__ import annotations

from reader.tui.desk import Desk
from reader.tui.pages.deciding import candidate_items
from reader.tui.questions_deciding import Candidates, CandidatesFor
from reader.tui.screens.picker import Picker, Rows

__all__ = ["SameAsScreen"]


class SameAsScreen(Picker):
    """Dismisses with an `EntityLink`: anybody but `entity` itself."""

    PROMPT = "part of a name"

    def __init__(self, desk: Desk, title: str, entity: str = "", like: str = "") -> None:
        super().__init__(desk)
        self.TITLE_TEXT = title
        self._entity = entity
        self._like = like

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        return (("↑↓", "move"), ("Enter", "choose"), ("Esc", "leave"))

    def look_up(self, query: str) -> None:
        """Ask for names; what was found before stays until they are here."""
        self.ask(CandidatesFor(query, self._entity, self._like), self._show)

    def _show(self, found: Candidates) -> None:
        number = len(found.suggested) + len(found.alike) + len(found.named)
        note = (
            f"{number} name{'' if number == 1 else 's'} · mentions, documents" if number else "no such name"
        )
        self.show_rows(Rows(lambda width: candidate_items(found, width), note))
