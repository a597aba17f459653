"""What goes over the line: a Textual driver that sends only what changed.

Textual repaints whole widgets; over SSH that is thousands of bytes a key. The driver here keeps a copy of the screen and sends the
difference, in the order of magnitude of `less`, and never has more on its way than a slow line takes in about a second.

**To use it in another Textual app**: take this folder as it is (it imports nothing of the app around it, and itself by relative names), and

    from lean import lean_driver            # however the folder is called there
    MyApp(driver_class=lean_driver()).run()

It gives None where Textual's own driver has to serve: on Windows, and with `VGT_PLAIN_OUTPUT=1` in the environment. Two things more, both
optional: an attribute or property `scrolling_region` of the app (a `Region`, or several) names the rectangles whose contents scroll, so that
the terminal can move them by itself; `draw_again(app)` sends the whole screen anew, for a key like Ctrl+L.

For an app that paints its last screen before it imports Textual: a method `shown_before()` of the app gives (columns, lines, output) of what
the terminal shows already on its alternate screen, or None; while its attribute `holds_frames` is true nothing is sent, so that frames without
text never replace it; `modes_before` are the terminal's modes (termios) to give back in the end. `picture(app)` is the screen to keep.

**The parts**, from pure to impure: `styles` (SGR as values), `screen` (a grid of cells and the parser of frames), `scrolling` (what moved
where), `difference` (the least output between two grids), `painter` (these together), `pacing` (how much may be on its way), `answers`
(reports taken out of the keys), `abilities` (what the terminal can), `outlet` (the file that is written to), `driver` (all of it behind
Textual's interface; its docstring lists what is used of Textual that is not documented).

**What it does not do**: bring the hidden cursor to the place where an input method wants it; inline apps; Windows.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver

    from .painter import Picture

__all__ = ["draw_again", "lean_driver", "picture"]


def lean_driver() -> type[Driver] | None:
    """The driver class for this terminal, or None where Textual's own has to serve (Windows, `VGT_PLAIN_OUTPUT`)."""
    if sys.platform == "win32" or os.environ.get("VGT_PLAIN_OUTPUT", "") not in ("", "0"):
        return None
    from .driver import LeanDriver

    return LeanDriver


def picture(app: Any) -> Picture | None:
    """What this app shows, for painting it before the next start; None where Textual's own driver serves."""
    if sys.platform == "win32":
        return None
    from .driver import picture as picture_of

    return picture_of(app)


def draw_again(app: Any) -> None:
    """Send everything that this app shows anew: after somebody else wrote to the terminal, or cells were lost."""
    if sys.platform != "win32":
        from .driver import draw_again as send_again

        if send_again(app):
            return
    app.refresh(layout=True)
