"""How everything that is painted line by line looks: the theme's looks as styles, made once a theme.

Component classes would say the same, but Textual matches each of them against the style sheet for every widget, again and again:
a third of the time until the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from rich.style import Style
from textual.widget import Widget

__all__ = ["HasLooks", "Looks", "looks_of"]

Looks = Mapping[str, Style]
"""A partial style for every name that a piece or a run can carry, to be laid over the widget's own."""


class HasLooks(Protocol):
    """An app that knows how things look."""

    @property
    def looks(self) -> Looks:
        """Those of the theme that is on."""
        ...


def looks_of(widget: Widget) -> Looks:
    """The looks of the theme that the widget's app has on."""
    return cast(HasLooks, widget.app).looks
