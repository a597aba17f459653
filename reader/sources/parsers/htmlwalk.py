"""Walks a parsed page once, without recursion, and gives its visible text as pieces in document order."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from reader.model import BlockKind
from reader.values import dataclass

__all__ = ["Piece", "Region", "walk"]

_DROPPED_NAMES = """script style template noscript svg math canvas iframe object embed audio video head title meta link map
    datalist param source track colgroup"""
_INLINE_NAMES = """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr"""
_DROPPED = frozenset(_DROPPED_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REGION_TAGS = {
    "nav": "menu",
    "footer": "menu",
    "aside": "aside",
    "header": "header",
    "form": "menu",
    "button": "menu",
    "select": "menu",
    "menu": "menu",
    "dialog": "cookies",
}
_ROLES = {
    "navigation": "menu", "banner": "header", "contentinfo": "menu", "search": "menu", "complementary": "aside", "menu": "menu", "menubar": "menu",
    "dialog": "cookies", "alertdialog": "cookies", "toolbar": "share", "tablist": "menu",
}  # fmt: skip
_FURNITURE_CLASS = (
    (
        re.compile(r"\b(?:cookie|consent|gdpr|onetrust|cc-banner|ccm|privacy-banner)", re.IGNORECASE),
        "cookies",
    ),
    (
        re.compile(
            r"\b(?:share|sharing|social|addtoany|addthis|a2a|follow-us|post-tools|article-tools|page-actions|print-links)",
            re.IGNORECASE,
        ),
        "share",
    ),
    (
        re.compile(
            r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|footer|masthead|topbar|top-bar|site-header|page-header-nav|toolbar|pagination|pager|pagenav|skip|skip-?link|skiplinks|"
            r"sidebar|side-bar|widget|related|recommended|read-more|readmore|more-news|latest-news|recent-posts|most-read|trending|promo|teaser-list|newsletter|subscribe|signup|sign-up|advert|ads?|ad-slot|"
            r"sponsor|banner|login|search|searchform|comments?|comment-list|disqus|tag-list|tags|taxonomy|back-to-top|language-switcher|lang-switch|popup|modal|toc|feedback|survey|region-footer|region-sidebar)(?![a-z])",
            re.IGNORECASE,
        ),
        "menu",
    ),
)
_CONTENT_CLASS = re.compile(
    r"\b(?:article-?body|article__body|article-content|entry-content|post-content|post-body|main-?content|page-content|story-?body|news-?(?:body|text|content|article)|release-?(?:body|text)|node__content|field--name-body|"
    r"content-body|body-content|rich-?text|content__body|wysiwyg|press-?release)(?![a-z])",
    re.IGNORECASE,
)
_CONTAINER_TAGS = frozenset(("main", "article"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_CELL_PROSE = 250


class Region(NamedTuple):
    """An element that says it is furniture: its number, what sort, and whether its tag or role says so (not a mere class)."""

    number: int
    sort: str
    firm: bool


@dataclass(slots=True)
class Piece:
    """A block of visible text and what its surroundings say about it. `linked` is the share of its letters inside links."""

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    linked: float = 0.0
    regions: tuple[Region, ...] = ()
    containers: tuple[int, ...] = ()
    close: bool = False
    code: bool = False
    time: str = ""


@dataclass(slots=True)
class _Open:
    """An element that is open while its children are walked: what it changed and must be put back."""

    regions: tuple[Region, ...]
    containers: tuple[int, ...]
    kind: BlockKind
    level: int
    label: str
    links: int
    pre: bool
    tag: str


def walk(tree: LexborHTMLParser) -> list[Piece]:
    """All visible text of the page as pieces."""
    root = tree.body or tree.root
    if root is None:
        return []
    walker = _Walker()
    walker.run(root)
    return walker.pieces


class _Walker:
    """The state of one walk."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._linked = 0
        self._total = 0
        self._number = 0
        self._regions: tuple[Region, ...] = ()
        self._containers: tuple[int, ...] = ()
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._label = ""
        self._links = 0
        self._pre = False
        self._code = False
        self._lists: list[list[int | str]] = []
        self._table_depth = 0
        self._cells: list[str] | None = None
        self._rows: list[str] = []
        self._time = ""
        self._item_open = False

    def run(self, root: Any) -> None:
        """Depth first: open on the way down, close on the way up."""
        stack: list[tuple[Any, _Open]] = []
        node = root
        while True:
            descend = self._visit(node, stack)
            if descend:
                node = node.child
                continue
            while node is not None and node.next is None:
                if not stack:
                    self._flush()
                    return
                node, opened = stack.pop()
                self._leave(opened)
            if node is None or not stack:
                self._flush()
                return
            node = node.next

    def _visit(self, node: Any, stack: list[tuple[Any, _Open]]) -> bool:
        """Takes in a node; true if its children must be walked (then it is on the stack)."""
        tag = node.tag
        if tag == "-text":
            self._take(node.text_content or "")
            return False
        if tag == "br":
            if self._pre:
                self._words.append("\n")
            elif self._cells is not None or self._kind == "heading":
                self._words.append(" ")
            else:
                self._flush()
            return False
        if tag == "hr":
            self._flush()
            return False
        if tag is None or tag.startswith("-") or tag in _DROPPED or node.child is None:
            if tag in ("td", "th") and self._cells is not None:
                self._cells.append("")
            return False
        attributes = node.attributes
        if _hidden(attributes):
            return False
        opened = _Open(
            self._regions, self._containers, self._kind, self._level, self._label, self._links, self._pre, tag
        )
        if tag not in _INLINE:
            self._enter(tag, node)
        elif tag == "a":
            self._links += 1
            if self._words and node.prev is not None and node.prev.tag == "a":
                self._words.append(" ")  # buttons of a menu that only a style sheet sets apart
        elif tag == "time" and not self._time:
            self._time = attributes.get("datetime") or ""
        elif tag == "code" and self._pre:
            self._code = True
        self._mark(tag, attributes)
        stack.append((node, opened))
        return True

    def _mark(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Notes what the element says about itself: a region of furniture, a container of the main text."""
        role = (attributes.get("role") or "").strip().lower()
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()[:400]
        sort, firm = _REGION_TAGS.get(tag) or _ROLES.get(role) or "", True
        if sort == "header" and self._containers:
            sort = ""  # the head of the article itself
        if tag == "form" and not sort:
            sort = "menu"
        content = (
            tag in _CONTAINER_TAGS
            or role == "main"
            or attributes.get("itemprop") == "articleBody"
            or (names and _CONTENT_CLASS.search(names))
        )
        if not sort and names and tag not in ("body", "html", "main"):
            firm = False
            sort = next((label for pattern, label in _FURNITURE_CLASS if pattern.search(names)), "")
            if content and sort == "menu":
                sort = ""
        if sort:
            self._number += 1
            self._regions = (*self._regions, Region(self._number, sort, firm))
        if content:
            self._number += 1
            self._containers = (*self._containers, self._number)

    def _enter(self, tag: str, node: Any) -> None:
        """A block-level element ends the open block and may set the kind of the next."""
        if self._cells is not None:
            if tag == "tr":
                self._end_row()
            elif tag in ("td", "th"):
                self._end_cell(between=True)
            elif self._words:
                self._words.append(" ")
            return
        self._flush()
        if tag in _HEADINGS:
            self._kind, self._level, self._label = "heading", _HEADINGS[tag], ""
        elif tag == "blockquote":
            self._kind, self._level, self._label = (
                "quote",
                self._level + 1 if self._kind == "quote" else 1,
                "",
            )
        elif tag == "figcaption" or tag == "caption":
            self._kind, self._level, self._label = "note", 0, "caption"
        elif tag == "pre":
            self._kind, self._level, self._label, self._pre, self._code = "code", 0, "", True, False
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.append([1 if tag == "ol" else 0, tag])
        elif tag == "li":
            self._begin_item()
        elif tag == "dt":
            self._kind, self._level, self._label = "paragraph", 0, ""
        elif tag == "table" and self._table_depth == 0 and _is_data(node):
            self._table_depth = 1
            self._cells, self._rows = [], []

    def _begin_item(self) -> None:
        depth = max(1, len(self._lists))
        marker = "•"
        if self._lists and self._lists[-1][1] == "ol":
            number = int(self._lists[-1][0])
            marker, self._lists[-1][0] = f"{number}.", number + 1
        self._kind, self._level, self._label = "list", depth, marker
        self._item_open = True

    def _leave(self, opened: _Open) -> None:
        """The element closes: its block ends, what it changed is put back."""
        tag = opened.tag
        if self._cells is not None:
            if tag in ("td", "th"):
                self._end_cell()
            elif tag == "tr":
                self._end_row()
            elif tag == "table":
                self._end_table()
        elif tag not in _INLINE:
            self._flush()
        if tag in ("ul", "ol", "menu", "dir") and self._lists and self._cells is None:
            self._lists.pop()
        self._regions, self._containers = opened.regions, opened.containers
        self._kind, self._level, self._label = opened.kind, opened.level, opened.label
        self._links, self._pre = opened.links, opened.pre

    def _take(self, text: str) -> None:
        """Some text of the open block."""
        if not text:
            return
        if not self._pre:
            text = _SPACES.sub(" ", text)
        self._words.append(text)
        length = len(text.strip())
        self._total += length
        if self._links:
            self._linked += length

    def _flush(self) -> None:
        """Ends the open block, if it has any text."""
        if not self._words:
            return
        text = "".join(self._words)
        text = text.strip("\n") if self._pre else " ".join(text.split(" ")).strip()
        if not self._pre:
            text = _SPACES.sub(" ", text)
        self._words.clear()
        if text.strip():
            kind, label, level = self._kind, self._label, self._level
            if kind == "list":
                if self._item_open:
                    text = f"{label} {text}"
                    self._item_open = False
                else:
                    kind, label, level = "paragraph", "", 0
            previous = self.pieces[-1] if self.pieces else None
            close = kind == "list" and previous is not None and previous.kind == "list"
            linked = self._linked / self._total if self._total else 0.0
            self.pieces.append(
                Piece(
                    kind,
                    text,
                    level,
                    label,
                    linked,
                    self._regions,
                    self._containers,
                    close,
                    self._code,
                    self._time,
                )
            )
            self._time = ""
        self._linked = self._total = 0

    def _end_cell(self, between: bool = False) -> None:
        """Closes a cell; white space `between` cells is none."""
        if between and not "".join(self._words).strip():
            self._words.clear()
        if self._cells is not None and self._words:
            self._cells.append(_SPACES.sub(" ", "".join(self._words)).strip())
            self._words.clear()

    def _end_row(self) -> None:
        self._end_cell(between=True)
        if self._cells:
            row = " | ".join(cell.replace("|", "¦") for cell in self._cells)
            if row.strip(" |"):
                self._rows.append(row)
            self._cells = []

    def _end_table(self) -> None:
        self._end_row()
        if self._rows:
            linked = self._linked / self._total if self._total else 0.0
            self.pieces.append(
                Piece("table", "\n".join(self._rows), 0, "", linked, self._regions, self._containers)
            )
        self._cells, self._rows, self._table_depth = None, [], 0
        self._linked = self._total = 0


def _hidden(attributes: dict[str, str | None]) -> bool:
    """Not shown by a browser without scripts."""
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style[:500]))


def _is_data(table: Any) -> bool:
    """A table of values; one that lays out a page (nested, a single column, prose in its cells) is walked as if it were not there."""
    if table.css_first("table table, table h1, table h2, table ul, table p + p, table form") is not None:
        return False
    rows = table.css("tr")
    if len(rows) < 2:
        return False
    cells = table.css("td, th")
    if len(cells) < len(rows) * 1.5:
        return False
    return all(len(cell.text(strip=True)) <= _CELL_PROSE for cell in cells[:400])
