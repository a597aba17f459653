"""Review: what the machine is unsure of, pair by pair, what matters most first. One key decides and goes on; stop at any time."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from reader.errors import ReaderError
from reader.readmodel import LibraryStatus, ToReview
from reader.session import Context
from reader.tui.desk import Desk
from reader.tui.items import Item, Place
from reader.tui.pages.review import Spots, review_items
from reader.tui.paint import wrapped
from reader.tui.parts.deciding_names import Repairing, Subject
from reader.tui.parts.unlinked import is_under_way
from reader.tui.questions import CardAndReferences, StatusOf
from reader.tui.questions_deciding import Draft, Preview, PreviewOf, SideOf, Unsure, UnsurePairs
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["ReviewScreen"]

Key = frozenset[str]

_FIRST = 10
"""Pairs that are asked for before all."""

_NOTHING = (
    "Nothing is unsure: every name that the machine found is linked, or stands for itself, for a reason that it can give. "
    "If a link is wrong all the same, put it right in the text: = same as, - not the same."
)

_NOT_YET = (
    "Documents are still being taken in. What is unsure about their names stands here once they are linked: "
    "at the latest when all are in."
)


def _key(pair: ToReview) -> Key:
    return frozenset((pair.left.id, pair.right.id))


class ReviewScreen(ReaderScreen[Place]):
    """One pair at a time. Dismisses with the place of a passage that is to be read in its text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pairs: list[ToReview] | None = None
        self._complete = True
        self._rest_wanted = False
        self._later: set[Key] = set()
        self._decided: dict[str, Key] = {}
        self._undone: set[str] = set()
        self._now: ToReview | None = None
        self._wanted: Key | None = None
        self._sides: tuple[CardAndReferences | None, CardAndReferences | None] | None = None
        self._previews: tuple[Preview, ...] = ()
        self._side = 0
        self.repairing = Repairing(self, self._subject, self._changed)
        self.parts = (self.repairing,)

    def compose(self) -> ComposeResult:
        """How far it is, the pair, the keys."""
        yield PaneTitle(id="review-title")
        yield PageList(id="review-page")
        yield StatusLine(id="review-status")

    def on_mount(self) -> None:
        """Ask what is unsure."""
        wanted = ("review.same", "review.different", "review.later", "review.open", "repair.undo")
        hints = (*self.desk.hints(*wanted), *self.desk.hints("app.help", "app.close"))
        self.query_one(StatusLine).show((), (), hints)
        self._head("looking for what is unsure …")
        self.ask(UnsurePairs(_FIRST), self._first_arrived)

    def key_context(self) -> Context:
        """The review has keys of its own."""
        return "review"

    # what there is -----------------------------------------------------------------
    def _look(self) -> None:
        self.ask(UnsurePairs(), self._arrived)

    def _first_arrived(self, found: Unsure) -> None:
        """What matters most is shown before the other pairs are asked for."""
        self._arrived(found)
        self._rest_wanted = not found.complete

    def _ask_rest(self) -> None:
        """All pairs, once there is something to look at."""
        if self._rest_wanted:
            self._rest_wanted = False
            self.ask(UnsurePairs(), self._rest_arrived)

    def _rest_arrived(self, found: Unsure) -> None:
        """All pairs; the one that is looked at needs no second question."""
        if self._now is None:
            self._arrived(found)
        else:
            self._pairs, self._complete = list(found.pairs), found.complete
            self._count()

    def _arrived(self, found: Unsure) -> None:
        """The pairs as they are now; the one that is looked at stays, if it is still one."""
        self._pairs, self._complete = list(found.pairs), found.complete
        by_key = {_key(pair): pair for pair in self._pairs}
        if self._wanted in by_key:
            self._later.discard(self._wanted)
            self._open(by_key[self._wanted])
        elif self._now is not None and _key(self._now) in by_key and _key(self._now) not in self._settled():
            self._now = by_key[_key(self._now)]
            self._count()
            self._ask_about(self._now)
        else:
            self._next()
        self._wanted = None

    def _settled(self) -> set[Key]:
        return {key for id_, key in self._decided.items() if id_ not in self._undone}

    def _remaining(self) -> list[ToReview]:
        seen = self._later | self._settled()
        return [pair for pair in self._pairs or () if _key(pair) not in seen]

    def _next(self) -> None:
        remaining = self._remaining()
        if remaining:
            self._open(remaining[0])
        elif self._complete:
            self._end()
        else:
            self._now = None
            self._head("…")

    def _open(self, pair: ToReview) -> None:
        self._now, self._sides, self._previews, self._side = pair, None, (), 0
        self._show()
        self._count()
        self._ask_about(pair)

    def _ask_about(self, pair: ToReview) -> None:
        """Both sides, and what either answer would change."""
        left, right = pair.left, pair.right

        def failed(error: ReaderError) -> None:
            self.complain(error)
            self._ask_rest()

        self.ask(SideOf(left.id, right.id), self._sides_arrived, failed)
        # The one that is named less becomes the other.
        one, into = (left, right) if left.mentions <= right.mentions else (right, left)
        drafts = (Draft("merge", (one.id, into.id)), Draft("never", (left.id, right.id)))
        self.ask(PreviewOf(drafts), self._previewed)

    def _sides_arrived(self, sides: Sequence[CardAndReferences | None]) -> None:
        keep = self._sides is not None
        self._sides = (sides[0], sides[1])
        self._show(keep)
        self._ask_rest()

    def _previewed(self, previews: tuple[Preview, ...]) -> None:
        self._previews = previews
        self._show(keep=True)

    def _end(self) -> None:
        """Everything was seen."""
        self._now = None
        decided, later = len(self._settled()), len(self._later)
        if decided or later:
            self._say_at_end(
                "seen to the end" if later else "nothing is unsure",
                f"That was all: {decided:,} decided, {later:,} left for later.",
            )
        else:
            self.ask(StatusOf(), self._nothing)

    def _nothing(self, status: LibraryStatus) -> None:
        """Nothing is unsure, or nothing is linked yet."""
        if is_under_way(status):
            self._say_at_end("nothing yet", _NOT_YET)
        else:
            self._say_at_end("nothing is unsure", _NOTHING)

    def _say_at_end(self, head: str, words: str) -> None:
        self._head(head)
        self.query_one(PageList).show(
            lambda width: [Item((((" " + line, ""),),)) for line in wrapped(words, max(20, width - 2))]
        )

    # showing -------------------------------------------------------------------------
    def _head(self, words: str) -> None:
        self.query_one(PaneTitle).show(((" review", "line--strong"),), ((words, "line--quiet"),))

    def _count(self) -> None:
        seen = len(self._later) + len(self._settled())
        self._head(
            f"{seen + 1:,} of {seen + len(self._remaining()):,}" if self._complete else f"{seen + 1:,} of …"
        )

    def _show(self, keep: bool = False) -> None:
        self.query_one(PageList).show(self._build, keep=keep)

    def _build(self, width: int) -> list[Item]:
        if self._now is None:
            return []
        key = self.desk.hints("review.same")[0][0] if self.desk.keymap.keys("review.same") else "same"
        return review_items(self._now, self._sides, self._previews, self._side, width, key)

    def _subject(self) -> Subject | None:
        """The side that is active, for the other repairs."""
        if self._now is None:
            return None
        row = self._now.right if self._side else self._now.left
        return Subject(row.id, row.name, row.type)

    # answers -------------------------------------------------------------------------
    def do_review_same(self) -> None:
        """The two are the same; on to the next."""
        self._decide(0)

    def do_review_different(self) -> None:
        """The two are not the same, and it is not asked again."""
        self._decide(1)

    def do_review_later(self) -> None:
        """Not now."""
        if self._now is not None:
            self._later.add(_key(self._now))
            self._next()

    def _decide(self, answer: int) -> None:
        if self._now is None:
            return
        if not self._previews:
            self.say("still counting …")
            return
        preview, pair = self._previews[answer], self._now
        if preview.problem:
            self.say(preview.problem)
            return
        self._decided[preview.decision.id] = _key(pair)
        self.repairing.deciding.make(preview)
        following = self._remaining()
        if following and answer == 0 and _key(following[0]) & _key(pair):
            # Who the next pair is about changes with this decision: it opens when that is done.
            self._now = None
            self._head("…")
        else:
            self._next()

    def _changed(self, preview: Preview) -> None:
        """A decision, or an undo, is shown by the library."""
        if preview.undone is not None:
            self._wanted = self._decided.get(preview.undone.id)
            if preview.decision.target == preview.undone.id:
                self._undone.add(preview.undone.id)
            else:
                self._undone.discard(preview.undone.id)
        self._look()

    # moving --------------------------------------------------------------------------
    def on_key(self, event: events.Key) -> None:
        """Tab and the arrows to the sides change the active side."""
        if self._now is not None and event.key in ("tab", "shift+tab", "left", "right"):
            event.stop()
            event.prevent_default()
            self._side = {"left": 0, "right": 1}.get(event.key, 1 - self._side)
            self._show(keep=True)

    def do_review_open(self) -> None:
        """The passage under the cursor, in its text."""
        page = self.query_one(PageList)
        value = None if page.reveal() else page.value
        place = value.of(self._side) if isinstance(value, Spots) else None
        if place is not None:
            self.dismiss(place)

    def say(self, message: str) -> None:
        """In the line of keys."""
        self.query_one(StatusLine).say(self.desk.with_keys(message))

    def complain(self, error: ReaderError) -> None:
        """In the line of keys, too; a pair that is gone is passed over."""
        self.say(str(error))

    def do_go_back(self) -> None:
        """Back is the way out, too."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """Stop; what was decided is decided."""
        self.dismiss(None)
