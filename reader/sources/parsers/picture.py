"""Pictures of pages: no text of their own; recognised by the host's tesseract if the user asked for it."""

from __future__ import annotations

import struct

from reader.errors import SourceError
from reader.sources.draft import Builder, Draft, Source
from reader.sources.ocr import MOST_PIXELS, recognise_picture
from reader.sources.parsers.pdfscan import add_recognised

__all__ = ["kind_of", "pixels", "read"]

_KINDS = ((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"))  # fmt: skip
_TOLD = "the text was recognised in a picture: letters may be wrong"


def kind_of(head: bytes) -> str:
    """What sort of picture begins so, "" if none that is known."""
    return next((name for magic, name in _KINDS if head.startswith(magic)), "")


def read(source: Source) -> Draft:
    """The recognised text, laid out like any other; SourceError if it was not asked for or is too large."""
    kind = kind_of(source.head)
    if not source.options.ocr:
        raise SourceError(
            f"a {kind} picture, not a text",
            remedy="recognise its text (OCR): index --ocr eng, with tesseract installed",
        )
    data = source.read()
    size = pixels(data, kind)
    if size is None or size > MOST_PIXELS:
        raise SourceError(
            "a picture too large to recognise text in" if size else f"damaged {kind} picture",
            remedy="make it smaller, or cut it into pages" if size else "fetch it again",
        )
    builder = Builder(source.limits)
    add_recognised(builder, recognise_picture(data, source.options.ocr))
    if builder.blocks:
        builder.warn(_TOLD)
    return builder.draft()


def pixels(data: bytes, kind: str) -> int | None:
    """Width times height as the file states it; None if it states none."""
    try:
        if kind == "PNG":
            width, height = struct.unpack_from(">2I", data, 16)
        elif kind == "GIF":
            width, height = struct.unpack_from("<2H", data, 6)
        elif kind == "JPEG":
            width, height = _of_jpeg(data)
        else:
            width, height = _of_tiff(data)
    except (struct.error, IndexError, KeyError):
        return None
    return int(width) * int(height) or None


def _of_jpeg(data: bytes) -> tuple[int, int]:
    """The size in the frame header; IndexError where there is none."""
    at = 2
    for _ in range(1000):
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">2H", data, at + 5)
            return width, height
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    raise IndexError


def _of_tiff(data: bytes) -> tuple[int, int]:
    """The largest picture among the first directories."""
    order = "<" if data[:2] == b"II" else ">"
    at = int(struct.unpack_from(f"{order}I", data, 4)[0])
    best = (0, 0)
    for _ in range(200):
        count = int(struct.unpack_from(f"{order}H", data, at)[0])
        told: dict[int, int] = {}
        for number in range(min(count, 200)):
            tag, sort = struct.unpack_from(f"{order}2H", data, at + 2 + 12 * number)
            told[tag] = int(
                struct.unpack_from(f"{order}{'H' if sort == 3 else 'I'}", data, at + 10 + 12 * number)[0]
            )
        best = max(best, (told[256], told[257]), key=lambda size: size[0] * size[1])
        at = int(struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)[0])
        if not at:
            break
    return best
