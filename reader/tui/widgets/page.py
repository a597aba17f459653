"""A list over a page of lines that is laid out for the width it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from reader.tui.items import Item, Lazily
from reader.tui.lines import LineList

__all__ = ["PageList"]

Build = Callable[[int], Sequence[Item]]


class PageList(LineList):
    """Shows what `build(width)` gives; laid out again when the width changes, the cursor on the same thing.

    A page begins with its first line, even where the first one that can carry the cursor is below the screen: the first step leads there.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._build: Build | None = None
        self._items: Sequence[Item] = ()
        self._width = 0
        self._wanted: object | None = None
        self._from_top = False

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def item(self, index: int, width: int) -> Item:
        """The item `index`."""
        return self._items[index]

    def show(self, build: Build, *, keep: bool = False) -> None:
        """Show another page, from its top or, with `keep`, with the cursor on the same value."""
        if self.count and keep:
            self._wanted = self.value
        elif not keep:
            self._wanted = None
            self.top = self.cursor = 0
            self._from_top = True
        self._build = build
        self._lay_out()

    def put_cursor_on(self, value: object) -> None:
        """Move the cursor to the first item that stands for `value`, now or when the page is laid out."""
        self._wanted = value
        self._from_top = False
        at = self._index_of(value)
        if at is not None:
            self.go_to(at, tell=False)

    def go_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on an item; on a page that is shown from its top, first on the one where it is."""
        below = self._is_below
        if below and index < self.cursor:
            return
        self._from_top = False
        if below and index > self.cursor:
            self._follow()
            self.refresh()
        else:
            super().go_to(index, tell=tell)

    def do_list_open(self) -> None:
        """Choose the item under the cursor, or show it first: nothing is opened unseen."""
        if not self.reveal():
            super().do_list_open()

    def reveal(self) -> bool:
        """Show the item under the cursor; False where it is on the screen already."""
        below = self._is_below
        if below:
            self.go_to(self.cursor + 1)
        return below

    @property
    def _is_below(self) -> bool:
        """Whether the cursor is below the screen, on a page that is shown from its top."""
        return self._from_top and self.cursor >= self.top + self._rows

    def _follow(self) -> bool:
        return False if self._from_top else super()._follow()

    def _index_of(self, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(self._items, Lazily):
            return self._items.place_of(value)
        return next((index for index, item in enumerate(self._items) if item.value == value), None)

    def _lay_out(self) -> None:
        self._width = self.content_size.width
        self._items = self._build(self._width) if self._build and self._width else ()
        self.renew(self._index_of(self._wanted))

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Lay out again for another width."""
        if self.content_size.width != self._width and self._build is not None:
            if self.count:
                self._wanted = self.value
            self._lay_out()
        super().on_resize()
