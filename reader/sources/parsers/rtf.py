"""Rich text: one pass over its tokens, linear in its length whatever it holds.

Own code, because striprtf's regular expressions need minutes for some damaged files of ten kilobytes (found by fuzzing).
Read are paragraphs, headings by style, lists, rows of tables, foot- and endnotes and comments (as notes), headers and footers
(once, as furniture), title, author and date; fields show their result; pictures, objects and hidden text are passed over.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from reader.errors import SourceError
from reader.model import Found
from reader.sources.draft import Builder, Draft, Source, found
from reader.sources.layout import lay_out, marker_of
from reader.sources.metadata import one_line
from reader.sources.parsers.ooxml import JUNK_TITLE
from reader.values import dataclass

__all__ = ["read"]

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(.)",
    re.DOTALL,
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "cell": " | ", "nestcell": " | ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": "", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}
_SILENT_NAMES = """colortbl listtable listoverridetable revtbl rsidtbl generator pict object objdata fldinst themedata
    colorschememapping latentstyles datastore xmlnstbl filetbl operator company doccomm keywords subject category manager comment
    hlinkbase userprops docvar bkmkstart bkmkend pnseclvl nonshppict blipuid panose falt private template wgrffmtfilter
    passwordhash atnid atnauthor atndate atnref atnicn atnparent datafield formfield tc xe sn sv sp shprslt"""
_SILENT = frozenset(_SILENT_NAMES.split())
_DESTINATIONS = {
    "fonttbl": "fonts", "stylesheet": "styles", "info": "info", "footnote": "footnote", "annotation": "comment",
    "header": "page", "headerl": "page", "headerr": "page", "headerf": "page", "footer": "page", "footerl": "page", "footerr": "page", "footerf": "page",
    "title": "title", "author": "author", "creatim": "created",
}  # fmt: skip
_KNOWN_STARRED = frozenset(
    {"footnote", "annotation", "listtext", "pntext", "shpinst", "shptxt", "fldrslt", "nesttableprops_"}
)
_HEADING = re.compile(r"\bheading (?P<level>[1-9])\b|\b(?P<title>title)\b", re.IGNORECASE)
_DEEPEST = 2000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    to: str = "body"
    silent: bool = False
    hidden: bool = False
    font: int = -1
    skip: int = 1


def read(source: Source) -> Draft:
    """The document; SourceError if it does not begin like rich text."""
    data = source.read()
    if b"\\rtf" not in data[:200]:
        raise SourceError(
            "no rich text in it", remedy="open it in the program that made it and save it again"
        )
    builder = Builder(source.limits)
    reader = _Reader(data.decode("latin-1"))
    reader.run()
    for text, style in reader.paragraphs:
        _add(builder, text, reader.styles.get(style, ""))
    for label in ("footnote", "comment"):
        for text in reader.apart.get(label, ()):
            builder.add("note", text, label=label)
    for text in dict.fromkeys(reader.apart.get("page", ())):
        builder.add("boilerplate", text, label="page")
    return builder.draft(reader.header(), reader.encoding)


def _add(builder: Builder, text: str, style: str) -> None:
    if "\n" in text:
        for block in lay_out(text):
            builder.add(block.kind, text[block.start : block.end], block.level, block.label)
        return
    heading = _HEADING.search(style)
    marker = marker_of(text, 0, len(text))
    if text.endswith(" |"):
        builder.add("table", text.rstrip(" |"), close=builder.last == "table")
    elif heading:
        builder.add("heading", text, int(heading["level"] or 1))
    elif marker:
        builder.add("list", text, 1, marker, close=True)
    else:
        builder.add("paragraph", text)


class _Reader:
    """Goes over the tokens once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._parts: dict[str, list[str]] = {}
        self._skipping = 0
        self._starred = False
        self._fonts: dict[int, str] = {}
        self._style = self._defined = 0
        self._created: dict[str, int] = {}
        self.encoding = "cp1252"
        self.styles: dict[int, str] = {}
        self.paragraphs: list[tuple[str, int]] = []
        self.apart: dict[str, list[str]] = {}

    def run(self) -> None:
        """Reads everything up to the end of the outermost group."""
        at, size = 0, len(self._text)
        while at < size:
            match = _TOKEN.match(self._text, at)
            if match is None:
                break
            at = match.end()
            word, number, code, symbol, brace, newline, plain, _ = match.groups()
            if word:
                if word == "bin":
                    at += max(0, int(number or 0))
                    continue
                self._word(word, int(number) if number else None)
            elif code:
                self._byte(bytes.fromhex(code))
            elif symbol:
                self._symbol(symbol)
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
                if not self._stack and at > 6:
                    break
            elif plain and not newline:
                self._plain(plain)
        self._flush()
        self._end_paragraph("body")

    def header(self) -> dict[str, Found]:
        """Title, author and date of the info group."""
        header: dict[str, Found] = {}
        for field in ("title", "author"):
            value = one_line("".join(self._parts.get(field, ())))
            if value and not (field == "title" and JUNK_TITLE.match(value)):
                header[field] = found(value, "document properties", 0.7)
        year, month, day = (self._created.get(part, 0) for part in ("yr", "mo", "dy"))
        if 1980 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
            header["date"] = found(f"{year}-{month:02}-{day:02}", "document properties", 0.7)
        return header

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= _DEEPEST:
            raise SourceError(
                "groups nested too deep", remedy="open it in the program that made it and save it again"
            )
        self._stack.append(self._state)
        self._skipping = 0

    def _close(self) -> None:
        self._flush()
        left = self._state
        self._state = self._stack.pop() if self._stack else _State()
        if left.to != self._state.to and left.to in ("footnote", "comment", "page"):
            self._end_paragraph(left.to)
        self._starred = False
        self._skipping = 0

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        starred, self._starred = self._starred, False
        self._skipping = 0
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._skipping = self._state.skip
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in ("par", "sect", "page", "column", "row", "nestrow"):
            self._end_paragraph(self._state.to)
        elif word in _DESTINATIONS and (starred or word != "title" or self._state.to == "info"):
            self._state = replace(self._state, to=_DESTINATIONS[word])
        elif word in _SILENT or (starred and word not in _KNOWN_STARRED):
            self._state = replace(self._state, silent=True)
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        """Fonts, code pages, styles, hidden text."""
        if word == "f" and number is not None:
            self._state = replace(self._state, font=number)
        elif word == "fcharset" and number is not None and self._state.to == "fonts":
            self._fonts[self._state.font] = _CHARSETS.get(number, "")
        elif word == "ansicpg" and number:
            self.encoding = _codec(f"cp{number}")
        elif word in ("mac", "pc", "pca"):
            self.encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "uc" and number is not None:
            self._state = replace(self._state, skip=max(0, min(number, 8)))
        elif word in ("v", "deleted"):
            self._state = replace(self._state, hidden=number != 0)
        elif word == "plain":
            self._state = replace(self._state, hidden=False)
        elif word == "s" and number is not None:
            self._style = number
            if self._state.to == "styles":
                self._defined = number
        elif word == "pard":
            self._style = 0
        elif word in ("yr", "mo", "dy") and self._state.to == "created":
            self._created[word] = number or 0

    def _symbol(self, symbol: str) -> None:
        self._flush()
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._end_paragraph(self._state.to)
        elif symbol in _SYMBOLS:
            if self._skipping:
                self._skipping -= 1
            else:
                self._put(_SYMBOLS[symbol])

    def _byte(self, byte: bytes) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._bytes += byte

    def _plain(self, text: str) -> None:
        if self._skipping:
            skipped = min(self._skipping, len(text))
            self._skipping -= skipped
            text = text[skipped:]
        self._bytes += text.encode("latin-1")

    def _flush(self) -> None:
        """Decodes the bytes that came in one run, by the font they are set in."""
        if not self._bytes:
            return
        codec = self._fonts.get(self._state.font, "") or self.encoding
        text = bytes(self._bytes).decode(codec, "replace")
        self._bytes.clear()
        if self._state.to == "styles":
            self.styles[self._defined] = text.rstrip(";")
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        if (
            not self._state.silent
            and not self._state.hidden
            and self._state.to not in ("fonts", "styles", "info", "created")
        ):
            self._parts.setdefault(self._state.to, []).append(text)

    def _end_paragraph(self, to: str) -> None:
        """Closes the paragraph that was collected for the body, a note, a header."""
        if to in ("title", "author"):
            return
        text = "".join(self._parts.pop(to, ()))
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
        if not text.strip(" |"):
            return
        if to == "body":
            self.paragraphs.append((text, self._style))
        else:
            self.apart.setdefault(to, []).append(text)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name if name not in ("cp0", "cp10000", "cp65001") else "cp1252"
    except LookupError:
        return "cp1252"
