"""Two together: the passages that hold both, whole, each under its document."""

from __future__ import annotations

from collections.abc import Sequence

from reader.readmodel import Passage
from reader.tui.items import Item, Place, fitted, plain
from reader.tui.pages.references import paragraph_label
from reader.tui.paint import Pieces, aligned, wrapped

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
        items += plain(*_words(each, width - 3), ())
    return fitted(items, width)


def _words(passage: Passage, width: int) -> list[Pieces]:
    """The passage on a few lines; what stands from the one name to the other is not dim."""
    before = passage.left.lstrip()
    if len(before) > width:
        before = "…" + before[-width:].partition(" ")[2]
    whole = f"{before}{passage.text}{passage.right}"
    start, end = len(before), len(before) + len(passage.text)
    lines: list[Pieces] = []
    at = 0
    for line in wrapped(whole, width, _ROWS):
        words = line.removesuffix(" …").removesuffix("…")
        at = max(at, whole.find(words, at))
        cut = [min(max(edge - at, 0), len(line)) for edge in (start, end)]
        lines.append(
            (
                ("   ", ""),
                (line[: cut[0]], "line--quiet"),
                (line[cut[0] : cut[1]], ""),
                (line[cut[1] :], "line--quiet"),
            )
        )
        at += len(words)
    return lines
