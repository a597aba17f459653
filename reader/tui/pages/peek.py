"""Peek: in a few lines who stands under the cursor, why we think so, and where they were introduced."""

from __future__ import annotations

from reader.readmodel import EntityCard, MentionRow
from reader.tui.pages.references import UNSURE, mentions_phrase
from reader.tui.paint import Pieces, aligned, around, clipped, kind_of, wrapped

__all__ = ["peek_lines"]


def peek_lines(mention: MentionRow, card: EntityCard | None, width: int) -> tuple[Pieces, ...]:
    """The lines for a box of `width` cells, its border counted."""
    width = max(12, width - 4)
    sure = "" if mention.score >= UNSURE else " ?"
    name = card.row.name if card else mention.name
    lines: list[Pieces] = [
        aligned(
            ((name, kind_of(mention.type)), (sure, "line--problem")), ((mention.type, "line--quiet"),), width
        )
    ]
    if card and card.titles:
        lines.append(clipped(((card.titles[0], ""),), width))
    why = mention.reason or "found by the tagger"
    lines += [((line, ""),) for line in wrapped(f"why: {why}", width, 2)]
    counts = mentions_phrase(card.row.mentions, card.row.documents) if card else ""
    lines.append(aligned(((counts, "line--quiet"),), ((f"score {mention.score:.2f}", "line--quiet"),), width))
    if card and card.introduced:
        spot = card.introduced
        lines.append(
            (
                ("introduced ", "line--quiet"),
                *around(spot.left, spot.text, spot.right, width - 11, column=False),
            )
        )
    return tuple(lines)
