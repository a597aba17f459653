"""PDF through pypdfium2: lines with their place on the page become paragraphs, headings, tables, running heads and notes.

pypdfium2 was measured against pypdf (ten times slower) and pdfminer.six (fifty times) on equal text; its licence is BSD/Apache.
Lines come in reading order (`pdflines`); one that goes up the page begins a new column. Words that were divided at a line's end
are joined. A line that stands at the same edge of most pages is furniture, as is a number alone there. Pages without text are
told, or recognised (`pdfscan`) if the user asked for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reader.errors import SourceError
from reader.model import BlockKind, Found
from reader.sources.dates import date_in
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.layout import marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.ooxml import JUNK_TITLE
from reader.sources.parsers.pdflines import Line, lines_of
from reader.sources.parsers.pdfscan import Scanned, add_recognised, ranges, recognise_pages

__all__ = ["read"]

_MOST_PAGES = 5000
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:of|/|von|de)\s?\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|file:/|www\.)\S+")
_OF_PAGES = re.compile(r"(?:page\s)?\d{1,4}\s?(?:of|/|von|de|sur)\s?\d{1,4}", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b")
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
# "Marie-" and "2018–" go on without a space, and keep their dash.
_OPEN_END = re.compile(r"\w[-–\u2010\u2011/]$")
_BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


def read(source: Source) -> Draft:
    """Text with the page of each block; pages without text are told, a document without any is a failure."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(source.read())
    except pdfium.PdfiumError as error:
        raise _refusal(str(error)) from None
    try:
        count = len(document)
        pages = [lines_of(document, number) for number in range(min(count, _MOST_PAGES))]
        header = _header(document)
        empty = [number for number, lines in enumerate(pages, 1) if not lines]
        scanned = recognise_pages(document, empty, source) if source.options.ocr else Scanned()
    finally:
        document.close()
    builder = Builder(source.limits)
    empty = [number for number in empty if number not in scanned.texts]
    if len(empty) == len(pages):
        raise _nothing(count, scanned.trouble or ("none was recognised" if source.options.ocr else ""))
    for warning in scanned.warnings():
        builder.warn(warning)
    if empty:
        builder.warn(f"no text on page {ranges(empty)}")
    if count > _MOST_PAGES:
        builder.warn(f"only the first {_MOST_PAGES} of {count} pages were read")
    _mark_furniture(pages)
    _compose(builder, pages, scanned.texts)
    return builder.draft(header)


def _nothing(count: int, trouble: str) -> SourceError:
    """No page has text."""
    what = f"no text on any of its {count} pages" if count != 1 else "no text on its page"
    return SourceError(
        f"{what} (scanned?)" + (f"; {trouble}" if trouble else ""),
        remedy="recognise its text first (OCR): index --ocr eng, or ocrmypdf in.pdf out.pdf",
    )


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


def _mark_furniture(pages: Sequence[list[Line]]) -> None:
    """Running heads, page numbers: at the page's upper or lower edge, alike (but for digits) on many pages, or a bare number."""
    seen: Counter[str] = Counter()
    edges: list[list[Line]] = []
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
        for end in (edge[:1], edge[-1:]):
            row = [line for line in edge if abs(line.bottom - end[0].bottom) < 3]
            if _printed_by_browser(row):
                for line in row:
                    line.furniture = True


def _printed_by_browser(row: Sequence[Line]) -> bool:
    """What browsers put over and under a page: its address, "1 of 3" beside a date."""
    cells = [text.strip() for line in row for text in ([cell for _, cell in line.cells] or [line.text])]
    if not 1 <= len(cells) <= 3:
        return False
    if any(_ADDRESS.fullmatch(cell) for cell in cells):
        return True
    numbered = any(_OF_PAGES.fullmatch(cell) for cell in cells)
    return numbered and len(cells) > 1 and any(date_in(cell) or _CLOCK.search(cell) for cell in cells)


def _compose(builder: Builder, pages: Sequence[list[Line]], scanned: Mapping[int, str]) -> None:
    """Paragraphs over lines, and over column and page ends where the sentence goes on; recognised pages in their place."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    edges = _right_edges(pages)
    open_lines: list[Line] = []
    later: list[Line] = []
    for number, lines in enumerate(pages, 1):
        if number in scanned:
            _close(builder, open_lines, body)
            open_lines = []
            add_recognised(builder, scanned[number], number)
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


def _add_furniture(builder: Builder, lines: list[Line]) -> None:
    for line in lines:
        builder.add("boilerplate", line.text, label="page", page=line.page)
    lines.clear()


_Column = tuple[int, int, int]


def _column(line: Line) -> _Column:
    """Lines of one page, one left edge and one size of letters belong together."""
    return line.page, int(line.left // 40), round(line.size)


def _right_edges(pages: Sequence[list[Line]]) -> dict[_Column, float]:
    """How far right the lines of a column go (a single wide line does not count where there are many)."""
    rights: dict[_Column, list[float]] = {}
    for lines in pages:
        for line in lines:
            rights.setdefault(_column(line), []).append(line.right)
    return {column: sorted(found)[int((len(found) - 1) * 0.9)] for column, found in rights.items()}


def _goes_on(open_lines: Sequence[Line], line: Line, edges: dict[_Column, float]) -> bool:
    """Whether a paragraph goes on in the next line of the stream."""
    last = open_lines[-1]
    if last.cells or line.cells:
        return bool(last.cells and line.cells and last.page == line.page and last.bottom >= line.bottom)
    if abs(last.size - line.size) > max(1.0, last.size * 0.15) or marker_of(line.text, 0, len(line.text)):
        return False
    height = max(last.size, 4.0)
    divided = last.text.endswith("\u00ad") or bool(_BROKEN_WORD.search(last.text[-3:]))
    same_row = abs(last.bottom - line.bottom) < height * 0.4 and line.left >= last.right - 2
    if same_row:
        return line.left - last.right < height * 1.8
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


def _close(builder: Builder, lines: Sequence[Line], body: float) -> None:
    """Adds the paragraph, heading or list item that the lines make."""
    if not lines:
        return
    if lines[0].cells:
        builder.add("table", "\n".join(line.text for line in lines), page=lines[0].page)
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


def _sort(lines: Sequence[Line], text: str, body: float) -> tuple[BlockKind, int, str]:
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
