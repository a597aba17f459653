"""Lines of a plain text and how its author broke them: one paragraph a line, wrapped at a width, or wrapped and double spaced.

A line end is taken for a soft one (the paragraph goes on) when the next word would not have fitted: the test that survives
OCR, mail and court papers alike. Only how often that is so, together with sentences that run on, decides the style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from reader.values import dataclass

__all__ = ["Line", "Style", "joins", "read_lines", "style_of"]

# Anchored at line starts: a megabyte of blanks is looked at once, not once from each of them.
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_FIRST_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|v|cf|cl|art|Art|Co|Corp|Inc|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Supt|Hon|Jr|Sr|Id|seq|Cir|U\.S)\.$"
)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H])\.\s+[A-Z\"“]|[A-Z \d.,'’-]{4,70}$")
_OUTLINE = re.compile(r"(?:[IVX]{1,5}|[A-H])\.\s+[A-Z\"“]")
_WIDEST_WRAP = 132
_NEIGHBOURS = 10
_CENTRED = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: [start, end) without the white space around it, `indent` columns in, after `blanks` blank lines.

    `edge` is the right edge of the lines around it that start at the same column: where this line could have gone on to.
    """

    start: int
    end: int
    indent: int
    blanks: int
    edge: int = 0

    @property
    def right(self) -> int:
        """The column after its last character."""
        return self.indent + self.end - self.start


@dataclass(frozen=True, slots=True)
class Style:
    """How a text breaks its lines; `middle` is twice the column that centred lines stand on, 0 if there are none;
    `margin` is where lines begin that open no paragraph, if first lines are indented (else -1).
    """

    kind: Literal["lines", "wrapped", "double"]
    width: int = 0
    middle: int = 0
    margin: int = -1

    @property
    def gap(self) -> int:
        """How many blank lines a paragraph may hold (double spacing: one, or two where the source underlined something)."""
        return 2 if self.kind == "double" else 0


def read_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of text[start:end] that are not blank, in order; `start` is the beginning of a line."""
    found: list[Line] = []
    previous_end = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match.group()
        body = line.strip()
        lead = len(line) - len(line.lstrip())
        indent = len(line[:lead].expandtabs(8)) if "\t" in line[:lead] else lead
        blanks = max(0, text.count("\n", previous_end, match.start()) - 1) if found else 0
        begin = match.start() + lead
        found.append(Line(begin, begin + len(body), indent, blanks))
        previous_end = match.end()
    return found


def style_of(text: str, lines: Sequence[Line]) -> Style:
    """The style of a text, from all its line ends (at most the first 4,000 lines are looked at)."""
    lines = lines[:4000]
    if len(lines) < 4:
        return Style("lines")
    rights = sorted(line.right for line in lines)
    width = rights[int(len(rights) * 0.95)]
    if not 24 <= width <= _WIDEST_WRAP:
        return Style("lines")
    close = _run_on_share(text, lines, (0,), width)
    if close is not None and close >= 0.4:
        spaced = _run_on_share(text, lines, (1, 2), width)
        if spaced is not None and spaced >= 0.4:
            return Style("double", width, _middle(lines, width), _margin(lines, width))
        return Style("wrapped", width, _middle(lines, width), _margin(lines, width))
    spaced = _run_on_share(text, lines, (1, 2), width)
    if spaced is not None and spaced >= 0.4:
        return Style("double", width, _middle(lines, width), _margin(lines, width))
    return Style("lines")


def _run_on_share(text: str, lines: Sequence[Line], blanks: tuple[int, ...], width: int) -> float | None:
    """Of the long lines that are followed after `blanks` blank lines: the share whose sentence plainly runs on. None if too few."""
    long = running = 0
    for this, following in zip(lines, lines[1:], strict=False):  # noqa: RUF007 - slices are what a Sequence has
        if following.blanks not in blanks or this.right < width * 0.6:
            continue
        long += 1
        first = text[following.start]
        if not _SENTENCE_END.search(text, max(this.start, this.end - 4), this.end) and (
            first.islower() or first.isdigit() or first == "("
        ):
            running += 1
    return running / long if long >= 3 else None


def with_edges(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with `edge` set from their neighbours of about the same indent."""
    for index, line in enumerate(lines):
        edge = line.right
        for other in lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]:
            if abs(other.indent - line.indent) <= 2 and other.right > edge:
                edge = other.right
        yield Line(line.start, line.end, line.indent, line.blanks, edge)


def joins(text: str, this: Line, following: Line, style: Style, first_of_paragraph: bool) -> bool:
    """Whether the paragraph of `this` goes on in `following` (both with `edge` set)."""
    if style.kind == "lines" or following.blanks > style.gap:
        return False
    if following.blanks == 0 and _heads_on(text, this, following):
        return True
    if first_of_paragraph and this.right < style.width * 0.8 and _OUTLINE.match(text, this.start, this.end):
        return False
    if following.indent > this.indent + 2 or _stands_alone(text, this, following, style):
        return False
    if following.indent < this.indent - 2 and not first_of_paragraph:
        return False
    if _is_caps(text, this) != _is_caps(text, following) and this.right < style.width * 0.8:
        return False
    word = _FIRST_WORD.match(text, following.start, min(following.end, following.start + 40))
    length = len(word.group()) if word else 0
    edge = max(this.edge, following.edge if first_of_paragraph else 0)
    if edge < style.width * 0.45:
        return False
    if this.right + 1 + length > edge - (edge // 12 if text[following.start].islower() else 0):
        return True
    if style.margin >= 0 and following.indent <= style.margin + 1 and this.right >= style.width * 0.75:
        return not _NUMBERED.match(text, following.start, following.end)
    ended = bool(_SENTENCE_END.search(text, max(this.start, this.end - 4), this.end))
    if ended and not _ABBREVIATED.search(text, max(this.start, this.end - 8), this.end):
        return False
    return this.right >= edge * 0.6


def _heads_on(text: str, this: Line, following: Line) -> bool:
    """A headline in capitals that was centred over two lines."""
    long_enough = this.end - this.start >= 25 and not _SENTENCE_END.search(text, this.end - 4, this.end)
    return long_enough and text[this.end - 1] != "," and _is_caps(text, this) and _is_caps(text, following)


def _stands_alone(text: str, this: Line, following: Line, style: Style) -> bool:
    """A line of a head or a heading: centred, or indented otherwise than the indented line below, which no other shares."""
    if abs(following.indent - this.indent) <= 2 or text[following.start].islower():
        return False
    if (
        text[this.start : this.end].rsplit(" ", 1)[-1].isalpha()
        and text[text.rfind(" ", this.start, this.end) + 1].islower()
    ):
        return False  # "Secretary of the Executive Office of"
    long = this.end - this.start >= 35 and following.blanks == 0
    if long and text[this.end - 1].isalnum():
        return False  # a party's or an office's name over two lines
    lonely = this.indent >= _CENTRED <= following.indent and following.edge <= following.right
    return lonely or _is_centred(this, style)


def _is_centred(line: Line, style: Style) -> bool:
    """Set around the middle that many short lines of the text share."""
    return style.middle > 0 and line.indent >= _CENTRED and abs(line.indent + line.right - style.middle) <= 5


def _middle(lines: Sequence[Line], width: int) -> int:
    """Twice the column that short indented lines are centred on; 0 if there are too few of them."""
    sums = [
        line.indent + line.right
        for line in lines[:400]
        if line.indent >= _CENTRED and line.right - line.indent <= width * 0.7
    ]
    near = [(sum(abs(other - one) <= 4 for other in sums), -one) for one in sorted(set(sums))[:200]]
    count, negative = max(near, default=(0, 0))
    return -negative if count >= 4 else 0


def _margin(lines: Sequence[Line], width: int) -> int:
    """Where lines begin, if enough others are indented and full: those open paragraphs. -1 otherwise."""
    common = Counter(line.indent for line in lines).most_common(1)[0][0]
    opening = sum(
        common + 3 <= this.indent <= common + 20
        and this.right >= width * 0.75
        and abs(following.indent - common) <= 1
        for this, following in pairwise(lines)
    )
    return common if opening >= 4 and opening >= len(lines) * 0.04 else -1


def _is_caps(text: str, line: Line) -> bool:
    words = text[line.start : min(line.end, line.start + 120)]
    return words.isupper()
