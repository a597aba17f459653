"""Places that are kept by what is written there, so that they are found again when a document was read anew, moved or edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from reader.values import dataclass

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["CONTEXT", "Anchor", "Found", "anchor_at", "find_anchor"]

CONTEXT = 48
"""Characters that are kept on each side of a place."""

_ENOUGH = 12
"""So many characters that are not blanks are taken to stand for a place on their own."""

_ALIKE = 80.0
"""How alike (0..100, rapidfuzz's partial ratio) words must be to be taken for the same, edited."""

_REACH = 1 << 20
"""How far around its old offset (in characters) an edited place is looked for."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A character of a document: where it was, and the words before and after it.

    `document` is the document's id, `sha256` the hash of its bytes, `path` its file: whichever of them still leads to a document does.
    """

    document: str
    offset: int
    before: str
    after: str
    path: str = ""
    sha256: str = ""

    def as_row(self) -> list[object]:
        """The anchor as plain values, to be written down."""
        return [self.document, self.offset, self.before, self.after, self.path, self.sha256]

    @classmethod
    def from_row(cls, row: object) -> Anchor | None:
        """The anchor that `as_row` wrote; None for anything else."""
        if not isinstance(row, list) or len(row) != 6:
            return None
        document, offset, *words = row
        if (
            not isinstance(document, str)
            or not isinstance(offset, int)
            or isinstance(offset, bool)
            or offset < 0
        ):
            return None
        if not all(isinstance(word, str) for word in words):
            return None
        return cls(document, offset, *words)


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor is now. "same": untouched; "moved": its words stand elsewhere; "edited": words much like them."""

    offset: int
    how: Literal["same", "moved", "edited"]


def anchor_at(text: Text, offset: int, document: str, path: str = "", sha256: str = "") -> Anchor:
    """The anchor of a character of a text."""
    offset = max(0, min(offset, len(text)))
    before, after = text[max(0, offset - CONTEXT) : offset], text[offset : offset + CONTEXT]
    return Anchor(document, offset, before, after, path, sha256)


def find_anchor(text: Text, anchor: Anchor) -> Found | None:
    """Where the anchor is in `text`; None where nothing like it is there any more. Of several places the nearest counts."""
    at = anchor.offset
    if (
        text[at : at + len(anchor.after)] == anchor.after
        and text[max(0, at - len(anchor.before)) : at] == anchor.before
    ):
        return Found(at, "same")
    words = text[:]
    for before, after in ((anchor.before, anchor.after), ("", anchor.after), (anchor.before, "")):
        if len("".join((before + after).split())) >= _ENOUGH:
            places = list(_places(words, before, after))
            if places:
                return Found(min(places, key=lambda place: abs(place - at)), "moved")
    return _edited(words, anchor)


def _places(text: str, before: str, after: str) -> Iterator[int]:
    """Where `before` ends and `after` begins, whatever white space is between their words."""
    left, right = (r"\s+".join(map(re.escape, part.split())) for part in (before, after))
    for match in re.finditer(rf"{left}(?P<gap>\s*){right}", text):
        # The blanks at the border belong to the side that they were on.
        yield match.end("gap") if not after[:1].isspace() else match.start("gap")


def _edited(text: str, anchor: Anchor) -> Found | None:
    """Where words stand that are much like the anchor's."""
    words = anchor.before + anchor.after
    if len("".join(words.split())) < _ENOUGH:
        return None
    from rapidfuzz import fuzz

    start = max(0, anchor.offset - _REACH)
    found = fuzz.partial_ratio_alignment(words, text[start : anchor.offset + _REACH], score_cutoff=_ALIKE)
    if found is None:
        return None
    return Found(min(len(text), start + found.dest_start + len(anchor.before) - found.src_start), "edited")
