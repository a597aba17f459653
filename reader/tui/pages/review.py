"""Two candidates and what is known of each: side by side where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from reader.model import paragraph_label
from reader.readmodel import EntityCard, Passage, ReferenceGroup, ToReview
from reader.tui.items import Item, Place, plain
from reader.tui.pages.deciding import counted, preview_words, state_words
from reader.tui.paint import Piece, Pieces, clipped, kind_of, width_of, wrapped
from reader.tui.questions import CardAndReferences
from reader.tui.questions_deciding import Preview
from reader.values import dataclass

__all__ = ["TWO_COLUMNS", "Spots", "likely", "passage_lines", "review_items"]

TWO_COLUMNS = 100
"""Columns from which both sides stand beside each other."""

_ALIASES = 6
_COMPANIONS = 5


@dataclass(frozen=True, slots=True)
class Spots:
    """The passages that a line leads to: of the left one, of the right one."""

    left: Place | None = None
    right: Place | None = None

    def of(self, side: int) -> Place | None:
        """That of the side, else the other's."""
        return (self.right or self.left) if side else (self.left or self.right)


Line = tuple[Pieces, Place | None]


def likely(score: float) -> str:
    """A score in words."""
    if score >= 0.75:
        return "likely the same"
    return "could be either" if score >= 0.4 else "likely different"


def passage_lines(left: str, text: str, right: str, width: int, rows: int) -> list[Pieces]:
    """A passage on at most so many lines, its middle marked and always there; cuts are shown."""
    room = max(4, width * rows - cell_len(text) - 2 * rows)
    before = left[-(room // 2) :] if len(left) > room // 2 else left
    if len(before) < len(left):
        before = "…" + (before.partition(" ")[2] or before)
    words: list[Piece] = [(word, "line--quiet") for word in before.split()]
    glued = bool(before) and not before[-1].isspace()
    marked: list[Piece] = [(word, "line--hit") for word in text.split()]
    if glued and words and marked and cell_len(words[-1][0]) <= 2:
        words[-1] = (words[-1][0], "line--quiet-glued")
    words += marked
    tail = right.split(" ", 1)[0] if right and not right[0].isspace() else ""
    if tail:
        words.append((tail, "line--quiet-tail"))
    words += [(word, "line--quiet") for word in right[len(tail) :].split()]
    return _flow(words, width, rows)


def _flow(words: Sequence[Piece], width: int, rows: int) -> list[Pieces]:
    """Words on lines: a glued one without a blank behind it, a tail without one before it."""
    lines: list[Pieces] = []
    line: list[Piece] = []
    used = 0
    glue = True
    for word, look in words:
        joint = "" if glue or look == "line--quiet-tail" else " "
        if line and used + len(joint) + cell_len(word) > width:
            lines.append(tuple(line))
            if len(lines) == rows:
                return [*lines[:-1], clipped((*lines[-1], (" …", "line--quiet")), width)]
            line, used, joint = [], 0, ""
        shown = "line--quiet" if look.startswith("line--quiet") else look
        line.append((joint + word, shown))
        used += len(joint) + cell_len(word)
        glue = look == "line--quiet-glued"
    return [*lines, tuple(line)] if line else lines


def _years(card: EntityCard) -> str:
    first, last = (card.row.first_date or "")[:4], (card.row.last_date or "")[:4]
    return first if first == last else f"{first}–{last}"


def _head(card: EntityCard, width: int, active: bool) -> list[Line]:
    row = card.row
    state = state_words(row)
    mark = "▸ " if active else "  "
    lines: list[Line] = [
        ((*clipped(((mark, "line--accent"), (row.name, kind_of(row.type))), width),), None),
        ((("  " + " · ".join(each for each in (row.type, state) if each), "line--quiet"),), None),
    ]
    numbers = " · ".join(each for each in (counted(row.mentions, row.documents), _years(card)) if each)
    lines.append(((("  " + numbers, ""),), None))
    lines += [
        ((("  " + line, ""),), None) for title in card.titles[:2] for line in wrapped(title, width - 2, 1)
    ]
    names = " · ".join(f"{alias.text} {alias.count:,}" for alias in card.aliases[:_ALIASES])
    more = f" · {len(card.aliases) - _ALIASES} more" if len(card.aliases) > _ALIASES else ""
    lines += [((("  " + line, "line--quiet"),), None) for line in wrapped(names + more, width - 2, 3)]
    return lines


def _passage(spot: Passage, heading: str, width: int) -> list[Line]:
    place = Place(spot.document, spot.start, spot.end)
    where = f"{spot.date or 'undated'} {paragraph_label(spot.paragraph)} · {spot.title}"
    lines: list[Line] = [(((f"  {heading}", "line--heading"),), None)] if heading else []
    lines.append((clipped((("  ", ""), (where, "line--quiet")), width), None))
    shown = passage_lines(spot.left, spot.text, spot.right, width - 4, 3)
    # The first line carries the place: one stop of the cursor a passage.
    return lines + [((("    ", ""), *line), place if not n else None) for n, line in enumerate(shown)]


def _mentions(groups: Iterable[ReferenceGroup], introduced: Passage | None, width: int) -> list[Line]:
    lines: list[Line] = []
    said = {introduced.left + introduced.text + introduced.right} if introduced else set()
    place = (introduced.document, introduced.start) if introduced else None
    for group in groups:
        # The same words in another document tell nothing new.
        fresh = (
            each
            for each in group.references
            if each.left + each.text + each.right not in said and (group.document, each.start) != place
        )
        one = next(fresh, None)
        if one is not None:
            said.add(one.left + one.text + one.right)
            spot = (group.document, group.title or group.document, group.date)
            passage = Passage(*spot, one.start, one.end, one.paragraph, one.left, one.text, one.right)
            lines += _passage(passage, "" if lines else "named", width)
    return lines


def _top(side: CardAndReferences | None, width: int, active: bool) -> list[Line]:
    """Who a candidate is, and where introduced."""
    if side is None:
        return [((("  no longer there", "line--quiet"),), None)]
    lines = [*_head(side.card, width, active), ((), None)]
    if side.card.introduced is not None:
        lines += [*_passage(side.card.introduced, "introduced", width), ((), None)]
    return lines


def _more(side: CardAndReferences | None, width: int) -> list[Line]:
    """Where else a candidate is named, and beside whom."""
    if side is None:
        return []
    card = side.card
    lines = _mentions(side.groups, card.introduced, width)
    if card.companions:
        beside = " · ".join(f"{each.name} {each.count:,}" for each in card.companions[:_COMPANIONS])
        lines += [((), None), ((("  in the same sentence", "line--heading"),), None)]
        lines += [((("  " + line, "line--quiet"),), None) for line in wrapped(beside, width - 2, 3)]
    return lines


def _stacked(
    pair: ToReview, sides: tuple[CardAndReferences | None, CardAndReferences | None], side: int, width: int
) -> list[Item]:
    """Both below each other: who they are before all evidence, so that one sees whom it is about without moving."""
    rule = (("─" * width, "line--quiet"),)
    items: list[Item] = []

    def add(lines: list[Line], n: int) -> None:
        for line, place in lines:
            spots = (Spots(right=place) if n else Spots(left=place)) if place else None
            items.append(Item((clipped(line, width),), spots))

    for n, each in enumerate(sides):
        add(_top(each, width, n == side), n)
    for n, (each, row) in enumerate(zip(sides, (pair.left, pair.right), strict=True)):
        more = _more(each, width)
        if more:
            items += plain(rule, (("  ", ""), (row.name, kind_of(row.type))))
            add(more, n)
    return items


def _shared(left: CardAndReferences | None, right: CardAndReferences | None) -> str:
    """Whom both stand beside."""
    if left is None or right is None:
        return ""
    others = {each.entity for each in right.card.companions}
    names = [each.name for each in left.card.companions if each.entity in others]
    return f"both stand beside {', '.join(names[:4])}" if names else ""


def review_items(
    pair: ToReview,
    sides: tuple[CardAndReferences | None, CardAndReferences | None] | None,
    previews: tuple[Preview, ...],
    side: int,
    width: int,
    key: str = "y",
) -> list[Item]:
    """The page of a pair: the machine's reason, both sides (the active one is `side`), and what `key` would do."""
    width = max(20, width)
    score = f"{likely(pair.suggestion.score)} ({pair.suggestion.score:.2f})"
    said = [f"{pair.left.name} = {pair.right.name} ?"] if width < TWO_COLUMNS - 2 else []
    said += [f"{score}: {pair.suggestion.reason}"]
    said += [_shared(*sides)] if sides and _shared(*sides) else []
    said += [f"{key}: {preview_words(previews[0])}"] if previews else []
    items = [Item((((" " + line, ""),),)) for words in said for line in wrapped(words, width - 2, 2)]
    items += plain((("─" * width, "line--quiet"),))
    if sides is None:
        return [*items, *plain(((" …", "line--quiet"),))]
    if width >= TWO_COLUMNS - 2:
        column = (width - 3) // 2
        left, right = ([*_top(each, column, n == side), *_more(each, column)] for n, each in enumerate(sides))
        for one, other in zip_longest(left, right, fillvalue=((), None)):
            pad = " " * max(0, column - width_of(one[0]))
            pieces: Pieces = (*clipped(one[0], column), (pad, ""), (" │ ", "line--quiet"), *other[0])
            spots = Spots(one[1], other[1]) if one[1] or other[1] else None
            items.append(Item((clipped(pieces, width),), spots))
        return items
    return [*items, *_stacked(pair, sides, side, width)]
