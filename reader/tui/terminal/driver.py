"""The driver: Textual's own for Linux and macOS, with a memory of what the terminal shows.

Frames (what Textual paints) go into a picture of the screen; what is sent is the difference to what the terminal shows. Mode switches and
strings (title, clipboard) pass through in order. After a sequence that the parser does not know, the whole screen is painted anew.

What is replaced of `LinuxDriver`, and why `write` and `process_message` alone are not enough:

- `write`: the difference instead of the frame.
- `process_message`: in-band sizes tell that the terminal changed; a mouse outside the screen is none.
- `run_input_thread`: the answers to our own questions must be taken out before Textual's parser sees the input: it takes half an answer for
  keys that nobody struck, a modified F3 for an answer, and swallows what follows a report that it does not know. Here, too, quitting need
  not wait for the end of a poll.
- `start_application_mode`: asks for margins, hears of every change of size (a terminal that shrank and grew back has lost cells although its
  size is the same), and puts `Outlet` between Textual's writing thread and the terminal.
- `disable_input`: answers that are still on their way must not be typed into the shell.

Of what Textual does not document this uses `_file`, `_debug`, `_loop` and `textual._xterm_parser.XTermParser`
(`feed`, `tick`); tests/terminal/test_textual.py checks each against the Textual that is installed.
"""

from __future__ import annotations

import os
import selectors
import signal
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message

from .abilities import Abilities
from .answers import Answers
from .difference import Rectangle
from .outlet import Outlet
from .pacing import WINDOW, Pacing
from .painter import Painter, Picture

__all__ = ["LeanDriver", "draw_again", "picture"]

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_ALTERNATE_ON, _ALTERNATE_OFF = "\x1b[?1049h", "\x1b[?1049l"
_SYNC_FROM = 1024
"""Frames of so many bytes may span several packets and are worth a bracket of synchronised output."""
_MARGINS_ASKED = "\x1b[?69h\x1b[2;4s\x1b[2;4H\r"
_MARGINS_OFF = "\x1b[?69l"
"""With margins a carriage return goes to the left one, in column 2; without, to column 1. The report of the cursor says which."""
_FAREWELL = 1.0
"""Seconds at most that leaving waits for answers that are on their way."""
_GREETINGS = 5.0
"""Seconds after the start within which answers to Textual's questions may come."""
_SETTLED = 0.15
"""Seconds after a change of size within which Textual has painted for it."""

_drivers: WeakKeyDictionary[Any, LeanDriver] = WeakKeyDictionary()


def picture(app: Any) -> Picture | None:
    """What this app shows; None where its driver is another one or shows nothing."""
    driver = _drivers.get(app)
    if driver is None:
        return None
    with driver._lock:
        return driver._painter.picture() if driver._painter is not None else None


def draw_again(app: Any) -> bool:
    """Send the whole screen of this app anew; False where its driver is another one."""
    driver = _drivers.get(app)
    if driver is None:
        return False
    driver.draw_again()
    return True


class _Leaving(threading.Event):
    """An event that also wakes who waits for input."""

    def __init__(self) -> None:
        super().__init__()
        self.listener, self._waker = os.pipe()

    def set(self) -> None:
        super().set()
        os.write(self._waker, b"!")

    def clear(self) -> None:
        super().clear()
        os.read(self.listener, 64)


class LeanDriver(LinuxDriver):
    """Sends the difference between what is shown and what Textual wants shown."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.exit_event = _Leaving()
        self._application = app
        self._lock = threading.RLock()
        assert self._file is not None
        self._outlet = Outlet(self._file, self._drained)
        self._file = self._outlet  # type: ignore[assignment]
        self._abilities = Abilities.of_terminal()
        self._pacing = Pacing()
        self._answers = Answers(self._reported, self._expecting)
        self._all_answered = threading.Event()
        self._painter: Painter | None = None
        self._rectangles: list[Rectangle] = []
        self._synchronises = False
        self._began = 0.0
        self._owed = self._reminded = False
        self._application_shown = getattr(app, "shown_before", lambda: None)
        _drivers[app] = self

    # --- output

    def write(self, data: str) -> None:
        """Take output of the app: frames are compared, everything else passes through in order."""
        with self._lock:
            if data in (_SYNC_START, _SYNC_END):
                self._synchronises = data == _SYNC_START or self._synchronises
            elif _ALTERNATE_ON in data:
                self._painter = Painter(*self._size_now(), self._abilities)
                if not self._goes_on(self._painter):
                    self._send(data)
            elif _ALTERNATE_OFF in data:
                self._painter = None
                self._send(data)
            elif self._painter is None:
                self._send(data)
            else:
                self._frame(self._painter, data)

    def _goes_on(self, painter: Painter) -> bool:
        """Whether the terminal shows already what the app told to have painted before it began, on the alternate screen."""
        shown, self._application_shown = self._application_shown, lambda: None
        before = shown()
        if before is None or before[:2] != painter.size:
            return False
        painter.begin_from(before[2])
        return True

    def _size_now(self) -> tuple[int, int]:
        size = self._application.size
        return max(size.width, 1), max(size.height, 1)

    def _send(self, data: str) -> int:
        """Hand over to the thread that writes; how many bytes it is."""
        size = self._outlet.announce(data)
        super().write(data)
        return size

    def _frame(self, painter: Painter, data: str) -> None:
        painter.resize(*self._size_now())
        if passed := painter.take(data, self._rectangles):
            self._pacing.sent(self._send(passed))
        if painter.parser.dirty:
            self._rectangles = self._scrolling()
            self._push()

    def _scrolling(self) -> list[Rectangle]:
        """The rectangles that may have scrolled, as the app tells them."""
        regions = None
        with suppress(ScreenStackError, NoMatches):
            # Between two screens an app may not know.
            regions = getattr(self._application, "scrolling_region", None)
        if regions is None:
            return []
        if not isinstance(regions, Iterable) or hasattr(regions, "width"):
            regions = [regions]
        return [Rectangle(region.x, region.y, region.right, region.bottom) for region in regions if region]

    def _push(self) -> None:
        """Send the newest state, unless too much is still on its way; then it waits for the answer."""
        painter = self._painter
        if painter is None or not painter.owes or getattr(self._application, "holds_frames", False):
            self._owed = False
            return
        now = time.monotonic()
        self._owed = self._outlet.pending >= WINDOW or not self._pacing.may_send(now)
        if self._owed:
            self._remind(now)
            return
        output = painter.emit(self._rectangles)
        if not output:
            return
        if self._synchronises and len(output) >= _SYNC_FROM and not self._abilities.multiplexer:
            output = f"{_SYNC_START}{output}{_SYNC_END}"
        ask = self._pacing.sent(len(output.encode()))
        self._send(output + (self._question() if ask else ""))

    def _question(self) -> str:
        """Have the terminal say when it has read all this ("" on a screen of one line)."""
        place = self._painter.question_place() if self._painter is not None else None
        if place is None:
            return ""
        way, row, column = place
        self._all_answered.clear()
        return way + self._pacing.ask(row, column, time.monotonic())

    def draw_again(self) -> None:
        """Send the whole screen anew, also where nothing changed: somebody else wrote to the terminal, or it lost cells."""
        with self._lock:
            if self._painter is not None:
                self._painter.draw_again()
                self._push()

    # --- what was withheld

    def _settle(self) -> None:
        """Send what is owed, if there is room now."""
        with self._lock:
            self._reminded = False
            if self._owed:
                self._push()
            if self._owed and self._pacing.silent(time.monotonic()) and (again := self._question()):
                # The answer may be lost; the next one stands for it, too.
                self._send(again)

    def _drained(self) -> None:
        """The line took everything (called by the thread that writes)."""
        if self._owed:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._settle)

    def _remind(self, now: float) -> None:
        """See to it that the owed state is sent even if the terminal never answers."""
        due = self._pacing.overdue_at
        if due is None or self._reminded:
            return
        self._reminded = True
        wait = max(0.0, min(due - now, self._pacing.usual)) + 0.05
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._loop.call_later, wait, self._settle)

    # --- input

    def run_input_thread(self) -> None:
        """Read what comes from the terminal: reports are taken out, the rest becomes the app's events."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        leaving = self.exit_event
        assert isinstance(leaving, _Leaving)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(leaving.listener, selectors.EVENT_READ)
            while not leaving.is_set():
                ready = [key.fd for key, _ in selector.select(0.1)]
                data = os.read(self.fileno, 4096) if self.fileno in ready else b""
                if self.fileno in ready and not data:
                    # The end of the input stays readable for ever.
                    selector.unregister(self.fileno)
                now = time.monotonic()
                if data:
                    text = self._answers.feed(decode(data), now)
                else:
                    text = "" if ready else self._answers.overdue(now)
                if text:
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _expecting(self) -> bool:
        """Whether an answer may come: to a question of ours, or to those that Textual asks when it starts."""
        return self._pacing.expecting or time.monotonic() - self._began < _GREETINGS

    def _reported(self, row: int, column: int) -> bool:
        """The terminal says where its cursor is; whether we asked for it."""
        with self._lock:
            question = self._pacing.answered(row, column, time.monotonic())
            if question is None:
                return False
            if question.column is None and column == 2:
                self._abilities = self._abilities.with_margins()
                if self._painter is not None:
                    self._painter.use(self._abilities)
            if self._owed:
                self._push()
            if not self._pacing.waiting:
                self._all_answered.set()
            return True

    def process_message(self, message: Message) -> None:
        """Everything is the app's but the mouse where there is no screen (a click there would take the focus from everything).

        A size that comes in band is noted as one that comes by signal.
        """
        if isinstance(message, events.MouseEvent):
            columns, lines = self._size_now()
            if not (0 <= message.x < columns and 0 <= message.y < lines):
                return
        super().process_message(message)
        if isinstance(message, Resize):
            self._loop.call_soon_threadsafe(self._resized)

    # --- coming, changing size, going

    def start_application_mode(self) -> None:
        """Begin; and ask the terminal, without waiting, whether it has margins."""
        self._pacing = Pacing()
        self._began = time.monotonic()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.attrs_before = getattr(self._application, "modes_before", None) or self.attrs_before
        of_textual = signal.getsignal(signal.SIGWINCH)

        def changed(number: int, frame: FrameType | None) -> None:
            if callable(of_textual):
                of_textual(number, frame)
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._resized)

        signal.signal(signal.SIGWINCH, changed)
        with self._lock:
            if self._painter is not None and self._abilities.may_ask_margins and self._size_now()[1] > 1:
                self._pacing.sent(self._send(_MARGINS_ASKED))
                self._send(self._pacing.ask(2, None, time.monotonic()) + _MARGINS_OFF)

    def _resized(self) -> None:
        """The size changed, perhaps there and back: where Textual sees no change, what was cut off must be sent again."""
        painter = self._painter

        def look() -> None:
            if self._painter is painter and painter is not None:
                if painter.size == before:
                    self.draw_again()
                # For a size of a moment the picture was begun anew, and Textual painted in it no more than it saw change.
                self._application.refresh()

        if painter is not None:
            before = painter.size
            self._loop.call_later(_SETTLED, look)

    def disable_input(self) -> None:
        """Hear the answers that are on their way (the shell must not), then stop listening."""
        self._pacing.closed = True
        if self._pacing.waiting and not self.exit_event.is_set():
            self._all_answered.wait(min(_FAREWELL, 2 * self._pacing.response + 0.1))
        super().disable_input()
