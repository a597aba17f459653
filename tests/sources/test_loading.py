"""load gives a Document or a Failure, whatever it is given."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Document, Failure
from reader.sources import Limits, formats, load, load_all, load_text
from tests.sources.test_layout import assert_sound
from tests.sources.test_sanitise import FORBIDDEN

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.bin", "a", "a.htm", "x\x1b[2J.txt"])
BYTES = st.one_of(
    st.binary(max_size=600),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(
        st.sampled_from(["<p>", "</p>", "<table><tr><td>", "<li>", "<h1>", "<nav>", "text ", "&amp;", "<br>", "<pre>", "\x1b[1m", "# ", "```\n", "---\n", "> q\n", "- i\n", "|a|b|\n", "\n\n"]),
        max_size=60,
    ).map(lambda parts: ("<html>" + "".join(parts)).encode()),
    st.lists(st.sampled_from(["# ", "```\n", "---\n", "> q\n", "- i\n", "|a|b|\n", "\n", "word ", "===\n", "\u2028", "1. "]), max_size=60).map(lambda parts: "".join(parts).encode()),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(NAMES, BYTES)
def test_any_bytes_give_a_sound_document_or_a_failure(name: str, data: bytes) -> None:
    result = load(name, data=data)
    assert not FORBIDDEN & set(result.path)
    if isinstance(result, Failure):
        assert result.what
        return
    assert_sound(result.text, result.blocks)
    assert not FORBIDDEN & set(result.text)
    assert result.id == hashlib.sha256(data).hexdigest()[:12]
    assert load(name, data=data) == result


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_text_for_extract_is_left_exactly_as_it_is(text: str) -> None:
    loaded = load_text(text)
    assert loaded.text == text
    assert_sound(text, loaded.blocks)


def test_a_missing_file_a_folder_and_a_pipe_are_failures(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, what in (
        (tmp_path / "no.txt", "no such file"),
        (tmp_path, "a folder"),
        (tmp_path / "pipe", "not a regular file"),
    ):
        failure = load(path)
        assert isinstance(failure, Failure) and what in failure.what and failure.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    failure = load(path)
    assert isinstance(failure, Failure) and "permission" in failure.what


@pytest.mark.parametrize("data", [b"", b" \n\t \n"])
def test_an_empty_file_is_a_failure(data: bytes) -> None:
    failure = load("a.txt", data=data)
    assert isinstance(failure, Failure) and "empty" in failure.what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG"),
        (b"\x7fELF" + bytes(40), "program"),
        (bytes(range(256)) * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    failure = load("a.txt", data=data)
    assert isinstance(failure, Failure) and what in failure.what and failure.remedy


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.write(b"x")
        file.truncate(2_000_000)
    failure = load(path, limits=Limits(document=1_000_000))
    assert (
        isinstance(failure, Failure)
        and "too large" in failure.what
        and "VGT_MAX_DOCUMENT_MB" in failure.remedy
    )


def test_a_file_of_too_many_lines_or_a_huge_page_is_refused() -> None:
    for name, data in (("a.txt", b"x\n" * 2000), ("a.html", b"<html>" + b"x" * 2_000_000)):
        failure = load(name, data=data, limits=Limits(lines=1000, tree=1_000_000))
        assert (
            isinstance(failure, Failure)
            and failure.what.startswith("too ")
            and "VGT_MAX_DOCUMENT_MB" in failure.remedy
        )


def test_the_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VGT_MAX_DOCUMENT_MB", "128")
    assert Limits.from_environment().document == 128 * 1024 * 1024
    monkeypatch.setenv("VGT_MAX_DOCUMENT_MB", "lots")
    assert Limits.from_environment() == Limits()


def test_content_decides_over_the_suffix() -> None:
    page = load("page.txt", data=b"<!DOCTYPE html><title>T</title><p>Some words of text in a page.</p>")
    assert isinstance(page, Document) and page.format == "html"


@pytest.mark.parametrize(
    "head",
    [
        b"<!-- a comment > with -> marks -->\n<!-- two --><html>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>",
        b"\xef\xbb\xbf \n<!DOCTYPE HTML>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ELEMENT x ANY>]><html>",
        b"<P CLASS=x>",
    ],
)
def test_a_page_is_known_by_its_first_element(head: bytes) -> None:
    page = load("page", data=head + b"<p>Some words of text in a page.</p>")
    assert isinstance(page, Document) and page.format == "html"


def test_broken_bytes_make_a_document_with_a_warning() -> None:
    loaded = load("a.txt", data="Größe übermäßig groß, schön".encode() + b"\xff und so weiter")
    assert isinstance(loaded, Document) and any("replaced" in warning for warning in loaded.warnings)


def test_load_all_gives_the_one_document_of_a_plain_file(seeds: Path) -> None:
    path = next(seeds.glob("000_*"))
    assert list(load_all(path)) == [load(path)]


def test_formats_have_unlike_names_and_a_title() -> None:
    names = [known.name for known in formats()]
    assert len(set(names)) == len(names)
    assert all(known.title for known in formats())


@pytest.mark.parametrize(
    "shape",
    ["word " * 200_000, "a" * 1_000_000, "(" * 300_000, "-" * 300_000, "a@" * 200_000, "\x1b[" * 200_000, "12-34 " * 100_000, "> " * 200_000, "* " * 100_000, "A. " * 200_000, "<div>" * 50_000 + "x", "<html><a href='" * 50_000, "x\n" + " " * 300_000 + "\nx", "<!-- -->" * 900, "<!DOCTYPE x>" * 600, "<!DOCTYPE x [" * 600, "<?a?>" * 1500],
    ids=["words", "word", "brackets", "dashes", "at", "escapes", "digits", "quotes", "bullets", "capitals", "divs", "attributes", "blanks", "comments", "doctypes", "subsets", "instructions",],
)  # fmt: skip
def test_hostile_shapes_end(shape: str) -> None:
    assert load("shape.txt", data=shape.encode()).path == "shape.txt"


LINES = [
    "Skip to main content", "Home / News / Harbour search", "Harbour search | Desk", "Harbour search", "An official website of the harbour", "Cookies on this site", "Share", "Contact", "Notes to editors",
    "10 March 2021", "FOR IMMEDIATE RELEASE", "PORT AVELIN, Norl. – The harbour was searched on Monday by the crews of two boats, the agency said in a release.", "Related content", "-2-", "-3-", "-4-", "1", "2", "v.", "JANE KING,",
    "                    COLLAGEN CORPORATION,", "Defendant, Appellee.", "UNITED STATES COURT OF APPEALS", "For the First Circuit", "IN RE HARBOUR", "I.   BACKGROUND", "A long paragraph stands here, and it goes on and on until it is longer than the lines around it are, which is long.",
    "", "", "> quoted", "- item", "-- ", "=" * 40, "Roe v. Doe", " 7   numbered", "&amp; &lt; &#8217;", "About the Harbour", "press@x.example 555-202-3300", "This e-mail is confidential and intended solely for the addressee.",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=80), st.sampled_from(["a.txt", "a.md", "a.eml", "a.html"]))
@settings(max_examples=150, deadline=None)
def test_any_order_of_telling_lines_gives_sound_blocks_and_evidence_in_its_place(
    lines: list[str], name: str
) -> None:
    head = (
        "From: Jane Doe <jane@x.example>\nSubject: Harbour\nDate: y\n\n"
        if name == "a.eml"
        else "<pre>"
        if name == "a.html"
        else ""
    )
    document = load(name, data=(head + "\n".join(lines)).encode())
    if isinstance(document, Failure):
        return
    assert_sound(document.text, document.blocks)
    for field in ("title", "date", "place", "source"):
        value = getattr(document.metadata, field)
        if value is not None and value.evidence.start is not None:
            assert 0 <= value.evidence.start < value.evidence.end <= len(document.text)
    assert all(document.text[m.start : m.end] == m.text for m in document.stated)
