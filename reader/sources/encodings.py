"""Bytes to text: byte order mark, then the declared charset, then strict UTF-8, then a guess; never an exception.

The guess is charset-normalizer's over a bounded sample; it is checked against the whole file, and bytes that do not fit are
replaced by U+FFFD and counted in a warning.
"""

from __future__ import annotations

import codecs
import re

from reader.errors import SourceError
from reader.values import dataclass

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 32_768
_TEXT_CONTROLS = b"\t\n\r\f\x08\x1b\x0e\x0f"
_CONTROL_BYTES = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)

# What browsers do with these labels (WHATWG): declared Latin-1 is nearly always Windows-1252.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NOT_TEXT = frozenset(
    {
        "base64",
        "bz2",
        "hex",
        "quopri",
        "rot13",
        "uu",
        "zlib",
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
    }
)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the charset it was read in (a Python codec name), and warnings for people."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is the charset that the file (or the mail header around it) names, if any.

    Raises SourceError for data that is no text in any encoding (binary).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], name)
    if _looks_utf16(data):
        name = "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"
        return _forgiving(data, name)
    if _binary(data):
        raise SourceError(
            "binary data, not text", remedy="convert it to text, PDF, HTML or an office format first"
        )
    codec = _codec(declared)
    if codec and codec not in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        decoded = _strict(data, codec)
        if decoded is not None and not (codec == "cp1252" and _valid_utf8_beyond_ascii(data)):
            return Decoded(decoded, codec)
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    if _mostly_utf8(data):
        return _forgiving(data, "utf-8")
    return _guessed(data, codec)


def _codec(label: str | None) -> str | None:
    """The Python codec for a declared charset label, widened as browsers do; None if there is no such text codec."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'").lower()).name
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_TEXT else _WIDER.get(name, name)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def _forgiving(data: bytes, codec: str) -> Decoded:
    """Everything that fits `codec`, the rest as U+FFFD with a warning; already damaged characters in the file are not counted."""
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeError:
        text = data.decode(codec, errors="replace")
    count = text.count("\ufffd")
    return Decoded(text, codec, (f"{count} bytes or characters are not valid {codec} and were replaced",))


def _looks_utf16(data: bytes) -> bool:
    """UTF-16 without a mark: the zero bytes of Latin text all stand on one side."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return False
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return (even == 0 and odd > half * 0.6) or (odd == 0 and even > half * 0.6)


def _binary(data: bytes) -> bool:
    """More than stray zeros or control bytes among the first 64 kB and the last."""
    sample = data[:65_536] + data[65_536:][-4096:]
    if not sample:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls <= 2:
        return False
    if controls < len(sample) * 0.02:
        return False
    # EBCDIC text uses control codes as line ends; it is let through to the guess if most of it lies in its letter range.
    letters = sum(0x81 <= byte <= 0xE9 or byte == 0x40 for byte in sample[:4096])
    return sample.count(0) > 0 or letters < len(sample[:4096]) * 0.75


def _valid_utf8_beyond_ascii(data: bytes) -> bool:
    """Multi-byte UTF-8 that happens to be declared as Latin-1 (frequent): Latin-1 text hardly ever forms it by chance."""
    return not data.isascii() and _strict(data, "utf-8") is not None


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places, as from files cut or glued by tools."""
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f") - broken
    return beyond > 3 * broken


def _guessed(data: bytes, declared: str | None) -> Decoded:
    """charset-normalizer over samples of the bytes that are not ASCII; Windows-1252 where it knows nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(_telling_sample(data)).best()
    codec = _codec(best.encoding) if best is not None else None
    if codec in (None, "ascii", "utf-8", "cp1252") or _western(data):
        codec = "cp1252"
    decoded = _strict(data, codec)
    if decoded is None:
        forgiving = _forgiving(data, codec)
        return Decoded(forgiving.text, codec, (*forgiving.warnings, _guess_note(codec)))
    if len(_LETTERS.findall(decoded[:4096])) < min(len(decoded), 4096) * 0.25 and declared is None:
        raise SourceError("no readable text in any known encoding", remedy="convert it to UTF-8 first")
    return Decoded(decoded, codec, (_guess_note(codec),))


def _guess_note(codec: str) -> str:
    return f"the encoding is a guess: {codec}"


def _western(data: bytes) -> bool:
    """Mostly ASCII with single bytes where Windows-1252 has quotation marks, dashes and accented letters."""
    sample = _telling_sample(data)
    high = [byte for byte in sample if byte > 0x7F]
    if not high or len(high) > len(sample) * 0.12:
        return False
    usual = sum(byte in _USUAL_1252 for byte in high)
    return usual >= len(high) * 0.9


_USUAL_1252 = frozenset(
    "’‘“”–—…•€£§©®°é è à ç ù ê â î ô û ë ï ü ö ä ß É Ä Ö Ü ñ á í ó ú å ø æ Å Ø Æ ã õ ½ ¼ ¾ ¿ ¡ « » ·\u00a0".replace(
        " ", ""
    ).encode("cp1252")
)


def _telling_sample(data: bytes) -> bytes:
    """At most 32 kB around the first bytes that are not ASCII."""
    if len(data) <= _SAMPLE:
        return data
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = max(0, first - _SAMPLE // 4)
    return data[start : start + _SAMPLE]
