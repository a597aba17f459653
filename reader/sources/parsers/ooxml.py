"""Office Open XML: Word documents here, slides and sheets in `slides`; zip and XML by hand, since that is all it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from reader.errors import SourceError
from reader.model import BlockKind, Found
from reader.sources.dates import date_in
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.encodings import decode
from reader.sources.metadata import one_line
from reader.sources.parsers.html import build
from reader.sources.parsers.mail import add_message
from reader.sources.parsers.slides import add_sheets, add_slides
from reader.sources.parsers.xmlfile import local, open_zip, parse_xml, read_part

__all__ = ["JUNK_TITLE", "core_properties", "read"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo)\s*(?P<level>[1-9])", re.IGNORECASE)
_SKIPPED = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "sectPr",
        "Fallback",
        "fldSimpleInstr",
        "tblPr",
        "trPr",
        "tcPr",
        "proofErr",
    }
)
_DEEPEST = 60
JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|office)|document\d*|untitled|powerpoint presentation|presentation\d*|.*\.(?:docx?|dotx?|pptx?|rtf|odt)$)",
    re.IGNORECASE,
)


def read(source: Source) -> Draft:
    """Text, headings, lists, tables, notes; headers and footers once, as boilerplate, at the end."""
    with source.open() as file, open_zip(file) as archive:
        names = set(archive.namelist())
        builder = Builder(source.limits)
        document = next(
            (
                name
                for name in ("word/document.xml", "word/document2.xml", "word\\document.xml")
                if name in names
            ),
            None,
        )
        if document is not None:
            _Word(archive, source, builder, names).run(document)
        elif "ppt/presentation.xml" in names:
            add_slides(archive, source.limits, builder, names)
        elif "xl/workbook.xml" in names:
            add_sheets(archive, source.limits, builder, names)
        else:
            raise SourceError(
                "a zip file that holds no Word document, slides or sheet",
                remedy="unpack it and index the folder",
            )
        return builder.draft(core_properties(read_part(archive, "docProps/core.xml", source.limits)))


def core_properties(data: bytes | None) -> dict[str, Found]:
    """Title, author, date and language of docProps/core.xml or meta.xml; doubtful titles are left out."""
    header: dict[str, Found] = {}
    if not data:
        return header
    fields = {
        "title": "title",
        "creator": "author",
        "initial-creator": "author",
        "created": "date",
        "creation-date": "date",
        "date": "date",
        "language": "language",
    }
    try:
        tree = parse_xml(data)
    except SourceError:
        return header
    for element in tree.iter():
        field = fields.get(local(element.tag))
        value = one_line(element.text or "")
        if field == "date":
            dated = date_in(value[:40])
            value = dated[0] if dated else ""
        if field == "language":
            value = value[:2].lower()
        if field == "title" and JUNK_TITLE.match(value):
            continue
        if field and value and field not in header:
            header[field] = found(value, "document properties", 0.7)
    return header


class _Word:
    """Reads one Word document into a builder."""

    def __init__(self, archive: ZipFile, source: Source, builder: Builder, names: set[str]) -> None:
        self._archive = archive
        self._limits = source.limits
        self._builder = builder
        self._names = names
        self._styles = self._style_names()

    def run(self, document: str) -> None:
        """Body, then foot- and endnotes, comments, headers and footers."""
        tree = self._part(document)
        if tree is None:
            raise SourceError("no text part in it")
        body = tree.find(f"{_W}body")
        self._container(tree if body is None else body, 0)
        for part, label in (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")):
            notes = self._optional(f"word/{part}.xml")
            for note in notes if notes is not None else ():
                if note.get(f"{_W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    self._builder.add(
                        "note",
                        " ".join(text for text in (self._text(p) for p in note.iter(f"{_W}p")) if text),
                        label=label,
                    )
        seen: set[str] = set()
        for name in sorted(self._names):
            if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                part_tree = self._optional(name)
                text = (
                    "\n".join(filter(None, (self._text(p) for p in part_tree.iter(f"{_W}p"))))
                    if part_tree is not None
                    else ""
                )
                if text and text not in seen:
                    seen.add(text)
                    self._builder.add("boilerplate", text, label="page")

    def _part(self, name: str) -> Element | None:
        data = read_part(self._archive, name, self._limits)
        return parse_xml(data.replace(_STRICT, _TRANSITIONAL)) if data else None

    def _optional(self, name: str) -> Element | None:
        """A part whose damage is no reason to lose the text."""
        try:
            return self._part(name)
        except SourceError as error:
            self._builder.warn(f"{name} could not be read: {error.what}")
            return None

    def _style_names(self) -> dict[str, str]:
        tree = self._optional("word/styles.xml")
        names: dict[str, str] = {}
        for style in tree.iter(f"{_W}style") if tree is not None else ():
            name = style.find(f"{_W}name")
            if name is not None:
                names[style.get(f"{_W}styleId") or ""] = name.get(f"{_W}val") or ""
        return names

    def _container(self, element: Element, depth: int) -> None:
        """Paragraphs and tables in order, through content controls and the like."""
        if depth > _DEEPEST:
            self._builder.warn("what is nested too deep was left out")
            return
        for child in element:
            tag = local(child.tag)
            if tag == "p":
                self._paragraph(child, depth)
            elif tag == "tbl":
                self._table(child, depth)
            elif tag == "altChunk":
                self._chunk(child)
            elif tag not in _SKIPPED:
                self._container(child, depth + 1)

    def _chunk(self, element: Element) -> None:
        """A page, saved page or text that the document holds as a part of its own."""
        rels = self._optional("word/_rels/document.xml.rels")
        wanted = next((value for key, value in element.attrib.items() if local(key) == "id"), "")
        targets = {node.get("Id"): node.get("Target") or "" for node in rels} if rels is not None else {}
        target = targets.get(wanted, "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")
        data = read_part(self._archive, name, self._limits) if target else None
        if not data:
            return
        if name.lower().endswith((".mht", ".mhtml", ".eml")):
            add_message(self._builder, data)
        elif name.lower().endswith((".htm", ".html", ".xhtml")):
            build(decode(data).text, self._builder)
        else:
            self._builder.warn(f"a part of it was not read ({posixpath.basename(name)})")

    def _paragraph(self, element: Element, depth: int) -> None:
        text = self._text(element)
        if text:
            kind, level, label = self._sort(element)
            if kind == "list":
                text = f"{label} {text}"
            self._builder.add(kind, text, level, label, close=kind == "list")
        for box in self._boxes(element):
            self._container(box, depth + 1)

    def _sort(self, element: Element) -> tuple[BlockKind, int, str]:
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return "paragraph", 0, ""
        style = properties.find(f"{_W}pStyle")
        identity = (style.get(f"{_W}val") or "") if style is not None else ""
        name = self._styles.get(identity, identity)
        heading = _HEADING.match(name) or _HEADING.match(identity)
        if heading:
            return "heading", int(heading["level"]), ""
        if name.lower() == "title":
            return "heading", 1, ""
        if name.lower() == "subtitle":
            return "standfirst", 0, ""
        if "quote" in name.lower():
            return "quote", 1, ""
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "9") in "012345":
            return "heading", int(outline.get(f"{_W}val") or 0) + 1, ""
        numbering = properties.find(f"{_W}numPr")
        if numbering is not None or name.lower().startswith("list "):
            level = numbering.find(f"{_W}ilvl") if numbering is not None else None
            value = (level.get(f"{_W}val") or "0") if level is not None else "0"
            return "list", int(value) + 1 if value.isdecimal() else 1, "•"
        return "paragraph", 0, ""

    def _boxes(self, element: Element) -> Iterator[Element]:
        """Text boxes that hang on a paragraph (the fallback copies of them are passed over)."""
        waiting = [element]
        while waiting:
            for child in waiting.pop():
                tag = local(child.tag)
                if tag == "txbxContent":
                    yield child
                elif tag not in _SKIPPED:
                    waiting.append(child)

    def _text(self, element: Element) -> str:
        """A paragraph's own text: what is deleted, hidden in fields or in boxes is not in it."""
        parts: list[str] = []
        waiting: list[Element] = list(reversed(element))
        while waiting:
            node = waiting.pop()
            tag = local(node.tag)
            if tag == "t":
                parts.append(node.text or "")
            elif tag in ("tab", "ptab"):
                parts.append("\t")
            elif tag in ("br", "cr"):
                parts.append("\n")
            elif tag == "noBreakHyphen":
                parts.append("\u2011")
            elif tag not in _SKIPPED and tag not in ("txbxContent", "p", "tbl"):
                waiting.extend(reversed(node))
        return "".join(parts).strip()

    def _table(self, element: Element, depth: int) -> None:
        """Rows of short cells are a table; a table that lays out text is read cell by cell."""
        rows = [list(row.iter(f"{_W}tc")) for row in element.findall(f"{_W}tr")]
        texts = [
            [" ".join(filter(None, (self._text(p) for p in cell.iter(f"{_W}p")))) for cell in row]
            for row in rows
        ]
        longest = max((len(text) for row in texts for text in row), default=0)
        if longest <= 300 and any(len(row) > 1 for row in texts):
            lines = (" | ".join(" ".join(text.split()) for text in row) for row in texts)
            self._builder.add("table", "\n".join(line for line in lines if line.strip(" |")))
            return
        for row in element.findall(f"{_W}tr"):
            for cell in row.findall(f"{_W}tc"):
                self._container(cell, depth + 1)
