"""What the terminal can do, from terminfo and the environment; what only the terminal itself knows is asked without waiting."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Abilities"]


class Abilities(NamedTuple):
    """Which sequences may be used.

    `erases_with_colour` is terminfo's bce: erased cells take the current background. `margins` are left and right ones (DECSLRM): terminfo
    has no word for them, so they are off until the terminal has shown that it minds them (`may_ask_margins`). `multiplexer`: tmux or
    screen is in between, which repaints whole panes for a bracket of synchronised output (tmux issues 5611, 5612).
    """

    erase_characters: bool = True
    erase_to_end: bool = True
    repeat: bool = False
    column_absolute: bool = True
    scroll_region: bool = True
    scroll_by_count: bool = True
    erases_with_colour: bool = True
    margins: bool = False
    may_ask_margins: bool = False
    multiplexer: bool = False

    def with_margins(self) -> Abilities:
        """These, and left and right margins."""
        return self._replace(margins=True)

    @classmethod
    def of_terminal(cls, environment: Mapping[str, str] = os.environ) -> Abilities:
        """The abilities of the terminal that `TERM` names; a terminal that terminfo does not know gets the safe least.

        `VGT_MARGINS` set to 1 or 0 answers for the terminal.
        """
        term = environment.get("TERM", "")
        multiplexer = bool(environment.get("TMUX") or environment.get("STY")) or term.startswith(
            ("tmux", "screen")
        )
        least = cls(False, False, False, False, False, False, False, multiplexer=multiplexer)
        try:
            import curses
        except ImportError:
            return least
        try:
            curses.setupterm(term or None, fd=2)
            has = {
                name: bool(curses.tigetstr(name))
                for name in ("ech", "el", "rep", "hpa", "csr", "ri", "indn", "rin")
            }
            colours_erased = curses.tigetflag("bce") > 0
        except (OSError, ValueError, curses.error):
            return least
        told = environment.get("VGT_MARGINS", "")
        return cls(
            erase_characters=has["ech"],
            erase_to_end=has["el"],
            repeat=has["rep"],
            column_absolute=has["hpa"],
            scroll_region=has["csr"] and has["ri"],
            scroll_by_count=has["indn"] and has["rin"],
            erases_with_colour=colours_erased,
            margins=told == "1" and not multiplexer,
            may_ask_margins=told == "" and not multiplexer and has["csr"],
            multiplexer=multiplexer,
        )
