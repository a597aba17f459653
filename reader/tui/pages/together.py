"""Two together: the passages that hold both, whole, each under its document."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import paragraph_label
from reader.readmodel import Passage
from reader.tui.items import Item, Place, fitted, plain
from reader.tui.pages.passages import passage_lines
from reader.tui.paint import aligned

__all__ = ["together_items"]

_ROWS = 4
"""Lines of a passage at most."""


def together_items(passages: Sequence[Passage], width: int) -> list[Item]:
    """A heading a passage (title, date, paragraph: the row to choose), its words below, what joins the two marked."""
    width = max(20, width - 1)
    items: list[Item] = []
    for each in passages:
        right = ((f"{each.date or 'undated'} {paragraph_label(each.paragraph):<4}", "line--quiet"),)
        place = Place(each.document, each.start, each.end)
        items.append(Item((aligned(((each.title or each.document, "line--strong"),), right, width),), place))
        words = passage_lines(each, width - 3, _ROWS, marked="")
        items += plain(*((("   ", ""), *line) for line in words), ())
    return fitted(items, width)
