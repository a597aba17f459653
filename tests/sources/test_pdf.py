"""PDF: reading order, tables, furniture, pages without text and their recognition."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from reader.model import Document, Failure
from reader.sources import Limits, Options, load
from reader.sources.ocr import tesseract
from reader.sources.parsers.picture import pixels


def pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF of lines (size, x, y, text)."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        stream = "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for size, x, y, text in lines)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}endstream")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def test_a_pdf_gives_headings_paragraphs_pages_and_furniture() -> None:
    def page(number: int, *lines: tuple[int, int, int, str]) -> list[tuple[int, int, int, str]]:
        return [(8, 40, 580, "Harbour Bulletin"), *lines, (8, 200, 20, str(number))]

    document = loaded(
        pdf(
            page(1, (20, 40, 540, "Harbour search"), (10, 40, 500, "The agency said on Monday that its of-"), (10, 40, 488, "ficers had searched the harbour and the"), (10, 40, 476, "boats of"), (10, 40, 440, "A second paragraph stands here on its own.")),
            page(2, (10, 40, 540, "The next page begins with a sentence that is"), (10, 40, 528, "broken over two lines.")),
            page(3),
        ),
    )  # fmt: skip
    text = {block.page: [] for block in document.blocks}  # type: ignore[var-annotated]
    for block in document.blocks:
        text[block.page].append((block.kind, document.text[block.start : block.end]))
    assert ("heading", "Harbour search") in text[1]
    assert (
        "paragraph",
        "The agency said on Monday that its officers had searched the harbour and the boats of",
    ) in text[1]
    assert ("paragraph", "The next page begins with a sentence that is broken over two lines.") in text[2]
    assert ("boilerplate", "Harbour Bulletin") in text[2] and ("boilerplate", "2") in text[2]


def test_pages_without_text_are_told_and_a_scan_is_a_failure() -> None:
    line = [(10, 40, 500, "The agency said on Monday that its officers had searched the harbour.")]
    assert "no text on page 2–3" in loaded(pdf(line, [], [], line)).warnings
    failure = load("a.pdf", data=pdf([], []))
    assert isinstance(failure, Failure) and "scanned" in failure.what and "OCR" in failure.remedy


LEFT = [
    "The coast guard searched the harbour on",
    "Monday and found eleven boats that had",
    "been missing since the storm of last",
    "winter, when the wind took them from",
    "their moorings and the crews were not",
    "there to look after them, as a spokesman",
    "of the agency told this newspaper.",
]
RIGHT = [
    "The owners were told on Tuesday, and",
    "some of them came to the harbour to see",
    "what was left of their boats, which was",
    "not much, said one of them, and he was",
    "glad that nobody had been on board of",
    "his when the storm broke in the night",
    "and the sea rose over the wall.",
]


def loaded(data: bytes, options: Options | None = None) -> Document:
    document = load("a.pdf", data=data, options=options or Options())
    assert isinstance(document, Document), document
    return document


def test_columns_that_were_written_row_by_row_are_read_one_after_the_other() -> None:
    rows = [
        line
        for n, pair in enumerate(zip(LEFT, RIGHT, strict=True))
        for line in ((10, 20, 500 - 12 * n, pair[0]), (10, 215, 500 - 12 * n, pair[1]))
    ]
    document = loaded(pdf([(16, 20, 560, "Boats found in the harbour"), *rows]))
    assert document.text.split("\n\n") == ["Boats found in the harbour", " ".join(LEFT), " ".join(RIGHT)]


def test_columns_that_were_written_one_by_one_stay_so() -> None:
    columns = [
        (10, x, 500 - 12 * n, text) for x, lines in ((20, LEFT), (215, RIGHT)) for n, text in enumerate(lines)
    ]
    document = loaded(pdf([(16, 20, 560, "Boats found in the harbour"), *columns]))
    assert document.text.split("\n\n") == ["Boats found in the harbour", " ".join(LEFT), " ".join(RIGHT)]


def test_short_cells_under_one_another_are_a_table() -> None:
    cells = [("Year", "Boats", "Place"), ("2018", "7", "North harbour"), ("2019", "11", "South harbour")]
    lines = [
        (10, 40 + 110 * column, 400 - 14 * row, text)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    ]
    document = loaded(
        pdf([(10, 40, 440, "These are the boats that were found in the harbour in two years."), *lines])
    )
    table = next(block for block in document.blocks if block.kind == "table")
    assert (
        document.text[table.start : table.end]
        == "Year | Boats | Place\n2018 | 7 | North harbour\n2019 | 11 | South harbour"
    )


def test_a_cell_over_two_lines_stays_one_cell() -> None:
    lines = [
        (10, 40, 400, "Year"),
        (10, 150, 400, "Place"),
        (10, 40, 386, "2018"),
        (10, 150, 386, "North harbour, behind"),
        (10, 150, 374, "the wall"),
        (10, 40, 360, "2019"),
        (10, 150, 360, "South"),
    ]
    document = loaded(pdf(lines))
    assert document.text == "Year | Place\n2018 | North harbour, behind the wall\n2019 | South"


def test_letters_that_were_printed_twice_are_said_once() -> None:
    document = loaded(
        pdf(
            [
                (10, 40, 400, "HHaarrbboouurr SSeeaarrcchh"),
                (10, 40, 380, "The coast guard searched the harbour on Monday."),
            ]
        )
    )
    assert document.text.startswith("Harbour Search")


def test_what_a_browser_prints_around_a_page_is_furniture() -> None:
    document = loaded(
        pdf(
            [
                (8, 40, 590, "Harbour search"),
                (8, 200, 590, "https://d.example/harbour"),
                (16, 40, 500, "Harbour search"),
                (10, 40, 480, "The coast guard searched the harbour on Monday."),
                (8, 40, 10, "1 of 1"),
                (8, 250, 10, "15.9.2007 11:02"),
            ]
        )
    )
    assert {block.kind for block in document.blocks if block.label == "page"} == {"boilerplate"}
    assert [
        document.text[block.start : block.end] for block in document.blocks if block.kind != "boilerplate"
    ] == ["Harbour search", "The coast guard searched the harbour on Monday."]


@pytest.fixture
def fake_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name that counts its calls and says what it was given."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        f"#!/bin/sh\nhead -c 2 > {tmp_path}/given\necho called >> {tmp_path}/calls\necho 'The coast guard searched the harbour'\necho 'on Monday, and eleven boats were found.'\n",
        encoding="ascii",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return tmp_path


def test_pages_without_text_are_recognised_where_that_was_asked_for(fake_tesseract: Path) -> None:
    line = [(10, 40, 500, "The agency said on Monday that its officers had searched the harbour.")]
    document = loaded(pdf(line, [], line), Options(ocr="eng"))
    assert [(block.page, document.text[block.start : block.start + 10]) for block in document.blocks] == [
        (1, "The agency"),
        (2, "The coast "),
        (3, "The agency"),
    ]
    assert "the text was recognised in a picture: page 2, letters may be wrong" in document.notes
    assert (fake_tesseract / "given").read_bytes() == b"P5"


def test_nothing_is_recognised_that_was_not_asked_for(fake_tesseract: Path) -> None:
    failure = load("a.pdf", data=pdf([]))
    assert isinstance(failure, Failure) and "--ocr" in failure.remedy
    assert not (fake_tesseract / "calls").exists()


def test_recognising_ends_with_its_time(fake_tesseract: Path) -> None:
    failure = load("a.pdf", data=pdf([], []), options=Options(ocr="eng"), limits=Limits(ocr_seconds=0.0))
    assert isinstance(failure, Failure) and "stopped before page 1" in failure.what


def test_a_missing_tesseract_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    failure = load("a.pdf", data=pdf([]), options=Options(ocr="eng"))
    assert isinstance(failure, Failure) and "tesseract is not installed" in failure.what


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60).to_bytes(4, "big") + (40).to_bytes(4, "big") + b"\x08\0\0\0\0"


def test_a_picture_is_recognised_where_that_was_asked_for(fake_tesseract: Path) -> None:
    document = load("a.png", data=PNG, options=Options(ocr="eng"))
    assert (
        isinstance(document, Document)
        and document.text.startswith("The coast guard")
        and document.format == "picture"
    )
    refused = load("a.png", data=PNG)
    assert isinstance(refused, Failure) and "a PNG picture" in refused.what and "--ocr" in refused.remedy


def test_a_huge_picture_is_refused_before_it_is_opened(fake_tesseract: Path) -> None:
    huge = PNG[:16] + (200_000).to_bytes(4, "big") * 2 + PNG[24:]
    failure = load("a.png", data=huge, options=Options(ocr="eng"))
    assert isinstance(failure, Failure) and "too large" in failure.what
    assert not (fake_tesseract / "calls").exists()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("PNG", PNG),
        ("GIF", b"GIF89a" + (60).to_bytes(2, "little") + (40).to_bytes(2, "little")),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + (40).to_bytes(2, "big") + (60).to_bytes(2, "big")),
        ("TIFF", b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x3c\0\0\0\x01\x01\x03\0\x01\0\0\0\x28\0\0\0\0\0\0\0"),
    ],
)  # fmt: skip
def test_the_size_of_a_picture_is_read_from_its_head(kind: str, data: bytes) -> None:
    assert pixels(data, kind) == 2400
    assert pixels(data[:9], kind) is None


@pytest.mark.skipif(tesseract() is None, reason="tesseract is not installed")
def test_the_real_tesseract_reads_a_drawn_page() -> None:
    import pypdfium2 as pdfium

    page = pdfium.PdfDocument(pdf([(20, 40, 500, "The harbour was searched")]))[0].render(
        scale=3, grayscale=True
    )
    pixels = b"".join(
        bytes(page.buffer)[row * page.stride : row * page.stride + page.width] for row in range(page.height)
    )
    from reader.sources.ocr import recognise_picture

    assert "harbour was searched" in recognise_picture(
        b"P5 %d %d 255\n" % (page.width, page.height) + pixels, "eng"
    )
