"""Web pages: all visible text in document order, the main text as blocks of its kinds, the rest as boilerplate.

The page is parsed as browsers do it (Lexbor, through selectolax). Which text is main is decided here: trafilatura and
resiliparse were measured on the same pages (tests/benchmarks/sources.py prints the comparison) and answer another question,
namely what to throw away. Both drop menus, cookie notices and related links without a trace and give no positions; we promise
to keep them, folded, where they stood. trafilatura adds 67 MB, 0.2 s of import and 20 times the time a page; resiliparse 2 has
no wheel for glibc below 2.28 and its main-text mode lost lists. selectolax is 8 MB without dependencies, has wheels from
Python 3.10 for x86-64 and arm64, and parses a megabyte in 20 ms.

Precision first: text counts as main unless something says otherwise (its element, its role, its class, the share of its
letters that are links, or a <main> or <article> that holds most of the text and not it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from reader.model import Found
from reader.sources.dates import date_in
from reader.sources.draft import Builder, Draft, Source
from reader.sources.encodings import decode
from reader.sources.layout import lay_out
from reader.sources.parsers.htmlhead import head_of
from reader.sources.parsers.htmlwalk import Piece, walk
from reader.sources.sanitise import sanitise

__all__ = ["add_pieces", "build", "read"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DEEPEST = 400
_NESTING = re.compile(
    r"</?(?!(?:p|li|dt|dd|tr|td|th|tbody|thead|tfoot|option|optgroup|colgroup|br|hr|img|input|meta|link|area|base|col|embed|param|path|circle|rect|line|polygon|polyline|ellipse|use|stop|source|track|wbr|html|head|body)\b)"
    r"[a-z][a-z0-9]*\b[^<>]*>",
    re.IGNORECASE,
)
_LINKED = 0.6
_PROSE = 140


def read(source: Source) -> Draft:
    """The page as a draft; title, date, author, source and language from its head."""
    data = source.read(source.limits.tree)
    declared = source.declared or _declared(data[:8192])
    decoded = decode(data, declared)
    builder = Builder(source.limits)
    for warning in decoded.warnings:
        builder.warn(warning)
    return build(decoded.text, builder, decoded.encoding)


def build(html: str, builder: Builder, encoding: str = "utf-8") -> Draft:
    """A page that is text already (a mail's part, a chapter, a feed's item) as a draft."""
    tree = LexborHTMLParser(_shallow(html))
    header, place = head_of(tree)
    pieces = walk(tree)
    add_pieces(builder, pieces)
    _date_of_time_tag(pieces, header)
    return builder.draft(header, encoding, place, trusted_title="title" in header)


def add_pieces(builder: Builder, pieces: Sequence[Piece], page: int | None = None) -> None:
    """Puts a page's pieces into a builder, furniture as boilerplate."""
    for piece, label in zip(pieces, judge(pieces), strict=True):
        _add(builder, piece, label, page)


def _shallow(html: str) -> str:
    """The page without elements nested deeper than any person wrote: the parser's time grows with the square of the depth."""
    if html.count("<") < _DEEPEST:
        return html
    depth = dropped = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, dropped
        if match.group().startswith("</"):
            if dropped:
                dropped -= 1
                return " "
            depth = max(0, depth - 1)
        elif depth >= _DEEPEST:
            dropped += 1
            return " "
        else:
            depth += 1
        return match.group()

    return _NESTING.sub(keep, html)


def _declared(head: bytes) -> str | None:
    match = _XML.search(head) or _CHARSET.search(head)
    return match[1].decode("ascii", "replace") if match else None


def _add(builder: Builder, piece: Piece, label: str, page: int | None) -> None:
    if piece.kind == "code" and not piece.code:
        _add_preformatted(builder, piece, label)
    elif label:
        builder.add("boilerplate", piece.text, label=label, page=page, close=piece.close)
    else:
        builder.add(piece.kind, piece.text, piece.level, piece.label, page, piece.close)


def _add_preformatted(builder: Builder, piece: Piece, label: str) -> None:
    """A <pre> that holds prose (old releases, mail archives) is laid out like a plain text."""
    text = sanitise(piece.text)[0]
    for block in lay_out(text):
        kind = "boilerplate" if label else block.kind
        builder.add(kind, text[block.start : block.end], block.level, label or block.label)


def judge(pieces: Sequence[Piece]) -> list[str]:
    """For each piece the label of the furniture it is, "" for main text."""
    regions = _believed_regions(pieces)
    main = _main_container(pieces, regions)
    labels = [_label(piece, regions, main) for piece in pieces]
    prose = [index for index, piece in enumerate(pieces) if not labels[index] and _is_prose(piece)]
    if not prose:
        return labels
    first, last = prose[0], prose[-1]
    for index, piece in enumerate(pieces):
        if not labels[index] and index > last and piece.kind == "heading" and piece.linked >= _LINKED:
            labels[index] = "menu"
        elif not labels[index] and piece.linked >= _LINKED and piece.kind != "heading":
            labels[index] = _of_links(pieces, labels, index, first, last)
    _headings_of_furniture(pieces, labels)
    return labels


def _believed_regions(pieces: Sequence[Piece]) -> set[int]:
    """Elements whose class or tag says furniture, without those that hold a large part of the page's prose (wrappers)."""
    total = sum(len(piece.text) for piece in pieces if _is_prose(piece)) or 1
    held: dict[int, int] = {}
    firm: set[int] = set()
    for piece in pieces:
        for region in piece.regions:
            if region.firm:
                firm.add(region.number)
            held[region.number] = held.get(region.number, 0) + (len(piece.text) if _is_prose(piece) else 0)
    return {number for number, length in held.items() if length <= total * (0.6 if number in firm else 0.3)}


def _main_container(pieces: Sequence[Piece], regions: set[int]) -> int | None:
    """The <main>, <article> or content element with most of the prose outside furniture; None if none has half of it."""
    total = 0
    held: dict[int, int] = {}
    for piece in pieces:
        if _is_prose(piece) and not any(region.number in regions for region in piece.regions):
            total += len(piece.text)
            for container in piece.containers:
                held[container] = held.get(container, 0) + len(piece.text)
    enough = [container for container, length in held.items() if length >= max(total * 0.5, 1)]
    return max(enough, key=lambda container: (held[container], container)) if enough else None


def _label(piece: Piece, regions: set[int], main: int | None) -> str:
    region = next((region for region in reversed(piece.regions) if region.number in regions), None)
    if region is not None and not (
        piece.kind == "heading" and piece.level == 1 and region.sort in ("header", "aside")
    ):
        return "menu" if region.sort in ("header", "aside") else region.sort
    if (
        main is not None
        and main not in piece.containers
        and not (piece.kind == "heading" and piece.level == 1)
    ):
        return "menu"
    return ""


def _is_prose(piece: Piece) -> bool:
    """Long enough and not made of links."""
    return piece.linked < 0.4 and (
        len(piece.text) >= _PROSE or (len(piece.text) >= 60 and piece.text.endswith((".", "”", '."')))
    )


def _of_links(pieces: Sequence[Piece], labels: Sequence[str], index: int, first: int, last: int) -> str:
    """A list of links before or after the prose, or between it when it is no part of a sentence, is a menu."""
    piece = pieces[index]
    if "@" in piece.text and len(piece.text) < _PROSE:
        return ""  # somebody's address
    if index < first or index > last:
        return "menu"
    neighbours = [pieces[other] for other in (index - 1, index + 1) if 0 <= other < len(pieces)]
    alone = sum(other.linked >= _LINKED for other in neighbours)
    return "menu" if piece.kind == "list" and alone and len(piece.text) < _PROSE else ""


def _headings_of_furniture(pieces: Sequence[Piece], labels: list[str]) -> None:
    """A heading with nothing but furniture under it ("Related news") belongs to it."""
    following = ""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if (
            piece.kind == "heading"
            and piece.level > 1
            and not labels[index]
            and following
            and following != "date"
        ):
            labels[index] = following
        following = labels[index]


def _date_of_time_tag(pieces: Sequence[Piece], header: dict[str, Found]) -> None:
    """<time datetime> in the main text, where the head says nothing."""
    from reader.sources.draft import found

    if "date" in header:
        return
    for piece in pieces:
        if piece.time:
            dated = date_in(piece.time[:40])
            if dated:
                header["date"] = found(dated[0], "time tag")
                return
