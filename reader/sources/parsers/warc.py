"""Web archives (WARC): each page and file that was fetched is a document, named by its address.

A WARC file is a row of records, each a few header lines and a body of a stated length; a compressed one is a row of gzip
members, which the archive module unpacks as one stream. Read are responses with status 200 and resources; pictures, scripts
and style sheets are passed over.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from typing import IO

from reader.errors import SourceError
from reader.sources.draft import Limits, Member, Source, megabytes

__all__ = ["is_warc", "members", "records"]

_LONGEST_LINE = 65_536
_MOST_LINES = 500
_CHUNK = 1 << 20
_NO_TEXT = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/font", "text/dns")  # fmt: skip
_Fields = dict[str, str]


def is_warc(head: bytes) -> bool:
    """Whether a stream that begins so is a row of records."""
    return head.startswith(b"WARC/")


def members(source: Source) -> Iterator[Member]:
    """Each fetched page and file."""
    with source.open() as file:
        yield from records(file, source.limits)


def records(stream: IO[bytes], limits: Limits) -> Iterator[Member]:
    """One member a response or resource, in their order; SourceError where a record's head is broken."""
    passed = 0
    while (version := _version(stream)) is not None:
        if not version.startswith(b"WARC/"):
            raise SourceError(
                "damaged web archive (a record without its head)", remedy="fetch the archive again"
            )
        fields = _fields(stream)
        length = int(fields["content-length"]) if fields.get("content-length", "").isdecimal() else -1
        if length < 0:
            raise SourceError(
                "damaged web archive (a record without its length)", remedy="fetch the archive again"
            )
        passed += length
        if passed > limits.unpacked:
            raise SourceError("it holds more than one archive may", remedy="split it")
        kind, name = fields.get("warc-type", ""), fields.get("warc-target-uri", "").strip("<>")
        if kind not in ("response", "resource", "conversion") or length > limits.document:
            _pass_over(stream, length)
            if kind == "response" and length > limits.document:
                yield Member(name or "record", partial(_too_large, length))
            continue
        body = stream.read(length)
        if kind == "response":
            head, _, content = body.partition(b"\r\n\r\n")
            if _status(head) != 200:
                continue
            said = _http_fields(head)
        else:
            said, content = {"content-type": fields.get("content-type", "")}, body
        sort = said.get("content-type", "").lower()
        if content and not sort.startswith(_NO_TEXT):
            charset = sort.partition("charset=")[2].strip("\"' ;") or None
            yield Member(name or "record", partial(_content, content, said, limits), charset)


def _version(stream: IO[bytes]) -> bytes | None:
    """The next record's first line; None at the end."""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return None
        if line.strip():
            return line
    return None


def _fields(stream: IO[bytes]) -> _Fields:
    """Header lines up to the blank one."""
    fields: _Fields = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    return fields


def _http_fields(head: bytes) -> _Fields:
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:_MOST_LINES])
    return {key.strip().lower(): value.strip() for key, _, value in lines}


def _status(head: bytes) -> int:
    parts = head[:64].split(None, 2)
    return int(parts[1]) if len(parts) > 1 and parts[0].startswith(b"HTTP/") and parts[1].isdigit() else 0


def _pass_over(stream: IO[bytes], length: int) -> None:
    while length > 0:
        read = len(stream.read(min(length, _CHUNK)))
        if not read:
            return
        length -= read


def _too_large(size: int) -> bytes:
    raise SourceError(
        f"too large for one document ({megabytes(size)})", remedy="raise the limit: VGT_MAX_DOCUMENT_MB"
    )


def _content(content: bytes, said: _Fields, limits: Limits) -> bytes:
    """A response's body as it was before it was sent: chunks joined, unpacked."""
    if "chunked" in said.get("transfer-encoding", "").lower():
        content = _joined(content)
    packed = said.get("content-encoding", "").strip().lower()
    if packed in ("", "identity"):
        return content
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(
            f"packed in a way that is not read here ({packed})", remedy="unpack it with: warcio recompress"
        )
    for bits in (47, -15):  # gzip or zlib by their head, then a bare stream
        try:
            unpacked = zlib.decompressobj(bits).decompress(content, limits.document + 1)
        except zlib.error:
            continue
        if len(unpacked) > limits.document:
            raise SourceError(
                f"unpacked it is larger than {megabytes(limits.document)}", remedy="do not trust this page"
            )
        return unpacked
    raise SourceError("a damaged response", remedy="fetch the archive again")


def _joined(content: bytes) -> bytes:
    """Chunks put together; what is no row of chunks (crawlers often joined them) is left as it is."""
    parts: list[bytes] = []
    at = 0
    while at < len(content):
        end = content.find(b"\r\n", at, at + 64)
        size = content[at:end].partition(b";")[0].strip() if end > 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return content if not parts else b"".join(parts)
        if length <= 0:
            break
        parts.append(content[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)
