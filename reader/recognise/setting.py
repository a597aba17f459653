"""How a word stands in its text: in capitals, at the start of a sentence, in a stretch of capitals, after a title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from reader.model import Block
from reader.recognise.lexicon import NOT_BODIES, TITLE_WORDS
from reader.recognise.sentences import sentences
from reader.recognise.words import Words, words_of

__all__ = ["Setting"]

_LINE = re.compile(r"[^\n]+")
_LONGEST_NAME = 8
"""How many words of a longer name are looked at."""
_OPENING = frozenset("\"'([*•-·:;>")


class Setting:
    """What the rules ask about one text; each answer is worked out once."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.zones: list[tuple[int, int]] = [(b.start, b.end) for b in blocks] or (
            [(0, len(text))] if text else []
        )
        self.words: Words = words_of(text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences of all blocks, in order."""
        return [span for low, high in self.zones for span in sentences(self.text, low, high)]

    @cached_property
    def _first_words(self) -> frozenset[int]:
        """The numbers of the words that begin a sentence, behind its opening quotes, brackets and bullets."""
        words, found = self.words, set()
        for low, _ in self.sentences:
            at = words.first_from(low)
            while at < len(words.forms) and words.forms[at] in _OPENING:
                at += 1
            found.add(at)
        return frozenset(found)

    @cached_property
    def _lower(self) -> frozenset[str]:
        return frozenset(form for form in self.words.forms if form.islower())

    @cached_property
    def capital_stretches(self) -> list[tuple[int, int]]:
        """The lines that are written in capitals: at least two words, and hardly a small letter."""
        found = []
        for match in _LINE.finditer(self.text):
            line = match.group()
            if line.isupper() and len(line.split()) > 1:
                found.append(match.span())
                continue
            small = sum(map(str.islower, line))
            if small * 5 < len(line) and sum(map(str.isupper, line)) > 4 * small and len(line.split()) > 2:
                found.append(match.span())
        return found

    def in_capitals(self, offset: int) -> bool:
        """Whether `offset` lies in a line written in capitals."""
        return any(low <= offset < high for low, high in self.capital_stretches)

    def starts_sentence(self, word: int) -> bool:
        """Whether word number `word` is the first of its sentence."""
        return word in self._first_words

    def also_small(self, form: str) -> bool:
        """Whether a word stands somewhere in the text in small letters: then its capital may be the sentence's."""
        return form.lower() in self._lower

    def title_before(self, word: int) -> bool:
        """Whether a title stands right before word number `word` ("Mr", "Sen.", "Secretary")."""
        forms = self.words.forms
        at = word - 1
        if at >= 0 and forms[at] == "." and self.words.starts[at] == self.words.ends[at - 1]:
            at -= 1
        return (
            at >= 0
            and forms[at].lower() in TITLE_WORDS
            and (forms[at][0].isupper() or forms[at] in ("president", "minister"))
        )

    def beside(self, first: int, after: int) -> tuple[int | None, int | None]:
        """The numbers of the words right before and behind words [first, after), where only blanks stand between."""
        words, text = self.words, self.text
        left: int | None = first - 1
        right: int | None = after
        if first == 0 or not _only_blanks(text, words.ends[first - 1], words.starts[first]):
            left = None
        if after >= len(words.forms) or not _only_blanks(text, words.ends[after - 1], words.starts[after]):
            right = None
        return left, right

    def names_a_thing(self, word: int | None) -> bool:
        """Whether a run of capitalised words from number `word` ends in "Act", "Program" or the like: then no body is named."""
        forms = self.words.forms
        for _ in range(_LONGEST_NAME):
            if word is None or not forms[word][0].isupper():
                return False
            if forms[word].lower() in NOT_BODIES:
                return True
            word = self.beside(word, word + 1)[1]
        return False

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """The sentence that holds `offset` (or the gap before it)."""
        at = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[at] if at >= 0 else (0, len(self.text))

    def zone_of(self, offset: int) -> tuple[int, int] | None:
        """The block that holds `offset`."""
        at = bisect_right(self.zones, (offset, len(self.text) + 1)) - 1
        return self.zones[at] if at >= 0 and self.zones[at][1] > offset else None


def _only_blanks(text: str, low: int, high: int) -> bool:
    return low < high and text[low:high].isspace() and text.count("\n", low, high) < 2
