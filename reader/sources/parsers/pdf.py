"""PDF through pypdfium2: lines with their place on the page become paragraphs, headings, running heads and notes of pages.

pypdfium2 was measured against pypdf (ten times slower) and pdfminer.six (fifty times) on equal text; its licence is BSD/Apache.
The order of the page's content stream is kept (it is the reading order of columns in what office programs and typesetters
write); a line that goes up the page begins a new column. Words that were divided at a line's end are joined. A line that
stands at the same edge of most pages is furniture, as is a number alone there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reader.errors import SourceError
from reader.model import BlockKind, Found
from reader.sources.dates import date_in
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.layout import marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.ooxml import JUNK_TITLE
from reader.values import dataclass

__all__ = ["read"]

_MOST_PAGES = 5000
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:of|/|von|de)\s?\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
# "Marie-" and "2018–" go on without a space, and keep their dash.
_OPEN_END = re.compile(r"\w[-–\u2010\u2011/]$")
_BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


@dataclass(slots=True)
class _Line:
    """A line of a page: its text, its box in points (y goes up) and the size of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int
    furniture: bool = False


def read(source: Source) -> Draft:
    """Text with the page of each block; pages without text are told, a document without any is a failure."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(source.read())
    except pdfium.PdfiumError as error:
        raise _refusal(str(error)) from None
    try:
        count = len(document)
        pages = [_lines(document, number) for number in range(min(count, _MOST_PAGES))]
        header = _header(document)
    finally:
        document.close()
    builder = Builder(source.limits)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        what = (
            f"no text on any of its {count} pages (scanned?)"
            if count != 1
            else "no text on its page (scanned?)"
        )
        raise SourceError(
            what, remedy="recognise its text first (OCR), for instance with: ocrmypdf in.pdf out.pdf"
        )
    if empty:
        builder.warn(f"no text on page {_ranges(empty)}")
    if count > _MOST_PAGES:
        builder.warn(f"only the first {_MOST_PAGES} of {count} pages were read")
    _mark_furniture(pages)
    _compose(builder, pages)
    return builder.draft(header)


def _refusal(error: str) -> SourceError:
    if "password" in error.lower():
        return SourceError(
            "locked with a password", remedy="unlock it: qpdf --decrypt --password=… in.pdf out.pdf"
        )
    if "security" in error.lower():
        return SourceError(
            "protected in a way that is not supported", remedy="print it to a new PDF in its own viewer"
        )
    return SourceError("damaged PDF", remedy="repair it: qpdf in.pdf out.pdf, or mutool clean in.pdf out.pdf")


def _ranges(numbers: Sequence[int]) -> str:
    """1, 3–5"""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts[:40]) + (" …" if len(parts) > 40 else "")


def _lines(document: Any, index: int) -> list[_Line]:
    """The lines of one page; a page that cannot be opened has none."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        page = document[index]
    except pdfium.PdfiumError:
        return []
    try:
        view = page.get_textpage()
    except pdfium.PdfiumError:
        page.close()
        return []
    try:
        count = view.count_chars()
        codes = [raw.FPDFText_GetUnicode(view.raw, at) for at in range(count)]
        return _split(codes, view, raw, index + 1)
    finally:
        view.close()
        page.close()


def _split(codes: Sequence[int], view: Any, raw: Any, page: int) -> list[_Line]:
    """Cuts the characters of a page at its line ends and asks for the boxes of each line's first and last letter."""
    lines: list[_Line] = []
    start = 0
    for at in range(len(codes) + 1):
        if at < len(codes) and codes[at] not in (10, 13, 0xFFFE, 2):
            continue
        soft = at < len(codes) and codes[at] in (0xFFFE, 2)
        visible = [place for place in range(start, at) if codes[place] not in (32, 0xA0, 9, 0)]
        if visible:
            box, size = _box(view, visible)
            if size < 1:
                size = float(raw.FPDFText_GetFontSize(view.raw, visible[0]))
            text = _text(codes[start:at]) + ("\u00ad" if soft else "")
            lines.append(_Line(text, *box, round(size, 1), page))
        start = at + 1
    return lines


def _box(view: Any, places: Sequence[int]) -> tuple[tuple[float, float, float, float], float]:
    """(left, right, bottom, top) of a line, and its letters' usual height: initials and raised figures do not count."""
    try:
        boxes = [
            view.get_charbox(place, loose=True) for place in (places[0], places[len(places) // 2], places[-1])
        ]
    except Exception:  # noqa: BLE001 - a letter without a box still is text
        return (0.0, 0.0, 0.0, 0.0), 0.0
    size = sorted(top - bottom for _, bottom, _, top in boxes)[1]
    return (boxes[0][0], boxes[2][2], min(box[1] for box in boxes), max(box[3] for box in boxes)), float(size)


def _text(codes: Sequence[int]) -> str:
    """Code units to text: pdfium gives UTF-16, surrogates apart."""
    units = b"".join(
        min(code, 0xFFFF).to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
        if code
    )
    return " ".join(units.decode("utf-16-le", "replace").split())


def _mark_furniture(pages: Sequence[list[_Line]]) -> None:
    """Running heads, page numbers: at the page's upper or lower edge, alike (but for digits) on many pages, or a bare number."""
    seen: Counter[str] = Counter()
    edges: list[list[_Line]] = []
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.top)
        edge = ordered[:3] + [line for line in ordered[-3:] if line not in ordered[:3]]
        edges.append(edge)
        seen.update({_DIGITS.sub("#", line.text) for line in edge})
    filled = sum(bool(lines) for lines in pages)
    for edge in edges:
        for place, line in enumerate(edge):
            often = filled >= 3 and seen[_DIGITS.sub("#", line.text)] >= max(3, filled * 0.4)
            outermost = place in (0, len(edge) - 1)
            line.furniture = (often and len(line.text) <= 150) or (
                filled >= 2 and outermost and bool(_PAGE_NUMBER.fullmatch(line.text))
            )


def _compose(builder: Builder, pages: Sequence[list[_Line]]) -> None:
    """Paragraphs over lines, and over column and page ends where the sentence goes on."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    edges = _right_edges(pages)
    open_lines: list[_Line] = []
    later: list[_Line] = []
    for lines in pages:
        for line in lines:
            if line.furniture:
                later.append(line)
                continue
            if open_lines and _goes_on(open_lines, line, edges):
                open_lines.append(line)
            else:
                _close(builder, open_lines, body)
                open_lines = [line]
                _add_furniture(builder, later)
        if not open_lines or _ENDED.search(open_lines[-1].text):
            _close(builder, open_lines, body)
            open_lines = []
            _add_furniture(builder, later)
    _close(builder, open_lines, body)
    _add_furniture(builder, later)


def _add_furniture(builder: Builder, lines: list[_Line]) -> None:
    for line in lines:
        builder.add("boilerplate", line.text, label="page", page=line.page)
    lines.clear()


_Column = tuple[int, int, int]


def _column(line: _Line) -> _Column:
    """Lines of one page, one left edge and one size of letters belong together."""
    return line.page, int(line.left // 40), round(line.size)


def _right_edges(pages: Sequence[list[_Line]]) -> dict[_Column, float]:
    """How far right the lines of a column go (a single wide line does not count where there are many)."""
    rights: dict[_Column, list[float]] = {}
    for lines in pages:
        for line in lines:
            rights.setdefault(_column(line), []).append(line.right)
    return {column: sorted(found)[int((len(found) - 1) * 0.9)] for column, found in rights.items()}


def _goes_on(open_lines: Sequence[_Line], line: _Line, edges: dict[_Column, float]) -> bool:
    """Whether a paragraph goes on in the next line of the stream."""
    last = open_lines[-1]
    if abs(last.size - line.size) > max(1.0, last.size * 0.15) or marker_of(line.text, 0, len(line.text)):
        return False
    height = max(last.size, 4.0)
    divided = last.text.endswith("\u00ad") or bool(_BROKEN_WORD.search(last.text[-3:]))
    same_row = abs(last.bottom - line.bottom) < height * 0.4 and line.left >= last.right - 2
    if same_row:
        return line.left - last.right < height * 6
    if line.page != last.page or line.top > last.top + height:  # next page, next column
        return divided or (not _ENDED.search(last.text) and line.text[:1].islower())
    gap = last.bottom - line.top
    if gap > height * 0.9 or gap < -height * 2.5:
        return False
    if divided or line.text[:1].islower():
        return True
    if line.left > open_lines[0].left + height * 1.2 and line.left > last.left + height * 0.8:
        return False  # an indent opens a paragraph
    edge = edges.get(_column(line if line.left < last.left else last), last.right)
    if last.right >= edge - max(height * 5, (edge - last.left) * 0.15):
        return True
    return (
        not _ENDED.search(last.text)
        and last.right - last.left >= (edge - last.left) * 0.7
        and len(last.text) >= 25
    )


def _close(builder: Builder, lines: Sequence[_Line], body: float) -> None:
    """Adds the paragraph, heading or list item that the lines make."""
    if not lines:
        return
    parts: list[str] = []
    for line in lines:
        piece = line.text
        last = parts[-1] if parts else ""
        if last.endswith("\u00ad") or (piece[:1].islower() and _BROKEN_WORD.search(last[-3:])):
            parts[-1] = last.rstrip("\u00ad-\u2010")
        elif parts and not _OPEN_END.search(last[-2:]):
            parts.append(" ")
        parts.append(piece)
    text = "".join(parts).rstrip("\u00ad")
    kind, level, label = _sort(lines, text, body)
    builder.add(kind, text, level, label, lines[0].page, close=kind == "list")


def _sort(lines: Sequence[_Line], text: str, body: float) -> tuple[BlockKind, int, str]:
    marker = marker_of(text, 0, len(text))
    if marker:
        return "list", 1, marker
    size = lines[0].size
    letters = sum(character.isalpha() for character in text)
    if body and size >= body * 1.15 and len(text) <= 250 and letters >= 3:
        return "heading", 1 if size >= body * 1.5 and lines[0].page == 1 else 2, ""
    if body and size <= body * 0.85 and lines[0].page and len(text) > 20 and text[:1].isdigit():
        return "note", 0, "footnote"
    if text.isupper() and letters >= 5 and len(text) <= 100:
        return "heading", 2, ""
    return "paragraph", 0, ""


def _header(document: Any) -> dict[str, Found]:
    """Title, author and date of the document's properties (doubtful titles are left out)."""
    header: dict[str, Found] = {}
    try:
        properties = document.get_metadata_dict(skip_empty=True)
    except Exception:  # noqa: BLE001 - broken properties are none
        return header
    title, author = one_line(properties.get("Title", "")), one_line(properties.get("Author", ""))
    if title and not JUNK_TITLE.match(title):
        header["title"] = found(title, "document properties", 0.6)
    if author:
        header["author"] = found(author, "document properties", 0.7)
    match = re.match(r"D:(\d{4})(\d{2})?(\d{2})?", properties.get("CreationDate", ""))
    dated = date_in("-".join(part for part in match.groups() if part)) if match else None
    if dated:
        header["date"] = found(dated[0], "document properties", 0.6)
    return header
