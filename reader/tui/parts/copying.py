"""Copying a paragraph, alone or with where it comes from. The terminal may drop it, so it is kept in a file too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.columns import block_index
from reader.model import Block, paragraph_label
from reader.readmodel import StoredDocument
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Copying", "cited", "paragraph_at"]


def paragraph_at(document: StoredDocument, offset: int) -> Block | None:
    """The block that holds the character, or the last one before it."""
    index = block_index(document.blocks, offset)
    return document.blocks[index] if index >= 0 else None


def cited(document: StoredDocument, block: Block, paragraph: int) -> str:
    """The paragraph and where it stands: title, source, date, paragraph, offsets, content hash."""
    row = document.row
    source = " · ".join(each for each in (row.source or row.agency, row.place, row.date or "undated") if each)
    spot = paragraph_label(paragraph, "at the top")
    where = f"{spot}, characters {block.start}–{block.end}, sha256 {row.sha256[:12]}"
    return f"{document.text[block.start : block.end]}\n— {row.title or row.path} ({source}); {where}"


class Copying:
    """Hands text to the terminal (`send`, OSC 52) and keeps it in `file`; says both, because neither can be checked from here."""

    def __init__(
        self, pane: ReadingPane, send: Callable[[str], None], file: Path, say: Callable[[str], None]
    ) -> None:
        self._pane = pane
        self._send = send
        self._file = file
        self._say = say

    def do_text_copy(self) -> None:
        """The paragraph under the cursor."""
        self._copy(lambda document, block, paragraph: document.text[block.start : block.end])

    def do_text_cite(self) -> None:
        """The paragraph with its source."""
        self._copy(cited)

    def _copy(self, make: Callable[[StoredDocument, Block, int], str]) -> None:
        document = self._pane.document
        block = paragraph_at(document, self._pane.here) if document else None
        if document is None or block is None:
            self._say("nothing to copy")
            return
        text = make(document, block, self._pane.progress[0])
        self._send(text)
        kept = self._keep(text)
        self._say(f"{len(text):,} characters sent to the terminal's clipboard{kept}")

    def _keep(self, text: str) -> str:
        """Write the copy down; where, in words."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(text + "\n", encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return f" and kept in {_short(self._file)}"


def _short(path: Path) -> str:
    """A path as people write it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
