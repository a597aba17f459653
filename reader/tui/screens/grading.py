"""How far a source, or a document, can be relied on: a letter and a figure of the Admiralty scale."""

from __future__ import annotations

import re

from reader.readmodel import DocumentRow
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.paint import aligned
from reader.tui.questions_deciding import Draft
from reader.tui.questions_files import Graded, GradedOf
from reader.tui.screens.picker import Picker, Rows

__all__ = ["CREDIBILITY", "RELIABILITY", "GradingScreen"]

RELIABILITY = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
CREDIBILITY = (
    ("1", "confirmed by others"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "cannot be judged"),
)
_GRADE = re.compile(r"([A-F])([1-6])")


class GradingScreen(Picker):
    """Dismisses with the draft of a decision."""

    TITLE_TEXT = "grade of the source"
    PROMPT = "a letter and a figure, for instance B2; none takes a grade away"

    def __init__(self, desk: Desk, row: DocumentRow) -> None:
        super().__init__(desk)
        self._row = row
        self._known: Graded | None = None
        self._typed_now = ""

    def on_mount(self) -> None:
        """Show the scale, and what was graded before when it is here."""
        super().on_mount()
        self.ask(GradedOf(self._row.id, self._row.sha256), self._arrived)

    def _arrived(self, known: Graded) -> None:
        self._known = known
        self.look_up(self._typed_now)

    def look_up(self, query: str) -> None:
        """What the typed grade would be given to; the scale below."""
        self._typed_now = query
        said = query.strip().upper()
        grade = "" if said in ("NONE", "-") else said
        whole = bool(_GRADE.fullmatch(grade)) or said in ("NONE", "-")
        known = self._known
        now = " · ".join(
            f"{what} {found[0]} (by {found[1]})"
            for what, found in (
                ("source", known.of_source if known else None),
                ("document", known.of_document if known else None),
            )
            if found
        )
        self.show_rows(Rows(lambda width: self._rows(grade, whole, width), now or "not graded"))

    def _rows(self, grade: str, whole: bool, width: int) -> list[Item]:
        items: list[Item] = []
        if whole and self._known is not None:
            said = grade or "no grade"
            choices = (
                (f"the source {self._known.source}", Draft("grade", word=self._known.source, name=grade)),
                ("this document alone", Draft("grade", documents=(self._row.id,), name=grade)),
            )
            for what, draft in choices:
                items.append(
                    Item((aligned(((f"  {said}  ", "line--accent"), (what, "")), (), width),), draft)
                )
            items += plain(())
        for (letter, reliable), (figure, credible) in zip(RELIABILITY, CREDIBILITY, strict=True):
            marks = ("line--accent" if letter in grade else "", "line--accent" if figure in grade else "")
            line = ((f"  {letter}  {reliable:<24}", marks[0]), (f"{figure}  {credible}", marks[1]))
            items += plain(aligned(line, (), width))
        return items
