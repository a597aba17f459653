"""E-books: the chapters of the spine in order, each read like a web page; one document a book."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from selectolax.lexbor import LexborHTMLParser

from reader.errors import SourceError
from reader.model import Found
from reader.sources.dates import date_in
from reader.sources.draft import Builder, Draft, Limits, Source, found
from reader.sources.encodings import decode
from reader.sources.metadata import one_line
from reader.sources.parsers.html import add_pieces
from reader.sources.parsers.htmlwalk import walk
from reader.sources.parsers.xmlfile import local, open_zip, parse_xml, read_part

__all__ = ["read"]

_FIELDS = {
    "title": "title",
    "creator": "author",
    "publisher": "source",
    "date": "date",
    "language": "language",
}


def read(source: Source) -> Draft:
    """All chapters; title, author, publisher, date and language of the package file."""
    with source.open() as file, open_zip(file) as archive:
        package, folder = _package(archive, source.limits)
        if read_part(archive, "META-INF/encryption.xml", source.limits):
            _refuse_locked(archive, source.limits)
        builder = Builder(source.limits)
        # A book that leads back to a chapter again and again has it once.
        for number, name in enumerate(dict.fromkeys(_spine(package, folder)), 1):
            data = read_part(archive, name, source.limits)
            if data is None:
                builder.warn(f"chapter {number} is missing ({name})")
                continue
            tree = LexborHTMLParser(decode(data).text)
            add_pieces(builder, walk(tree), page=number)
        return builder.draft(_header(package), trusted_title=True)


def _package(archive: ZipFile, limits: Limits) -> tuple[Element, str]:
    container = read_part(archive, "META-INF/container.xml", limits)
    if container is None:
        raise SourceError("no container.xml in it", remedy="fetch it again")
    path = next(
        (
            node.get("full-path") or ""
            for node in parse_xml(container).iter()
            if local(node.tag) == "rootfile"
        ),
        "",
    )
    package = read_part(archive, path, limits)
    if package is None:
        raise SourceError("no package file in it", remedy="fetch it again")
    return parse_xml(package), posixpath.dirname(path)


def _refuse_locked(archive: ZipFile, limits: Limits) -> None:
    """Fonts may be obfuscated; a text that is encrypted cannot be read."""
    data = read_part(archive, "META-INF/encryption.xml", limits) or b""
    if any(
        (node.get("URI") or "").lower().endswith((".xhtml", ".html", ".htm"))
        for node in parse_xml(data).iter()
    ):
        raise SourceError("protected (DRM)", remedy="read it in the program it was bought for")


def _spine(package: Element, folder: str) -> list[str]:
    """Paths of the chapters in reading order."""
    items = {
        node.get("id") or "": node.get("href") or "" for node in package.iter() if local(node.tag) == "item"
    }
    order = [
        items.get(node.get("idref") or "", "") for node in package.iter() if local(node.tag) == "itemref"
    ]
    return [
        posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))) for href in order if href
    ]


def _header(package: Element) -> dict[str, Found]:
    header: dict[str, Found] = {}
    for node in package.iter():
        field = _FIELDS.get(local(node.tag))
        value = one_line(node.text or "")
        if field == "date":
            dated = date_in(value[:40])
            value = dated[0] if dated else value[:4] if value[:4].isdecimal() else ""
        if field == "language":
            value = value[:2].lower()
        if field and value and field not in header:
            header[field] = found(value, "package file")
    return header
