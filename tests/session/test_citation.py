"""A citation leads back to the words."""

from __future__ import annotations

from dataclasses import replace

from reader.readmodel import DocumentRow
from reader.session import cite, quotation

ROW = DocumentRow(
    "84b7141b7286",
    "seeds/004.txt",
    "Global experts gather",
    "2017-11-18",
    "Lyon",
    None,
    "INTERPOL",
    "en",
    500,
    17,
    "84b7141b" * 8,
    "ok",
)
TEXT = "Words before. “We need vision,\n  innovation” said Mr Allen."


def test_a_citation_names_title_source_date_paragraph_offsets_and_hash() -> None:
    start, end = TEXT.index("We"), TEXT.index("innovation") + 10
    assert cite(ROW, TEXT, start, end, 9, "vgt-reader 0.1.0") == (
        "“We need vision, innovation”\n"
        "Global experts gather. INTERPOL, Lyon, 2017-11-18. ¶9.\n"
        f"seeds/004.txt, characters {start}–{end}, sha256 {ROW.sha256}\n"
        "vgt-reader 0.1.0\n"
    )


def test_what_is_not_known_is_not_invented() -> None:
    bare = replace(ROW, title="", date=None, place=None, source=None)
    assert cite(bare, TEXT, 0, 0, 0).splitlines()[0] == "seeds/004.txt. undated. At the top."


def test_a_quotation_is_one_line() -> None:
    assert quotation(TEXT, 14, len(TEXT)) == "“We need vision, innovation” said Mr Allen."
