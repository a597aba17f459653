"""Peek: in a few lines who stands under the cursor, why we think so, and where they were introduced."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import paragraph_label
from reader.readmodel import EntityCard, MentionRow, Passage, Why
from reader.tui.pages.deciding import state_words
from reader.tui.pages.references import UNSURE, mentions_phrase
from reader.tui.paint import Pieces, aligned, around, clipped, kind_of, width_of, wrapped

__all__ = ["peek_lines"]

_NOTES = 3
"""Notes that are shown: a peek covers little."""


def peek_lines(
    mention: MentionRow,
    card: EntityCard | None,
    width: int,
    why: Why | None = None,
    notes: Sequence[str] = (),
) -> tuple[Pieces, ...]:
    """The lines for a box of `width` cells, its border counted: who, since when we know, by which rule, evidence and score;
    last the first few of the user's notes."""
    width = max(12, width - 4)
    sure = "" if mention.score >= UNSURE else " ?"
    name = card.row.name if card else mention.name
    kind = " · ".join(each for each in (mention.type, _state(mention, card, why)) if each)
    called: Pieces = ((name, kind_of(mention.type)), (sure, "line--problem"))
    said: Pieces = ((kind, "line--quiet"),)
    # A name that is cut is not told from others: then the kind has a line of its own.
    together = width_of((*called, *said)) + 2 <= width
    lines: list[Pieces] = (
        [aligned(called, said, width)] if together else [clipped(called, width), clipped(said, width)]
    )
    if card and card.titles:
        lines.append(clipped(((card.titles[0], ""),), width))
    reason = mention.reason or "found by the tagger"
    lines += [((line, ""),) for line in wrapped(f"why: {reason}", width, 2)]
    if why is not None and why.also:
        lines += [((line, ""),) for line in wrapped(f"decided: the same as {', '.join(why.also)}", width, 2)]
    if why is not None and why.evidence is not None:
        lines.append(_passage(f"{paragraph_label(why.evidence.paragraph)} ", why.evidence, width))
    counts = mentions_phrase(card.row.mentions, card.row.documents) if card else ""
    lines.append(aligned(((counts, "line--quiet"),), ((_scores(mention, why), "line--quiet"),), width))
    if card and card.introduced:
        lines.append(_passage("introduced ", card.introduced, width))
    lines += [clipped((("✎ ", "line--accent"), (note, "")), width) for note in notes[:_NOTES]]
    if len(notes) > _NOTES:
        lines.append(((f"  and {len(notes) - _NOTES} more notes", "line--quiet"),))
    return tuple(lines)


def _state(mention: MentionRow, card: EntityCard | None, why: Why | None) -> str:
    """Who says so: people, or the machine alone."""
    if why is not None and why.decided:
        return "decided"
    if card is None:
        return "not linked yet" if mention.entity is None and mention.type != "date" else ""
    return state_words(card.row) or "the machine's guess"


def _scores(mention: MentionRow, why: Why | None) -> str:
    """How sure it is that this is a name, and whose."""
    if why is None:
        return f"score {mention.score:.2f}"
    return f"score {why.name:.2f} · link {why.link:.2f}"


def _passage(label: str, spot: Passage, width: int) -> Pieces:
    room = width - len(label)
    return ((label, "line--quiet"), *around(spot.left, spot.text, spot.right, room, column=False))
