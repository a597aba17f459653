"""What part of a document is on screen: a place and a height, nothing else; rows are made only around the place.

The place of a view is the first character of its top row. It survives a change of width, of height and of folding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.columns import block_index
from reader.model import Block
from reader.tui.text.layout import Layout, Piece
from reader.tui.text.rows import Row, column_of, offset_of
from reader.tui.text.typeset import Setting

__all__ = ["Viewport"]

Place = tuple[Piece, int]
"""A row: its piece and its number there."""


class Viewport:
    """The rows on screen and the ways to move them. Rows and columns are 0-based from the top left of the view."""

    def __init__(self, layout: Layout, height: int) -> None:
        self.layout = layout
        self.height = max(1, height)
        self._top: Place | None = (layout.first, 0) if layout.first is not None else None
        self._seen: list[Row] | None = None
        self._seen_for: tuple[Place | None, int] | None = None

    # What is seen

    @property
    def rows(self) -> list[Row]:
        """The rows on screen, from the top; fewer than `height` where the document is shorter."""
        if self._seen is None or self._seen_for != (self._top, self.height):
            self._seen = self._rows_from(self._top, self.height)
            self._seen_for = (self._top, self.height)
        return self._seen

    @property
    def anchor(self) -> int:
        """The place of the view as an offset: the first character of its first row with text."""
        return next((row.start for row in self.rows if row.kind != "blank"), self._start_of(self._top))

    @property
    def last_offset(self) -> int:
        """The end of the last row on screen."""
        return self.rows[-1].end if self.rows else 0

    @property
    def at_top(self) -> bool:
        """Whether nothing is above."""
        return self._top is None or self._back(self._top, 1)[1] == 0

    @property
    def at_end(self) -> bool:
        """Whether nothing is below."""
        return self._room_below(1) == 0

    @property
    def percent(self) -> int:
        """How far the document is read: the place of the last character on screen, 100 at the end."""
        size = len(self.layout.text)
        return 100 if self.at_end or not size else min(99, 100 * self.last_offset // size)

    def locate(self, offset: int) -> tuple[int, int] | None:
        """The (row, column) of a character; None where it is not on screen. White space between rows is at the end of the one above."""
        found = None
        for number, row in enumerate(self.rows):
            if row.kind == "blank" and not row.first:
                continue
            if row.start > offset:
                break
            found = number
        if found is None:
            return None
        row = self.rows[found]
        last = all(each.kind == "blank" for each in self.rows[found + 1 :])
        if offset >= row.end and last and offset >= self._end_of_last():
            return None
        return found, column_of(self.layout.text, row, offset)

    def offset_at(self, row: int, column: int) -> int:
        """The offset of the character at a place of the view; the nearest one where there is none."""
        if not self.rows:
            return 0
        shown = self.rows[min(max(0, row), len(self.rows) - 1)]
        return offset_of(self.layout.text, shown, column)

    # Moving

    def scroll(self, rows: int) -> int:
        """Move by so many rows (down where positive), as far as there is something to show; the rows moved."""
        if self._top is None or rows == 0:
            return 0
        if rows < 0:
            self._top, moved = self._back(self._top, -rows)
            return -moved
        moved = self._room_below(rows)
        self._top, _ = self._on(self._top, moved)
        return moved

    def page(self, pages: int) -> int:
        """Move by pages; one row stays in sight."""
        return self.scroll(pages * max(1, self.height - 1))

    def half_page(self, halves: int) -> int:
        """Move by half pages."""
        return self.scroll(halves * max(1, self.height // 2))

    def to_start(self) -> None:
        """Show the beginning."""
        first = self.layout.first
        self._top = (first, 0) if first is not None else None

    def to_end(self) -> None:
        """Show the end, on a full screen where there is enough text."""
        self._top = self._end_top()

    def go_to(self, offset: int, above: int = 0) -> None:
        """Put the row of `offset` at the top, `above` rows under it (fewer at the ends of the document)."""
        place = self._place_of(offset)
        if place is None:
            return
        self._top, _ = self._back(place, above) if above else (place, 0)
        self._fill()

    def show(self, offset: int, context: int = 2, *, leap: bool = False) -> bool:
        """Bring `offset` on screen with `context` rows around it, moving no more than needed; whether the view moved.

        A place that is more than a screen away is put a third down the screen. With `leap` a move takes half a page more, so that
        the next ones need none.
        """
        context = min(context, max(0, (self.height - 1) // 2))
        before = self._top
        found = self.locate(offset)
        if found is not None:
            further = min(self.height // 2, max(0, self.height - 1 - 2 * context)) if leap else 0
            if found[0] < context:
                self.scroll(found[0] - context - further)
            elif found[0] >= self.height - context:
                self.scroll(found[0] - (self.height - 1 - context) + further)
        else:
            self.go_to(offset, max(context, self.height // 3))
        return self._top != before

    def resize(self, width: int, height: int) -> None:
        """Another size of the pane: the first character on screen stays the first row's."""
        setting = self.layout.setting
        self.reset(
            Setting(width, setting.measure, setting.fold, setting.opened, setting.numbers),
            height,
        )

    def reset(self, setting: Setting, height: int | None = None) -> None:
        """Another way of setting the text, at the same place."""
        anchor, above = self.anchor, self._blank_above()
        at_top = self.at_top
        self.height = max(1, self.height if height is None else height)
        if setting == self.layout.setting:
            self._fill()
            return
        self.layout = self.layout.with_setting(setting)
        self._seen = None
        if at_top:
            self.to_start()
        else:
            self._top = self._place_of(anchor)
            for _ in range(min(above, self.height - 1)):
                before = self._back(self._top, 1)[0] if self._top is not None else None
                self._top = before if before is not None and self._is_blank(before) else self._top
            self._fill()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Another division of the text, the same where it is on screen: no row moves."""
        anchor = self.anchor
        above = self._blank_above()
        before, setting = self.layout.blocks, self.layout.setting
        opened = (block_index(blocks, before[index].start, before=True) + 1 for index in setting.opened)
        self.layout = Layout(self.layout.text, blocks, replace(setting, opened=frozenset(opened)))
        self._seen = None
        self._top = self._place_of(anchor)
        self.scroll(-above)
        self._fill()

    def toggle_fold(self, offset: int) -> bool:
        """Open or fold the furniture at `offset`; whether there is some."""
        group = self.layout.fold_at(offset)
        if group is None:
            return False
        setting = self.layout.setting
        self.reset(
            Setting(setting.width, setting.measure, setting.fold, setting.opened ^ {group}, setting.numbers)
        )
        return True

    # Places

    def _place_of(self, offset: int) -> Place | None:
        """The row that shows `offset`."""
        piece = self.layout.piece_at(offset)
        if piece is None:
            return None
        number = 0
        for at, row in enumerate(self.layout.rows(piece)):
            if row.kind == "blank" and at == 0:
                number = min(1, len(self.layout.rows(piece)) - 1)
            elif row.start <= offset:
                number = at
        return piece, number

    def _blank_above(self) -> int:
        """How many rows without text are above the first one with text: they have no place of their own."""
        return next((number for number, row in enumerate(self.rows) if row.kind != "blank"), len(self.rows))

    def _is_blank(self, place: Place) -> bool:
        """Whether a row has no text."""
        return self.layout.rows(place[0])[place[1]].kind == "blank"

    def _start_of(self, place: Place | None) -> int:
        """The first offset of a row."""
        return 0 if place is None else self.layout.rows(place[0])[place[1]].start

    def _on(self, place: Place, rows: int) -> tuple[Place, int]:
        """The place `rows` rows below, or the last one; and how many rows that is."""
        piece, number = place
        left = rows
        while True:
            here = len(self.layout.rows(piece)) - 1 - number
            if left <= here:
                return (piece, number + left), rows
            following = self.layout.after(piece)
            if following is None:
                return (piece, number + here), rows - left + here
            piece, number, left = following, 0, left - here - 1

    def _back(self, place: Place, rows: int) -> tuple[Place, int]:
        """The place `rows` rows above, or the first one; and how many rows that is."""
        piece, number = place
        left = rows
        while True:
            if left <= number:
                return (piece, number - left), rows
            above = self.layout.before(piece)
            if above is None:
                return (piece, 0), rows - left + number
            piece, left = above, left - number - 1
            number = len(self.layout.rows(piece)) - 1

    def _rows_from(self, place: Place | None, count: int) -> list[Row]:
        """At most `count` rows from a place on."""
        if place is None:
            return []
        piece: Piece | None = place[0]
        rows = list(self.layout.rows(place[0])[place[1] : place[1] + count])
        while len(rows) < count:
            piece = self.layout.after(piece) if piece is not None else None
            if piece is None:
                break
            rows += self.layout.rows(piece)[: count - len(rows)]
        return rows

    def _room_below(self, rows: int) -> int:
        """By how many rows (at most `rows`) the view can go down."""
        if self._top is None:
            return 0
        bottom, shown = self._on(self._top, self.height - 1)
        return self._on(bottom, rows)[1] if shown == self.height - 1 else 0

    def _end_top(self) -> Place | None:
        """The top of the last full screen."""
        last = self.layout.last
        if last is None:
            return None
        bottom = (last, len(self.layout.rows(last)) - 1)
        return self._back(bottom, self.height - 1)[0]

    def _fill(self) -> None:
        """Do not leave rows empty under the end of the document."""
        if self._top is not None and self._on(self._top, self.height - 1)[1] < self.height - 1:
            self._top = self._end_top()

    def _end_of_last(self) -> int:
        """The first offset that is below the screen."""
        if self._top is None:
            return 0
        bottom, _ = self._on(self._top, len(self.rows) - 1)
        below, moved = self._on(bottom, 1)
        return self._start_of(below) if moved else len(self.layout.text) + 1
