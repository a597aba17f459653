"""What happens where a cursor reaches the edge of its pane."""

from __future__ import annotations

from textual.widget import Widget

__all__ = ["leaps"]


def leaps(widget: Widget) -> bool:
    """Whether the user wants half a page to go with a cursor that leaves the screen, instead of a line."""
    desk = getattr(widget.app, "desk", None)
    return desk is not None and bool(desk.settings.half_page_at_edge)
