"""What a document makes of each spelling: its type, and how well it is attested."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reader.model import MentionType

__all__ = ["Key", "Spelling", "written"]

Key = tuple[str, ...]
"""A name's words (see `words.key_of`)."""


class Spelling(NamedTuple):
    """The verdict on a spelling.

    `score` is its best reading's, `weight` the sum of all; `source` says how it is known: the tagger saw it, it is the surname of
    someone named in full, or it is another name in capitals. `second` is a type that is strongly attested beside `type`.
    """

    type: MentionType
    score: float
    weight: float
    reason: str
    source: Literal["seen", "surname", "headline"] = "seen"
    second: MentionType | None = None


def written(key: Key) -> str:
    """A key as people write it."""
    out = ""
    for form in key:
        glued = not out or form in ".,'-)" or out[-1] in "-'("
        out += form if glued else f" {form}"
    return out
