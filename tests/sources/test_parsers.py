"""Office files, mail, books, feeds, tables and archives: text as blocks, metadata, members; all made here."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from reader.model import Document, Failure
from reader.sources import Limits, load, load_all

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "The agency said on Monday that its officers had searched eleven boats and three warehouses in the harbour. "


def zipped(parts: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip file of the parts, in order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def loaded(name: str, data: bytes) -> Document:
    document = load(name, data=data)
    assert isinstance(document, Document), document
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def docx(body: str, **more: str) -> bytes:
    styles = f'<w:styles {WORD}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": styles,
    }
    return zipped({**parts, **{name.replace("__", "/") + ".xml": content for name, content in more.items()}})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_gives_headings_lists_tables_and_notes() -> None:
    body = (
        paragraph("Harbour search", '<w:pStyle w:val="H1"/>')
        + paragraph("First.")
        + paragraph("one", '<w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Year")
        + "</w:tc><w:tc>"
        + paragraph("Boats")
        + "</w:tc></w:tr></w:tbl>"
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    notes = f'<w:footnotes {WORD}><w:footnote w:type="separator"/><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'
    footer = f"<w:ftr {WORD}>{paragraph('Page footer')}</w:ftr>"
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jane Doe</dc:creator><dc:title>Microsoft Word - x.doc</dc:title></c>'
    document = loaded("a.docx", docx(body, word__footnotes=notes, word__footer1=footer, docProps__core=core))
    assert shown(document) == [
        ("heading", "Harbour search"), ("paragraph", "First."), ("list", "• one"), ("table", "Year | Boats"), ("paragraph", "new"), ("note", "A note."), ("boilerplate", "Page footer"),
    ]  # fmt: skip
    assert document.metadata.author is not None and document.metadata.author.value == "Jane Doe"
    assert document.metadata.title is not None and document.metadata.title.value == "Harbour search"


def test_an_xml_entity_bomb_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    failure = load("a.docx", data=zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bomb}))
    assert isinstance(failure, Failure) and "entities" in failure.what


def test_an_external_entity_reads_no_file() -> None:
    attack = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
    assert isinstance(
        load("a.docx", data=zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": attack})), Failure
    )
    assert all(
        isinstance(result, Failure)
        for result in load_all(
            "a.rss", data=attack.replace("<x>", "<rss>").replace("</x>", "</rss>").encode()
        )
    )


def test_slides_and_sheets_give_their_text() -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:nvPr><p:ph type="title"/></p:nvPr><a:p><a:r><a:t>Harbour</a:t></a:r></a:p></p:sp><p:sp><a:p><a:r><a:t>Boats searched</a:t></a:r></a:p></p:sp></p:sld>'
    slides = loaded(
        "a.pptx",
        zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "ppt/presentation.xml": "<p/>",
                "ppt/slides/slide1.xml": slide,
            }
        ),
    )
    assert shown(slides) == [("heading", "Harbour"), ("paragraph", "Boats searched")]
    sheet = '<s><row><c t="s"><v>0</v></c><c><v>12</v></c></row></s>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<w><sheet name="Boats"/></w>',
        "xl/sharedStrings.xml": "<s><si><t>Arven</t></si></s>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    assert shown(loaded("a.xlsx", zipped(parts))) == [("heading", "Boats"), ("table", "Arven | 12")]


def test_an_opendocument_text_gives_its_blocks() -> None:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:dc="d"'
    content = (
        f'<office:c {names}><office:body><office:text><text:h text:outline-level="1">Harbour</text:h><text:p>One<text:s text:c="2"/>two<text:note><text:note-body><text:p>Aside.</text:p></text:note-body></text:note> end.</text:p>'
        "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></office:text></office:body></office:c>"
    )
    meta = f"<m {names}><dc:title>Harbour report</dc:title><dc:date>2019-10-04T10:00</dc:date></m>"
    document = loaded(
        "a.odt",
        zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta},
            stored=("mimetype",),
        ),
    )
    assert shown(document) == [
        ("heading", "Harbour"),
        ("paragraph", "One  two end."),
        ("list", "• item"),
        ("note", "Aside."),
    ]
    assert document.metadata.date is not None and document.metadata.date.value == "2019-10-04"


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    package = '<package xmlns:dc="d"><dc:title>The Harbour</dc:title><dc:creator>Jane Doe</dc:creator><item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/><itemref idref="a"/><itemref idref="b"/></package>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip", "META-INF/container.xml": '<c><rootfile full-path="O/p.opf"/></c>', "O/p.opf": package,
        "O/b.xhtml": "<html><body><h1>Two</h1><p>Last.</p></body></html>", "O/a.xhtml": "<html><body><h1>One</h1><p>First.</p></body></html>",
    }  # fmt: skip
    document = loaded("a.epub", zipped(parts, stored=("mimetype",)))
    assert [text for _, text in shown(document)] == ["One", "First.", "Two", "Last."]
    assert [block.page for block in document.blocks] == [1, 1, 2, 2]
    assert document.metadata.author is not None and document.metadata.author.value == "Jane Doe"


def test_rich_text_gives_paragraphs_in_its_code_page() -> None:
    document = loaded(
        "a.rtf",
        rb"{\rtf1\ansi\ansicpg1251{\info{\title Harbour}{\author J}}\pard \'cf\'f0\'e8\'e2\'e5\'f2\par Second \u8220?x\u8221? \u-10179?\u-8704?\par}",
    )
    assert [text for _, text in shown(document)] == ["Привет", "Second “x” 😀"]


def test_rich_text_keeps_notes_and_footers_apart_and_hides_what_is_hidden() -> None:
    rtf = (
        rb"{\rtf1{\stylesheet{\s1 heading 1;}}{\footer Page foot\par}\pard\s1 Harbour\par\pard Text{\footnote A note.}{\v secret} {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}.\par"
        rb"{\pict 0123}{\listtext 1.\tab}one\par \bin4 {{{{last\par}"
    )
    assert shown(loaded("a.rtf", rtf)) == [
        ("heading", "Harbour"), ("paragraph", "Text link."), ("list", "1.\tone"), ("paragraph", "last"), ("note", "A note."), ("boilerplate", "Page foot"),
    ]  # fmt: skip


MAIL = b"""From: Jane Doe <jane@coastguard.example>
To: Desk <desk@paper.example>
Date: Fri, 4 Oct 2019 10:00:00 +0200
Subject: =?utf-8?q?Harbour_search_=E2=80=93_update?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain; charset=utf-8

The search went on until midnight and was a success for everyone.

On Thu, 3 Oct 2019, Desk wrote:
> How many boats?
> And where?

--\x20
Jane Doe
555-202-3300
--B
Content-Type: text/html; charset=utf-8
Content-Disposition: attachment; filename="../../annex.html"

<html><title>Annex</title><p>Eleven boats.</p></html>
--B--
"""


def test_a_mail_is_a_document_and_its_attachment_another() -> None:
    message, annex = load_all("a.eml", data=MAIL)
    assert isinstance(message, Document) and isinstance(annex, Document)
    assert message.metadata.title is not None and message.metadata.title.value == "Harbour search – update"
    assert message.metadata.date is not None and message.metadata.date.value == "2019-10-04"
    assert (
        message.metadata.author is not None
        and message.metadata.author.value == "Jane Doe <jane@coastguard.example>"
    )
    kinds = [(block.kind, block.label) for block in message.blocks]
    assert ("quote", "") in kinds and ("note", "reply") in kinds and kinds[-1] == ("boilerplate", "contact")
    assert annex.path == "a.eml!/../../annex.html"
    assert annex.text == "Eleven boats."


def test_a_page_saved_by_a_browser_is_a_page() -> None:
    data = (
        b"From: <Saved by X>\nSubject: s\nDate: Fri, 4 Oct 2019 10:00:00 -0000\nMIME-Version: 1.0\nSnapshot-Content-Location: https://d.example/2018/06/21/a\n"
        b'Content-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n'
        b"<html><body><nav><a>Home</a></nav><h1>Harbour =E2=80=93 search</h1><p>Eleven boats were searched on Monday.</p></body></html>\n--B--\n"
    )
    document = loaded("a.mht", data)
    assert shown(document)[1:] == [
        ("heading", "Harbour – search"),
        ("paragraph", "Eleven boats were searched on Monday."),
    ]
    assert document.metadata.date is not None and document.metadata.date.value == "2018-06-21"


def test_a_mailbox_gives_its_mails() -> None:
    one = b"From a@b Mon Oct  4 10:00:00 2019\nFrom: a@b.example\nSubject: One\nDate: Fri, 4 Oct 2019 10:00:00 +0000\n\nText one.\n>From here on.\n\n"
    results = list(load_all("box.mbox", data=one + one.replace(b"One", b"Two")))
    assert [
        result.metadata.title.value
        for result in results
        if isinstance(result, Document) and result.metadata.title
    ] == ["One", "Two"]
    assert isinstance(results[0], Document) and "From here on." in results[0].text
    single = load("box.mbox", data=one)
    assert isinstance(single, Failure) and "several" in single.what


def test_feed_items_are_documents() -> None:
    rss = f"<?xml version='1.0'?><rss><channel><title>Desk</title><item><title>Harbour search</title><pubDate>Fri, 04 Oct 2019 10:00:00 GMT</pubDate><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"
    (item,) = load_all("a.rss", data=rss.encode())
    assert isinstance(item, Document)
    assert item.metadata.title is not None and item.metadata.title.value == "Harbour search"
    assert item.metadata.date is not None and item.metadata.date.value == "2019-10-04"
    assert item.metadata.source is not None and item.metadata.source.value == "Desk"
    assert BODY.strip() in item.text


def test_members_of_archives_are_read_and_paths_in_them_are_only_names() -> None:
    data = zipped(
        {
            "../../evil.txt": BODY,
            "in/a.html": f"<html><p>{BODY}</p></html>",
            "__MACOSX/._a": "x",
            "n\x1b[2J.txt": BODY,
        }
    )
    results = list(load_all("o.zip", data=data))
    assert [result.path for result in results] == [
        "o.zip!/../../evil.txt",
        "o.zip!/in/a.html",
        r"o.zip!/n\x1b[2J.txt",
    ]
    assert all(isinstance(result, Document) for result in results)


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_compressed_files_and_tar_archives_are_read(suffix: str, pack) -> None:  # type: ignore[no-untyped-def]
    (plain,) = load_all(f"a.txt.{suffix}", data=pack(BODY.encode()))
    assert isinstance(plain, Document) and plain.path == f"a.txt.{suffix}!/a.txt"
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        info = tarfile.TarInfo("d/b.txt")
        info.size = len(BODY)
        archive.addfile(info, io.BytesIO(BODY.encode()))
        link = tarfile.TarInfo("d/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    (member,) = load_all(f"a.tar.{suffix}", data=pack(target.getvalue()))
    assert isinstance(member, Document) and member.path.endswith("!/d/b.txt")


def test_a_zip_bomb_is_refused() -> None:
    (failure,) = load_all("bomb.zip", data=zipped({"a.txt": b"a" * 30_000_000}))
    assert isinstance(failure, Failure) and "unpacked" in failure.what
    (squeezed,) = load_all("bomb.gz", data=gzip.compress(bytes(5_000_000)), limits=Limits(document=1_000_000))
    assert isinstance(squeezed, Failure) and "larger" in squeezed.what


def test_files_in_files_in_files_end() -> None:
    data = BODY.encode()
    for _ in range(12):
        data = zipped({"a.zip": data})
    (failure,) = load_all("deep.zip", data=data)
    assert isinstance(failure, Failure) and "nested" in failure.what


def test_an_archive_of_too_many_files_stops() -> None:
    data = zipped({f"{number}.txt": BODY for number in range(30)})
    results = list(load_all("many.zip", data=data, limits=Limits(members=10)))
    assert len(results) == 11 and isinstance(results[-1], Failure)


def test_a_locked_member_is_a_failure_and_the_others_are_read() -> None:
    data = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    locked, free = load_all("a.zip", data=bytes(data))
    assert isinstance(locked, Failure) and "password" in locked.what
    assert isinstance(free, Document)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub", "a.zip", "a.pdf", "a.doc", "a.rtf", "a.gz"])
def test_damaged_files_are_failures_with_a_remedy(name: str) -> None:
    heads = {
        "pdf": b"%PDF-1.7\n",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "rtf": b"{\\rtf1",
        "gz": b"\x1f\x8b\x08\x00",
    }
    data = heads.get(name.partition(".")[2], b"PK\x03\x04") + b"broken" * 50
    results = list(load_all(name, data=data))
    assert results and all(
        isinstance(result, Failure) and result.remedy
        for result in results
        if not isinstance(result, Document)
    )


def test_a_summary_that_claims_four_thousand_million_properties_is_read_to_its_end() -> None:
    import struct

    from reader.sources.parsers.ole import _summary

    title = struct.pack("<2I", 30, 8) + b"Harbour\0"
    data = (
        bytes(44)
        + struct.pack("<I", 48)
        + struct.pack("<2I", 0, 0xFFFFFFFF)
        + struct.pack("<2I", 2, 808) * 100
        + title
    )
    assert _summary(data)["title"] == "Harbour"
