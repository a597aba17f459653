"""The references panel as a portal: it follows the name under the cursor, or stays with one that was pinned.

While one question is on its way only the newest wish is kept, so that a held Tab key costs one question at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from reader.errors import NotFound, ReaderError
from reader.readmodel import EntityCard, ReferenceGroup
from reader.tui.questions import CardAndReferences, CardAndReferencesOf, Question
from reader.values import dataclass

__all__ = ["Portal", "Shown"]

_KEPT = 24

Seen = tuple[str, str]
"""An entity, seen from a document."""

Ask = Callable[
    [Question[CardAndReferences], Callable[[CardAndReferences], None], Callable[[ReaderError], None]], None
]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows: an entity's card and its mentions by document, those of the document `here` first."""

    entity: str
    here: str
    card: EntityCard
    groups: tuple[ReferenceGroup, ...]


class Portal:
    """Fetches what the panel shows and hands it to `show`; `complain` hears of questions that failed."""

    def __init__(
        self, ask: Ask, show: Callable[[Shown], None], complain: Callable[[ReaderError], None]
    ) -> None:
        self._ask = ask
        self._show = show
        self._complain = complain
        self._known: OrderedDict[Seen, Shown] = OrderedDict()
        self._under_way: Seen | None = None
        self._wanted: Seen | None = None
        self.shown: Shown | None = None
        self.pinned: str | None = None
        """The entity that stays, whatever the cursor stands on."""

    def follow(self, entity: str, here: str) -> None:
        """The cursor stands on this entity, in the document `here`."""
        entity = self.pinned or entity
        self._wanted = wanted = (entity, here)
        if self.shown is not None and (self.shown.entity, self.shown.here) == wanted:
            return
        known = self._known.get(wanted)
        if known is not None:
            self._known.move_to_end(wanted)
            self._now(known)
        elif self._under_way is None:
            self._fetch(entity, here)

    def add(self, groups: tuple[ReferenceGroup, ...]) -> None:
        """More documents that name the one that is shown."""
        if self.shown is not None:
            known = {group.document for group in self.shown.groups}
            more = tuple(group for group in groups if group.document not in known)
            self.shown = replace(self.shown, groups=(*self.shown.groups, *more))
            self._known[self.shown.entity, self.shown.here] = self.shown

    def forget(self) -> None:
        """The library changed: what is known is out of date."""
        self._known.clear()
        if self.shown is not None and self._under_way is None:
            self._fetch(self.shown.entity, self.shown.here)

    def _fetch(self, entity: str, here: str) -> None:
        asked = self._under_way = (entity, here)

        def arrived(answer: CardAndReferences) -> None:
            self._under_way = None
            shown = Shown(entity, here, answer.card, answer.groups)
            self._known[asked] = shown
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
            if self._wanted in (asked, None):
                self._now(shown)
            else:
                self.follow(*self._wanted)

        def failed(error: ReaderError) -> None:
            self._under_way = None
            if isinstance(error, NotFound):
                # Decided away meanwhile; the cursor says who is there now.
                self.shown = None
            else:
                self._complain(error)

        self._ask(CardAndReferencesOf(entity, here), arrived, failed)

    def _now(self, shown: Shown) -> None:
        self.shown = shown
        self._show(shown)
