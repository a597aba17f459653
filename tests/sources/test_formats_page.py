"""docs/formats.md tells the truth about the registry.

`VGT_UPDATE_FORMATS=1 pytest tests/sources/test_formats_page.py` writes its tables anew.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path

import pytest

from reader.model import Failure
from reader.sources import Format, formats, load
from reader.sources.registry import UNREADABLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
FORMATS = "formats", "registry"
UNREAD = "unreadable", "registry"


def row(one: Format) -> str:
    holds = "holds documents" if one.container else "and attachments" if one.attachments else ""
    return f"| {one.title} | {' '.join(f'`{suffix}`' for suffix in one.suffixes)} | {holds} |"


def sections() -> dict[str, str]:
    """What must stand between the marks of each section."""
    table = "\n".join(["| | files called | |", "|---|---|---|", *map(row, formats())])
    failing = "\n".join(
        f"- {known.title[0].upper()}{known.title[1:]}: {known.remedy}." for known in UNREADABLE
    )
    return {"formats": table, "unreadable": failing}


def test_the_page_lists_every_format_and_what_is_not_read() -> None:
    page = PAGE.read_text(encoding="utf-8")
    wanted = page
    for name, section in sections().items():
        begin, end = f"<!-- {name}: begin (made from the registry) -->", f"<!-- {name}: end -->"
        wanted = re.sub(
            f"{re.escape(begin)}.*?{re.escape(end)}",
            lambda _, b=begin, s=section, e=end: f"{b}\n{s}\n{e}",
            wanted,
            flags=re.DOTALL,
        )
        assert begin in page and end in page
    if os.environ.get("VGT_UPDATE_FORMATS"):
        PAGE.write_text(wanted, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("one", formats(), ids=lambda one: one.name)
def test_every_format_has_a_module_that_reads_it(one: Format) -> None:
    module = import_module(f"reader.sources.parsers.{one.name}")
    assert hasattr(module, "members" if one.container else "read")
    assert not one.attachments or hasattr(module, "members")


@pytest.mark.parametrize(
    "head",
    [b"Rar!\x1a\x07\x01", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"!BDN", b"%!PS-Adobe-3.0\n", b"AT&TFORM", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic", b"\x7fELF", b"SQLite format 3\0"],
)  # fmt: skip
def test_what_is_known_and_not_read_is_named_with_a_remedy(head: bytes) -> None:
    failure = load("a.bin", data=head + b"\0" * 40)
    assert isinstance(failure, Failure) and failure.what.endswith(", not a text") and failure.remedy


def test_limits_on_the_page_are_those_of_the_code() -> None:
    from reader.sources import Limits
    from reader.sources.ocr import MOST_PIXELS

    page, limits = PAGE.read_text(encoding="utf-8"), Limits()
    assert f"larger than {limits.document >> 20} MB" in page and f"{limits.lines:,} lines" in page
    assert f"{limits.text // 1_000_000} million characters" in page
    assert (
        f"depth ({limits.depth})" in page
        and f"number ({limits.members:,})" in page
        and f"({limits.unpacked >> 30} GB)" in page
    )
    assert f"{MOST_PIXELS // 1_000_000} million dots" in page and limits.ocr_seconds == 600
