"""Files that hold files: web archives, folders of mails, outlines, archives within archives."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path

from reader.model import Document, Failure
from reader.sources import Limits, discover, load_all

BODY = "The search of the harbour went on until midnight, and eleven boats were found by the two crews that took part."
PAGE = f"<html><head><title>Harbour search in the north | Desk</title></head><body><nav><a href='/'>Home</a></nav><h1>Harbour search</h1><p>{BODY}</p></body></html>"


def record(
    address: str,
    content: bytes,
    http: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
    kind: str = "response",
) -> bytes:
    body = http.encode() + b"\r\n\r\n" + content
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def chunked(content: bytes) -> bytes:
    half = len(content) // 2
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (content[:half], content[half:]))
        + b"0\r\n\r\n"
    )


def archive() -> list[bytes]:
    page = PAGE.encode()
    packed = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    parts = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked"
    return [
        record("https://d.example/info", b"x", kind="warcinfo"),
        record("https://d.example/a", page),
        record("https://d.example/gone", page, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        record("https://d.example/b", gzip.compress(page), packed),
        record("https://d.example/c", chunked(page), parts),
        record("https://d.example/d.png", b"\x89PNG", "HTTP/1.1 200 OK\r\nContent-Type: image/png"),
    ]


def test_pages_of_a_web_archive_are_documents() -> None:
    plain = b"".join(archive())
    packed = b"".join(map(gzip.compress, archive()))
    for name, data in (("a.warc", plain), ("a.warc.gz", packed)):
        found = list(load_all(name, data=data))
        assert [result.path for result in found] == [f"{name}!/https://d.example/{page}" for page in "abc"]
        for result in found:
            assert isinstance(result, Document) and BODY in result.text
            assert result.metadata.title is not None and result.metadata.title.value == "Harbour search"


def test_a_broken_web_archive_is_told_after_what_could_be_read() -> None:
    found = list(load_all("a.warc", data=archive()[1] + b"nonsense\r\n\r\n"))
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Failure) and "damaged web archive" in found[1].what


def test_a_response_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b"\0" * 80_000_000)
    (found,) = load_all(
        "a.warc",
        data=record(
            "https://d.example/a",
            bomb,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate",
        ),
    )
    assert isinstance(found, Failure) and "larger than" in found.what


def test_a_folder_of_mails_is_read_file_by_file(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    mail = f"Return-Path: <a@b.example>\nFrom: Jane Doe <jane@x.example>\nSubject: Harbour\nDate: Fri, 4 Oct 2019 10:00:00 +0000\n\n{BODY}\n"
    (tmp_path / "Maildir" / "cur" / "1570183200.M1P2.host:2,S").write_text(mail, encoding="utf-8")
    (tmp_path / "Maildir" / "new" / "1570183201.M1P2.host").write_text(
        mail.replace("Harbour", "Boats"), encoding="utf-8"
    )
    found = [result for path in discover([tmp_path]) for result in load_all(path)]
    assert all(isinstance(result, Document) and result.format == "mail" for result in found)
    assert [
        result.metadata.title.value
        for result in found
        if isinstance(result, Document) and result.metadata.title
    ] == ["Harbour", "Boats"]


def test_an_outline_is_a_document_of_nested_items() -> None:
    data = (
        "<?xml version='1.0'?><opml version='2.0'><head><title>Desks</title><dateCreated>Fri, 04 Oct 2019 10:00:00 GMT</dateCreated></head><body>"
        "<outline text='North'><outline text='Coast Guard' type='rss' xmlUrl='https://d.example/rss'/></outline><outline text='South'/></body></opml>"
    )
    (found,) = load_all("a.opml", data=data.encode())
    assert isinstance(found, Document)
    assert found.text == "Desks\n\n• North\n• Coast Guard – https://d.example/rss\n• South"
    assert [(block.kind, block.level) for block in found.blocks] == [
        ("heading", 1),
        ("list", 1),
        ("list", 2),
        ("list", 1),
    ]
    assert found.metadata.date is not None and found.metadata.date.value == "2019-10-04"


def test_a_mailbox_in_a_packed_archive_gives_its_mails() -> None:
    mail = f"From a@b Mon Oct  4 10:00:00 2019\nFrom: a@b.example\nSubject: One\nDate: Fri, 4 Oct 2019 10:00:00 +0000\n\n{BODY}\n\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("box.mbox", mail * 2)
    found = list(load_all("a.zip.gz", data=gzip.compress(stream.getvalue())))
    assert [result.path for result in found] == [
        "a.zip.gz!/a.zip!/box.mbox!/1.eml",
        "a.zip.gz!/a.zip!/box.mbox!/2.eml",
    ]
    assert all(isinstance(result, Document) for result in found)


def test_a_file_of_exactly_as_many_members_as_may_be_is_whole() -> None:
    data = b"".join(b'{"text": "The harbour was closed on day %d of the week."}\n' % day for day in range(5))
    assert len(list(load_all("a.jsonl", data=data, limits=Limits(members=5)))) == 5
    *read, last = load_all("a.jsonl", data=data, limits=Limits(members=4))
    assert len(read) == 4
    assert isinstance(last, Failure) and "more than one file may" in last.what
