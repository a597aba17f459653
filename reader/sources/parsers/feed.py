"""News feeds that lie on the disk (RSS, Atom): each item is a document, made into a page and read like one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from xml.etree.ElementTree import Element

from reader.sources.draft import Member, Source
from reader.sources.parsers.mailhead import date_of_header
from reader.sources.parsers.xmlfile import local, parse_xml

__all__ = ["members"]

_BODIES = ("encoded", "content", "description", "summary")


def members(source: Source) -> Iterator[Member]:
    """One member an item, named by its number; its page holds title, date, author, link and text."""
    tree = parse_xml(source.read(source.limits.tree))
    feed_title = ""
    for node in tree.iter():
        if local(node.tag) == "title":
            feed_title = " ".join("".join(node.itertext()).split())
            break
    items = [node for node in tree.iter() if local(node.tag) in ("item", "entry")]
    for number, item in enumerate(items, 1):
        yield Member(f"{number}.html", partial(_page, item, feed_title), "utf-8")


def _page(item: Element, feed: str) -> bytes:
    title, author, link, date = (
        _child(item, names)
        for names in (
            ("title",),
            ("author", "creator"),
            ("link", "id", "guid"),
            ("pubDate", "published", "date", "updated"),
        )
    )
    day = date_of_header(date) or date
    body = next((text for name in _BODIES if (text := _child(item, (name,)))), "")
    if "<" not in body:
        body = f"<p>{escape(body)}</p>"
    metas = "".join(
        f'<meta name="{name}" content="{escape(value, quote=True)}">'
        for name, value in (
            ("og:title", title),
            ("og:site_name", feed),
            ("author", author),
            ("date", day),
            ("og:url", link),
        )
        if value
    )
    page = f"<!DOCTYPE html><html><head>{metas}</head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    return page.encode("utf-8", "replace")


def _child(item: Element, names: tuple[str, ...]) -> str:
    """The text of the first child of one of these names; an Atom link's address."""
    for name in names:
        for child in item:
            if local(child.tag) != name:
                continue
            if name == "link" and child.get("href"):
                return child.get("href") or ""
            if name == "author" and len(child):
                return " ".join("".join(child[0].itertext()).split())
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return ""
