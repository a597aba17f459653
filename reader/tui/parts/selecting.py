"""Choosing words in the text: a run of words that moves and grows by keys, until it is taken or left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.tui.items import Place
from reader.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from reader.longtext import Text

__all__ = ["Selecting", "Span", "taken_span", "word_after", "word_at", "word_before"]

Span = tuple[int, int]

_WORD = re.compile(r"(?:\w\.){2,}|\w+(?:['’.&/-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_REACH = 4000
"""Characters that are looked at around a place; no word is longer."""


_KEYS = (
    "←→ move · + longer · - shorter · Enter takes · Esc leaves",
    "←→ + - · Enter takes · Esc leaves",
    "Enter takes · Esc",
)
"""The keys that are to be known, in as many words as fit."""


def _words(text: Text, start: int, end: int) -> Iterator[Span]:
    """The words that begin in [start, end); `start` is no middle of a word."""
    start = max(0, start)
    return ((start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end]))


def _line_start(text: Text, offset: int) -> int:
    """A place before `offset` where no word goes on."""
    first = max(0, offset - _REACH)
    return first + text[first:offset].rfind("\n") + 1


def word_at(text: Text, offset: int) -> Span | None:
    """The word at a character, or the next one behind it."""
    return next(
        (span for span in _words(text, _line_start(text, offset), offset + _REACH) if span[1] > offset), None
    )


def word_after(text: Text, end: int) -> Span | None:
    """The first word that begins at `end` or behind it."""
    return next((span for span in _words(text, _line_start(text, end), end + _REACH) if span[0] >= end), None)


def word_before(text: Text, start: int) -> Span | None:
    """The last word that ends at `start` or before it."""
    at = start
    while at > 0:
        begin = _line_start(text, at - 1)
        found = [span for span in _words(text, begin, start) if span[1] <= start]
        if found:
            return found[-1]
        at = begin
    return None


def taken_span(text: Text, start: int, end: int) -> Span:
    """The chosen words as a name: a possessive at their end does not belong to it."""
    return start, end - len(match[0]) if (match := _POSSESSIVE.search(text[start:end])) else end


class Selecting:
    """Words of the pane's document. `grab` gives it the keys; `take` gets what was chosen."""

    def __init__(
        self,
        pane: ReadingPane,
        grab: Callable[[Callable[[str], None] | None], None],
        say: Callable[[str], None],
        take: Callable[[Place, str], None],
    ) -> None:
        self._pane = pane
        self._grab = grab
        self._say = say
        self._take_words = take
        self._words: list[Span] = []

    @property
    def active(self) -> bool:
        """Whether words are being chosen."""
        return bool(self._words)

    def do_repair_add(self) -> None:
        """Begin with the name or the word under the cursor."""
        mention = self._pane.mention
        if self._pane.document is None:
            self._say("nothing to choose from")
            return
        text = self._pane.text
        first = word_at(text, self._pane.here)
        if first is None:
            self._say("no word here")
            return
        self._words = [first]
        while mention is not None and self._words[-1][1] < mention.end:
            following = word_after(text, self._words[-1][1])
            if following is None or following[0] >= mention.end:
                break
            self._words.append(following)
        self._grab(self._key)
        self._show()

    def leave(self) -> None:
        """Nothing is chosen any more."""
        if self._words:
            self._words = []
            self._grab(None)
            self._pane.select(None)
            self._say("")

    def _key(self, key: str) -> None:
        moves = {"left": -1, "h": -1, "right": 1, "l": 1}
        rows = {"up": -1, "k": -1, "down": 1, "j": 1}
        if key in moves:
            self._move(word_after if moves[key] > 0 else word_before, moves[key])
        elif key in rows:
            self._begin_at(self._in_row(rows[key]))
        elif key in ("plus", "shift+right"):
            self._grow()
        elif key in ("minus", "shift+left"):
            self._words = self._words[:-1] or self._words
            self._show()
        elif key == "enter":
            self._done()
        elif key in ("escape", "q"):
            self.leave()

    def _move(self, find: Callable[[Text, int], Span | None], direction: int) -> None:
        edge = self._words[0][1] if direction > 0 else self._words[0][0]
        self._begin_at(find(self._pane.text, edge))

    def _in_row(self, direction: int) -> Span | None:
        """The word above or below; empty rows are passed over."""
        now = self._words[0]
        for rows in (1, 2, 3):
            found = word_at(self._pane.text, self._pane.beside(now[0], rows * direction))
            if found is not None and (found[0] - now[0]) * direction > 0:
                return found
        return None

    def _begin_at(self, first: Span | None) -> None:
        """As many words as before, from `first` on, as far as its paragraph goes."""
        if first is None:
            return
        many = len(self._words)
        self._words = [first]
        while len(self._words) < many and self._add_one():
            pass
        self._show()

    def _grow(self) -> None:
        if not self._add_one():
            self._say("no name goes on beyond its paragraph")
            return
        self._show()

    def _add_one(self) -> bool:
        following = word_after(self._pane.text, self._words[-1][1])
        if following is None or following[0] >= self._pane.block_end(self._words[0][0]):
            return False
        self._words.append(following)
        return True

    def _span(self) -> Span:
        return taken_span(self._pane.text, self._words[0][0], self._words[-1][1])

    def _show(self) -> None:
        self._pane.select(self._span())
        room = self._pane.screen.size.width - 2
        self._say(next((words for words in _KEYS if len(words) <= room), _KEYS[-1]))

    def _done(self) -> None:
        start, end = self._span()
        document = self._pane.document
        text = self._pane.text[start:end]
        self.leave()
        if document is not None:
            self._take_words(Place(document.row.id, start, end), text)
