"""A text on the screen: a lazy viewport over a layout, painted row by row, moved by keys and wheel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from reader.model import Block
from reader.tui.looks import looks_of
from reader.tui.text import (
    Layer,
    Layout,
    Mark,
    Row,
    Setting,
    Viewport,
    next_paragraph,
    paint,
    previous_paragraph,
)

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["Between", "TextView"]

Between = Callable[[int, int], Iterable[tuple[int, int]]]
"""Gives the spans that touch a part of the text."""


class _Lazy(Layer):
    """Marks that are found as they come on screen."""

    def __init__(self, spans: Between) -> None:
        super().__init__()
        self._spans = spans

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch [start, end), in order."""
        return (Mark(left, right, ("find",)) for left, right in self._spans(start, end))


class TextView(Widget, can_focus=True):
    """A text over a viewport. A subclass says what is marked in it (`marking`) and hears of every move (`moved`)."""

    def __init__(
        self, measure: int = 80, *, fold: bool = True, numbers: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._measure = measure
        self._fold = fold
        self._numbers = numbers
        self._view = Viewport(Layout("", (), Setting(80, measure)), 1)
        self._found = Layer()
        self._found_now = Layer()
        self._looks: dict[tuple[str, ...], Style] = {}

    def marking(self) -> tuple[Layer, ...]:
        """What is marked, from the lowest layer to the highest."""
        return (self._found, self._found_now)

    def moved(self) -> None:
        """The view is at another place."""

    def set_text(self, text: Text, blocks: Sequence[Block]) -> None:
        """Show another text from its beginning, nothing found in it yet."""
        self._view = Viewport(Layout(text, blocks, self._setting()), max(1, self.content_size.height))
        self._found = self._found_now = Layer()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """The same text has other blocks (more of them were read): nothing on the screen moves."""
        self._view.set_blocks(blocks)

    def _setting(self, opened: frozenset[int] = frozenset()) -> Setting:
        width = max(1, self.content_size.width)
        return Setting(width, min(self._measure, width), self._fold, opened, self._numbers)

    @property
    def numbered(self) -> bool:
        """Whether the paragraphs are numbered in the margin."""
        return self._numbers

    def number_paragraphs(self, on: bool) -> None:
        """Number the paragraphs, or not; the place stays."""
        self._numbers = on
        self._view.reset(self._setting(self._view.layout.setting.opened))
        self._scrolled(1)

    @property
    def text(self) -> Text:
        """The text of the document."""
        return self._view.layout.text

    @property
    def rows_shown(self) -> Sequence[Row]:
        """The rows on the screen, from the top."""
        return self._view.rows

    @property
    def top(self) -> int:
        """The first character on the screen."""
        return self._view.anchor

    def mark_found(self, between: Between | None, current: tuple[int, int] | None = None) -> None:
        """Mark what was found (`between` gives the spans that touch a part of the text) and the hit the reader stands at."""
        self._found = _Lazy(between) if between else Layer()
        self._found_now = Layer([Mark(*current, ("find-current",))] if current else [])
        self.refresh()

    # moving (the names are those of the command table) ---------------------------
    def _scrolled(self, rows: int) -> None:
        if rows:
            self.refresh()
            self.moved()

    def do_move_down(self) -> None:
        """One row down."""
        self._scrolled(self._view.scroll(1))

    def do_move_up(self) -> None:
        """One row up."""
        self._scrolled(self._view.scroll(-1))

    def do_move_half_page_down(self) -> None:
        """Half a page down."""
        self._scrolled(self._view.half_page(1))

    def do_move_half_page_up(self) -> None:
        """Half a page up."""
        self._scrolled(self._view.half_page(-1))

    def do_move_page_down(self) -> None:
        """A page down."""
        self._scrolled(self._view.page(1))

    def do_move_page_up(self) -> None:
        """A page up."""
        self._scrolled(self._view.page(-1))

    def do_move_top(self) -> None:
        """To the beginning."""
        self._view.to_start()
        self._scrolled(1)

    def do_move_bottom(self) -> None:
        """To the end."""
        self._view.to_end()
        self._scrolled(1)

    def do_move_next_paragraph(self) -> None:
        """The next paragraph to the top; one that begins in the top row, behind a dateline, is there already."""
        view = self._view
        top = view.anchor
        offset = next_paragraph(view.layout.blocks, top)
        while offset is not None and view.anchor == top:
            view.go_to(offset)
            offset = next_paragraph(view.layout.blocks, offset)
        self._scrolled(1)

    def do_move_previous_paragraph(self) -> None:
        """The paragraph before to the top."""
        offset = previous_paragraph(self._view.layout.blocks, self._view.anchor)
        if offset is not None:
            self._view.go_to(offset)
            self._scrolled(1)

    def do_text_boilerplate(self) -> None:
        """Open or fold the furniture that is on the screen."""
        for row in self._view.rows:
            if row.kind in ("folded", "boilerplate") and self._view.toggle_fold(row.start):
                self._scrolled(1)
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows a notch."""
        event.stop()
        self._scrolled(self._view.scroll(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows a notch."""
        event.stop()
        self._scrolled(self._view.scroll(-3))

    # painting -------------------------------------------------------------------
    def on_resize(self) -> None:
        """Set the text for the new size, at the same place."""
        setting = self._setting(self._view.layout.setting.opened)
        self._view.reset(setting, max(1, self.content_size.height))
        self.refresh()
        self.moved()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, classes: tuple[str, ...]) -> Style:
        style = self._looks.get(classes)
        if style is None:
            looks = looks_of(self)
            style = self.rich_style
            for name in classes:
                style = style + looks[name]
            self._looks[classes] = style
        return style

    def render_line(self, y: int) -> Strip:
        """The row `y` of the view."""
        width = self.content_size.width
        rows = self._view.rows
        if y >= len(rows):
            return Strip.blank(width, self._look(()))
        row = rows[y]
        runs = paint(self._view.layout.text, row, self.marking(), width)
        return Strip([Segment(run.text, self._look(run.classes)) for run in runs], width)
