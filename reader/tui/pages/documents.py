"""The documents list: two lines a document."""

from __future__ import annotations

from reader.readmodel import DocumentRow
from reader.tui.items import Item
from reader.tui.paint import Pieces, aligned, clipped
from reader.values import dataclass

__all__ = ["Own", "document_item", "waiting_item"]


@dataclass(frozen=True, slots=True)
class Own:
    """What the user has to do with a document: whether it is read, how much of it (percent), whether it came in since the last
    visit, and the signs of what is noted on it.
    """

    unread: bool = True
    part: int | None = None
    new: bool = False
    signs: str = ""

    @property
    def progress(self) -> str:
        """How it stands, in a word; nothing for what is read, or was never opened and is not new."""
        if self.unread and self.part is not None:
            return f"{self.part}%"
        return "new" if self.new and self.unread else ""


def _where(row: DocumentRow) -> str:
    """Who issued it and where, as far as the document says so."""
    issuer = row.agency or row.source or ""
    if row.place and row.place != issuer:
        return f"{issuer} · {row.place}" if issuer else row.place
    return issuer


def document_item(row: DocumentRow, width: int, *, own: Own, current: bool) -> Item:
    """Unread dot or pointer and title; below, date, issuer and the number of different names."""
    mark = ("▸ ", "line--accent") if current else ("● ", "line--accent") if own.unread else ("  ", "")
    title_style = "line--strong" if current or own.unread else ""
    progress: Pieces = ((f"{own.progress} ", "line--quiet"),) if own.progress else ()
    first: Pieces = aligned((mark, (row.title or row.path, title_style)), progress, width)
    known = [
        row.date or "undated",
        f"+{row.like:,} like it" if row.like else "",
        row.grade or "",
        _where(row),
    ]
    below: Pieces = (("  ", ""), (" · ".join(each for each in known if each), "line--quiet"))
    if row.state == "failed":
        below = (("  ", ""), ("could not be read", "line--problem"))
    elif row.state == "partial":
        below = (*below, (" · read in part", "line--problem"))
    count = (f"{row.names:,} ", "line--quiet")
    signs: Pieces = (*clipped(((own.signs, "line--accent"),), width // 2), ("  ", "")) if own.signs else ()
    return Item((first, aligned(below, (*signs, count), width)), row.id)


def waiting_item(index: int) -> Item:
    """A row whose data is on its way."""
    return Item(((("  …", "line--quiet"),), ()), index)
