"""WordPiece for the tagger: text -> words with offsets in the original text, the pieces of each, and how each word looks.

The same words and pieces as BERT's uncased tokenizer (normaliser, pre-tokenizer and greedy longest match of Devlin et al., 2019,
as the `tokenizers` package has them), without that package: it brings a hub client with network code. The work is done once
per distinct chunk of text between white space; the chunks of running text repeat, so nearly all of it is one dictionary look-up.

The vocabulary knows no case, yet case is half of what tells a name. So every word carries a *look*: its letter shape and what
stands before it, given to the model in the place of BERT's segment ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reader.values import dataclass

__all__ = ["CLS", "LOOKS", "SEP", "Pieces", "WordPiece"]

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
"""A word of more characters than this is unknown as a whole."""

SHAPES = 9
AFTER_SPACE, GLUED, AFTER_BREAK = 0, 1, 2
LOOKS = SHAPES * 3
"""Number of looks: nine shapes times what precedes the word (white space, nothing, a line break)."""

CHUNK = re.compile("[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""Runs between white space as the normaliser sees it: U+000B, U+000C, U+0085 are controls that vanish, they separate nothing."""

REMOVED = frozenset({"Cc", "Cf", "Co", "Cs"})

YOUNG = re.compile(
    "[\u061d\u07fd\u0890-\u08e2\u09fd-\u09fe\u0a76\u0afa-\u0aff\u0b55\u0c04-\u0c3c\u0c77\u0c84\u0d00\u0d3b-\u0d3c\u0d81"
    "\u0eba\u0ece\u180f-\u1886\u1abf-\u1ace\u1b7d-\u1b7e\u1df6-\u1dfb\u2e43-\u2e5d\ua82c\ua8c5\ua8ff\ua9bd"
    "\U00010d24-\U00010f89\U00011070-\U00011074\U000110c2-\U000110cd\U000111cf\U0001123e-\U00011241\U0001133b"
    "\U00011438-\U0001145e\U00011660-\U0001166c\U000116b9\U0001182f-\U00011fff\U00012ff1-\U00013455\U00016e97-\U00016f4f"
    "\U00016fe2-\U00016fe4\U0001cf00-\U0001cf46\U0001e000-\U0001e4ef\U0001e944-\U0001e95f]"
)
"""Marks, punctuation and format characters that Unicode gained after version 8, where the reference's tables end: it takes
them for letters."""

OLD_CATEGORIES = {"\u166d": "Po", "\u1734": "Mn", "\U000111c9": "Po"}
"""Characters that were in another category then."""

CACHE_SIZE = 60_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut up. Parallel lists: a word's span and its first piece; a piece's number in the vocabulary and its word's look."""

    starts: list[int]
    ends: list[int]
    first: list[int]
    ids: list[int]
    looks: list[int]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One run between white space: word spans and first pieces relative to the chunk."""

    spans: tuple[tuple[int, int, int], ...]
    ids: tuple[int, ...]
    looks: tuple[int, ...]
    looks_after_break: tuple[int, ...]


class WordPiece:
    """Cuts text with the vocabulary of `path` (one piece a line, its number is its line from 0)."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self._pieces = {piece: number for number, piece in enumerate(lines) if piece}
        self._unknown = self._pieces[UNKNOWN]
        self.cls, self.sep = self._pieces[CLS], self._pieces[SEP]
        self._chunks: dict[str, _Chunk] = {}

    def __call__(self, text: str) -> Pieces:
        starts: list[int] = []
        ends: list[int] = []
        first: list[int] = []
        ids: list[int] = []
        looks: list[int] = []
        known = self._chunks
        before = 0
        for match in CHUNK.finditer(text):
            run = match.group()
            at = match.start()
            chunk = known.get(run)
            if chunk is None:
                chunk = self._remember(run)
            broken = at == 0 or text.find("\n", before, at) >= 0
            before = match.end()
            offset = len(ids)
            for start, end, piece in chunk.spans:
                starts.append(at + start)
                ends.append(at + end)
                first.append(offset + piece)
            ids += chunk.ids
            looks += chunk.looks_after_break if broken else chunk.looks
        return Pieces(starts, ends, first, ids, looks)

    def _remember(self, run: str) -> _Chunk:
        if len(self._chunks) >= CACHE_SIZE:
            self._chunks.clear()
        chunk = self._cut(run)
        if len(run) <= 4 * LONGEST_WORD:
            self._chunks[run] = chunk
        return chunk

    def _cut(self, run: str) -> _Chunk:
        spans: list[tuple[int, int, int]] = []
        ids: list[int] = []
        looks: list[int] = []
        for word, start, end in _words(run):
            pieces = self._pieces_of(word)
            spans.append((start, end, len(ids)))
            look = _shape(run[start:end]) + SHAPES * (GLUED if len(spans) > 1 else AFTER_SPACE)
            ids += pieces
            looks += [look] * len(pieces)
        opening = spans[1][2] if len(spans) > 1 else len(ids)
        after_break = [look + SHAPES * AFTER_BREAK if i < opening else look for i, look in enumerate(looks)]
        return _Chunk(tuple(spans), tuple(ids), tuple(looks), tuple(after_break))

    def _pieces_of(self, word: str) -> list[int]:
        """Greedy longest match from the left; one unknown piece for the word where that fails."""
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._pieces.get(prefix + word[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found


def _words(run: str) -> Iterator[tuple[str, int, int]]:
    """The normalised words of a chunk with their spans in it: letters together, each punctuation mark alone."""
    word: list[str] = []
    start = end = 0
    for character, at in _normalised(run):
        if character == " ":
            alone = None
        elif _is_punctuation(character):
            alone = character
        else:
            if not word:
                start = at
            word.append(character)
            end = at + 1
            continue
        if word:
            yield "".join(word), start, end
            word = []
        if alone:
            yield alone, at, at + 1
    if word:
        yield "".join(word), start, end


def _normalised(run: str) -> Iterator[tuple[str, int]]:
    """Each character that is left after cleaning, decomposing, dropping accents and lower-casing, with its place in `run`.

    A space stands on either side of an ideograph: each is a word of its own.
    """
    for at, original in enumerate(run):
        if original < "\x7f":
            if original >= "\x20":
                yield original.lower(), at
            continue
        if original == "\ufffd" or _category(original) in REMOVED:
            continue
        ideograph = _is_ideograph(ord(original))
        if ideograph:
            yield " ", at
        for part in unicodedata.normalize("NFD", original):
            if _category(part) != "Mn":
                for character in part.lower():
                    yield character, at
        if ideograph:
            yield " ", at


def _is_punctuation(character: str) -> bool:
    if character < "\x7f":
        return not character.isalnum() and character > " "
    return _category(character)[0] == "P"


def _category(character: str) -> str:
    if YOUNG.match(character):
        return "Lo"
    return OLD_CATEGORIES.get(character) or unicodedata.category(character)


IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def _is_ideograph(point: int) -> bool:
    return any(low <= point <= high for low, high in IDEOGRAPHS)


def _shape(word: str) -> int:
    """How a word is written: 1 lower, 2 Title, 3 UPPER, 4 digits, 5 marks, 6 with digits, 7 one capital, 8 mIxed."""
    if word.isdigit():
        return 4
    if not any(map(str.isalnum, word)):
        return 5
    if any(map(str.isdigit, word)):
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 7
    return 2 if word[0].isupper() and word[1:].islower() else 8
