"""An app that goes on from a screen that is there already, and answers what was typed before it was.

While the text is on its way, frames are held back where an earlier screen is shown (`reader.early`), and keys wait.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer

from reader.early import Early
from reader.tui.lastscreen import LastScreen

__all__ = ["Start", "StartingApp"]

_PATIENCE = 2.0
"""Seconds after which keys are answered and frames sent even if no text has come."""

_REST = 0.3
"""Seconds without a move after which the screen is kept."""


class Tidying:
    """Looks for garbage in all memory once nobody has typed for a while: that takes as long as painting a screen or two.

    `later` calls something after so many seconds.
    """

    QUIET = 1.5
    SELDOM = (2000, 10, 100)
    """When the collector runs by itself: whole passes, which the keys would wait for, only after millions of new things."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._later = later
        self._clock = clock
        self._typed = 0.0
        self._armed = False
        self._before: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """From now on."""
        self._before = gc.get_threshold()
        gc.set_threshold(*self.SELDOM)

    def typed(self) -> None:
        """Somebody typed."""
        self._typed = self._clock()
        if not self._armed and self._before is not None:
            self._armed = True
            self._later(self.QUIET, self._look)

    def _look(self) -> None:
        rest = self._typed + self.QUIET - self._clock()
        if rest > 0:
            self._later(rest, self._look)
        else:
            self._armed = False
            gc.collect()

    def end(self) -> None:
        """As it was before."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            self._before = None


class Start:
    """What there was before the app: a painted screen, and keys that were typed ahead. `terminal` is None in tests and plain starts."""

    def __init__(self, terminal: Early | None = None) -> None:
        self._terminal = terminal
        self._keys: list[events.InputEvent] = []
        self.put_off: list[Callable[[], object]] = []
        """What can wait until then."""
        self.waiting = True
        """Whether the text is still to come."""

    @property
    def holds_frames(self) -> bool:
        """Whether what is on the screen is better than a frame without text would be."""
        return self.waiting and self._terminal is not None and bool(self._terminal.rows)

    @property
    def modes(self) -> list[object] | None:
        """The modes that the terminal had before anybody changed them."""
        return self._terminal.modes if self._terminal is not None else None

    def shown(self) -> tuple[int, int, str] | None:
        """Columns, lines and output of the painted screen, which is the app's from now on."""
        terminal = self._terminal
        frame = terminal.frame() if terminal is not None else ""
        return (terminal.columns, terminal.lines, frame) if terminal is not None and frame else None

    def keep(self, event: events.Event) -> bool:
        """Whether this event was typed ahead, and waits."""
        if not self.waiting or not isinstance(event, events.InputEvent):
            return False
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            # Enter, typed when the terminal still made line feeds of it; Ctrl+J means nothing here.
            event = events.Key("enter", "\r")
        self._keys.append(event)
        return True

    def over(self) -> Sequence[events.InputEvent]:
        """The text is there: what was typed ahead, in order, to be answered now."""
        self.waiting = False
        keys, self._keys = self._keys, []
        return keys


class StartingApp(App[None]):
    """Calls `begun` when the text is there and `moved` whenever it is at another place; the rest follows."""

    start = Start()
    last_screen: LastScreen | None = None
    _resting: Timer | None = None
    _tidying: Tidying | None = None
    _batch: AbstractContextManager[None] | None = None
    _variables: dict[str, str] | None = None

    class Begun(Message, bubble=False):
        """The first text is painted, or will not come."""

    # for the driver (see `reader.tui.terminal`)
    def shown_before(self) -> tuple[int, int, str] | None:
        """What the terminal shows already."""
        return self.start.shown()

    @property
    def modes_before(self) -> list[Any] | None:
        """The terminal's modes to give back."""
        return self.start.modes

    @property
    def holds_frames(self) -> bool:
        """Whether what is on the screen is better than frames would be."""
        return self.start.holds_frames

    # the beginning
    def begin(self, start: Start) -> None:
        """Wait for the text, but not for ever: a frame without it is worth nothing."""
        self.start = start
        self._batch = self.batch_update()
        self._batch.__enter__()
        self.set_timer(_PATIENCE, self.begun)

    def with_variables(self) -> None:
        """The theme is chosen: have the style sheet read once, with its colours."""
        self._variables = self.get_css_variables()
        self.stylesheet.set_variables(self._variables)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheet anew, but not at the start, when it has the right colours already."""
        if not self.start.waiting or self._variables != self.get_css_variables():
            super().refresh_css(animate)

    async def on_event(self, event: events.Event) -> None:
        """What is typed ahead waits."""
        if not self.start.keep(event):
            if self._tidying is not None and isinstance(event, events.Key):
                self._tidying.typed()
            await super().on_event(event)

    def begun(self) -> None:
        """The text is there to be painted, or will not come."""
        if self._batch is not None:
            batch, self._batch = self._batch, None
            batch.__exit__(None, None, None)
            self.screen.refresh(layout=True)
            self.call_after_refresh(self.post_message, self.Begun())

    async def on_starting_app_begun(self) -> None:
        """Answer what was typed ahead, in order, before anything that is typed now; let frames go."""
        gc.freeze()
        gc.enable()
        self._tidying = Tidying(self.set_timer)
        self._tidying.begin()
        for event in self.start.over():
            await super().on_event(event)
        self.call_after_refresh(self._catch_up)

    def when_live(self, act: Callable[[], object]) -> None:
        """Do this now, but at the start only when the first screen is there and what was typed ahead is answered."""
        if self.start.waiting or self.start.put_off:
            self.start.put_off.append(act)
        else:
            act()

    def on_unmount(self) -> None:
        """What could wait is not begun any more."""
        self.start.put_off.clear()
        if self._tidying is not None:
            self._tidying.end()

    def _catch_up(self) -> None:
        put_off, self.start.put_off = self.start.put_off, []
        for act in put_off:
            act()

    # resting at a place
    def moved(self) -> None:
        """The text is at another place: keep its screen when it has rested there for a moment."""
        self.begun()
        if self._resting is None:
            self._resting = self.set_timer(_REST, self._rested)
        else:
            self._resting.reset()

    def _rested(self) -> None:
        self._resting = None
        if self.last_screen is not None and self.at_rest:
            self.last_screen.take(self)

    @property
    def at_rest(self) -> bool:
        """Whether the screen is one to begin with."""
        return False
