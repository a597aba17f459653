"""Asks the terminal itself what it can, for the doctor: a few questions that every terminal reads without showing them, one second at most."""

from __future__ import annotations

import os
import re
import select
import time

from reader.values import dataclass

__all__ = ["Told", "ask_terminal"]

_PATIENCE = 1.0
_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
_SYNCHRONISED = re.compile(rb"\x1b\[\?2026;[1-4]\$y")


@dataclass(frozen=True, slots=True)
class Told:
    """What the terminal said: seconds until its first answer, whether it minds left and right margins, whether it can paint at once."""

    seconds: float
    margins: bool
    synchronised: bool


def ask_terminal(margins: bool = True) -> Told | None:
    """Ask; None where there is no terminal or it does not answer within a second. `margins`: whether to ask for these, too."""
    try:
        import termios
        import tty

        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except (ImportError, OSError):
        return None
    try:
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
        try:
            return _ask(terminal, margins)
        finally:
            # What is still on its way must not be typed into the shell.
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)


def _ask(terminal: int, margins: bool) -> Told | None:
    began = time.monotonic()
    os.write(terminal, b"\x1b[6n")
    first = _PLACE.search(_heard(terminal, 1))
    if first is None:
        return None
    seconds = time.monotonic() - began
    # With margins a carriage return goes to the left one, in column 2; then the cursor goes back to where it was.
    probe = b"\x1b[?69h\x1b[2;4s\x1b[2;4H\r\x1b[6n\x1b[?69l" if margins else b"\x1b[6n"
    os.write(terminal, probe + b"\x1b[%s;%sH\x1b[?2026$p\x1b[6n" % (first[1], first[2]))
    heard = _heard(terminal, 2)
    places = _PLACE.findall(heard)
    return Told(seconds, margins and bool(places) and places[0][1] == b"2", bool(_SYNCHRONISED.search(heard)))


def _heard(terminal: int, reports: int) -> bytes:
    """What the terminal says until so many reports of the cursor's place, a second at most."""
    heard, end = b"", time.monotonic() + _PATIENCE
    while len(_PLACE.findall(heard)) < reports:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            break
        data = os.read(terminal, 1024)
        if not data:
            break
        heard += data
    return heard
