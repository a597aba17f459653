"""Old Office files (OLE): Word 97-2003 text through its piece table, Outlook messages through their properties.

Only the text is read, never a macro or an embedded object. olefile (BSD, pure Python) opens the container.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from typing import Any

from reader.errors import SourceError
from reader.model import Found
from reader.sources.draft import Builder, Draft, Member, Source, found
from reader.sources.encodings import decode
from reader.sources.layout import marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.mail import add_body, add_head
from reader.sources.parsers.ooxml import JUNK_TITLE

__all__ = ["members", "read"]

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".wmf", ".emf", ".wav", ".mp3")
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_FIELDS = {"From": ("0C1A", "0C1F", "5D01"), "To": ("0E04",), "Cc": ("0E03",), "Subject": (_SUBJECT,)}
# Anchors of pictures and notes, hyphens, column breaks.
_MARKS = {**dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x1f", ""), "\x1e": "\u2011", "\x0e": "\x0c"}
_CONVERT = "convert it: soffice --headless --convert-to docx FILE"


def read(source: Source) -> Draft:
    """A Word document or an Outlook message; other old Office files are a failure with the way to convert them."""
    import olefile

    try:
        ole = olefile.OleFileIO(source.read())
    except Exception as error:  # noqa: BLE001 - olefile raises whatever its reading raises
        raise SourceError(
            f"damaged Office file ({type(error).__name__})", remedy="open it in its program and save it again"
        ) from None
    with ole:
        builder = Builder(source.limits)
        if ole.exists("WordDocument"):
            _word(ole, builder)
            return builder.draft(_properties(ole))
        if ole.exists("__properties_version1.0"):
            return builder.draft(_message(ole, builder), trusted_title=True)
        if ole.exists("EncryptedPackage"):
            raise SourceError("locked with a password", remedy="unlock it and save it without a password")
        if ole.exists("Workbook") or ole.exists("Book"):
            raise SourceError("an Excel file of before 2007", remedy=_CONVERT.replace("docx", "xlsx"))
        if ole.exists("PowerPoint Document"):
            raise SourceError("a PowerPoint file of before 2007", remedy=_CONVERT.replace("docx", "pptx"))
        raise SourceError("an old Office file of a kind that is not read here", remedy=_CONVERT)


def members(source: Source) -> Iterator[Member]:
    """The attachments of an Outlook message."""
    import olefile

    try:
        ole = olefile.OleFileIO(source.read())
    except Exception:  # noqa: BLE001 - `read` has told it
        return
    with ole:
        folders = sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__attach_version1.0_")})
        for number, folder in enumerate(folders, 1):
            stream = f"{folder}/__substg1.0_37010102"
            if ole.exists(stream):
                name = (
                    _property(ole, f"{folder}/", "3707")
                    or _property(ole, f"{folder}/", "3704")
                    or f"attachment {number}"
                )
                if not name.lower().endswith(_PICTURES):
                    yield Member(name, partial(bytes, ole.openstream(stream).read()))


def _word(ole: Any, builder: Builder) -> None:
    """Text of the pieces in order, cut at paragraph marks."""
    main = ole.openstream("WordDocument").read()
    if len(main) < 0x1AA or struct.unpack_from("<H", main, 0)[0] not in (0xA5EC, 0xA5DC):
        raise SourceError("a Word file of before 1997", remedy=_CONVERT)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if flags & 0x0100:
        raise SourceError("locked with a password", remedy="unlock it and save it without a password")
    text = _pieces(ole, main, flags)
    for paragraph in _without_fields(text).split("\r"):
        for part in paragraph.replace("\x0c", "\r").replace("\x0b", "\n").split("\r"):
            line = part.replace("\x07", " | ").strip(" |\t\n")
            marker = marker_of(line, 0, len(line))
            if "\x07" in part and " | " in line:
                builder.add("table", line, close=True)
            elif marker:
                builder.add("list", line, 1, marker, close=True)
            else:
                builder.add("paragraph", line)


def _pieces(ole: Any, main: bytes, flags: int) -> str:
    """The piece table (CLX) maps runs of characters to places in the file, one or two bytes a character."""
    characters = sum(max(0, count) for count in struct.unpack_from("<6i", main, 0x4C))
    offset, size = struct.unpack_from("<2I", main, 0x1A2)
    table_name = "1Table" if flags & 0x0200 else "0Table"
    if not ole.exists(table_name):
        raise SourceError("a Word file without its text table", remedy=_CONVERT)
    table = ole.openstream(table_name).read()
    clx = table[offset : offset + size]
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise SourceError("damaged Word file", remedy=_CONVERT)
    length = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + length]
    count = (len(plc) - 4) // 12
    if count < 1:
        raise SourceError("no text in it", remedy="see whether it opens elsewhere")
    positions = struct.unpack_from(f"<{count + 1}I", plc, 0)
    parts: list[str] = []
    for number in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        run = min(positions[number + 1], characters + 1) - positions[number]
        if run <= 0:
            continue
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            parts.append(main[start : start + run].decode("cp1252", "replace"))
        else:
            parts.append(main[place : place + 2 * run].decode("utf-16-le", "replace"))
    return "".join(parts)


def _without_fields(text: str) -> str:
    """Fields show their result (after \\x14), not their instruction (after \\x13)."""
    shown: list[str] = []
    hidden: list[bool] = []
    for character in text:
        if character == "\x13":
            hidden.append(True)
        elif character == "\x14" and hidden:
            hidden[-1] = False
        elif character == "\x15" and hidden:
            hidden.pop()
        elif not any(hidden[-8:]):
            shown.append(_MARKS.get(character, character))
    return "".join(shown)


def _properties(ole: Any) -> dict[str, Found]:
    header: dict[str, Found] = {}
    try:
        properties = ole.get_metadata()
        codepage = f"cp{properties.codepage}" if properties.codepage else None
    except Exception:  # noqa: BLE001 - broken properties are none
        return header
    for field, value in (("title", properties.title), ("author", properties.author)):
        text = one_line(decode(value, codepage).text) if isinstance(value, bytes) and value else ""
        if text and not (field == "title" and JUNK_TITLE.match(text)):
            header[field] = found(text, "document properties", 0.7)
    created = properties.create_time
    if created is not None and 1990 <= created.year <= 2100:
        header["date"] = found(created.date().isoformat(), "document properties", 0.7)
    return header


def _message(ole: Any, builder: Builder) -> dict[str, Found]:
    """Header fields, then the plain body, or the HTML one."""
    fields = {
        name: next((value for key in keys if (value := _property(ole, "", key))), "")
        for name, keys in _FIELDS.items()
    }
    transport = _property(ole, "", "007D")
    date = next((line[5:].strip() for line in transport.splitlines() if line.lower().startswith("date:")), "")
    address = _property(ole, "", "5D01") or _property(ole, "", "0C1F")
    if address and "@" in address and address not in fields["From"]:
        fields["From"] = f"{fields['From']} <{address}>"
    header = add_head(builder, {**fields, "Date": date})
    body = _property(ole, "", _BODY)
    stream = f"__substg1.0_{_HTML}0102"
    if body.strip():
        add_body(builder, body, "plain")
    elif ole.exists(stream):
        add_body(builder, decode(ole.openstream(stream).read()).text, "html")
    else:
        builder.warn("the message has no text of its own")
    return header


def _property(ole: Any, folder: str, key: str) -> str:
    """A text property of a message, Unicode before code page."""
    for kind, codec in (("001F", "utf-16-le"), ("001E", "")):
        stream = f"{folder}__substg1.0_{key}{kind}"
        if ole.exists(stream):
            data: bytes = ole.openstream(stream).read()
            return data.decode(codec, "replace").rstrip("\0") if codec else decode(data).text.rstrip("\0")
    return ""
