"""The name under the cursor: its page, its words, where it was introduced, a peek at it, and it together with another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.geometry import Size

from reader.errors import ReaderError
from reader.readmodel import EntityCard, MentionRow, Why
from reader.tui.items import PairWanted, Place
from reader.tui.parts.portal import Portal
from reader.tui.parts.unlinked import why_not
from reader.tui.questions import CardOf
from reader.tui.widgets.peek import Peek
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Names", "Opener"]

_PEEK_WIDTH = 64


class Opener(Protocol):
    """What leads away from the text."""

    def open_entity(self, entity: str) -> None:
        """The page of an entity."""
        ...

    def open_concordance(self, entity: str, name: str) -> None:
        """Its mentions in their words."""
        ...

    def open_together(self, pair: PairWanted) -> None:
        """The passages that hold both."""
        ...

    def picked(self, value: object) -> None:
        """A place."""
        ...


class Names:
    """What can be done with a name. `over` leads away, `ask` puts questions, `say` tells why nothing happens."""

    def __init__(
        self,
        pane: ReadingPane,
        portal: Portal,
        peek: Peek,
        over: Opener,
        ask: Callable[..., Any],
        say: Callable[[str], None],
    ) -> None:
        self._pane = pane
        self._portal = portal
        self._peek = peek
        self._over = over
        self._ask = ask
        self._say = say
        self.noted: Callable[[MentionRow], list[str]] = lambda mention: []
        """The words of the notes on a name and on the passage it stands in."""
        self.first: tuple[str, str] | None = None
        """(entity, name) of the first of a pair."""

    def _here(self, what: str = "") -> MentionRow | None:
        """The name under the cursor; says why not when there is none, or (with `what` it should have) nobody behind it."""
        mention = self._pane.mention
        if mention is None or (what and mention.entity is None):
            self._say(why_not(mention, what))
            return None
        return mention

    def _with_card(self, mention: MentionRow, then: Callable[[EntityCard | None], None]) -> None:
        """Go on with the name's card: the portal's where it shows it, else the library is asked."""
        shown = self._portal.shown
        if mention.entity is None:
            then(None)
        elif shown is not None and shown.entity == mention.entity:
            then(shown.card)
        else:

            def failed(error: ReaderError) -> None:
                then(None)

            self._ask(CardOf(mention.entity), then, failed)

    def do_name_open(self) -> None:
        """The page of the name under the cursor."""
        mention = self._here("page of its own")
        if mention is not None and mention.entity is not None:
            self._over.open_entity(mention.entity)

    def do_name_concordance(self) -> None:
        """Every mention of the name under the cursor, in its words; with a first name marked, where both stand."""
        mention = self._here("concordance")
        if mention is None or mention.entity is None:
            return
        second = (mention.entity, mention.name or mention.text)
        if self.first is not None and self.first[0] != mention.entity:
            self._over.open_together(PairWanted(self.first, second))
        else:
            self._over.open_concordance(*second)

    def do_name_pair(self) -> None:
        """Mark the name under the cursor as the first of a pair; again: not."""
        mention = self._here("companions")
        if mention is None or mention.entity is None:
            return
        if self.first is not None and self.first[0] == mention.entity:
            self.forget_first()
        else:
            self.first = (mention.entity, mention.name or mention.text)
            self._say(f"{self.first[1]} and …: x on another name shows where both stand")

    def forget_first(self) -> None:
        """No name is marked."""
        if self.first is not None:
            self._say(f"{self.first[1]} is not marked any more")
            self.first = None

    def do_name_introduced(self) -> None:
        """Where the name under the cursor was introduced."""
        mention = self._here("introduction")
        if mention is None:
            return

        def known(card: EntityCard | None) -> None:
            spot = card.introduced if card is not None else None
            if spot is None:
                self._say("no introduction is known for this name")
            else:
                self._over.picked(Place(spot.document, spot.start, spot.end))

        self._with_card(mention, known)

    def do_name_peek(self) -> None:
        """Who is this, in place; again: away."""
        if self._peek.shown:
            self._peek.hide()
            return
        mention, cell = self._here(), self._pane.cursor_cell
        if mention is None:
            return
        if cell is None:
            self._say("the name is out of sight: {name.next} goes to the next one here")
            return

        from reader.tui.pages.peek import peek_lines
        from reader.tui.questions_deciding import WhyOf

        def explained(card: EntityCard | None, why: Why | None) -> None:
            if self._pane.mention == mention:
                size: Size = self._pane.screen.size
                width = min(_PEEK_WIDTH, size.width)
                lines = peek_lines(mention, card, width, why, self.noted(mention))
                self._peek.show(lines, cell, size, width)

        def known(card: EntityCard | None) -> None:
            question = WhyOf(mention.document, mention.start)
            self._ask(question, lambda why: explained(card, why), lambda error: explained(card, None))

        self._with_card(mention, known)
