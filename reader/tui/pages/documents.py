"""The documents list: two lines a document."""

from __future__ import annotations

from reader.readmodel import DocumentRow
from reader.tui.items import Item
from reader.tui.paint import Pieces, aligned, clipped

__all__ = ["document_item", "waiting_item"]


def _where(row: DocumentRow) -> str:
    """Who issued it and where, as far as the document says so."""
    issuer = row.agency or row.source or ""
    if row.place and row.place != issuer:
        return f"{issuer} · {row.place}" if issuer else row.place
    return issuer


def document_item(row: DocumentRow, width: int, *, unread: bool, current: bool) -> Item:
    """Unread dot or pointer and title; below, date, issuer and the number of different names."""
    mark = ("▸ ", "line--accent") if current else ("● ", "line--accent") if unread else ("  ", "")
    title_style = "line--strong" if current or unread else ""
    first: Pieces = clipped((mark, (row.title or row.path, title_style)), width)
    known = [row.date or "undated", _where(row)]
    below: Pieces = (("  ", ""), (" · ".join(each for each in known if each), "line--quiet"))
    if row.state == "failed":
        below = (("  ", ""), ("could not be read", "line--problem"))
    elif row.state == "partial":
        below = (*below, (" · read in part", "line--problem"))
    count = (f"{row.names:,} ", "line--quiet")
    return Item((first, aligned(below, (count,), width)), row.id)


def waiting_item(index: int) -> Item:
    """A row whose data is on its way."""
    return Item(((("  …", "line--quiet"),), ()), index)
