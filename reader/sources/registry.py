"""Which module reads a file: by what its first bytes are, then by its suffix. Suffixes lie; bytes rarely do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import ModuleType

__all__ = ["HEAD", "Format", "Unreadable", "formats", "module_of", "sniff", "unreadable"]

HEAD = 8192
"""How many of a file's first bytes decide about its format."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its name in documents, what people call it, its suffixes and what its first bytes look like.

    `needs` names the extra to install if its library is not there; `container` files hold documents.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    needs: str = ""
    container: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A format that is known and cannot be read: what it is, and what the user can do."""

    title: str
    matches: Callable[[bytes], bool]
    remedy: str


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _never(head: bytes) -> bool:
    return False


_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,300}\?>|<!--.{0,6000}?-->)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|table|div|h1|p|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)


def _html(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\0" or head[:1] == b"\0":
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return bool(_HTML.match(head))


FORMATS: tuple[Format, ...] = (
    Format("html", "Web page", (".html", ".htm", ".xhtml", ".shtml"), _html),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), _never),
    Format("text", "Plain text", (".txt", ".text", ".asc", ".log"), _never),
)

UNREADABLE: tuple[Unreadable, ...] = (
    Unreadable(
        "a PNG picture", _starts(b"\x89PNG"), "recognise its text first (OCR), for instance with tesseract"
    ),
    Unreadable(
        "a JPEG picture",
        _starts(b"\xff\xd8\xff"),
        "recognise its text first (OCR), for instance with tesseract",
    ),
    Unreadable(
        "a GIF picture",
        _starts(b"GIF87a", b"GIF89a"),
        "recognise its text first (OCR), for instance with tesseract",
    ),
    Unreadable(
        "a TIFF picture",
        _starts(b"II*\0", b"MM\0*"),
        "recognise its text first (OCR), for instance with ocrmypdf",
    ),
    Unreadable(
        "sound or film",
        lambda head: head[:4] in (b"RIFF", b"OggS", b"fLaC") or head[:3] == b"ID3" or head[4:8] == b"ftyp",
        "transcribe it first",
    ),
    Unreadable(
        "a program",
        _starts(b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
        "it holds no document",
    ),
    Unreadable(
        "a database", _starts(b"SQLite format 3\0"), "export the texts from it first (CSV, JSON lines)"
    ),
)


def formats() -> tuple[Format, ...]:
    """Every format that can be read, for the documentation and the doctor."""
    return FORMATS


def sniff(head: bytes, name: str) -> Format | None:
    """The format of a file by its first HEAD bytes and its name; None for what nobody here reads."""
    for candidate in FORMATS:
        if candidate.matches(head):
            return candidate
    if unreadable(head) is not None:
        return None
    suffix = PurePath(name.lower()).suffix
    for candidate in FORMATS:
        if candidate.matches is _never and suffix in candidate.suffixes:
            return candidate
    return _by_name("text")


def unreadable(head: bytes) -> Unreadable | None:
    """What the file is, if it is something known that holds no text to read."""
    return next((known for known in UNREADABLE if known.matches(head)), None)


def _by_name(name: str) -> Format:
    return next(known for known in FORMATS if known.name == name)


def module_of(format: Format) -> ModuleType:
    """The module that reads a format; ImportError if its library is not installed."""
    return import_module(f"reader.sources.parsers.{format.name}")
