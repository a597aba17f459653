"""XML and zip files that strangers made, read within bounds: no entities, no endless parts, no network."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO
from xml.etree import ElementTree

from reader.errors import SourceError
from reader.sources.draft import Limits, megabytes

__all__ = ["local", "open_zip", "parse_xml", "read_part"]

_MOST_PARTS = 200_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def parse_xml(data: bytes) -> ElementTree.Element:
    """The tree of an XML part; SourceError if it declares entities (nobody's office program does) or is broken."""
    wide = b"\0" in data[:8]  # UTF-16: the mark-up is looked at without its zero bytes
    if b"<!ENTITY" in (data.replace(b"\0", b"") if wide else data):
        raise SourceError(
            "it declares XML entities, which documents do not need and attacks do",
            remedy="open it in its program and save it again",
        )
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise SourceError(
            f"damaged XML inside ({error})", remedy="open it in the program that made it and save it again"
        ) from None


def local(tag: object) -> str:
    """A tag without its name space ("" for comments)."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The zip file; SourceError if it is none or is full beyond reason."""
    try:
        opened = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise SourceError(
            f"damaged zip file ({error})", remedy="fetch it again, or repair it with: zip -FF"
        ) from None
    if len(opened.filelist) > _MOST_PARTS:
        raise SourceError("too many parts in it", remedy="unpack it and index the folder")
    return opened


def read_part(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes | None:
    """One part's bytes, None if there is no such part; SourceError if it is locked, damaged or larger than a document may be."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 0x1:
        raise SourceError("locked with a password", remedy="unlock it and save it without a password")
    if info.file_size > limits.tree:
        raise SourceError(
            f"a part is too large ({megabytes(info.file_size)})", name, "raise the limit: VGT_MAX_DOCUMENT_MB"
        )
    try:
        with archive.open(info) as part:
            data = part.read(limits.tree + 1)
    except _DAMAGED as error:
        raise SourceError(f"a part is damaged ({error})", name, "fetch it again") from None
    if len(data) > limits.tree:
        raise SourceError("a part is larger than it says it is", name, "do not trust this file")
    return data
