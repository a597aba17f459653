"""What went wrong and what to do about it: a few lines over the status line, gone with Esc, never taking the keys."""

from __future__ import annotations

from textual.widgets import Static

from reader.errors import ReaderError

__all__ = ["Notice"]


class Notice(Static):
    """The latest problem."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)

    @property
    def shown(self) -> bool:
        """Whether a problem is on the screen."""
        return bool(self.display)

    def show(self, error: ReaderError) -> None:
        """Say it."""
        self.update(f"{error}  (Esc closes this)")
        self.display = True

    def hide(self) -> None:
        """Take it away."""
        self.display = False
