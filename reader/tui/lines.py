"""The base of every list in the reader: a Line-API widget over any number of items, painting only what is on screen."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.edge import leaps
from reader.tui.items import Item
from reader.tui.looks import looks_of
from reader.tui.paint import strip_of

__all__ = ["LineList"]


class LineList(Widget, can_focus=True):
    """Items of `ITEM_LINES` lines each, one of them under the cursor; `leads` shows it as if the list had the keys.

    A subclass says what there is: `count` items, each made by `item(index, width)` when it comes on screen.
    """

    ITEM_LINES = 1

    class Chosen(Message):
        """Enter or a click on the item under the cursor."""

        def __init__(self, owner: LineList, value: object) -> None:
            super().__init__()
            self.owner = owner
            self.value = value

        @property
        def control(self) -> LineList:
            """The list this came from."""
            return self.owner

    class Moved(Message):
        """The cursor came to stand on another item."""

        def __init__(self, owner: LineList, value: object | None) -> None:
            super().__init__()
            self.owner = owner
            self.value = value

        @property
        def control(self) -> LineList:
            """The list this came from."""
            return self.owner

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters when the cursor runs."""
            return isinstance(message, LineList.Moved) and message.owner is self.owner

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self.top = 0
        self.leads = False

    # what a subclass says -------------------------------------------------
    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def item(self, index: int, width: int) -> Item:
        """The item `index`, made for lines of `width` cells."""
        raise NotImplementedError

    # state ----------------------------------------------------------------
    @property
    def _rows(self) -> int:
        """How many whole items fit on the screen."""
        return max(1, self.content_size.height // self.ITEM_LINES)

    def value_at(self, index: int) -> object | None:
        """What the item `index` stands for."""
        return self.item(index, max(1, self.content_size.width)).value if 0 <= index < self.count else None

    @property
    def value(self) -> object | None:
        """What the item under the cursor stands for."""
        return self.value_at(self.cursor)

    def renew(self, cursor: int | None = None) -> None:
        """The items changed: paint them, the cursor on the nearest item that can carry it."""
        wanted = self.cursor if cursor is None else cursor
        self.cursor = self._nearest(min(max(0, wanted), max(0, self.count - 1)), 1)
        self._follow()
        self.refresh()

    def go_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on the item `index` (or the nearest that can carry it) and show it."""
        target = self._nearest(min(max(0, index), max(0, self.count - 1)), 1 if index >= self.cursor else -1)
        if target == self.cursor:
            if index < target and self.top:
                self.top = max(0, index)
                self.refresh()
            return
        old, self.cursor = self.cursor, target
        if self._follow():
            self.refresh()
        else:
            self.refresh(self._region_of(old), self._region_of(target))
        if tell:
            self.post_message(self.Moved(self, self.value))

    def _nearest(self, index: int, direction: int) -> int:
        """The item at or after (`direction` 1) or before (-1) `index` that can carry the cursor; else the other way."""
        for step in (direction, -direction):
            at = index
            while 0 <= at < self.count:
                if self.value_at(at) is not None:
                    return at
                at += step
        return index

    def _follow(self) -> bool:
        """Scroll so that the cursor is on the screen; True when that moved anything."""
        rows = self._rows
        top = min(max(0, self.top), max(0, self.count - rows))
        if self.cursor < top:
            top = self.cursor
            while top and self.value_at(top - 1) is None and self.cursor - top < rows - 1:
                top -= 1
        elif self.cursor >= top + rows:
            top = self.cursor - rows + 1
        if top != self.top and abs(top - self.top) < rows // 2 and leaps(self):
            top += rows // 2 if top > self.top else -(rows // 2)
            top = min(max(0, top), max(0, self.count - rows))
        moved, self.top = top != self.top, top
        return moved

    def _region_of(self, index: int) -> Region:
        inside = self.content_region.offset - self.region.offset
        return Region(
            inside.x, inside.y + (index - self.top) * self.ITEM_LINES, self.size.width, self.ITEM_LINES
        )

    # moving (the names are those of the command table) ---------------------
    def do_move_down(self) -> None:
        """One item down."""
        self.go_to(self.cursor + 1)

    def do_move_up(self) -> None:
        """One item up."""
        self.go_to(self.cursor - 1)

    def do_move_half_page_down(self) -> None:
        """Half a page down."""
        self.go_to(self.cursor + max(1, self._rows // 2))

    def do_move_half_page_up(self) -> None:
        """Half a page up."""
        self.go_to(self.cursor - max(1, self._rows // 2))

    def do_move_page_down(self) -> None:
        """One page down."""
        self.go_to(self.cursor + max(1, self._rows - 1))

    def do_move_page_up(self) -> None:
        """One page up."""
        self.go_to(self.cursor - max(1, self._rows - 1))

    def do_move_top(self) -> None:
        """To the first item."""
        self.go_to(0)

    def do_move_bottom(self) -> None:
        """To the last item."""
        self.go_to(self.count - 1)

    def do_list_open(self) -> None:
        """Choose the item under the cursor."""
        value = self.value
        if value is not None:
            self.post_message(self.Chosen(self, value))

    # the mouse --------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        """A click chooses the item it falls on."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        index = self.top + spot.y // self.ITEM_LINES
        if self.value_at(index) is not None:
            self.go_to(index)
            self.do_list_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the list, the cursor with it."""
        event.stop()
        self.go_to(self.cursor + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the list, the cursor with it."""
        event.stop()
        self.go_to(self.cursor - 3)

    # painting ---------------------------------------------------------------
    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._follow()
        self.refresh()

    def on_focus(self) -> None:
        """Only the row under the cursor looks different when the list has the keys."""
        self.refresh(self._region_of(self.cursor))

    def on_blur(self) -> None:
        """The same on the way out."""
        self.refresh(self._region_of(self.cursor))

    def render_line(self, y: int) -> Strip:
        """The line `y` of the screen."""
        base, styles = self.rich_style, looks_of(self)
        width = self.content_size.width
        index, sub = divmod(y, self.ITEM_LINES)
        index += self.top
        if index >= self.count:
            return Strip.blank(width, base)
        item = self.item(index, width)
        if index == self.cursor and item.value is not None:
            base = base + styles["line--cursor" if self.has_focus or self.leads else "line--cursor-away"]
        return strip_of(item.lines[sub] if sub < len(item.lines) else (), styles, base, width)
