"""The reading pane: a document, and a cursor that walks from name to name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.columns import block_index
from reader.model import Block
from reader.readmodel import MentionRow, StoredDocument
from reader.tui.edge import leaps
from reader.tui.text import Layer, Mark, Stops, column_of
from reader.tui.textview import TextView

__all__ = ["Direction", "ReadingPane"]

UNSURE = 0.6
Direction = Literal[1, -1]


class _Names(Layer):
    """All mentions, marked as they come on screen."""

    def __init__(self, mentions: Sequence[MentionRow]) -> None:
        super().__init__()
        self._mentions = mentions

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch [start, end), in order."""
        for place in range(bisect_right(self._mentions, start, key=_end), len(self._mentions)):
            mention = self._mentions[place]
            if mention.start >= end:
                break
            yield Mark(mention.start, mention.end, _classes(mention))


class _Selected(Layer):
    """The selected name (at `current`) and all others of the same entity, marked as they come on screen."""

    def __init__(self, mentions: Sequence[MentionRow], chosen: Sequence[int], current: int) -> None:
        super().__init__()
        self._mentions = mentions
        self._chosen = chosen
        self._current = current

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch [start, end), in order."""
        first = bisect_left(self._chosen, start, key=lambda index: self._mentions[index].end)
        for place in range(first, len(self._chosen)):
            mention = self._mentions[self._chosen[place]]
            if mention.start >= end:
                break
            if mention.end > start:
                look = "current" if mention.start == self._current else "same"
                yield Mark(mention.start, mention.end, (look,))


class ReadingPane(TextView):
    """A document in a `TextView`. `cursor` is a character; when it stands on a name, that name is the selected one."""

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
        self, measure: int = 80, *, fold: bool = True, numbers: bool = False, id: str | None = None
    ) -> None:
        super().__init__(measure, fold=fold, numbers=numbers, id=id)
        self.document: StoredDocument | None = None
        self.cursor = 0
        self._stops = Stops(())
        self._names = Layer()
        self._now = Layer()
        self._chosen = Layer()
        self._labels: dict[int, list[tuple[int, str]]] = {}
        self.leaving: Callable[[], Callable[[str], None]] = lambda: lambda reason: None
        """Keeps the place in mind from which one leaps away."""

    # what is shown ----------------------------------------------------------
    def load(self, document: StoredDocument, cursor: int | None = None, top: int | None = None) -> None:
        """Show a document: the cursor at `cursor` (None: its first name), the view from `top` on."""
        self.document = document
        self.set_text(document.text, document.blocks)
        self._take_names(document)
        first = self._stops.after(-1)
        if cursor is None:
            cursor = document.mentions[first].start if first is not None else 0
            if top is None and self._view.locate(cursor) is not None:
                # Seen for the first time, a document shows its beginning.
                top = self._view.anchor
        self.place(cursor, top)

    def renew(self, document: StoredDocument) -> None:
        """The same document, its names looked at anew: nothing moves."""
        if self.document is None or document.text != self.text:
            self.load(document, self.cursor, self.top)
            return
        if not self.document.whole:
            self.set_blocks(document.blocks)
        self.document = document
        self._take_names(document)
        self._mark_current()
        self.refresh()
        self.moved()

    def _take_names(self, document: StoredDocument) -> None:
        self._stops = Stops(document.mentions)
        self._names = _Names(document.mentions)

    def show_words(self, words: str) -> None:
        """Say something where no document is."""
        if self.document is None:
            self.set_text(words, (Block("paragraph", 0, len(words)),))
            self.refresh()

    def place(self, cursor: int, top: int | None = None) -> None:
        """Put the cursor at a character, the view where it was (`top`) or, without, where the character shows well."""
        self.cursor = max(0, min(cursor, len(self._view.layout.text)))
        if top is None:
            self._view.show(self.cursor)
        else:
            self._view.go_to(top)
        self._mark_current()
        self.refresh()
        self.moved()

    def bring_in_sight(self, offset: int) -> None:
        """Scroll to a character only where it is not on the screen."""
        if self._view.show(offset, context=0):
            self.refresh()
            self.moved()

    @property
    def mention(self) -> MentionRow | None:
        """The name under the cursor."""
        index = self._stops.at(self.cursor)
        if self.document is None or index is None:
            return None
        return self.document.mentions[index]

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

    # choosing words --------------------------------------------------------------
    def select(self, span: tuple[int, int] | None) -> None:
        """Mark words that are being chosen, and show them; None marks none."""
        self._chosen = Layer([Mark(*span, ("current",))] if span else [])
        if span is not None:
            self._view.show(span[0], context=0)
        self.refresh()

    def beside(self, offset: int, rows: int) -> int:
        """The character so many rows below (or above) one, as far as the screen goes; the same one at its edge."""
        found = self._view.locate(offset)
        if found is None or not 0 <= found[0] + rows < len(self._view.rows):
            self._view.scroll(rows)
            self.refresh()
            found = self._view.locate(offset)
        if found is None or not 0 <= found[0] + rows < len(self._view.rows):
            return offset
        return self._view.offset_at(found[0] + rows, found[1])

    def block_end(self, offset: int) -> int:
        """Where the paragraph ends that holds a character."""
        blocks = self.document.blocks if self.document is not None else ()
        index = block_index(blocks, offset)
        return blocks[index].end if index >= 0 and offset < blocks[index].end else len(self.text)

    # labels -------------------------------------------------------------------
    def names_on_screen(self) -> tuple[int, ...]:
        """Where the names begin that are on the screen (dates left out), from the top."""
        if self.document is None:
            return ()
        first, last = self._view.anchor, self._view.last_offset
        starts = self._stops.starts_between(first, last)
        return tuple(each for each in starts if self._view.locate(each) is not None)

    def show_labels(self, labels: Mapping[int, str]) -> None:
        """Lay these words over the text, each from the character it is given for."""
        self._labels = {}
        for start, label in labels.items():
            spot = self._view.locate(start)
            if spot is not None:
                self._labels.setdefault(spot[0], []).append((spot[1], label))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y` of the view, with the labels over it."""
        strip = super().render_line(y)
        for column, label in self._labels.get(y, ()):
            after = strip.crop(column + len(label))
            strip = Strip.join([strip.crop(0, column), Strip([Segment(label, self._look(("hint",)))]), after])
        return strip

    # the cursor ---------------------------------------------------------------
    def go_to(self, offset: int) -> None:
        """Put the cursor at a character, scrolling no more than needed, repainting no more than changed."""
        before = set(self._rows_of_selection())
        self.cursor = max(0, min(offset, len(self._view.layout.text)))
        moved = self._view.show(self.cursor, leap=leaps(self))
        self._mark_current()
        if moved:
            self.refresh()
        else:
            rows = before | set(self._rows_of_selection())
            left, top = self.content_region.x - self.region.x, self.content_region.y - self.region.y
            self.refresh(*(Region(left, top + row, self.content_size.width, 1) for row in sorted(rows)))
        self.moved()

    def _mark_current(self) -> None:
        """The selected name reversed, its other mentions marked like it, dimmer."""
        mention = self.mention
        if self.document is None or mention is None:
            self._now = Layer()
        elif mention.entity is None:
            self._now = Layer([Mark(mention.start, mention.end, ("current",))])
        else:
            chosen = self._stops.of(entity=mention.entity)
            self._now = _Selected(self.document.mentions, chosen, mention.start)

    def _rows_of_selection(self) -> Iterable[int]:
        """The rows on screen that show the cursor's name or another mention of the same."""
        rows = self._view.rows
        for number, row in enumerate(rows):
            if row.end > row.start and any(True for _ in self._now.between(row.start, row.end)):
                yield number

    def marking(self) -> tuple[Layer, ...]:
        """Names, the selected one and its like, what was found."""
        return (self._names, self._now, *super().marking(), self._chosen)

    def moved(self) -> None:
        """The cursor or the view is at another place."""
        if self.document is not None:
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

    def do_move_top(self) -> None:
        """To the beginning; back leads to where one was."""
        self._leap(super().do_move_top, "the beginning")

    def do_move_bottom(self) -> None:
        """To the end; back leads to where one was."""
        self._leap(super().do_move_bottom, "the end")

    def _leap(self, move: Callable[[], None], reason: str) -> None:
        top, left = self.top, self.leaving()
        move()
        if self.top != top:
            left(reason)

    # from name to name (the methods are named as the table of commands has them) --
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


def _classes(mention: MentionRow) -> tuple[str, ...]:
    return (mention.type, "unsure") if mention.score < UNSURE else (mention.type,)


def _end(mention: MentionRow) -> int:
    return mention.end
