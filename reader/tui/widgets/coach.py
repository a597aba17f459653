"""A step to try, in a line or two over the status line: it takes no keys and goes away with Esc."""

from __future__ import annotations

from textual.widgets import Static

__all__ = ["Coach"]


class Coach(Static):
    """The step that is shown now, if any."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)

    @property
    def shown(self) -> bool:
        """Whether a step is on the screen."""
        return bool(self.display)

    def show(self, words: str) -> None:
        """Say a step; nothing takes it away."""
        self.update(words)
        self.display = bool(words)
