"""The references panel: it follows the name under the cursor or stays with a pinned one, is narrowed down, and shows each place
in the text while one moves in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.errors import ReaderError
from reader.readmodel import MentionRow, ReferenceGroup
from reader.tui.items import Introduction, Item, More, Place, Results, plain
from reader.tui.lines import LineList
from reader.tui.pages.references import narrowed_items, reference_items
from reader.tui.paint import kind_of, wrapped
from reader.tui.parts.portal import Portal, Shown
from reader.tui.parts.unlinked import is_unlinked
from reader.tui.questions import ReferencesOf
from reader.tui.questions_views import Narrowed, NarrowedOf, NarrowedOnwards
from reader.tui.widgets.page import PageList
from reader.tui.widgets.reading import ReadingPane
from reader.tui.widgets.title import PaneTitle

__all__ = ["Beside"]


class Beside:
    """Fills `panel` and its `title`. `leads` says whether the panel has the keys: then the text follows it, not it the text."""

    def __init__(
        self,
        pane: ReadingPane,
        panel: PageList,
        title: PaneTitle,
        ask: Callable[..., Any],
        leads: Callable[[], bool],
        say: Callable[[str], None],
        complain: Callable[[ReaderError], None],
    ) -> None:
        self._pane = pane
        self._panel = panel
        self._title = title
        self._ask = ask
        self._leads = leads
        self._say = say
        self._complain = complain
        self.portal = Portal(ask, self._show, complain)
        self._narrowed: Narrowed | None = None
        self._wanted = ""
        self._shown_last: str | None = None
        self._onwards = ""
        """Of whom further documents are being looked through."""
        self.another: Callable[[], None] = lambda: None
        """Told when the panel comes to show somebody else."""

    def follow(self) -> None:
        """The portal follows the name under the cursor; the panel's own cursor follows the mention."""
        mention, document = self._pane.mention, self._pane.document
        if document is None or self._leads():
            return
        entity = self.portal.pinned or (mention.entity if mention is not None else None)
        if entity is None:
            if mention is not None and is_unlinked(mention) and self.portal.shown is None:
                self._not_yet(mention)
            return
        self.portal.follow(entity, document.row.id)
        shown = self.portal.shown
        if mention is not None and shown is not None and shown.entity == mention.entity:
            self._panel.put_cursor_on(Place(mention.document, mention.start, mention.end))

    def _not_yet(self, mention: MentionRow) -> None:
        """Nobody stands behind the name under the cursor so far: say when its references will stand here."""
        self._title.show(((mention.text, "line--strong"),), ((mention.type, kind_of(mention.type)),))
        words = "not linked yet: its references stand here at the latest once all documents are in"
        self._panel.show(
            lambda width: plain(*(((" " + line, "line--quiet"),) for line in wrapped(words, width - 2)))
        )

    def _show(self, shown: Shown) -> None:
        row = shown.card.row
        if shown.entity != self._shown_last:
            self._shown_last, self._narrowed, self._wanted = shown.entity, None, ""
            self.another()
        pinned = (("pinned · ", "line--accent"),) if self.portal.pinned else ()
        self._title.show(((row.name, "line--strong"),), (*pinned, (row.type, kind_of(row.type))))
        self._panel.show(self._page)
        self.follow()

    def _page(self, width: int) -> list[Item]:
        shown = self.portal.shown
        if shown is None:
            return []
        found = self._narrowed
        if found is not None:
            return narrowed_items(
                found.groups, found.mentions, found.documents, shown.here, width, found.wanted
            )
        return reference_items(shown.card, shown.groups, shown.here, width)

    # keys -------------------------------------------------------------------------
    def do_pane_pin(self) -> None:
        """Let the panel stay with the name it shows; again: let it follow the cursor."""
        shown = self.portal.shown
        if self.portal.pinned is not None:
            self.portal.pinned = None
            self._say("the references follow the cursor again")
        elif shown is None:
            self._say("no name to stay with yet")
            return
        else:
            self.portal.pinned = shown.entity
            self._say(f"the references stay with {shown.card.row.name}")
        if shown is not None:
            self._show(shown)

    # what is chosen there -----------------------------------------------------------
    def results(self, chosen: Place) -> Results | None:
        """The mentions that are listed, to be stepped through, beginning with the one that was chosen."""
        shown = self.portal.shown
        if shown is None or isinstance(chosen, Introduction):
            return None
        listed = shown.groups if self._narrowed is None else self._narrowed.groups
        groups = sorted(listed, key=lambda group: group.document != shown.here)
        places = tuple(
            Place(group.document, each.start, each.end) for group in groups for each in group.references
        )
        if chosen not in places:
            return None
        return Results(shown.card.row.name, places, places.index(chosen))

    def more(self, wanted: More) -> None:
        """The next documents with this name."""
        shown = self.portal.shown
        if shown is not None:
            self._ask(ReferencesOf(shown.entity, wanted.after), self._add, self._complain)

    def _add(self, groups: tuple[ReferenceGroup, ...]) -> None:
        self.portal.add(groups)
        self._panel.show(self._page, keep=True)

    # narrowing down ------------------------------------------------------------------
    def narrow(self, words: str) -> None:
        """Only the mentions with these words around them or in their document's title; all documents are looked through."""
        self._wanted = words.strip()
        shown = self.portal.shown
        if shown is None:
            return
        if not self._wanted:
            self._narrowed = None
            self._panel.show(self._page)
            self.follow()
            return
        self._ask(NarrowedOf(shown.entity, self._wanted, self._narrowed), self._found, self._complain)

    def _found(self, found: Narrowed) -> None:
        """What the documents that were looked through hold; the others are on their way."""
        shown = self.portal.shown
        if shown is None or found.wanted != self._wanted:
            return
        again = self._narrowed is not None and self._narrowed.wanted == found.wanted
        self._narrowed = found
        self._panel.show(self._page, keep=again)
        if not again:
            # The text shows what is under the cursor now.
            self._panel.post_message(LineList.Moved(self._panel, self._panel.value))
        if found.onwards is not None and self._onwards != shown.entity:
            self._onwards = entity = shown.entity

            def failed(error: ReaderError) -> None:
                self._onwards = ""
                self._complain(error)

            self._ask(NarrowedOnwards(entity, found), lambda every: self._all(entity, every), failed)
        elif not found.complete:
            self._say(f"looked through the newest {len(found.every):,} documents")

    def _all(self, entity: str, every: Narrowed) -> None:
        """All documents were looked through that will be: for these words or, meanwhile, others."""
        self._onwards = ""
        shown = self.portal.shown
        if shown is None or shown.entity != entity or not self._wanted:
            return
        if every.wanted == self._wanted:
            self._found(every)
        else:
            self._ask(NarrowedOf(entity, self._wanted, every), self._found, self._complain)
