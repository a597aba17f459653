"""A document is never trusted: each of these ends as a document or as one plain reason, and reaches neither disk nor network.

Nothing here looks at a clock: what would hang, hangs the test.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import socket
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.model import Document, Failure
from reader.sources import Limits, discover, load, load_all
from tests.sources.test_layout import assert_sound
from tests.sources.test_sanitise import FORBIDDEN

BODY = "The search of the harbour went on until midnight, and eleven boats were found by the two crews that took part."
SMALL = Limits(
    document=2_000_000, text=1_000_000, lines=20_000, tree=1_000_000, members=50, unpacked=6_000_000, depth=3
)


def ends_well(name: str, data: bytes, limits: Limits = SMALL) -> list[Document | Failure]:
    """Everything in the file, each a sound document or a reason with a remedy."""
    results = list(load_all(name, data=data, limits=limits))
    for result in results:
        if isinstance(result, Failure):
            assert result.what and result.remedy, result
            assert "\x1b" not in result.what + result.path + result.where
        else:
            assert not FORBIDDEN & set(result.text)
            assert_sound(result.text, result.blocks)
    assert results
    return results


def zipped(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def reason(results: list[Document | Failure]) -> str:
    (failure,) = results
    assert isinstance(failure, Failure), failure
    return failure.what


# Bombs and nesting


def test_a_zip_file_that_unpacks_to_gigabytes_is_refused_without_unpacking_it() -> None:
    bomb = zipped({"a.txt": bytes(30_000_000)})
    tracemalloc.start()
    told = reason(ends_well("a.zip", bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacked it would be" in told and peak < 20_000_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_stream_that_unpacks_without_end_is_refused(pack: Callable[[bytes], bytes]) -> None:
    assert "larger than" in reason(ends_well("a.gz", pack(bytes(30_000_000))))


def test_a_zip_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped({"a.txt": bytes(3_000_000)}))
    for at in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = (100).to_bytes(4, "little")
    ends_well("a.zip", bytes(data))


def test_a_part_of_an_office_file_that_unpacks_without_end_is_refused() -> None:
    assert "too large" in reason(
        ends_well("a.docx", zipped({"word/document.xml": b"<a>" + b" " * 30_000_000}))
    )


def test_a_zip_file_that_holds_itself_many_times_over_ends() -> None:
    data = zipped({"a.txt": BODY})
    for _ in range(4):
        data = zipped({f"{number}.zip": data for number in range(6)}, zipfile.ZIP_STORED)
    results = ends_well("a.zip", data)
    assert len(results) <= SMALL.members + 60
    told = {result.what for result in results if isinstance(result, Failure)}
    assert any("more than one file may" in what or "too deep" in what for what in told)


def test_a_tar_file_of_huge_holes_ends() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        info = tarfile.TarInfo("a.txt")
        info.size = 0
        file.addfile(info)
    data = bytearray(stream.getvalue())
    data[124:136] = b"77777777777\0"  # eight gigabytes, it says
    ends_well("a.tar", bytes(data))


@pytest.mark.parametrize(
    "sort", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK]
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_tar_member_whose_name_is_megabytes_long_is_refused_before_it_is_read(
    sort: bytes, pack: Callable[[bytes], bytes]
) -> None:
    head, plain = tarfile.TarInfo("a"), tarfile.TarInfo("b.txt")
    head.type, head.size, plain.size = sort, 3_000_000, len(BODY)
    data = (
        head.tobuf(tarfile.GNU_FORMAT) + b"a" * 3_000_064 + plain.tobuf() + BODY.encode().ljust(1536, b"\0")
    )
    assert "name of 2.9 MB" in reason(ends_well("a.tar.gz" if pack is not bytes else "a.tar", pack(data)))


def test_a_tar_member_with_a_long_name_is_read() -> None:
    stream, name = io.BytesIO(), "n" * 5000 + ".txt"
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as file:
        info = tarfile.TarInfo(name)
        info.size = len(BODY)
        file.addfile(info, io.BytesIO(BODY.encode()))
    (document,) = ends_well("a.tar", stream.getvalue())
    assert isinstance(document, Document) and document.path == f"a.tar!/{name}"


def test_a_zip_member_without_a_name_and_a_part_with_a_broken_one_are_told_plainly() -> None:
    nameless = zipped({"a": BODY, "b.txt": BODY})
    at = nameless.find(b"PK\x01\x02")
    data = nameless[: at + 28] + b"\0\0" + nameless[at + 30 : at + 46] + nameless[at + 47 :]
    for result in ends_well("a.zip", data):
        assert not isinstance(result, Failure) or "Error" not in result.what
    broken = bytearray(
        zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, zipfile.ZIP_STORED
        )
    )
    place = broken.find(b"content.xml")
    broken[place + 1] = 0xFF
    broken[place - 30 + 7] |= 0x08  # its name is UTF-8, it says
    assert "Error" not in reason(ends_well("a.odt", bytes(broken)))


def test_messages_within_messages_end() -> None:
    mail = f"From: a@b.example\nSubject: x\nDate: y\n\n{BODY}\n"
    for number in range(60):
        mail = f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B{number}\n\n--B{number}\nContent-Type: message/rfc822\n\n{mail}\n--B{number}--\n"
    ends_well("a.eml", mail.encode())


# Names and links


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/cron.d/x",
        "/etc/passwd",
        "C:\\x.txt",
        "a/../../b.txt",
        "a\x00b.txt",
        "\x1b]0;owned\x07.txt",
        "\u202etxt.exe",
    ],
)
def test_names_in_archives_are_only_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        info = tarfile.TarInfo(name)
        info.size = len(BODY)
        file.addfile(info, io.BytesIO(BODY.encode()))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    (result,) = ends_well("a.tar", stream.getvalue())
    assert isinstance(result, Document) and result.text == BODY
    assert not FORBIDDEN & set(result.path)
    assert list(tmp_path.iterdir()) == []


def test_link_loops_pipes_and_devices_do_not_stop_a_run(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "a" / "b.txt").write_text(BODY, encoding="utf-8")
    told: list[Failure] = []
    assert list(discover([tmp_path], told.append)) == [tmp_path / "a" / "b.txt"]
    assert len(told) == 3
    for name in ("pipe", "zero", "self", "a"):
        assert isinstance(load(tmp_path / name), Failure)


# XML


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
XML: dict[str, Callable[[str, str], bytes]] = {
    "a.docx": lambda head, tail: zipped({"word/document.xml": f'{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{tail}</w:t></w:r></w:p></w:body></w:document>'}),
    "a.odt": lambda head, tail: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{head}<x><body><p>{tail}</p></body></x>"}, zipfile.ZIP_STORED),
    "a.epub": lambda head, tail: zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": f"{head}<x>{tail}</x>"}, zipfile.ZIP_STORED),
    "a.rss": lambda head, tail: f"{head}<rss><channel><item><title>{tail}</title></item></channel></rss>".encode(),
    "a.opml": lambda head, tail: f"{head}<opml><body><outline text='x'>{tail}</outline></body></opml>".encode(),
    "b.rss": lambda head, tail: f"{head}<rss><channel><item><title>{tail}</title></item></channel></rss>".encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE])
def test_entities_are_refused_in_every_format_of_xml(name: str, head: str) -> None:
    results = ends_well(name, XML[name](head, "&b;" if head is ENTITIES else "&a;"))
    assert "entities" in reason(results)


def test_xml_nested_without_end_ends() -> None:
    ends_well("a.opml", b"<opml><body>" + b"<outline text='a'>" * 30_000)
    ends_well("a.docx", zipped({"word/document.xml": b"<a>" * 30_000 + b"</a>" * 30_000}))


def test_no_format_reaches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = f'<html><head><link rel=stylesheet href="http://d.example/a.css"><base href="http://d.example/"></head><body><img src="http://d.example/a.png"><iframe src="//d.example"></iframe><p>{BODY}</p></body></html>'
    ends_well("a.html", page.encode())
    ends_well("a.eml", f"From: a@b.example\nSubject: x\nDate: y\nContent-Type: text/html\n\n{page}".encode())
    ends_well(
        "a.mht",
        f"From: <Saved by X>\nSubject: s\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}".encode(),
    )
    rels = '<Relationships><Relationship Id="r1" Target="http://d.example/a" TargetMode="External"/></Relationships>'
    ends_well(
        "a.docx",
        zipped(
            {
                "word/document.xml": "<document xmlns:r='x'><body><altChunk r:id='r1'/><p><r><t>x</t></r></p></body></document>",
                "word/_rels/document.xml.rels": rels,
            }
        ),
    )


# PDF


def pdf_of(*objects: str) -> bytes:
    body = "".join(f"{number} 0 obj{content}endobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n%%EOF".encode()


@pytest.mark.parametrize(
    "objects",
    [
        ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"),
        ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 2000000000>>"),
        ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
         "<</Length 4>>stream\n/X Do\nendstream", "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"),
        ("<</Type/Catalog/Pages 1 0 R>>",),
        ("1 0 R",),
    ],
)  # fmt: skip
def test_a_pdf_that_leads_back_to_itself_ends(objects: tuple[str, ...]) -> None:
    ends_well("a.pdf", pdf_of(*objects))


def test_a_pdf_whose_page_unpacks_to_millions_of_letters_ends() -> None:
    stream = zlib.compress(
        b"BT /F 1 Tf 0 0 Td " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj 0 1 Td " * 8_000 + b"ET"
    )
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    data = (
        head
        + b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%%%EOF"
        % (len(stream), stream)
    )
    ends_well("a.pdf", data)


# Text


def test_a_gigabyte_of_text_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(BODY.encode())
        file.truncate(1 << 30)
    tracemalloc.start()
    failure = load(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (
        isinstance(failure, Failure)
        and "too large" in failure.what
        and "VGT_MAX_DOCUMENT_MB" in failure.remedy
    )
    assert peak < 1_000_000


def test_a_line_of_a_hundred_megabytes_ends() -> None:
    failure = load("a.txt", data=b"word " * 20_000_000)
    assert isinstance(failure, Failure) and "too large" in failure.what
    document = load("a.txt", data=b"word " * 4_000_000)
    assert isinstance(document, Document) and len(document.blocks) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml", "a.csv", "a.jsonl", "a.rtf"])
def test_zeros_broken_letters_and_mixed_encodings_end(name: str) -> None:
    ends_well(name, b"\0" * 100_000)
    ends_well(name, BODY.encode() + b"\0\0\0" + BODY.encode())
    ends_well(name, BODY.encode() + b"\xff\xfe\xc3\x28\xa0\xa1" + BODY.encode())
    ends_well(
        name, "Straße ".encode("cp1252") * 20 + "Straße ".encode() * 20 + "Straße ".encode("utf-16-le") * 20
    )
    ends_well(name, b"\xff\xfe" + BODY.encode("utf-16-le")[:-1])


TRICKS = "\x1b[2J\x1b]0;owned\x07\x1b]52;c;cm0gLXJm\x07\x9b31mIn\u202eterp\u2066ol\u200b \u200dRa\u00adids\ufeff\U000e0041\x08\x7f"


def test_signs_that_a_terminal_obeys_reach_neither_text_nor_title_nor_message() -> None:
    docx = zipped({"word/document.xml": f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{BODY}&#x202e;&#x9b;31m</w:t></w:r></w:p></w:body></w:document>',
                   "docProps/core.xml": "<x><title>In&#x202e;terpol&#x9b;31m</title><creator>&#x202e;</creator></x>"})  # fmt: skip
    samples = {
        "a.txt": f"{TRICKS} HEADLINE\n\n{BODY}{TRICKS}",
        "a.md": f"---\ntitle: {TRICKS}\nauthor: {TRICKS}x\n---\n\n{BODY}{TRICKS}",
        "a.html": f"<html><head><title>{TRICKS}</title><meta name=author content='{TRICKS}x'></head><body><h1>{TRICKS}</h1><p>{BODY}{TRICKS}</p></body></html>",
        "a.eml": f"From: {TRICKS}Rob Jones <a@b.example>\nSubject: {TRICKS}x\nDate: y\n\n{BODY}{TRICKS}",
        "a.jsonl": json.dumps({"id": TRICKS, "title": TRICKS, "text": BODY + TRICKS, "author": TRICKS})
        + "\n"
        + json.dumps({TRICKS: 1})
        + "\n",
        "a.csv": f"title,text,author\n{TRICKS},{BODY.replace(',', '')}{TRICKS},{TRICKS}\n",
        "a.rtf": "{\\rtf1 " + BODY + "\\u8238 \\'9b31m}",
    }
    for name, data in [*((name, data.encode()) for name, data in samples.items()), ("a.docx", docx)]:
        for result in ends_well(name, data):
            shown = [result.path]
            if isinstance(result, Document):
                shown += [
                    value.value
                    for field in ("title", "author", "source", "place")
                    if (value := getattr(result.metadata, field))
                ]
                shown += [*result.warnings, *result.notes, *(mention.text for mention in result.stated)]
            assert not FORBIDDEN & set("".join(shown)), (name, shown)


def test_a_name_of_tricks_is_spelt_out(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;owned\x07\u202e.txt"
    path.write_text(BODY, encoding="utf-8")
    document = load(path)
    assert isinstance(document, Document) and not FORBIDDEN & set(document.path)


# ── parts that are used again and again, or nested without end ───────────────────────────────────────────────────

SHEET = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(rows: str, shared: str = "") -> bytes:
    """A workbook of one sheet."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f"<Types xmlns='{types}'><Override PartName='/xl/workbook.xml' ContentType='{kind}'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{RELATIONS}'><Relationship Id='r' Type='{OFFICE}/officeDocument' "
        "Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook {SHEET}><sheets><sheet name='a' sheetId='1'/></sheets></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {SHEET}><si><t>{shared}</t></si></sst>",
    }
    return zipped(parts)


def test_a_text_that_stands_in_every_row_of_a_sheet_is_cut_off_at_the_limit() -> None:
    data = sheet("<row><c t='s'><v>0</v></c></row>" * 5000, "harbour " * 20_000)
    tracemalloc.start()
    (document,) = ends_well("a.xlsx", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(document, Document)
    assert len(document.text) <= SMALL.text
    assert any("rows were read" in warning for warning in document.warnings)
    assert peak < 100_000_000


def test_empty_rows_of_a_sheet_cost_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.parsers.slides._MOST_ROWS", 10)
    rows = "<row/><row><c><v> </v></c></row>" * 20 + f"<row><c t='inlineStr'><is><t>{BODY}</t></is></c></row>"
    (document,) = ends_well("a.xlsx", sheet(rows))
    assert isinstance(document, Document)
    assert BODY in document.text and not document.warnings


def test_a_book_whose_spine_leads_to_one_chapter_again_and_again_has_it_once() -> None:
    spine = "<itemref idref='a'/><itemref idref='b'/>" * 2000
    package = (
        "<package><manifest><item id='a' href='a.html'/><item id='b' href='b.html'/></manifest>"
        f"<spine>{spine}</spine></package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>",
        "c.opf": package,
        "a.html": f"<html><body><p>{BODY}</p></body></html>",
        "b.html": "<html><body><p>Another chapter says something else about boats.</p></body></html>",
    }
    (document,) = ends_well("a.epub", zipped(parts))
    assert isinstance(document, Document)
    assert document.text.count(BODY) == 1
    assert not document.warnings


def test_a_mail_of_parts_within_parts_within_parts_ends_with_a_plain_reason() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert "nested too deep" in reason(
        ends_well(
            "a.eml", f"From: a@b.example\nSubject: x\n{head}Content-Type: text/plain\n\n{BODY}".encode()
        )
    )


@pytest.mark.parametrize("deep", [1000])
def test_text_that_is_nested_too_deep_to_be_read_is_told(deep: int) -> None:
    lists = (
        "<text:list><text:list-item>" * deep
        + "<text:p>deep</text:p>"
        + "</text:list-item></text:list>" * deep
    )
    content = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"
        f"<text:p>{BODY}</text:p>{lists}</office:text></office:body></office:document-content>"
    )
    (document,) = ends_well(
        "a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    )
    assert isinstance(document, Document)
    assert "what is nested too deep was left out" in document.warnings


def test_a_rich_text_that_is_cut_off_keeps_its_last_words() -> None:
    for end in ("", "\\bin999999999999 rest", "{", "\\b"):
        (document,) = ends_well("a.rtf", f"{{\\rtf1 First words.\\par {BODY}{end}".encode())
        assert isinstance(document, Document)
        assert document.text.endswith(BODY)
