"""The driver: Textual's own for Linux and macOS, with a memory of what the terminal shows.

Only `write` and `process_message` are replaced. Frames (what Textual paints) go into a picture of the screen; what is sent is the
difference to what the terminal shows. Mode switches and strings (title, clipboard) pass through in order. After a sequence that the
parser does not know, the whole screen is painted anew.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui.terminal.abilities import Abilities
from reader.tui.terminal.difference import Difference, Rectangle
from reader.tui.terminal.outlet import Outlet
from reader.tui.terminal.pacing import QUERY, Pacing
from reader.tui.terminal.screen import FrameParser, Screen
from reader.tui.terminal.styles import StyleTable

__all__ = ["LeanDriver"]

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_ALTERNATE_ON, _ALTERNATE_OFF = "\x1b[?1049h", "\x1b[?1049l"
_SYNC_FROM = 1024
"""Frames of so many bytes may span several packets and are worth a bracket of synchronised output."""


class LeanDriver(LinuxDriver):
    """Sends the difference between what is shown and what Textual wants shown."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        if self._file is not None:
            self._file = Outlet(self._file)  # type: ignore[assignment]
        self._application = app
        self._lock = threading.RLock()
        self._abilities = Abilities.of_terminal()
        self._pacing = Pacing()
        self._synchronises = False
        self._owed = False
        self._painting = False
        self._forget_screen()

    def _forget_screen(self) -> None:
        self._table = StyleTable()
        self._parser: FrameParser | None = None
        self._difference: Difference | None = None

    # --- output

    def write(self, data: str) -> None:
        """Take output of the app: frames are compared, everything else passes through in order."""
        with self._lock:
            if data in (_SYNC_START, _SYNC_END):
                self._synchronises = data == _SYNC_START or self._synchronises
                return
            if _ALTERNATE_ON in data or _ALTERNATE_OFF in data:
                self._forget_screen()
                self._painting = _ALTERNATE_ON in data
                super().write(data)
                return
            if not self._painting:
                super().write(data)
                return
            self._frame(data)

    def _frame(self, data: str) -> None:
        parser = self._sized_parser()
        for kind, sequence in parser.feed(data):
            if kind == "unknown":
                self._push()
                self._repaint_all()
            super().write(sequence)
        if parser.dirty:
            self._push()

    def _sized_parser(self) -> FrameParser:
        """The parser for the terminal's size; after a resize the screen starts blank, on both sides."""
        size = self._application.size
        columns, lines = max(size.width, 1), max(size.height, 1)
        parser = self._parser
        if parser is None or (parser.screen.columns, parser.screen.lines) != (columns, lines):
            parser = self._parser = FrameParser(Screen(columns, lines), self._table)
            self._difference = Difference(columns, lines, self._table, self._abilities)
            super().write(self._difference.clear())
        return parser

    def _repaint_all(self) -> None:
        """Nothing is known of what the terminal shows: send every cell again with the next frame."""
        if self._parser is not None and self._difference is not None:
            self._difference.forget()
            shown = self._difference.shown
            shown.characters = [["\0"] * shown.columns for _ in range(shown.lines)]
            self._parser.dirty.update(range(shown.lines))

    def _push(self) -> None:
        """Send the newest state, unless too much is still on its way; then it waits for the answer."""
        parser, difference = self._parser, self._difference
        if parser is None or difference is None or not parser.dirty:
            return
        now = time.monotonic()
        if not self._pacing.may_send(now):
            if not self._owed:
                self._owed = True
                self._remind()
            return
        self._owed = False
        output = difference.emit(parser.screen, parser.dirty, self._rectangles())
        parser.dirty.clear()
        if not output:
            return
        if self._synchronises and len(output) >= _SYNC_FROM and not self._abilities.multiplexer:
            output = f"{_SYNC_START}{output}{_SYNC_END}"
        if self._pacing.sent(len(output.encode("utf-8", "replace")), now):
            output += QUERY
        super().write(output)

    def _rectangles(self) -> list[Rectangle]:
        """The rectangles that may have scrolled, as the app tells them."""
        regions = getattr(self._application, "scrolling_region", None)
        if regions is None:
            return []
        if not isinstance(regions, Iterable) or hasattr(regions, "width"):
            regions = [regions]
        return [Rectangle(region.x, region.y, region.right, region.bottom) for region in regions if region]

    # --- answers

    def _remind(self) -> None:
        """See to it that the owed state is sent even if the terminal never answers."""

        def overdue() -> None:
            with self._lock:
                if self._owed:
                    self._push()
                    if self._owed:
                        self._loop.call_later(self._pacing.patience / 4, overdue)

        self._loop.call_soon_threadsafe(self._loop.call_later, self._pacing.patience + 0.05, overdue)

    def process_message(self, message: Message) -> None:
        """Take the answers to our own queries; everything else is the app's."""
        if isinstance(message, events.CursorPosition):
            with self._lock:
                if self._pacing.answered():
                    if self._owed:
                        self._owed = False
                        self._push()
                    return
        super().process_message(message)
