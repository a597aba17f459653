"""The reading pane: a document set for reading, a cursor that walks from name to name, and only changed rows repainted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.model import Block
from reader.readmodel import MentionRow, StoredDocument
from reader.tui.text.cursor import Stops, next_paragraph, previous_paragraph
from reader.tui.text.layout import Layout
from reader.tui.text.rows import Row, column_of
from reader.tui.text.runs import ORDER, Layer, Mark, paint
from reader.tui.text.typeset import Setting
from reader.tui.text.viewport import Viewport

__all__ = ["ReadingPane"]

UNSURE = 0.5
Direction = Literal[1, -1]
Between = Callable[[int, int], Iterable[tuple[int, int]]]


class _Lazy(Layer):
    """Marks that are found as they come on screen."""

    def __init__(self, spans: Between) -> None:
        super().__init__()
        self._spans = spans

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch [start, end), in order."""
        return (Mark(left, right, ("find",)) for left, right in self._spans(start, end))


class ReadingPane(Widget, can_focus=True):
    """A document over a lazy viewport. `offset` is where the cursor is; on a name, that name is the selected one."""

    COMPONENT_CLASSES = {f"text--{name}" for name in ORDER}

    class CursorMoved(Message):
        """The cursor or the view is at another place."""

        def __init__(self, pane: ReadingPane) -> None:
            super().__init__()
            self.pane = pane

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ReadingPane.CursorMoved)

    class NameClicked(Message):
        """A second click on the selected name: open it."""

    class AtEdge(Message):
        """There is no further name of the wanted sort in this document."""

        def __init__(self, direction: Direction, entity: str | None, what: str) -> None:
            super().__init__()
            self.direction = direction
            self.entity = entity
            self.what = what

    def __init__(
        self, measure: int = 80, *, numbers: bool = False, fold: bool = True, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._measure = measure
        self._numbers = numbers
        self._fold = fold
        self.document: StoredDocument | None = None
        self.cursor = 0
        self._view = Viewport(Layout("", (), Setting(80, measure)), 1)
        self._stops = Stops(())
        self._names = Layer()
        self._found = Layer()
        self._found_now = Layer()
        self._now = Layer()
        self._looks: dict[tuple[str, ...], Style] = {}

    # what is shown ----------------------------------------------------------
    def load(self, document: StoredDocument, cursor: int | None = None, top: int | None = None) -> None:
        """Show a document: the cursor at `cursor` (None: its first name), the view from `top` on."""
        self.document = document
        self._view = Viewport(
            Layout(document.text, document.blocks, self._setting()), max(1, self.content_size.height)
        )
        self._stops = Stops(document.mentions)
        self._names = Layer([Mark(m.start, m.end, _classes(m)) for m in document.mentions])
        self._found = self._found_now = Layer()
        first = self._stops.after(-1)
        if cursor is None:
            cursor = document.mentions[first].start if first is not None else 0
        self.place(cursor, top)

    def show_words(self, words: str) -> None:
        """Say something where no document is."""
        if self.document is None:
            block = Block("paragraph", 0, len(words))
            self._view = Viewport(Layout(words, (block,), self._setting()), max(1, self.content_size.height))
            self.refresh()

    def place(self, cursor: int, top: int | None = None) -> None:
        """Put the cursor at a character, the view where it was (`top`) or, without, where the character shows well."""
        self.cursor = max(0, min(cursor, len(self._view.layout.text)))
        if top is not None:
            self._view.go_to(top)
        self._view.show(self.cursor)
        self._mark_current()
        self.refresh()
        self._tell()

    def _setting(self) -> Setting:
        width = max(1, self.content_size.width)
        return Setting(width, min(self._measure, width), self._fold, numbers=self._numbers)

    @property
    def mention(self) -> MentionRow | None:
        """The name under the cursor."""
        index = self._stops.at(self.cursor)
        if self.document is None or index is None:
            return None
        return self.document.mentions[index]

    @property
    def text(self) -> str:
        """The text of the document."""
        return self._view.layout.text

    @property
    def top(self) -> int:
        """The first character on the screen."""
        return self._view.anchor

    @property
    def here(self) -> int:
        """Where the reader is: the cursor or, where that is out of sight, the first character on the screen."""
        return self.cursor if self._view.locate(self.cursor) is not None else self._view.anchor

    @property
    def progress(self) -> tuple[int, int, int]:
        """(paragraph that the reader is at, paragraphs, percent on the screen or above it)."""
        layout = self._view.layout
        return layout.paragraph(self.here), layout.paragraphs, self._view.percent

    @property
    def rank(self) -> tuple[int, int] | None:
        """Which of how many mentions of this entity the cursor is on."""
        mention, index = self.mention, self._stops.at(self.cursor)
        if mention is None or mention.entity is None or index is None:
            return None
        return self._stops.place_among(index, entity=mention.entity)

    @property
    def cursor_cell(self) -> Offset | None:
        """Where the cursor's character is on the screen (relative to the screen, not the pane)."""
        found = self._view.locate(self.cursor)
        if found is None:
            return None
        return self.content_region.offset + Offset(found[1], found[0])

    def edge_mention(self, entity: str, last: bool) -> MentionRow | None:
        """The first or last mention of the entity in this document."""
        chosen = self._stops.of(entity=entity)
        if self.document is None or not chosen:
            return None
        return self.document.mentions[chosen[-1 if last else 0]]

    def mark_found(self, between: Between | None, current: tuple[int, int] | None = None) -> None:
        """Mark what was found (`between` gives the spans that touch a part of the text) and the hit the reader stands at."""
        self._found = _Lazy(between) if between else Layer()
        self._found_now = Layer([Mark(*current, ("find-current",))] if current else [])
        self.refresh()

    # the cursor ---------------------------------------------------------------
    def go_to(self, offset: int) -> None:
        """Put the cursor at a character, scrolling no more than needed, repainting no more than changed."""
        before = set(self._rows_of_selection())
        self.cursor = max(0, min(offset, len(self._view.layout.text)))
        moved = self._view.show(self.cursor)
        self._mark_current()
        if moved:
            self.refresh()
        else:
            rows = before | set(self._rows_of_selection())
            left, top = self.content_region.x - self.region.x, self.content_region.y - self.region.y
            self.refresh(*(Region(left, top + row, self.content_size.width, 1) for row in sorted(rows)))
        self._tell()

    def _mark_current(self) -> None:
        """The selected name reversed, its other mentions marked like it, dimmer."""
        mention = self.mention
        if self.document is None or mention is None:
            self._now = Layer()
            return
        marks = [Mark(mention.start, mention.end, ("current",))]
        if mention.entity is not None:
            for index in self._stops.of(entity=mention.entity):
                other = self.document.mentions[index]
                if other.start != mention.start:
                    marks.append(Mark(other.start, other.end, ("same",)))
        self._now = Layer(marks)

    def _rows_of_selection(self) -> Iterable[int]:
        """The rows on screen that show the cursor's name or another mention of the same."""
        rows = self._view.rows
        for number, row in enumerate(rows):
            if row.end > row.start and any(True for _ in self._now.between(row.start, row.end)):
                yield number

    def _tell(self) -> None:
        self.post_message(self.CursorMoved(self))

    def _step(
        self, direction: Direction, what: str, type: str | None = None, entity: str | None = None
    ) -> None:
        """To the next (or previous) name of a kind, from where the reader looks."""
        if self.document is None:
            return
        start = self._starting_point(direction)
        find = self._stops.after if direction > 0 else self._stops.before
        index = find(start, type=type, entity=entity)
        if index is None:
            self.post_message(self.AtEdge(direction, entity, what))
            return
        self.go_to(self.document.mentions[index].start)

    def _starting_point(self, direction: Direction) -> int:
        """The cursor where it is on screen; else the edge of the screen, so that one goes on from what is read."""
        if self._view.locate(self.cursor) is not None:
            return self.cursor
        return self._view.anchor - 1 if direction > 0 else self._view.last_offset

    # moving (the names are those of the command table) ---------------------------
    def _scrolled(self, rows: int) -> None:
        if rows:
            self.refresh()
            self._tell()

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
        """The next paragraph to the top."""
        self._to_paragraph(next_paragraph(self._view.layout.blocks, self._view.anchor))

    def do_move_previous_paragraph(self) -> None:
        """The paragraph before to the top."""
        self._to_paragraph(previous_paragraph(self._view.layout.blocks, self._view.anchor))

    def _to_paragraph(self, offset: int | None) -> None:
        if offset is not None:
            self._view.go_to(offset)
            self._scrolled(1)

    def do_name_next(self) -> None:
        """The next name."""
        self._step(1, "name")

    def do_name_previous(self) -> None:
        """The name before."""
        self._step(-1, "name")

    def do_name_next_organisation(self) -> None:
        """The next organisation."""
        self._step(1, "organisation", type="organisation")

    def do_name_previous_organisation(self) -> None:
        """The organisation before."""
        self._step(-1, "organisation", type="organisation")

    def do_name_next_person(self) -> None:
        """The next person."""
        self._step(1, "person", type="person")

    def do_name_previous_person(self) -> None:
        """The person before."""
        self._step(-1, "person", type="person")

    def do_name_next_same(self) -> None:
        """The next mention of the same entity."""
        self._step_same(1)

    def do_name_previous_same(self) -> None:
        """The mention before of the same entity."""
        self._step_same(-1)

    def _step_same(self, direction: Direction) -> None:
        mention = self.mention
        if mention is None or mention.entity is None:
            self._step(direction, "name")
        else:
            self._step(direction, "mention", entity=mention.entity)

    def do_text_boilerplate(self) -> None:
        """Open or fold the furniture that is on the screen."""
        for row in self._view.rows:
            if row.kind in ("folded", "boilerplate") and self._view.toggle_fold(row.start):
                self._scrolled(1)
                return

    # the mouse ----------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        """A click selects the name it falls on; another one opens it. A click on folded furniture unfolds it."""
        spot = event.get_content_offset(self)
        if spot is None or spot.y >= len(self._view.rows):
            return
        row = self._view.rows[spot.y]
        if row.kind == "folded":
            self._view.toggle_fold(row.start)
            self._scrolled(1)
            return
        offset = self._view.offset_at(spot.y, spot.x)
        index = self._stops.at(offset)
        if (
            index is None
            or self.document is None
            or spot.x < column_of(self._view.layout.text, row, row.start)
        ):
            return
        start = self.document.mentions[index].start
        if self.mention is not None and self.mention.start == start:
            self.post_message(self.NameClicked())
        else:
            self.go_to(start)

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
        setting = self._setting()
        self._view.reset(
            Setting(
                setting.width,
                setting.measure,
                setting.fold,
                self._view.layout.setting.opened,
                setting.numbers,
            ),
            max(1, self.content_size.height),
        )
        self.refresh()
        if self.document is not None:
            self._tell()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, classes: tuple[str, ...]) -> Style:
        style = self._looks.get(classes)
        if style is None:
            style = self.rich_style
            for name in classes:
                style = style + self.get_component_rich_style(f"text--{name}", partial=True)
            self._looks[classes] = style
        return style

    def render_line(self, y: int) -> Strip:
        """The row `y` of the view."""
        width = self.content_size.width
        rows = self._view.rows
        if y >= len(rows):
            return Strip.blank(width, self._look(()))
        row: Row = rows[y]
        layers = (self._names, self._now, self._found, self._found_now)
        runs = paint(self._view.layout.text, row, layers, width)
        return Strip([Segment(run.text, self._look(run.classes)) for run in runs], width)


def _classes(mention: MentionRow) -> tuple[str, ...]:
    return (mention.type, "unsure") if mention.score < UNSURE else (mention.type,)
