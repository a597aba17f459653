"""Which module reads a file: by what its first bytes are, then by its suffix. Suffixes lie; bytes rarely do."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath
from types import ModuleType

from reader.values import dataclass

__all__ = [
    "HEAD",
    "UNREADABLE",
    "Format",
    "Unreadable",
    "format_of",
    "formats",
    "module_of",
    "sniff",
    "unreadable",
]

HEAD = 8192
"""How many of a file's first bytes decide about its format."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its name in documents, what people call it, its suffixes and what its first bytes look like.

    `needs` names the extra to install if its library is not there; `container` files hold documents and are none themselves,
    files with `attachments` are a document and may hold more.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    needs: str = ""
    container: bool = False
    attachments: bool = False


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


_HTML_ROOTS = frozenset(b"html head body title meta script style table div h1 p font center".split())
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf:rdf"})
_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9:]{0,20})\b")


def _root(head: bytes) -> bytes:
    """The name of the first element, in lower case: past marks, comments, instructions and the document type; "html" for its own."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:2]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    at = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while head[at : at + 1].isspace():
            at += 1
        if head.startswith(b"<!--", at):
            end, length = head.find(b"-->", at), 3
        elif head.startswith(b"<?", at):
            end, length = head.find(b"?>", at), 2
        elif head[at : at + 9].lower() == b"<!doctype":
            if head[at + 9 : at + 15].strip().lower().startswith(b"html"):
                return b"html"
            inner = head.find(b"[", at, max(at, head.find(b">", at)))
            end = head.find(b"]", inner) if inner >= 0 else at
            end, length = head.find(b">", end) if end >= 0 else -1, 1
        else:
            match = _TAG.match(head, at)
            return match[1].lower() if match else b""
        if end < 0:
            return b""
        at = end + length


def _html(head: bytes) -> bool:
    return _root(head) in _HTML_ROOTS


def _feed(head: bytes) -> bool:
    return _root(head) in _FEED_ROOTS


_MAIL_FIELD = re.compile(
    rb"(?:return-path|received|from|to|cc|subject|date|message-id|mime-version|content-type|delivered-to|reply-to|sender|x-[a-z-]+|dkim-signature|path|newsgroups|organization|in-reply-to|references|arc-[a-z-]+):",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(rb"[A-Za-z][\w-]{0,60}:")
_MAIL_SURE = re.compile(
    rb"^(?:from|subject|message-id|return-path|received|date):", re.IGNORECASE | re.MULTILINE
)


def _mail(head: bytes) -> bool:
    """Header lines from the first line on, with at least two that only mail has."""
    if not _MAIL_FIELD.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return len({match.group().lower() for match in _MAIL_SURE.finditer(fields)}) >= 2


def _mbox(head: bytes) -> bool:
    """A "From " line over header lines."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and len(first) < 300 and bool(_ANY_FIELD.match(rest.lstrip(b">")))


def _zip_with(*names: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(b"PK\x03\x04") and any(name in head for name in names)


def _archive(head: bytes) -> bool:
    return (
        head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"))
        or head[257:262] == b"ustar"
    )


FORMATS: tuple[Format, ...] = (
    Format("pdf", "PDF", (".pdf",), lambda head: b"%PDF-" in head[:1024]),
    Format("rtf", "Rich text", (".rtf",), lambda head: head.lstrip()[:5] == b"{\\rtf"),
    Format("epub", "E-book (EPUB)", (".epub",), _zip_with(b"mimetypeapplication/epub+zip")),
    Format(
        "odt",
        "OpenDocument",
        (".odt", ".ott", ".odp", ".ods"),
        _zip_with(b"mimetypeapplication/vnd.oasis.opendocument.", b"mimetypeapplication/vnd.sun.xml."),
    ),
    Format(
        "ooxml",
        "Office Open XML (Word, PowerPoint, Excel)",
        (".docx", ".docm", ".pptx", ".xlsx"),
        lambda head: False,
    ),
    Format("archive", "Archive", (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"), _archive, container=True),
    Format(
        "ole",
        "Old Office file (Word, Outlook)",
        (".doc", ".dot", ".msg"),
        _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        attachments=True,
    ),
    Format("mbox", "Mailbox", (".mbox", ".mbx"), _mbox, container=True),
    Format(
        "feed",
        "News feed (RSS, Atom)",
        (".rss", ".atom"),
        _feed,
        container=True,
    ),
    Format("opml", "Outline (OPML)", (".opml",), lambda head: _root(head) == b"opml"),
    Format("warc", "Web archive (WARC)", (".warc",), _starts(b"WARC/"), container=True),
    Format("html", "Web page", (".html", ".htm", ".xhtml", ".shtml"), _html),
    Format("mail", "Mail", (".eml", ".mht", ".mhtml"), _mail, attachments=True),
    Format(
        "rows",
        "Table of documents (JSON lines, JSON, CSV)",
        (".jsonl", ".ndjson", ".json", ".csv", ".tsv"),
        _never,
        container=True,
    ),
    Format(
        "picture",
        "Picture (PNG, JPEG, TIFF, GIF) with index --ocr eng",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif"),
        _starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"),
    ),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), _never),
    Format("text", "Plain text", (".txt", ".text", ".asc", ".log"), _never),
)

_UNPACK = "unpack it and index the folder"
UNREADABLE: tuple[Unreadable, ...] = (
    Unreadable("a RAR archive", _starts(b"Rar!\x1a\x07"), _UNPACK),
    Unreadable("a 7-Zip archive", _starts(b"7z\xbc\xaf\x27\x1c"), _UNPACK),
    Unreadable("a Zstandard or LZ4 file", _starts(b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"), _UNPACK),
    Unreadable("an Outlook data file (PST)", _starts(b"!BDN"), "take the mails out of it: readpst -e FILE"),
    Unreadable("PostScript", _starts(b"%!PS"), "make a PDF of it: ps2pdf FILE"),
    Unreadable("a DjVu scan", _starts(b"AT&TFORM"), "make a PDF of it: ddjvu -format=pdf FILE"),
    Unreadable(
        "a picture of a kind that is not read here",
        lambda head: (
            (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
            or head[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1", b"jP  \r\n\x87\n")
            or (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0")
        ),
        "make a PNG of it and index with --ocr eng",
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


def format_of(path: str | PurePath) -> Format | None:
    """The format of a file by its beginning; None for what nobody here reads and for what cannot be opened."""
    try:
        if not Path(path).is_file():
            return None
        with Path(path).open("rb") as file:
            return sniff(file.read(HEAD), str(path))
    except (OSError, ValueError):
        return None


def sniff(head: bytes, name: str) -> Format | None:
    """The format of a file by its first HEAD bytes and its name; None for what nobody here reads."""
    if head.startswith(b"PK\x03\x04"):
        office = _office(head, name)
        if office is not None:
            return office
    if PurePath(name.lower()).suffix in _by_name("mail").suffixes and (
        _ANY_FIELD.match(head.lstrip()) or _mbox(head)
    ):
        return _by_name("mail")
    for candidate in FORMATS:
        if candidate.matches(head):
            return candidate
    if unreadable(head) is not None:
        return None
    suffix = PurePath(name.lower()).suffix
    for candidate in FORMATS:
        if (candidate.matches is _never or candidate.name == "html") and suffix in candidate.suffixes:
            return candidate
    return _by_name("text")


def _office(head: bytes, name: str) -> Format | None:
    """Office Open XML is a zip file whose names tell; they stand at its beginning, or its suffix must do."""
    suffix = PurePath(name.lower()).suffix
    parts = (b"[Content_Types].xml", b"word/", b"ppt/", b"xl/", b"_rels/.rels")
    ooxml = _by_name("ooxml")
    if any(part in head for part in parts) or suffix in ooxml.suffixes:
        return ooxml
    return next(
        (known for known in FORMATS if known.name in ("odt", "epub") and suffix in known.suffixes), None
    )


def unreadable(head: bytes) -> Unreadable | None:
    """What the file is, if it is something known that holds no text to read."""
    return next((known for known in UNREADABLE if known.matches(head)), None)


def _by_name(name: str) -> Format:
    return next(known for known in FORMATS if known.name == name)


def module_of(format: Format) -> ModuleType:
    """The module that reads a format; ImportError if its library is not installed."""
    return import_module(f"reader.sources.parsers.{format.name}")
