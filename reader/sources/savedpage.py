"""Web pages that were saved or copied as plain text: the headline among the menus, the body, and what stands under it.

Only a text that gives itself away near its top is taken for one ("Skip to main content", "Jump to navigation", a government
banner). Then all above the headline and all from the first foot line on ("Related content", "Follow us") is furniture; date
lines, release lines and contacts keep their own labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Block, Evidence, Found

__all__ = ["fold_saved_page"]

_REACH = 8
_LONGEST_HEADLINE = 220
_MARK = re.compile(
    r"(?:skip|jump) (?:to|navigation)(?: (?:the )?(?:main |primary |page )?(?:content|navigation|menu|search|footer|text))?|skip links?|toggle (?:navigation|menu)|(?:open|close) (?:main )?menu|"
    r"an official website of .{3,80}|you need to enable javascript.{0,60}|javascript is (?:disabled|required).{0,80}",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:(?:related|more|latest|recent|other|further|recommended|similar)\b.{0,40}\b(?:content|news|links?|articles?|stories|releases?|topics?|reading|information|posts|pages|documents|publications|items)|(?:related|topics?|tags?|keywords?|categor(?:y|ies)|components?|filed under|"
    r"attachments?|language)\s?:?(?:\s.{0,80})?|(?:press|news|media) release (?:number|no)\b.{0,40}|you (?:may|might) also .{0,40}|(?:follow|find|connect with|join) us\b.{0,60}|stay (?:connected|in touch|informed)|share(?: (?:this|on)\b.{0,40})?|"
    r"(?:back|return) to (?:top|all|the|news|list).{0,40}|site ?map|most (?:read|popular|viewed)|what to read next|trending.{0,20}|sign up\b.{0,80}|subscribe\b.{0,80}|newsletter.{0,40}|(?:was|is) this page (?:helpful|useful).{0,40}|"
    r"(?:help us|report a problem|give feedback)\b.{0,100}|previous(?: (?:article|post|story|page))?|next(?: (?:article|post|story|page))?|leave a (?:reply|comment).{0,30}|comments?(?: \(\d+\))?|(?:©|copyright\b).{0,120})[\s.:!>»→]*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+(?:[|•·»›:–—/-]|::|\|\|)\s+|\s*\|\s*")
_HOME = re.compile(r"(?:home|startseite|accueil|inicio|you are here)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*$")


def fold_saved_page(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Found | None]:
    """The same spans, for a saved page with its menus and foot as boilerplate and its headline as the first heading; and the site
    that the window's title names.
    """
    done = list(blocks)
    mark = next((n for n, block in enumerate(done[:_REACH]) if _MARK.fullmatch(_line(text, block))), None)
    prose = [n for n, block in enumerate(done) if n > (mark or 0) and _is_prose(text, block)]
    if mark is None or not prose:
        return tuple(blocks), None
    headline = _headline(text, done, mark, prose[0])
    if headline is None:
        return tuple(blocks), None
    for n in range(headline):
        _fold(done, n)
    done[headline] = replace(done[headline], kind="heading", level=1, label="")
    for n in range(_foot(text, done, prose), len(done)):
        _fold(done, n)
    return tuple(done), _site(text, done[:headline], _line(text, done[headline]))


def _site(text: str, top: Sequence[Block], headline: str) -> Found | None:
    """ "Man jailed | Harbour Police": what stands last in the window's title after the headline."""
    for block in top:
        parts = [part.strip() for part in _SEPARATOR.split(_line(text, block))]
        if (
            len(parts) > 1
            and headline.casefold() in (part.casefold() for part in parts[:-1])
            and len(parts[-1]) <= 80
        ):
            start = text.rfind(parts[-1], block.start, block.end)
            if start >= 0:
                return Found(
                    parts[-1], Evidence("title of the window", parts[-1], start, start + len(parts[-1]))
                )
    return None


def _line(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split()) if block.end - block.start <= 400 else ""


def _fold(blocks: list[Block], n: int) -> None:
    bare = (
        blocks[n].label in ("contact", "about") and blocks[n].end - blocks[n].start <= 16
    )  # an entry called "Contact"
    if blocks[n].kind != "boilerplate" or bare:
        blocks[n] = replace(blocks[n], kind="boilerplate", level=0, label="menu")


def _is_prose(text: str, block: Block) -> bool:
    if block.kind not in ("paragraph", "quote", "dateline"):
        return False
    length = block.end - block.start
    return length >= 140 or (length >= 60 and bool(_SENTENCE.search(text, block.end - 4, block.end)))


def _headline(text: str, blocks: Sequence[Block], mark: int, body: int) -> int | None:
    """Which block is the headline: what the window's title or the last crumb says, else the last line over the date or the body."""
    lines = {
        n: line
        for n in range(body)
        if n != mark
        and blocks[n].kind != "boilerplate"
        and 8 <= len(line := _line(text, blocks[n])) <= _LONGEST_HEADLINE
    }
    named: set[str] = set()
    for n in range(body):
        line = _line(text, blocks[n])
        if n <= mark + 1 or _HOME.match(line):
            named.update(part.casefold() for part in _SEPARATOR.split(line) if len(part.split()) >= 3)
    said = [n for n, line in lines.items() if n > mark and line.casefold() in named]
    if said:
        return said[-1]
    over = next((n for n in range(mark, body) if blocks[n].label == "date"), body)
    plain = [
        n
        for n, line in lines.items()
        if mark < n < over and len(line.split()) >= 3 and not _SEPARATOR.search(line)
    ]
    if plain:
        return plain[-1]
    late = [n for n, line in lines.items() if n > over and len(line.split()) >= 3]
    return late[0] if late else None


def _foot(text: str, blocks: Sequence[Block], prose: Sequence[int]) -> int:
    """Where the foot of the page begins: at the first foot line with less prose under it than over it."""
    lengths = {n: blocks[n].end - blocks[n].start for n in prose}
    total, over = sum(lengths.values()), 0
    for n in range(prose[0], len(blocks)):
        over += lengths.get(n, 0)
        block = blocks[n]
        if block.kind != "boilerplate" or block.label in ("menu", "share"):
            line = _line(text, block)
            if over > total - over and n > prose[0] and len(line) <= 140 and _FOOT.fullmatch(line):
                return n
    return len(blocks)
