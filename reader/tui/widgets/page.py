"""A list over a page of lines that is laid out for the width it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from reader.tui.items import Item
from reader.tui.lines import LineList

__all__ = ["PageList"]

Build = Callable[[int], Sequence[Item]]


class PageList(LineList):
    """Shows what `build(width)` gives; laid out again when the width changes, the cursor on the same thing."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._build: Build | None = None
        self._items: Sequence[Item] = ()
        self._width = 0

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def item(self, index: int, width: int) -> Item:
        """The item `index`."""
        return self._items[index]

    def show(self, build: Build, *, keep: bool = False) -> None:
        """Show another page, from its top or, with `keep`, with the cursor on the same value."""
        value = self.value if keep and self.count else None
        self._build = build
        self._lay_out(value)
        if value is None:
            self.top = 0
            self.renew(0)

    def put_cursor_on(self, value: object) -> bool:
        """Move the cursor to the first item that stands for `value`; False when there is none."""
        for index, item in enumerate(self._items):
            if item.value is not None and item.value == value:
                self.go_to(index, tell=False)
                return True
        return False

    def _lay_out(self, value: object | None) -> None:
        self._width = self.size.width
        self._items = self._build(self._width) if self._build and self._width else ()
        at = next((i for i, item in enumerate(self._items) if value is not None and item.value == value), None)
        self.renew(at)

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Lay out again for another width."""
        if self.size.width != self._width and self._build is not None:
            self._lay_out(self.value if self.count else None)
        super().on_resize()
