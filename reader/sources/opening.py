"""How a document opens: its title, standfirst, date line and dateline, found among its first blocks.

Nothing is invented: a text that starts with its dateline has no title, and its first sentence does not become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Block
from reader.sources.dateline import Dateline, dateline_at
from reader.values import dataclass

__all__ = ["Opening", "open_document"]

_REACH = 14
_LONGEST_TITLE = 260
_SENTENCE = re.compile(r"[.;,][\"'”’)\]]*$")
_DOTTED_END = re.compile(
    r"(?:\b[A-Z]\.|\b(?:U\.S|D\.C|N\.M|Inc|Corp|Ltd|Co|Jr|Sr|St|Ave|No|Mont|Calif|Minn|Wash|Mass|Conn|Ariz|Fla|Tenn|Va|Md|\.\.)\.?)$"
)
_PREFIX = re.compile(
    r"(?:joint )?(?:press|news|media) (?:release|advisory|statement)\s*[:–—-]\s*(?=\S)", re.IGNORECASE
)
_MARKS = re.compile(r"#{1,6}[ \t]+")
_NO_TITLE = re.compile(
    r"(?:dear|to|hi|hello|good (?:morning|afternoon|evening))\b.{0,60}[:,]$|(?:mr|madam|mister)\.? (?:president|speaker|chairman|chair|secretary)\b.{0,20}[,:.]?$|https?://|www\.|by [A-Z]|[^\w\"'“‘«(\[$€£¿¡#@]",
    re.IGNORECASE,
)
_VERB_SAYS = re.compile(r"\b(?:said|says|told|announced today|added)\b")


@dataclass(frozen=True, slots=True)
class Opening:
    """Spans of the title (without "Press release: ") and of the date line; the dateline; each may be missing."""

    title: tuple[int, int] | None = None
    title_rule: str = ""
    dateline: Dateline | None = None


def open_document(
    text: str, blocks: Sequence[Block], trusted_title: str | None = None
) -> tuple[tuple[Block, ...], Opening]:
    """The blocks with title, standfirst and dateline set apart, and what was found.

    With a `trusted_title` (of a page's head, say) only a heading or the line that says the same becomes the title block.
    """
    done = list(blocks)
    body = [index for index, block in enumerate(done) if block.kind != "boilerplate"][:_REACH]
    at, dateline = _dateline(text, done, body)
    title_at = _title(text, done, body, at, trusted_title)
    title: tuple[int, int] | None = None
    rule = ""
    if title_at is not None:
        block = done[title_at]
        rule = "heading" if block.kind == "heading" and block.level == 1 else "first line"
        marks = _MARKS.match(text, block.start, block.end)
        start = marks.end() if marks else block.start
        prefix = _PREFIX.match(text, start, block.end)
        title = (prefix.end() if prefix else start, block.end)
        done[title_at] = replace(block, kind="heading", level=1, label="")
        _standfirst(text, done, title_at, at)
    if dateline is not None and at is not None:
        block = done[at]
        parts = [Block("dateline", dateline.start, dateline.end, page=block.page)]
        rest = dateline.end
        while rest < block.end and text[rest].isspace():
            rest += 1
        if rest < block.end:
            parts.append(replace(block, kind="paragraph", level=0, start=rest))
        done[at : at + 1] = parts
    return tuple(done), Opening(title, rule, dateline)


def _dateline(text: str, blocks: Sequence[Block], body: Sequence[int]) -> tuple[int | None, Dateline | None]:
    """The first block that starts with a dateline, and the dateline."""
    before = 0
    for index in body:
        block = blocks[index]
        if block.kind in ("paragraph", "standfirst", "heading"):
            found = dateline_at(text, block.start, block.end, before == 0)
            before += block.end - block.start > 150
            if found is not None and (
                block.end - found.end > 30 or (block.kind == "paragraph" and block.end - block.start < 80)
            ):
                return index, found
    return None, None


def _title(
    text: str, blocks: Sequence[Block], body: Sequence[int], dateline: int | None, trusted: str | None
) -> int | None:
    """The block that is the title: a first-level heading, else the line that says the trusted title, else a first line like one."""
    before = [index for index in body if dateline is None or index < dateline]
    for index in before:
        if blocks[index].kind == "heading" and blocks[index].level == 1:
            return index
    if trusted is not None:
        wanted = _folded(trusted)
        return next(
            (
                index
                for index in before
                if wanted.startswith(_folded(text[blocks[index].start : blocks[index].end])[:300])
            ),
            None,
        )
    for index in before:
        block = blocks[index]
        if block.kind in ("dateline", "note"):
            continue
        if block.kind not in ("paragraph", "heading", "standfirst"):
            return None
        following = next((blocks[other] for other in body if other > index), None)
        return index if _reads_like_title(text, block, following) else None
    return None


def _folded(title: str) -> str:
    return " ".join(title.casefold().split()) or "\0"


def _reads_like_title(text: str, block: Block, following: Block | None) -> bool:
    if block.end - block.start > _LONGEST_TITLE or following is None:
        return False
    line = text[block.start : block.end]
    if _NO_TITLE.match(line) or sum(character.isalpha() for character in line) < 3:
        return False
    if line.isupper():
        return True
    if _SENTENCE.search(line) and not _DOTTED_END.search(line):
        return False
    return len(line) <= 180 or not _VERB_SAYS.search(line)


def _standfirst(text: str, blocks: list[Block], title: int, dateline: int | None) -> None:
    """One or two short lines between the title and the text, of which the dateline or a long paragraph shows where it begins."""
    for index in range(title + 1, min(title + 3, len(blocks))):
        block = blocks[index]
        if block.kind == "boilerplate":
            continue
        if index == dateline or block.kind not in ("paragraph", "heading"):
            return
        line = text[block.start : block.end]
        short = len(line) <= 150 and not _SENTENCE.search(line) and not line.endswith(":")
        if not short or _NO_TITLE.match(line) or line[0].islower() or not _body_follows(blocks, index):
            return
        blocks[index] = replace(block, kind="standfirst", level=0)


def _body_follows(blocks: Sequence[Block], index: int) -> bool:
    """Within three blocks there is a paragraph of some length."""
    return any(
        block.kind in ("paragraph", "dateline") and block.end - block.start > 150
        for block in blocks[index + 1 : index + 4]
    )
