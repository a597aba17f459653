"""What a row of an export says under which name: usual names, those the user mapped, and the nesting that news exports have.

Understood without a map: JSON lines of most crawlers, NewsAPI, the Guardian ("webTitle", "fields.bodyText"), the New York Times
("headline.main"), WordPress ("content.rendered"), JSON Feed, Elasticsearch ("_source"), JSON:API ("attributes"), CourtListener.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any, TypeAlias

from reader.errors import SourceError
from reader.sources.dates import date_in, date_of_name
from reader.sources.options import Options
from reader.sources.parsers.mailhead import date_of_header

__all__ = ["TEXT", "Row", "check_columns", "date_value", "named", "rows_in", "value_of"]

Row: TypeAlias = Mapping[str, Any]

TEXT = (
    "text", "body", "content", "full_text", "fulltext", "article_text", "articletext", "maintext", "bodytext", "body_text", "content_text", "articlebody", "article_body", "plain_text",
    "raw_text", "article", "story", "post_content", "content_html", "body_html", "html_with_citations", "html", "transcript", "message", "description", "summary", "abstract", "lead_paragraph",
    "excerpt", "snippet",
)  # fmt: skip
"""Names of the column that holds the text, the best first."""

_NAMES = {
    "text": TEXT,
    "title": ("title", "headline", "webtitle", "subject", "heading", "case_name", "post_title", "name"),
    "date": (
        "date", "published", "date_published", "datepublished", "publication_date", "pub_date", "pubdate", "published_at", "publishedat", "publish_date", "published_date", "webpublicationdate",
        "post_date", "date_filed", "created_at", "created", "timestamp",
    ),
    "author": ("author", "authors", "byline", "creator", "post_author"),
    "source": ("source", "publisher", "publication", "site", "site_name", "outlet", "source_name", "sourcecommonname", "news_desk", "domain", "court"),
    "language": ("language", "lang"),
    "id": ("id", "url", "weburl", "web_url", "link", "uri", "guid", "_id"),
}  # fmt: skip
_WRAPPERS = ("_source", "attributes", "fields", "document", "node", "data", "article")
_INSIDE = (
    "rendered",
    "main",
    "name",
    "default",
    "text",
    "value",
    "#text",
    "_text",
    "$t",
    "title",
    "original",
)
_DEEPEST = 4
_MOST_LOOKED_AT = 2000


def value_of(row: Row, field: str, options: Options) -> str:
    """What a row says for a field: in the user's column, else in the first of the usual ones that holds something."""
    mapped = options.column(field)
    for name in (mapped.strip(),) if mapped else _NAMES[field]:
        value = _text(named(row, name), field)
        if value.strip():
            return value
    return ""


def named(row: Row, name: str) -> Any:
    """The value under a name, whatever its case ("fields.body" goes down); None if there is none."""
    lowered = name.lower()
    for place in (row, *_wrapped(row)):
        for key, value in place.items():
            if str(key).strip().lower() == lowered:
                return value
    head, dot, rest = name.partition(".")
    inner = named(row, head) if dot else None
    return named(inner, rest) if isinstance(inner, dict) else None


def _wrapped(row: Row) -> Iterator[Row]:
    for name in _WRAPPERS:
        inner = row.get(name)
        if isinstance(inner, dict):
            yield inner


def _text(value: Any, field: str, depth: int = 0) -> str:
    """A value in words: the telling part of an object, a list joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        between = "\n\n" if field == "text" else ", "
        return between.join(filter(None, (_text(item, field, depth + 1) for item in value[:_MOST_LOOKED_AT])))
    if isinstance(value, dict):
        return next(filter(None, (_text(value.get(key), field, depth + 1) for key in _INSIDE)), "")
    return ""


def rows_in(parsed: Any, options: Options) -> list[Any]:
    """The list of documents in a JSON value: itself, the first list inside it whose objects hold texts, or the one object."""
    if isinstance(parsed, list):
        return parsed
    if not isinstance(parsed, dict) or value_of(parsed, "text", options):
        return [parsed]
    level: list[Any] = [parsed]
    for _ in range(_DEEPEST):
        inner = [value for place in level[:_MOST_LOOKED_AT] for value in place.values()]
        for value in inner:
            if isinstance(value, list) and any(
                isinstance(row, dict) and value_of(row, "text", options) for row in value[:20]
            ):
                return value
        level = [value for value in inner if isinstance(value, dict)]
    values = list(parsed.values())
    if len(values) > 1 and all(
        isinstance(row, dict) and value_of(row, "text", options) for row in values[:20]
    ):
        return [{"id": key, **row} for key, row in parsed.items()]
    return [parsed]


def date_value(value: str) -> str:
    """A row's date as ISO 8601, "" if it is none; seconds or milliseconds since 1970 are understood."""
    value = value.strip()[:60]
    digits = value.partition(".")[0]
    if digits.isdecimal() and len(digits) in (9, 10, 12, 13):
        seconds = int(digits) / (1000 if len(digits) > 10 else 1)
        return datetime.fromtimestamp(seconds, tz=timezone.utc).date().isoformat()
    dated = date_in(value)
    if dated:
        return dated[0]
    in_name = date_of_name(value)
    return date_of_header(value) or (in_name[0] if in_name else "")


def check_columns(names: list[str], options: Options) -> None:
    """SourceError if the user mapped a column that a table has not."""
    known = {name.lower() for name in names}
    for field, column in options.columns:
        if column.lower() not in known:
            raise SourceError(
                f"no column called {column} for the {field} (columns: {', '.join(names[:12]) or 'none'})",
                remedy=f"map another: --map {field}=COLUMN",
            )
