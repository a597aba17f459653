"""What is copied with a citation: the words, and everything that leads back to them."""

from __future__ import annotations

from reader.model import paragraph_label
from reader.readmodel import DocumentRow

__all__ = ["cite", "quotation"]


def quotation(text: str, start: int, end: int) -> str:
    """The words of text[start:end] as one line."""
    return " ".join(text[start:end].split())


def cite(document: DocumentRow, text: str, start: int, end: int, paragraph: int, made_by: str = "") -> str:
    """The words and, below them, their source: title, issuing body, date, paragraph, offsets, content hash.

    Offsets are code points of the document's text (`vgt-reader show --text`), the end exclusive. `made_by` names the versions of
    the reader and of what recognised the names, where these matter.
    """
    words = quotation(text, start, end)
    issued = [
        part
        for part in (
            document.source or document.agency,
            document.place,
            document.date or "undated",
            document.grade and f"graded {document.grade}",
        )
        if part
    ]
    title = document.title or document.path
    stop = "" if title[-1:] in ".?!…" else "."
    lines = [
        f"“{words}”" if words else "",
        f"{title}{stop} {', '.join(issued)}. {paragraph_label(paragraph, 'At the top')}.",
        f"{document.path}, characters {start}–{end}, sha256 {document.sha256}",
        made_by,
    ]
    return "\n".join(line for line in lines if line) + "\n"
