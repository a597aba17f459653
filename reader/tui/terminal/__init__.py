"""What goes over the line: a Textual driver that sends only what changed.

Textual repaints whole widgets; over SSH that is thousands of bytes a key. The driver here keeps a copy of the screen, and sends
the difference, in the order of magnitude of `less`. Another Textual app can take the folder over unchanged:

    from reader.tui.terminal import lean_driver
    MyApp(driver_class=lean_driver())

and, for scrolling panes, tell it the rectangle that scrolls by an attribute of the app: `scrolling_region: Region | None`.
`VGT_PLAIN_OUTPUT=1` gives the stock driver back.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

__all__ = ["lean_driver"]


def lean_driver() -> type[Driver] | None:
    """The driver class for this terminal, or None where Textual's own has to serve (Windows, `VGT_PLAIN_OUTPUT`)."""
    if sys.platform == "win32" or os.environ.get("VGT_PLAIN_OUTPUT", "") not in ("", "0"):
        return None
    from reader.tui.terminal.driver import LeanDriver

    return LeanDriver
