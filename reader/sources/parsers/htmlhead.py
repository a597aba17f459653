"""What a page's head says of itself: meta tags (Open Graph, Dublin Core, article), JSON-LD, <title>, <html lang>."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from reader.model import Found
from reader.sources.dates import date_in
from reader.sources.draft import found
from reader.sources.metadata import one_line

__all__ = ["head_of"]

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "parsely-title", "headline"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
        "citation_publication_date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "originalpublicationdate", "sailthru.date", "parsely-pub-date",
    ),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl"),
    "source": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "citation_publisher"),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language", "language"),
}  # fmt: skip
_JSON_LD = {
    "title": "headline",
    "date": "datePublished",
    "author": "author",
    "source": "publisher",
    "language": "inLanguage",
}
_SEPARATOR = re.compile(r"\s+(?:[|•·»›:–—-]|::|\|\|)\s+")
_SECTION = re.compile(
    r"\b(?:releases?|news|articles?|stories|blog|events?|pages?|home|archives?|topics?|publications?|documents?)$",
    re.IGNORECASE,
)
_MOST_JSON = 200_000


def head_of(tree: LexborHTMLParser) -> tuple[dict[str, Found], str]:
    """(metadata by field name, the page's own URL or "")."""
    metas = _metas(tree)
    header: dict[str, Found] = {}
    ld = _linked_data(tree)
    for field, names in _META.items():
        for name in names:
            value = _value(field, metas.get(name, ""))
            if value:
                header[field] = found(value, f"meta tag {name}")
                break
        else:
            value = _value(field, ld.get(field, ""))
            if value:
                header[field] = found(value, "JSON-LD")
    site = header["source"].value if "source" in header else ""
    if "title" in header:
        header["title"] = found(_without_site(header["title"].value, site), header["title"].evidence.rule)
    else:
        title = tree.css_first("title")
        value = _without_site(one_line(title.text() if title is not None else ""), site)
        if value:
            header["title"] = found(value, "title tag")
        site = _site_of(one_line(title.text() if title is not None else ""), value)
        if site and "source" not in header:
            header["source"] = found(site, "title tag", 0.7)
    _language(tree, header)
    return header, _url(tree, metas)


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """Lower-case name or property -> content, the first of each."""
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]")[:300]:
        attributes = node.attributes
        name = (
            (
                attributes.get("property")
                or attributes.get("name")
                or attributes.get("itemprop")
                or attributes.get("http-equiv")
                or ""
            )
            .strip()
            .lower()
        )
        content = (attributes.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content[:2000])
    return metas


def _value(field: str, value: str) -> str:
    value = one_line(value)
    if field == "date":
        dated = date_in(value[:60])
        return dated[0] if dated else ""
    if field == "language":
        return value[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", value) else ""
    if field == "author" and value.startswith(("http:", "https:")):
        return ""
    return value


def _language(tree: LexborHTMLParser, header: dict[str, Found]) -> None:
    root = tree.css_first("html")
    lang = (
        (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    ).strip()
    if re.match(r"[A-Za-z]{2}(?:[-_]|$)", lang):
        header["language"] = found(lang[:2].lower(), "html lang")


def _url(tree: LexborHTMLParser, metas: dict[str, str]) -> str:
    link = tree.css_first('link[rel="canonical"]')
    url = (link.attributes.get("href") or "") if link is not None else ""
    url = url or metas.get("og:url", "")
    try:
        return urlsplit(url).path[:500] if url else ""
    except ValueError:
        return ""


def _without_site(title: str, site: str) -> str:
    """ "Arrests in Lyon | News | INTERPOL" without what names the site."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if site:
        parts = [part for part in parts if part.casefold() != site.casefold()] or parts
        if len(parts) == 1:
            return parts[0]
    spans = list(_SEPARATOR.finditer(title))
    last = spans[-1]
    head, tail = title[: last.start()], title[last.end() :]
    strong = last.group().strip() in ("|", "•", "·", "»", "›", "::", "||")
    return (
        head
        if len(head.split()) >= 4 and len(tail.split()) <= 6 and (strong or len(head) > 2 * len(tail))
        else title
    )


def _site_of(title: str, headline: str) -> str:
    """ "Arrests in Lyon | INTERPOL Newsroom": what stands last behind a bar, if it is of two words or more and no section's name."""
    parts = [part.strip() for part in re.split(r"\s+[|»›]\s+", title)]
    site = parts[-1]
    plain = len(parts) < 2 or site == headline or not 2 <= len(site.split()) <= 8
    return "" if plain or _SECTION.search(site) or not site[0].isupper() else site


def _linked_data(tree: LexborHTMLParser) -> dict[str, str]:
    """The article in a page's JSON-LD, as strings by field name."""
    for node in tree.css('script[type="application/ld+json"]')[:10]:
        text = node.text() or ""
        if len(text) > _MOST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for candidate in _candidates(data):
            if "headline" in candidate or "datePublished" in candidate:
                return {field: _string(candidate.get(key)) for field, key in _JSON_LD.items()}
    return {}


def _candidates(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        graph = data.get("@graph")
        return (
            [data, *(item for item in graph[:50] if isinstance(item, dict))]
            if isinstance(graph, list)
            else [data]
        )
    return [item for item in data[:50] if isinstance(item, dict)] if isinstance(data, list) else []


def _string(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_string(item) for item in value[:5])))
    if isinstance(value, dict):
        value = value.get("name") or ""
    return value if isinstance(value, str) else ""
