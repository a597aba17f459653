"""What the terminal can do, from terminfo and the environment; nothing is asked of the terminal and nothing is awaited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Abilities"]


@dataclass(frozen=True, slots=True)
class Abilities:
    """Which sequences may be used. `erases_with_colour` is terminfo's bce: erased cells take the current background."""

    erase_characters: bool = True
    erase_to_end: bool = True
    repeat: bool = False
    scroll_region: bool = True
    scroll_by_count: bool = True
    erases_with_colour: bool = True
    margins: bool = False
    multiplexer: bool = False

    @classmethod
    def of_terminal(cls, environment: Mapping[str, str] = os.environ) -> Abilities:
        """The abilities of the terminal that `TERM` names; a terminal that terminfo does not know gets the safe least."""
        term = environment.get("TERM", "")
        multiplexer = bool(environment.get("TMUX")) or term.startswith(("tmux", "screen"))
        try:
            import curses

            curses.setupterm(term or None, fd=2)

            def has(name: str) -> bool:
                return bool(curses.tigetstr(name))

            return cls(
                erase_characters=has("ech"),
                erase_to_end=has("el"),
                repeat=has("rep"),
                scroll_region=has("csr"),
                scroll_by_count=has("indn") and has("rin"),
                erases_with_colour=bool(curses.tigetflag("bce") > 0),
                margins=environment.get("VGT_MARGINS") == "1" and not multiplexer,
                multiplexer=multiplexer,
            )
        except (ImportError, OSError, ValueError, curses.error):
            return cls(False, False, False, False, False, False, False, multiplexer)
