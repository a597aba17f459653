"""Pages of a PDF that hold no text: drawn by pdfium and recognised by the host's tesseract, one by one, within a time limit."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from reader.errors import SourceError
from reader.sources.draft import Builder, Source
from reader.sources.layout import marker_of
from reader.sources.ocr import MOST_PIXELS, paragraphs, recognise_picture, tesseract
from reader.values import dataclass

__all__ = ["Scanned", "add_recognised", "ranges", "recognise_pages"]

_DOTS = 250
_POINTS = 72
_LONGEST_PAGE = 120.0


@dataclass(slots=True)
class Scanned:
    """What was recognised: the text of each page by its number, and what went wrong ("" if nothing)."""

    texts: dict[int, str] = field(default_factory=dict)
    trouble: str = ""

    def warnings(self) -> list[str]:
        """What to tell people."""
        told = []
        if self.texts:
            told.append(
                f"the text was recognised in a picture: page {ranges(sorted(self.texts))}, letters may be wrong"
            )
        if self.trouble:
            told.append(self.trouble)
        return told


def recognise_pages(document: Any, numbers: Sequence[int], source: Source) -> Scanned:
    """Recognises the pages of these 1-based numbers, as many as the limit's time allows."""
    done = Scanned()
    if numbers and tesseract() is None:
        done.trouble = "tesseract is not installed, which recognises text in pictures"
        return done
    end = time.monotonic() + source.limits.ocr_seconds
    for number in numbers:
        left = end - time.monotonic()
        if left <= 0:
            done.trouble = (
                f"recognising text stopped before page {number}: the time for one document was over"
            )
            break
        try:
            text = recognise_picture(
                _picture(document, number - 1), source.options.ocr, min(left, _LONGEST_PAGE)
            )
        except SourceError as error:
            done.trouble = f"page {number}: {error.what}"
            if not done.texts:
                break
            continue
        if text.strip():
            done.texts[number] = text
    return done


def _picture(document: Any, index: int) -> bytes:
    """The page in grey, as a portable graymap."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_DOTS / _POINTS, (MOST_PIXELS / 3 / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            rows = memoryview(bitmap.buffer)
            across, down, stride = bitmap.width, bitmap.height, bitmap.stride
            lines = (bytes(rows[row * stride : row * stride + across]) for row in range(down))
            return b"P5 %d %d 255\n" % (across, down) + b"".join(lines)
        finally:
            bitmap.close()
    finally:
        page.close()


def add_recognised(builder: Builder, text: str, page: int | None = None) -> None:
    """The recognised text of a page: paragraphs, list items, lines in capitals as headings."""
    for words in paragraphs(text):
        marker = marker_of(words, 0, len(words))
        if marker:
            builder.add("list", words, 1, marker, page, close=True)
        elif words.isupper() and 5 <= sum(map(str.isalpha, words)) <= 100:
            builder.add("heading", words, 2, page=page)
        else:
            builder.add("paragraph", words, page=page)


def ranges(numbers: Sequence[int]) -> str:
    """1, 3–5"""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts[:40]) + (" …" if len(parts) > 40 else "")
