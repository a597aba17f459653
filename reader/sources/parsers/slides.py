"""PowerPoint slides and Excel sheets: their text, slide by slide and row by row."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from reader.sources.draft import Builder, Limits
from reader.sources.parsers.xmlfile import local, parse_xml, read_part

__all__ = ["add_sheets", "add_slides"]

_NUMBER = re.compile(r"\d+")
_MOST_ROWS = 200_000


def add_slides(archive: ZipFile, limits: Limits, builder: Builder, names: set[str]) -> None:
    """Each slide: its title as a heading, then its text in order, then the speaker's notes; `page` is the slide's number."""
    slides = sorted((name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)), key=_number)
    for page, name in enumerate(slides, 1):
        data = read_part(archive, name, limits)
        if not data:
            continue
        for shape in parse_xml(data).iter():
            if local(shape.tag) == "sp":
                title = any(
                    local(node.tag) == "ph" and node.get("type") in ("title", "ctrTitle")
                    for node in shape.iter()
                )
                for text in _paragraphs(shape):
                    builder.add(
                        "heading" if title else "paragraph",
                        text,
                        (1 if page == 1 else 2) if title else 0,
                        page=page,
                    )
            elif local(shape.tag) == "tbl":
                rows = (
                    " | ".join(" ".join(_paragraphs(cell)) for cell in row if local(cell.tag) == "tc")
                    for row in shape
                    if local(row.tag) == "tr"
                )
                builder.add("table", "\n".join(rows), page=page)
        notes = read_part(archive, f"ppt/notesSlides/notesSlide{_number(name)}.xml", limits)
        for text in _paragraphs(parse_xml(notes)) if notes else ():
            if not text.isdecimal():
                builder.add("note", text, label="speaker's note", page=page)


def _number(name: str) -> int:
    return int(_NUMBER.findall(name)[-1])


def _paragraphs(element: Element) -> list[str]:
    """The text of each paragraph (a:p) under an element."""
    found: list[str] = []
    for paragraph in element.iter():
        if local(paragraph.tag) == "p":
            parts = [
                node.text or "" if local(node.tag) == "t" else "\n"
                for node in paragraph.iter()
                if local(node.tag) in ("t", "br")
            ]
            text = "".join(parts).strip()
            if text:
                found.append(text)
    return found


def add_sheets(archive: ZipFile, limits: Limits, builder: Builder, names: set[str]) -> None:
    """Each sheet as a table of the values that were last shown; formulas are not computed."""
    shared = _shared_strings(archive, limits)
    titles = _sheet_names(archive, limits)
    sheets = sorted(
        (name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), key=_number
    )
    rows_left, room = _MOST_ROWS, limits.text
    for index, name in enumerate(sheets):
        data = read_part(archive, name, limits)
        if not data:
            continue
        lines: list[str] = []
        for row in parse_xml(data).iter():
            if local(row.tag) != "row":
                continue
            cells = [" ".join(_cell(cell, shared).split()) for cell in row if local(cell.tag) == "c"]
            if not any(cells):
                continue
            lines.append(" | ".join(cells))
            rows_left -= 1
            # A text of the shared table may stand in every row.
            room -= len(lines[-1])
            if rows_left <= 0 or room <= 0:
                builder.warn(f"only the first {_MOST_ROWS - rows_left} rows were read")
                break
        if lines:
            builder.add(
                "heading", titles[index] if index < len(titles) else f"Sheet {index + 1}", 2, page=index + 1
            )
            builder.add("table", "\n".join(lines), page=index + 1)


def _shared_strings(archive: ZipFile, limits: Limits) -> list[str]:
    data = read_part(archive, "xl/sharedStrings.xml", limits)
    if not data:
        return []
    return [
        "".join(node.text or "" for node in item.iter() if local(node.tag) == "t")
        for item in parse_xml(data)
        if local(item.tag) == "si"
    ]


def _sheet_names(archive: ZipFile, limits: Limits) -> list[str]:
    data = read_part(archive, "xl/workbook.xml", limits)
    return (
        [node.get("name") or "" for node in parse_xml(data).iter() if local(node.tag) == "sheet"]
        if data
        else []
    )


def _cell(cell: Element, shared: list[str]) -> str:
    value = "".join(node.text or "" for node in cell.iter() if local(node.tag) in ("v", "t"))
    if cell.get("t") == "s" and value.isdecimal():
        return shared[int(value)] if int(value) < len(shared) else ""
    return value
