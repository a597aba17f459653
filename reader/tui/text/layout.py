"""A document cut into pieces that are set on demand, so that a big one opens like a small one.

A piece is a paragraph (with a dateline that shares its line), a run of folded furniture, or a part of a huge block. Its address
is the index of its first block and the number of the part; its neighbours are found by looking at the blocks beside it, so nothing
is ever counted from the beginning.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.columns import Blocks, block_index
from reader.model import BOILERPLATE_WITH_NAMES, Block
from reader.tui.text.cells import clusters
from reader.tui.text.rows import Row
from reader.tui.text.typeset import NARROW, Setting, Stretch, folded_label, set_stretch
from reader.tui.text.wrap import BREAKS
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["PART", "Layout", "Piece"]

PART = 8192
"""A block of more characters than this is set in parts of about as many."""

_KEPT = 512
"""Pieces whose rows are remembered."""

_INLINE = frozenset({"dateline", "paragraph", "standfirst", "boilerplate"})
"""Kinds that may share a line of the source and are then set as one paragraph."""

_CLOSE = frozenset({"list", "table", "code"})
"""Kinds with no blank row between two of them."""

_LINES = frozenset({"boilerplate", "note"})
"""Kinds that often come as lines below each other (a mail's head, an address): a blank row stands where the source has one."""

_BREAK = re.compile(f"[{BREAKS}]+")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """The address of a piece: its first block and the part of it (0 for all but huge blocks)."""

    block: int
    part: int = 0


class Layout:
    """A text, its blocks and how to set them; gives rows piece by piece and remembers the latest."""

    def __init__(self, text: Text, blocks: Sequence[Block], setting: Setting) -> None:
        self.text = text
        self.blocks = blocks or ((Block("paragraph", 0, len(text)),) if text[:].strip() else ())
        self.setting = setting
        self._rows: OrderedDict[Piece, tuple[Row, ...]] = OrderedDict()
        self._numbers: Sequence[int] | None = blocks.numbers if isinstance(blocks, Blocks) else None
        self._run = (0, -1)

    def with_setting(self, setting: Setting) -> Layout:
        """The same document set otherwise."""
        other = Layout(self.text, self.blocks, setting)
        other._numbers = self._numbers
        return other

    # Pieces

    @property
    def first(self) -> Piece | None:
        """The first piece; None where the document is empty."""
        return Piece(0) if self.blocks else None

    @property
    def last(self) -> Piece | None:
        """The last piece; None where the document is empty."""
        if not self.blocks:
            return None
        start = self._group(len(self.blocks) - 1)[0]
        return Piece(start, self._parts(start) - 1)

    def after(self, piece: Piece) -> Piece | None:
        """The piece below."""
        if piece.part + 1 < self._parts(piece.block):
            return Piece(piece.block, piece.part + 1)
        following = self._group(piece.block)[1] + 1
        return Piece(following) if following < len(self.blocks) else None

    def before(self, piece: Piece) -> Piece | None:
        """The piece above."""
        if piece.part:
            return Piece(piece.block, piece.part - 1)
        if piece.block == 0:
            return None
        start = self._group(piece.block - 1)[0]
        return Piece(start, self._parts(start) - 1)

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that shows the character at `offset`, or the nearest one above."""
        if not self.blocks:
            return None
        index = max(0, block_index(self.blocks, offset))
        start, end = self._group(index)
        if self._is_folded(start) or self._parts(start) == 1:
            return Piece(start)
        top, bottom = self.blocks[start].start, self.blocks[end].end
        part = min(max(0, offset - top) // PART, self._parts(start) - 1)
        while part and offset < self._part_start(start, top, bottom, part):
            part -= 1
        return Piece(start, part)

    def fold_at(self, offset: int) -> int | None:
        """The index of the first block of the run of furniture that holds `offset`, folded or not; None elsewhere.

        It goes into (or out of) `Setting.opened`.
        """
        if not self.blocks:
            return None
        index = max(0, block_index(self.blocks, offset))
        return self._furniture(index)[0] if self._is_furniture(index) else None

    # Rows

    def rows(self, piece: Piece) -> tuple[Row, ...]:
        """The rows of a piece, the blank row above it first where there is one; never empty."""
        known = self._rows.get(piece)
        if known is not None:
            self._rows.move_to_end(piece)
            return known
        rows = self._set(piece)
        self._rows[piece] = rows
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return rows

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`, as `reader.model.paragraph_of` counts."""
        index = block_index(self.blocks, offset)
        return self._counts()[index] if index >= 0 else 0

    @property
    def paragraphs(self) -> int:
        """How many numbered paragraphs there are."""
        return self._counts()[-1] if self.blocks else 0

    def _counts(self) -> Sequence[int]:
        """The running number of the paragraphs, one for each block."""
        if self._numbers is None:
            count, numbers = 0, []
            for block in self.blocks:
                count += block.kind not in ("boilerplate", "dateline")
                numbers.append(count)
            self._numbers = numbers
        return self._numbers

    def _set(self, piece: Piece) -> tuple[Row, ...]:
        """Set one piece."""
        start, end = self._group(piece.block)
        rows: list[Row] = []
        if piece.part == 0 and self._has_gap_above(start):
            at = self.blocks[start].start
            rows.append(Row(at, at, "blank", start))
        if self._is_folded(start):
            left, right = self.blocks[start].start, self.blocks[end].end
            label = folded_label(self.text, self.blocks, start, end)
            return (*rows, Row(left, right, "folded", start, self._margin(), True, label=label))
        stretch = self._stretch(piece, start, end)
        rows += self._set_stretch(stretch)
        if not rows:
            rows.append(Row(stretch.start, stretch.start, "blank", start))
        return tuple(rows)

    def _set_stretch(self, stretch: Stretch) -> list[Row]:
        """The rows of a stretch, of which the text is read and nothing else but the character behind it (it may end a marker)."""
        if isinstance(self.text, str):
            return set_stretch(self.text, stretch, self.setting)
        first = stretch.start
        said = self.text[first : stretch.end + 1]
        rows = set_stretch(said, replace(stretch, start=0, end=stretch.end - first), self.setting)
        return [replace(row, start=first + row.start, end=first + row.end) for row in rows]

    def _stretch(self, piece: Piece, start: int, end: int) -> Stretch:
        """The part of the text that a piece shows."""
        kinds = [block.kind for block in self.blocks[start : end + 1]]
        block = self.blocks[start]
        kind = next((each for each in kinds if each not in ("dateline", "boilerplate")), block.kind)
        top, bottom = block.start, self.blocks[end].end
        left = self._part_start(start, top, bottom, piece.part)
        right = bottom
        if piece.part + 1 < self._parts(start):
            right = self._part_start(start, top, bottom, piece.part + 1)
        if kind in ("table", "code") and piece.part == 0:
            while left > 0 and self.text[left - 1] in " \t":
                left -= 1
        margin, number = self._margin(), ""
        if margin and piece.part == 0 and kind not in ("boilerplate", "dateline"):
            number = f"{self._counts()[end]:>{margin - 2}}  "
        return Stretch(left, right, kind, start, block.level, piece.part > 0, margin, number)

    def _margin(self) -> int:
        """The cells that paragraph numbers take; a narrow pane has none to spare."""
        if not self.setting.numbers or self.setting.width < NARROW:
            return 0
        return len(str(self.paragraphs)) + 2

    def _has_gap_above(self, start: int) -> bool:
        """Whether a blank row stands above the group that begins at this block."""
        if start == 0:
            return False
        above, below = self.blocks[start - 1], self.blocks[start]
        if {above.kind, below.kind} <= _LINES:
            return "\n" in self.text[above.end + 1 : min(below.start, above.end + 64)]
        return not (above.kind == below.kind and below.kind in _CLOSE)

    # Groups of blocks

    def _group(self, index: int) -> tuple[int, int]:
        """The first and last block of the group that block `index` is in."""
        if self._is_furniture(index):
            first, last = self._furniture(index)
            return (first, last) if self.setting.fold and first not in self.setting.opened else (index, index)
        first = last = index
        while first > 0 and self._on_one_line(first - 1):
            first -= 1
        while last + 1 < len(self.blocks) and self._on_one_line(last):
            last += 1
        return first, last

    def _on_one_line(self, index: int) -> bool:
        """Whether this block and the next share a line of the source and are set together."""
        one, two = self.blocks[index], self.blocks[index + 1]
        if one.kind not in _INLINE or two.kind not in _INLINE or one.kind == two.kind:
            return False
        return two.start - one.end < 256 and "\n" not in self.text[one.end : two.start]

    def _is_furniture(self, index: int) -> bool:
        """Whether this block is furniture that may be folded: it names nobody and has its line to itself."""
        block = self.blocks[index]
        if block.kind != "boilerplate" or block.label in BOILERPLATE_WITH_NAMES:
            return False
        if index > 0 and self._on_one_line(index - 1):
            return False
        return not (index + 1 < len(self.blocks) and self._on_one_line(index))

    def _furniture(self, index: int) -> tuple[int, int]:
        """The run of furniture around block `index`."""
        first, last = self._run
        if first <= index <= last:
            return self._run
        first = last = index
        while first > 0 and self._is_furniture(first - 1):
            first -= 1
        while last + 1 < len(self.blocks) and self._is_furniture(last + 1):
            last += 1
        self._run = (first, last)
        return self._run

    def _is_folded(self, start: int) -> bool:
        """Whether the group that begins at this block is folded."""
        return (
            self._is_furniture(start)
            and self.setting.fold
            and self._furniture(start)[0] not in self.setting.opened
        )

    # Parts of huge blocks

    def _parts(self, start: int) -> int:
        """In how many parts the group that begins at this block is set."""
        if self._is_folded(start):
            return 1
        length = self.blocks[self._group(start)[1]].end - self.blocks[start].start
        return max(1, -(-length // PART))

    def _part_start(self, start: int, top: int, bottom: int, part: int) -> int:
        """Where a part begins: after the first white space (a line's end where lines are kept) past its share of the text."""
        if part == 0:
            return top
        near = top + part * PART
        limit = min(bottom, near + PART // 4)
        if self.blocks[start].kind in ("table", "code", "list"):
            feed = self.text[near:limit].find("\n")
            if feed >= 0:
                return near + feed + 1
        found = _BREAK.search(self.text[near:limit])
        if found is not None:
            return near + found.end()
        spans = clusters(self.text[near - 16 : min(bottom, near + 16)])
        return next((near - 16 + left for left, _, _ in spans if left >= 16), near)
