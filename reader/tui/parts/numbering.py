"""Paragraph numbers in the margin, on request: what was asked for last is remembered and comes before the settings."""

from __future__ import annotations

from collections.abc import Callable

from reader.session import recall, remember
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Numbering", "numbers_wanted"]

_KEY = "paragraph_numbers"


def numbers_wanted(setting: bool) -> bool:
    """Whether paragraphs are numbered: as it was chosen in the reader, else as it is set."""
    return {"on": True, "off": False}.get(recall(_KEY) or "", setting)


class Numbering:
    """Numbers the pane's paragraphs or not."""

    def __init__(self, pane: ReadingPane, say: Callable[[str], None]) -> None:
        self._pane = pane
        self._say = say

    def do_text_numbers(self) -> None:
        """The other way round."""
        on = not self._pane.numbered
        self._pane.number_paragraphs(on)
        remember(_KEY, "on" if on else "off")
        self._say("paragraphs are numbered" if on else "no numbers")
