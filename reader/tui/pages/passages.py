"""A passage whole, on a few lines, with what it is about marked."""

from __future__ import annotations

from collections.abc import Iterator

from reader.readmodel import Passage
from reader.tui.paint import Pieces, wrapped

__all__ = ["passage_lines"]


def passage_lines(
    passage: Passage, width: int, rows: int, *, quiet: str = "line--quiet", marked: str = "line--hit"
) -> Iterator[Pieces]:
    """At most `rows` lines of `width` cells, the words around in the look `quiet`, the passage's own in `marked`.

    What stands too far before them gives way, shown by an ellipsis; so does what comes after.
    """
    before = " ".join(passage.left.split()) + " " * passage.left[-1:].isspace()
    room = max(width // 2, width * rows - len(passage.text) - width)
    if len(before) > room:
        before = "…" + before[-room:].partition(" ")[2]
    whole = f"{before}{passage.text}{passage.right}"
    start, end = len(before), len(before) + len(passage.text)
    at = 0
    for line in wrapped(whole, width, rows):
        words = line.removesuffix(" …") if not whole.endswith(line) else line
        words = words if whole.find(words, at) >= 0 else words.removesuffix("…")
        at = max(at, whole.find(words, at))
        first, last = (min(max(edge - at, 0), len(words)) for edge in (start, end))
        yield ((line[:first], quiet), (line[first:last], marked), (line[last:], quiet))
        at += len(words)
