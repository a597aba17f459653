"""Outlines (OPML): lists of feeds and the exports of outliners, as one document of nested list items."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from reader.model import Found
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.metadata import one_line
from reader.sources.parsers.mailhead import date_of_header
from reader.sources.parsers.xmlfile import local, parse_xml

__all__ = ["read"]

_FIELDS = {"title": "title", "dateCreated": "date", "dateModified": "date", "ownerName": "author"}
_DEEPEST = 60


def read(source: Source) -> Draft:
    """Each outline's text, with the address it leads to and its note; title, date and owner of the head."""
    tree = parse_xml(source.read(source.limits.tree))
    builder = Builder(source.limits)
    header: dict[str, Found] = {}
    for node in tree.iter():
        field = _FIELDS.get(local(node.tag))
        value = one_line(node.text or "")
        if field == "date":
            value = date_of_header(value)
        if field and value and field not in header:
            header[field] = found(value, "outline head")
    if "title" in header:
        builder.add("heading", header["title"].value, 1)
    body = next((node for node in tree.iter() if local(node.tag) == "body"), None)
    if body is not None:
        _outlines(builder, body, 1)
    return builder.draft(header, trusted_title="title" in header)


def _outlines(builder: Builder, element: Element, depth: int) -> None:
    for child in element:
        if local(child.tag) != "outline" or depth > _DEEPEST:
            continue
        text = " ".join((child.get("text") or child.get("title") or "").split())
        address = child.get("htmlUrl") or child.get("xmlUrl") or child.get("url") or ""
        if text or address:
            told = " – ".join(filter(None, (text, address)))
            builder.add("list", f"• {told}", depth, "•", close=builder.last in ("list", "paragraph"))
        note = (child.get("_note") or child.get("description") or "").strip()
        if note and note != text:
            builder.add("paragraph", note, close=builder.last in ("list", "paragraph"))
        _outlines(builder, child, depth + 1)
