"""Deciding: a preview becomes a line of the log, the log becomes what the screen shows, and the answer names the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from reader.errors import ReaderError
from reader.session import key_label
from reader.tui.pages.deciding import done_words
from reader.tui.paint import clipped, width_of
from reader.tui.questions_deciding import Preview, Record, ShowDecisions, Shown
from reader.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

__all__ = ["Deciding", "with_tail"]


def with_tail(words: str, tail: str, width: int) -> str:
    """`words` and, whole, `tail` in one line: the words give way."""
    room = max(0, width - width_of(((tail, ""),)))
    return "".join(text for text, _ in clipped(((words, ""),), room)) + tail


class Deciding:
    """Makes the decisions of one screen. `changed` hears of each that is shown, with its preview.

    Orders belong to the main screen, which is there as long as the reader: leaving a page loses none.
    """

    def __init__(self, screen: ReaderScreen[Any], changed: Callable[[Preview], None]) -> None:
        self._screen = screen
        self._changed = changed

    @property
    def _keeper(self) -> MainScreen | None:
        """The main screen."""
        return cast("MainScreen | None", getattr(self._screen.app, "main", None))

    def make(self, preview: Preview) -> None:
        """Write the decision down, then show it; both are said."""
        self._tell(Record(preview.decision), partial(self._recorded, preview), self._screen.complain)

    def catch_up(self) -> None:
        """Show what the log says and the library does not show yet, without a word where that cannot be done now.

        What in the log does not apply is said, with the command that lists it.
        """

        def shown(found: Shown | None) -> None:
            if found is None:
                return
            self._look()
            if found.conflicts:
                many = "1 decision does" if found.conflicts == 1 else f"{found.conflicts:,} decisions do"
                self._say(f"{many} not apply here", ": `vgt-reader decisions --conflicts`")

        self._tell(ShowDecisions(), shown, lambda error: None)

    def _tell(self, order: Any, then: Callable[[Any], None], failed: Callable[[ReaderError], None]) -> None:
        owner: ReaderScreen[Any] = self._keeper or self._screen
        self._screen.desk.gateway.tell(owner, order, then, failed)

    def _recorded(self, preview: Preview, counted: tuple[int, int]) -> None:
        """It is on the disk: only now it is said."""
        self._say("saved: " + done_words(preview), self._tail(preview))
        order = ShowDecisions(preview.decision.id)
        self._tell(order, partial(self._shown, preview), partial(self._waits, preview))

    def _shown(self, preview: Preview, found: Shown | None) -> None:
        problem = found.problem if found is not None else ""
        self._look()
        if self._screen.is_attached:
            self._changed(preview)
        if problem:
            self._screen.complain(ReaderError(f"saved, but it cannot be shown: {problem}"))
        self._say(done_words(preview), self._tail(preview))

    def _waits(self, preview: Preview, error: ReaderError) -> None:
        """The log has it; the library is somebody else's now."""
        self._say("saved; it is shown when the library is free again", self._tail(preview))

    def _look(self) -> None:
        if self._keeper is not None:
            self._keeper.look_at_library()

    def _tail(self, preview: Preview) -> str:
        """Which key takes the decision back, or makes it again."""
        redo = preview.undone is not None and preview.decision.target == preview.undone.id
        keys = self._screen.desk.keymap.keys("repair.redo" if redo else "repair.undo")
        if not keys:
            return ""
        return f" · {key_label(keys[0])} {'decides it again' if redo else 'takes it back'}"

    def _say(self, words: str, tail: str = "") -> None:
        screen = self._screen if self._screen.is_attached else self._keeper
        if screen is not None:
            screen.say(with_tail(words, tail, max(20, screen.app.size.width - 2)))
