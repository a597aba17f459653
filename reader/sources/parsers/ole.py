"""Old Office files (OLE): Word 97-2003 text through its piece table, Outlook messages through their properties.

Only the text is read, never a macro or an embedded object. olefile (BSD, pure Python) opens the container.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from reader.errors import SourceError
from reader.model import Found
from reader.sources.draft import Builder, Draft, Member, Source, found
from reader.sources.encodings import decode
from reader.sources.layout import marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.mailbody import add_body
from reader.sources.parsers.mailhead import add_head
from reader.sources.parsers.ooxml import JUNK_TITLE

__all__ = ["members", "read"]

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".wmf", ".emf", ".wav", ".mp3")
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_FIELDS = {"From": ("0C1A", "0C1F", "5D01"), "To": ("0E04",), "Cc": ("0E03",), "Subject": (_SUBJECT,)}
# Anchors of pictures and notes, hyphens, column breaks.
_MARKS = {**dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x1f", ""), "\x1e": "\u2011", "\x0e": "\x0c"}
_LONGEST_SUMMARY = 65_536
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
    left = 2 * len(main)
    for number in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        run = min(positions[number + 1], characters + 1) - positions[number]
        left -= max(0, run)
        if left < 0:
            break  # pieces that lie over each other: no program writes that
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
    """Title, author and date of the summary; olefile's own reading of it believes any count and may not end."""
    header: dict[str, Found] = {}
    if not ole.exists("\x05SummaryInformation"):
        return header
    data: bytes = ole.openstream("\x05SummaryInformation").read(_LONGEST_SUMMARY)
    try:
        values = _summary(data)
    except (struct.error, IndexError, ValueError, OverflowError, LookupError, SourceError):
        return header
    for field, value in values.items():
        if value and not (field == "title" and JUNK_TITLE.match(value)):
            header[field] = found(value, "document properties", 0.7)
    return header


def _summary(data: bytes) -> dict[str, str]:
    """The strings and the day of creation in a property set; struct.error where it is damaged."""
    start = struct.unpack_from("<I", data, 44)[0]
    count = min(struct.unpack_from("<I", data, start + 4)[0], 100)
    places = dict(struct.unpack_from("<2I", data, start + 8 + 8 * number) for number in range(count))
    codepage = struct.unpack_from("<H", data, start + places[1] + 4)[0] if 1 in places else 1252
    values: dict[str, str] = {}
    for field, key in (("title", 2), ("author", 4)):
        if key in places and struct.unpack_from("<I", data, start + places[key])[0] == 30:
            length = struct.unpack_from("<I", data, start + places[key] + 4)[0]
            raw = data[start + places[key] + 8 :][: min(length, 2000)].rstrip(b"\0")
            values[field] = (
                one_line(decode(raw, "utf-8" if codepage == 65001 else f"cp{codepage}").text) if raw else ""
            )
    if 12 in places and struct.unpack_from("<I", data, start + places[12])[0] == 64:
        ticks = struct.unpack_from("<Q", data, start + places[12] + 4)[0]
        created = datetime(1601, 1, 1) + timedelta(microseconds=ticks // 10)
        if 1990 <= created.year <= 2100:
            values["date"] = created.date().isoformat()
    return values


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
