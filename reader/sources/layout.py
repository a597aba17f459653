"""Plain text to blocks: paragraphs (joined over wrapped lines), headings, lists, quoted mail lines and drawn tables.

The text stays as it is: a block is a span, and the reading pane joins the single line ends inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model import Block, BlockKind
from reader.sources.lines import Line, Style, joins, read_lines, style_of, with_edges

__all__ = ["lay_out", "marker_of"]

_MARKER = re.compile(
    r"(?P<bullet>[*•·‣◦▪■●○–—−-]|\uf0b7|o(?=\s{2,}))[ \t\u00a0]+(?=\S)"
    r"|(?P<number>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)[ \t\u00a0]+(?=\S)"
)
_LOST_BULLET = re.compile(r"\?[ \t]+(?=\S)")
_QUOTED = re.compile(r">(?:[ >]|$|(?=\S))")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_RULE = re.compile(r"^[\s|+\-=_*~]{4,}$")
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H])\.?(?:\s{1,20}[A-Z“\"'][^\n]{2,70}[^\n.,;:])?")
_ENDED = re.compile(r"[.!?,;…][\"'”’)\]]*$")


def marker_of(text: str, start: int, end: int) -> str:
    """The list marker that text[start:end] begins with ("" if none)."""
    match = _MARKER.match(text, start, end)
    return match.group().strip() if match else ""


def lay_out(text: str, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
    """The blocks of text[start:end]: in order, inside it, covering all but white space."""
    lines = read_lines(text, start, end)
    style = style_of(text, lines)
    if style.kind != "lines":
        lines = list(with_edges(lines))
    lost_bullets = sum(1 for line in lines if _LOST_BULLET.match(text, line.start, line.end)) >= 2
    groups = _groups(text, lines, style, lost_bullets)
    blocks = [_block(text, group, sort) for group, sort in groups]
    return tuple(_with_headings(text, blocks, style))


def _groups(
    text: str, lines: Sequence[Line], style: Style, lost_bullets: bool
) -> list[tuple[list[Line], str]]:
    """The lines, put together to paragraphs; quoted lines and table rows stay with their like."""
    groups: list[list[Line]] = []
    sorts: list[str] = []
    for line in lines:
        sort = _sort(text, line, lost_bullets)
        if sort == "table" and style.kind == "double":
            sort = "text"  # justified lines
        if sort == "item" and groups and _only_looks_like_item(text, groups[-1][-1], line, style):
            sort = "text"
        if groups:
            last = groups[-1][-1]
            same = sort == sorts[-1] and line.blanks == 0 and sort in ("quote", "table")
            flows = (
                sort == "text"
                and sorts[-1] in ("text", "item")
                and _flows(text, groups[-1], line, style, sorts[-1])
            )
            if same or (flows and last.end < line.start):
                groups[-1].append(line)
                continue
        groups.append([line])
        sorts.append(sort)
    return list(zip(groups, sorts, strict=True))


def _only_looks_like_item(text: str, last: Line, line: Line, style: Style) -> bool:
    """A wrapped sentence may go on with "12. " or "- " at the start of its line."""
    if style.kind == "lines" or line.blanks > style.gap or abs(line.indent - last.indent) > 2:
        return False
    return style.kind == "double" or (
        not _ENDED.search(text, max(last.start, last.end - 4), last.end) and last.right >= last.edge * 0.7
    )


def _flows(text: str, group: list[Line], line: Line, style: Style, sort: str) -> bool:
    """Whether `line` continues the paragraph or list item `group`."""
    last = group[-1]
    if (
        sort == "item"
        and len(group) == 1
        and style.kind != "lines"
        and line.blanks == 0
        and line.indent > last.indent
    ):
        return True  # the hanging indent of an item
    return joins(text, last, line, style, len(group) == 1)


def _sort(text: str, line: Line, lost_bullets: bool) -> str:
    if text[line.start] == ">" and _QUOTED.match(text, line.start, line.end):
        return "quote"
    if _MARKER.match(text, line.start, line.end) or (
        lost_bullets and _LOST_BULLET.match(text, line.start, line.end)
    ):
        return "item"
    gaps = text.find("   ", line.start, line.end) >= 0 or text.find("\t", line.start, line.end) >= 0
    if gaps and line.end - line.start <= 300 and len(_COLUMNS.findall(text, line.start, line.end)) >= 2:
        return "table"
    return "text"


def _block(text: str, group: list[Line], sort: str) -> Block:
    first, last = group[0], group[-1]
    kind: BlockKind = "paragraph"
    label, level = "", 0
    if sort == "quote":
        kind, level = (
            "quote",
            len(text[first.start : first.start + 12])
            - len(text[first.start : first.start + 12].lstrip("> ")),
        )
        level = text[first.start : first.start + 12][:level].count(">")
    elif sort == "item":
        kind, level = "list", 1
        label = marker_of(text, first.start, first.end) or "?"
    elif sort == "table" and len(group) > 1:
        kind = "table"
    return Block(kind, first.start, last.end, level, label)


def _with_headings(text: str, blocks: list[Block], style: Style) -> list[Block]:
    """Short lines without a sentence's end that stand over something longer become headings (the title is found elsewhere)."""
    done: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if index and following is not None and _is_heading(text, block, following, style):
            block = Block("heading", block.start, block.end, 2)
        done.append(block)
    return done


def _indent(text: str, block: Block) -> int:
    return block.start - text.rfind("\n", 0, block.start) - 1


def _is_heading(text: str, block: Block, following: Block, style: Style) -> bool:
    length = block.end - block.start
    if style.kind != "lines" and length > style.width * 0.75 and not text[block.start : block.end].isupper():
        return False
    if block.kind != "paragraph" or length > 100 or _RULE.match(text[block.start : block.end]):
        return False
    line = text[block.start : block.end]
    letters = sum(character.isalpha() for character in line)
    if style.kind != "lines" and _NUMBERED.fullmatch(line) and (letters > 5 or _indent(text, block) >= 8):
        return True
    if letters < 3 or _ENDED.search(line) or line.endswith(("--", " -", " –")):
        return False
    if line.isupper() and letters >= 5:
        return following.kind != "heading" or length <= 60
    long_follows = following.kind == "list" or following.end - following.start > 120
    starts_well = line[0].isupper() or line[0].isdigit()
    words = line.split()
    return (
        long_follows
        and starts_well
        and length <= 70
        and len(words) <= 9
        and not (line.endswith(":") and len(words) > 4)
    )
