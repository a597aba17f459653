"""Markdown with front matter: headings, paragraphs, lists, block quotes, code and tables; the text keeps its marks.

A reader of documents needs no renderer: spans are found line by line, offsets are those of the file's text, and what this
does not know stays a paragraph.
"""

from __future__ import annotations

import re

from reader.model import Block, BlockKind, Found
from reader.sources.dates import date_in
from reader.sources.draft import Draft, Source, found
from reader.sources.encodings import decode
from reader.sources.sanitise import sanitise

__all__ = ["read"]

_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>(?:[^\n]*\n){0,200}?)(?P=fence)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w-]{0,30})[ \t]*[:=][ \t]*(?P<value>[^\n]{1,500})$", re.MULTILINE)
_KEYS = {
    "title": "title",
    "date": "date",
    "author": "author",
    "authors": "author",
    "source": "source",
    "publisher": "source",
    "lang": "language",
    "language": "language",
}
_HEADING = re.compile(r"(#{1,6})[ \t]+(?P<text>\S[^\n]*)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+]|\d{1,9}[.)])[ \t]+\S")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")


def read(source: Source) -> Draft:
    """The text as it is (harmless), blocks by its marks; front matter gives the header and a note block."""
    decoded = decode(source.read(source.limits.tree), source.declared)
    text, told = sanitise(decoded.text)
    front = _FRONT.match(text)
    header = _header(front["body"]) if front else {}
    scanner = _Scanner(text, front.end() if front else 0)
    blocks = scanner.blocks()
    if front:
        start = front.start()
        blocks.insert(0, Block("note", start, start + len(front.group().rstrip()), label="front matter"))
    return Draft(
        text,
        tuple(blocks),
        header,
        decoded.encoding,
        (*decoded.warnings, *told),
        trusted_title="title" in header,
    )


def _header(body: str) -> dict[str, Found]:
    header: dict[str, Found] = {}
    for match in _FIELD.finditer(body):
        field = _KEYS.get(match["key"].lower())
        value = match["value"].strip().strip("\"'[]").strip()
        if field == "date":
            dated = date_in(value)
            value = dated[0] if dated else ""
        if field and value and field not in header:
            header[field] = found(value, "front matter")
    return header


class _Scanner:
    """Goes over the lines once; every line ends up in exactly one block or is blank."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._found: list[Block] = []
        self._open: tuple[BlockKind, int, int, int, str] | None = None
        self._fence = ""

    def blocks(self) -> list[Block]:
        """All blocks, in order."""
        position = self._start
        for line in self._text[self._start :].splitlines(keepends=True):
            self._line(line.rstrip("\n"), position)
            position += len(line)
        self._close()
        return self._found

    def _line(self, line: str, at: int) -> None:
        stripped = line.strip()
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if self._fence:
            self._extend("code", start, end)
            if stripped.startswith(self._fence) and not stripped.strip(self._fence[0]):
                self._fence = ""
                self._close()
            return
        if not stripped:
            if self._open and self._open[0] != "code":
                self._close()
            return
        fence = _FENCE.match(line)
        heading = _HEADING.match(stripped)
        item = _ITEM.match(line)
        if fence:
            self._close()
            self._fence = fence["mark"]
            self._extend("code", start, end)
        elif heading:
            self._close()
            self._found.append(
                Block(
                    "heading",
                    start + heading.start("text"),
                    start + len(stripped.rstrip("#").rstrip()),
                    len(heading[1]),
                )
            )
            self._cover(start, self._found[-1])
        elif (
            _UNDERLINE.match(stripped)
            and self._open
            and self._open[0] == "paragraph"
            and "\n" not in self._text[self._open[1] : self._open[2]]
        ):
            _, first, last, _, _ = self._open
            self._open = None
            self._found.append(Block("heading", first, last, 1 if stripped[0] == "=" else 2))
            self._found.append(Block("boilerplate", start, end, label="end"))
        elif _RULE.match(line):
            self._close()
            self._found.append(Block("boilerplate", start, end, label="end"))
        elif stripped.startswith(">"):
            self._extend("quote", start, end, len(stripped) - len(stripped.lstrip("> ").lstrip()) and 1)
        elif item:
            self._close()
            self._open = ("list", start, end, 1 + len(item["indent"].expandtabs(4)) // 2, item["marker"])
        elif stripped.startswith("|") or (self._open and self._open[0] == "table" and "|" in stripped):
            self._extend("table", start, end)
        elif self._open and self._open[0] in ("list", "quote", "paragraph"):
            kind, first, _, level, label = self._open
            self._open = (kind, first, end, level, label)
        else:
            self._extend("paragraph", start, end)

    def _extend(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        """Goes on with the open block if it is of this kind, else begins one."""
        if self._open and self._open[0] == kind:
            self._open = (kind, self._open[1], end, self._open[3], self._open[4])
        else:
            self._close()
            self._open = (kind, start, end, level, "")

    def _cover(self, start: int, block: Block) -> None:
        """A heading's block covers its marks too, so that nothing stands outside of blocks."""
        end = block.end
        line_end = self._text.find("\n", end)
        stop = len(self._text) if line_end < 0 else line_end
        stop = start + len(self._text[start:stop].rstrip())
        self._found[-1] = Block("heading", start, stop, block.level)

    def _close(self) -> None:
        if self._open:
            kind, start, end, level, label = self._open
            if end > start:
                self._found.append(Block(kind, start, end, level, label))
            self._open = None
