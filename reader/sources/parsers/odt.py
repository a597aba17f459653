"""OpenDocument (text, slides, sheets) and its ancestor: content.xml walked in order."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from reader.errors import SourceError
from reader.sources.draft import Builder, Draft, Source
from reader.sources.parsers.ooxml import core_properties
from reader.sources.parsers.xmlfile import local, open_zip, parse_xml, read_part

__all__ = ["read"]

_SKIPPED = frozenset(
    {
        "tracked-changes",
        "forms",
        "variable-decls",
        "sequence-decls",
        "user-field-decls",
        "annotation-end",
        "soft-page-break",
        "scripts",
        "font-face-decls",
        "automatic-styles",
        "object",
        "settings",
    }
)
_DEEPEST = 60


def read(source: Source) -> Draft:
    """Headings, paragraphs, lists, tables and notes; title, author and date of meta.xml."""
    with source.open() as file, open_zip(file) as archive:
        manifest = read_part(archive, "META-INF/manifest.xml", source.limits) or b""
        if b"encryption-data" in manifest:
            raise SourceError("locked with a password", remedy="unlock it and save it without a password")
        data = read_part(archive, "content.xml", source.limits)
        if data is None:
            raise SourceError(
                "no content.xml in it", remedy="open it in the program that made it and save it again"
            )
        builder = Builder(source.limits)
        tree = parse_xml(_without_doctype(data))
        body = next((node for node in tree.iter() if local(node.tag) == "body"), tree)
        walker = _Walker(builder)
        walker.walk(body, 0)
        walker.add_notes()
        return builder.draft(core_properties(read_part(archive, "meta.xml", source.limits)))


def _without_doctype(data: bytes) -> bytes:
    """OpenOffice 1 names a DTD, which is of no use here; entities stay forbidden (parse_xml)."""
    start = data.find(b"<!DOCTYPE", 0, 1000)
    end = data.find(b">", start) if start >= 0 else -1
    return data[:start] + data[end + 1 :] if 0 <= start < end and b"[" not in data[start:end] else data


class _Walker:
    """Puts what stands in an OpenDocument body into a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._notes: list[tuple[str, str]] = []
        self._page: int | None = None

    def walk(self, element: Element, depth: int, lists: int = 0) -> None:
        """Block-level elements in order."""
        if depth > _DEEPEST:
            self._builder.warn("what is nested too deep was left out")
            return
        for child in element:
            tag = local(child.tag)
            if tag in _SKIPPED:
                continue
            if tag in ("h", "p"):
                self._paragraph(child, tag, lists, depth)
            elif tag in ("list", "ordered-list", "unordered-list"):
                self.walk(child, depth + 1, lists + 1)
            elif tag in ("table",):
                self._table(child, depth)
            else:
                if tag == "page":
                    self._page = (self._page or 0) + 1
                self.walk(child, depth + 1, lists)

    def _paragraph(self, element: Element, tag: str, lists: int, depth: int) -> None:
        text = self._text(element).strip()
        if tag == "h":
            level = next(
                (value for key, value in element.attrib.items() if local(key) in ("outline-level", "level")),
                "1",
            )
            self._builder.add("heading", text, int(level) if level.isdecimal() else 1, page=self._page)
        elif text and lists:
            self._builder.add("list", f"• {text}", lists, "•", page=self._page, close=True)
        else:
            style = next((value for key, value in element.attrib.items() if local(key) == "style-name"), "")
            title = style in ("Title", "Titel", "Titre")
            self._builder.add("heading" if title else "paragraph", text, 1 if title else 0, page=self._page)
        for box in element.iter():
            if local(box.tag) == "text-box":
                self.walk(box, depth + 1)

    def _text(self, element: Element) -> str:
        """Text of a paragraph with tabs, breaks and runs of spaces; notes are kept for the end, boxes are walked apart."""
        parts: list[str] = [element.text or ""]
        waiting: list[Element | str] = []

        def push(children: Element) -> None:
            for child in reversed(children):
                waiting.append(child.tail or "")
                waiting.append(child)

        push(element)
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
                continue
            tag = local(node.tag)
            if tag == "s":
                count = next((value for key, value in node.attrib.items() if local(key) == "c"), "1")
                parts.append(" " * min(int(count) if count.isdecimal() else 1, 80))
            elif tag in ("tab", "tab-stop"):
                parts.append("\t")
            elif tag == "line-break":
                parts.append("\n")
            elif tag in ("note", "footnote", "endnote", "annotation"):
                body = " ".join(
                    "".join(inner.itertext()).strip() for inner in node.iter() if local(inner.tag) == "p"
                )
                self._notes.append((body, "comment" if tag == "annotation" else "footnote"))
            elif tag not in ("text-box", "tracked-changes") and tag not in _SKIPPED:
                parts.append(node.text or "")
                push(node)
        return "".join(parts)

    def _table(self, element: Element, depth: int) -> None:
        rows = [
            [cell for cell in row if local(cell.tag) == "table-cell"]
            for row in element.iter()
            if local(row.tag) == "table-row"
        ]
        texts = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows[:100_000]]
        if max((len(text) for row in texts for text in row), default=0) <= 300 and any(
            len(row) > 1 for row in texts
        ):
            self._builder.add(
                "table",
                "\n".join(line for line in (" | ".join(row).strip(" |") for row in texts) if line),
                page=self._page,
            )
            return
        for row in rows:
            for cell in row:
                self.walk(cell, depth + 1)

    def add_notes(self) -> None:
        """Foot- and endnotes and comments, after the text."""
        for text, label in self._notes:
            self._builder.add("note", text, label=label)
