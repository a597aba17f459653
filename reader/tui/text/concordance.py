"""Keywords in context: every line with its keyword in the same column, sorted by the words around it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

from reader.readmodel import Passage
from reader.tui.text.cells import clusters, drawable, width_of
from reader.values import dataclass

__all__ = ["SORTS", "Arranged", "Columns", "Sort", "arranged", "in_columns", "sorted_passages"]

Sort = Literal["document", "date", "keyword", "left1", "left2", "left3", "right1", "right2", "right3"]
SORTS: tuple[Sort, ...] = get_args(Sort)
"""By place, by date (undated last), by the keyword as written, by the first, second or third word to the left or right."""

_ELLIPSIS = "…"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Columns:
    """A line of a concordance: three texts of exactly the cells they were given."""

    left: str
    keyword: str
    right: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """Lines in their order, and the cells of the widest keyword."""

    passages: tuple[Passage, ...]
    keyword: int


def arranged(passages: Sequence[Passage], sort: Sort, wanted: str = "") -> Arranged:
    """The passages that hold all words of `wanted` (in what they show, their title or date), sorted; "document" keeps their order."""
    words = wanted.casefold().split()
    kept = [each for each in passages if _holds(each, words)] if words else list(passages)
    if sort != "document":
        kept = sorted_passages(kept, sort)
    keyword = max((width_of(" ".join(each.text.split())) for each in kept), default=1)
    return Arranged(tuple(kept), keyword)


def _holds(passage: Passage, words: Sequence[str]) -> bool:
    """Whether all words stand in a line."""
    whole = (
        f"{passage.left}{passage.text}{passage.right} {passage.title} {passage.date or 'undated'}".casefold()
    )
    return all(word in whole for word in words)


def sorted_passages(passages: Sequence[Passage], sort: Sort) -> list[Passage]:
    """The passages in the order asked for; those that are alike stay in the order of documents and places."""
    in_place = sorted(passages, key=lambda passage: (passage.document, passage.start))
    return sorted(in_place, key=_KEYS[sort])


def _word(words: str, number: int) -> str:
    """The word at a place, small and without accents, quotation marks and the like; "" where there is none."""
    found = words.split()
    word = found[number] if -len(found) <= number < len(found) else ""
    folded = "".join(each for each in unicodedata.normalize("NFKD", word.casefold()) if each.isalnum())
    return folded or word


def _left(number: int) -> Callable[[Passage], tuple[str, ...]]:
    """Sort by the `number`-th word to the left, then by the ones further left; where there is none, last."""
    return lambda passage: _nothing_last(_word(passage.left, -at) for at in range(number, number + 3))


def _right(number: int) -> Callable[[Passage], tuple[str, ...]]:
    """Sort by the `number`-th word to the right, then by the ones further right; where there is none, last."""
    return lambda passage: _nothing_last(_word(passage.right, at - 1) for at in range(number, number + 3))


def _nothing_last(words: Iterable[str]) -> tuple[str, ...]:
    """What words are sorted by."""
    return tuple(word or _LAST for word in words)


_KEYS: dict[Sort, Callable[[Passage], tuple[str, ...]]] = {
    "document": lambda passage: (),
    "date": lambda passage: ("0", passage.date) if passage.date else ("1",),
    "keyword": lambda passage: (passage.text.casefold(),),
    "left1": _left(1),
    "left2": _left(2),
    "left3": _left(3),
    "right1": _right(1),
    "right2": _right(2),
    "right3": _right(3),
}


def in_columns(passage: Passage, width: int, keyword: int) -> Columns:
    """A passage in `width` cells (at least 3), of which its keyword gets as many as it needs, at most `keyword`.

    The keyword begins in the same column in every line of the same `width` and `keyword`.
    """
    width = max(3, width)
    keyword = max(1, min(keyword, width - 2))
    before = (width - keyword) // 2
    word = _from_left(" ".join(passage.text.split()), keyword)
    after = width - before - width_of(word)
    # A bracket before the keyword and a comma behind it stand at it, as in the text.
    left = _from_right(" ".join(passage.left.split()) + " " * passage.left[-1:].isspace(), before)
    right = _from_left(" " * passage.right[:1].isspace() + " ".join(passage.right.split()), after)
    return Columns(" " * (before - width_of(left)) + left, word, right + " " * (after - width_of(right)))


def _from_left(text: str, room: int) -> str:
    """As much of the text's beginning as fits, an ellipsis for the rest."""
    shown = drawable(text)
    if width_of(shown) <= room:
        return shown
    used, end = 0, 0
    for _, stop, cells in clusters(shown):
        if used + cells > room - 1:
            break
        used, end = used + cells, stop
    return shown[:end] + _ELLIPSIS if room > 0 else ""


def _from_right(text: str, room: int) -> str:
    """As much of the text's end as fits, an ellipsis for the rest."""
    shown = drawable(text)
    if width_of(shown) <= room:
        return shown
    used, start = 0, len(shown)
    for begin, _, cells in reversed(clusters(shown)):
        if used + cells > room - 1:
            break
        used, start = used + cells, begin
    return _ELLIPSIS + shown[start:] if room > 0 else ""
