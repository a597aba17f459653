"""Mail and saved pages (MHTML): header as a note and as metadata, the best text part as blocks, attachments as documents.

The head is made in `mailhead`, the body in `mailbody`; this module takes the message apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from functools import partial

from reader.errors import SourceError
from reader.sources.draft import Builder, Draft, Member, Source
from reader.sources.encodings import decode
from reader.sources.metadata import one_line
from reader.sources.parsers.html import build
from reader.sources.parsers.mailbody import add_body
from reader.sources.parsers.mailhead import add_head

__all__ = ["add_message", "members", "read"]

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 2000
_MOST_BOUNDARIES = 10_000
_LONGEST_FIELD = 20_000
# Signatures are for machines.
_NO_DOCUMENTS = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)


def read(source: Source) -> Draft:
    """The message as a document."""
    message = _parsed(source)
    builder = Builder(source.limits)
    if _header(message, "From").startswith("<Saved by") or source.name.lower().endswith((".mht", ".mhtml")):
        return _saved_page(message, builder)
    header = add_head(builder, {name: _header(message, name) for name in (*_SHOWN, "List-Id")})
    text, kind = _text_part(message)
    if text is None:
        builder.warn("the message has no text of its own")
    else:
        add_body(builder, text, kind)
    if not any(block.kind != "note" for block in builder.blocks) and text is None and not header:
        raise SourceError("no message in it")
    return builder.draft(header, trusted_title=True)


def _saved_page(message: Message, builder: Builder) -> Draft:
    """A page that a browser saved as one file (MHTML): its first HTML part, dated by its address if nothing else does."""
    text, kind = _text_part(message)
    if text is None:
        raise SourceError("no page in it", remedy="save it again, as HTML")
    if kind != "html":
        add_body(builder, text, kind)
        return builder.draft()
    draft = build(text, builder)
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    return replace(draft, place=draft.place or address)


def add_message(builder: Builder, data: bytes) -> None:
    """The text of a message or saved page that another document holds."""
    text, kind = _text_part(BytesParser().parsebytes(data))
    if text is not None:
        add_body(builder, text, kind)


def members(source: Source) -> Iterator[Member]:
    """Attachments and attached messages; pictures and the parts of a page are passed over."""
    message = _parsed(source)
    for number, part in enumerate(_parts(message)):
        if part is message or part.get_content_maintype() in ("multipart", *_unread(source)):
            continue
        name = one_line(_filename(part))
        if part.get_content_type() == "message/rfc822":
            yield Member(_called(part, name, number), partial(_message_inside, part))
            continue
        attached = part.get_content_disposition() == "attachment" or bool(name)
        if part.get_content_type() in _NO_DOCUMENTS:
            continue
        if attached and not (part.get("Content-ID") and part.get_content_maintype() != "application"):
            yield Member(name or f"attachment {number}", partial(_payload, part), _charset(part))


def _unread(source: Source) -> tuple[str, ...]:
    """What holds no text; pictures may, if the user asked for it."""
    return ("audio", "video") if source.options.ocr else ("image", "audio", "video")


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message in order, those of messages inside it left to them."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        if part.is_multipart() and (part is message or part.get_content_type() != "message/rfc822"):
            waiting.extend(one for one in reversed(list(part.get_payload())) if isinstance(one, Message))


def _called(part: Message, name: str, number: int) -> str:
    """A message inside goes by its file's name, else by its subject; it ends in .eml, so that it is read as one."""
    inner = part.get_payload()
    subject = (
        _header(inner[0], "Subject") if isinstance(inner, list) and isinstance(inner[0], Message) else ""
    )
    name = name or one_line(subject).replace("/", "-")[:80] or f"message {number}"
    return name if name.lower().endswith(".eml") else f"{name}.eml"


def _message_inside(part: Message) -> bytes:
    """The bytes of a message that is attached, also of one that was packed though none should be."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else part
    if not isinstance(inner, Message):
        return b""
    packed = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if packed in ("base64", "quoted-printable") and not inner.keys():
        inner["Content-Transfer-Encoding"] = packed
        return _payload(inner)
    try:
        return inner.as_bytes()
    except (LookupError, ValueError, TypeError, KeyError, AttributeError):
        return str(inner.get_payload()).encode("utf-8", "surrogateescape")


def _parsed(source: Source) -> Message:
    """The message. The parser's older policy is used: the newer one's header grammar takes forever on hostile fields."""
    data = source.read()
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise SourceError("a mail of too many parts", remedy="open it in a mail program and save its text")
    return BytesParser().parsebytes(data)


def _header(message: Message, name: str) -> str:
    """A header field's text: unfolded, its bytes decoded, encoded words put in clear."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _clear(str(raw)[:_LONGEST_FIELD])


def _clear(value: str) -> str:
    value = " ".join(value.split())
    if any("\udc80" <= character <= "\udcff" for character in value):
        value = decode(value.encode("utf-8", "surrogateescape")).text
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(part if isinstance(part, str) else _words(part, charset) for part, charset in parts)


def _words(data: bytes, charset: str | None) -> str:
    try:
        return decode(data, charset).text
    except SourceError:
        return data.decode("ascii", "replace")


def _text_part(message: Message) -> tuple[str | None, str]:
    """The plain text of a message, else its HTML; parts in the order of the message are put together."""
    plain: list[str] = []
    rich: list[str] = []
    for part in _parts(message):
        if part.get_content_disposition() == "attachment" or (
            _filename(part) and part.get_content_maintype() != "text"
        ):
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_decoded(part))
        elif part.get_content_type() == "text/html":
            rich.append(_decoded(part))
    if any(text.strip() for text in plain) and not _is_stub(plain, rich):
        return "\n\n".join(plain), "plain"
    if rich:
        return rich[0] if len(rich) == 1 else "\n".join(rich), "html"
    return ("\n\n".join(plain), "plain") if plain else (None, "plain")


def _is_stub(plain: list[str], rich: list[str]) -> bool:
    """ "Your program does not show HTML": a plain part that stands for the real one."""
    return (
        bool(rich) and sum(map(len, plain)) < 200 and sum(map(len, rich)) > 20 * max(1, sum(map(len, plain)))
    )


def _filename(part: Message) -> str:
    try:
        return _clear(part.get_filename() or "")
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""


def _charset(part: Message) -> str | None:
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return charset if isinstance(charset, str) else None


def _payload(part: Message) -> bytes:
    """A part's bytes, whatever its transfer encoding claims."""
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    return str(part.get_payload()).encode("utf-8", "surrogateescape") if not part.is_multipart() else b""


def _decoded(part: Message) -> str:
    try:
        return decode(_payload(part), _charset(part)).text
    except SourceError:
        return ""
