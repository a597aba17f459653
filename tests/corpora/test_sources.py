"""The development corpora: every file of corpora/formats ends well; the Senate releases have titles, dates and little furniture."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from reader.model import Document, Failure
from reader.sources import load, load_all
from tests.sources.test_layout import assert_sound
from tests.sources.test_sanitise import FORBIDDEN


def test_every_file_of_many_formats_is_a_document_or_a_plain_reason(shared: Path) -> None:
    files = [
        path
        for path in sorted((shared / "corpora" / "formats").rglob("*"))
        if path.is_file() and path.name != "README.md"
    ]
    assert len(files) >= 240
    for path in files:
        for result in load_all(path):
            if isinstance(result, Failure):
                assert result.what and result.remedy, result
            else:
                assert not FORBIDDEN & set(result.text), path
                assert_sound(result.text, result.blocks)


@pytest.fixture(scope="module")
def releases(shared: Path) -> list[Document]:
    documents = []
    with gzip.open(shared / "corpora" / "senate" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            release = json.loads(line)
            document = load(release["id"], data=release["text"].encode())
            assert isinstance(document, Document), document
            documents.append(document)
    return documents


def test_senate_releases_have_titles_and_dates(releases: list[Document]) -> None:
    # One office (377 of 11,759 releases) publishes without headlines; their titles are honestly absent.
    assert sum(document.metadata.title is not None for document in releases) / len(releases) >= 0.96
    assert all(document.metadata.date is not None for document in releases)
    assert all(
        document.metadata.language is not None and document.metadata.language.value == "en"
        for document in releases
    )


def test_dates_in_the_text_agree_with_the_file_names(releases: list[Document]) -> None:
    from reader.sources.dates import date_of_name

    others = 0
    for document in releases:
        named = date_of_name(document.path)
        found = document.metadata.date
        others += found is not None and named is not None and found.value != named[0]
    assert others <= len(releases) * 0.002


def test_senate_datelines_are_places(releases: list[Document]) -> None:
    places = [document.metadata.place.value for document in releases if document.metadata.place is not None]
    assert len(places) >= 350
    assert sum(place.upper().startswith("WASHINGTON") for place in places) / len(places) >= 0.9


def test_little_of_a_release_is_folded_and_contact_lines_are(releases: list[Document]) -> None:
    folded = sum(
        block.end - block.start
        for document in releases
        for block in document.blocks
        if block.kind == "boilerplate"
    )
    assert folded / sum(len(document.text) for document in releases) <= 0.01
    with_contact = [document for document in releases if "\n   Contact: " in document.text]
    found = sum(any(block.label == "contact" for block in document.blocks) for document in with_contact)
    assert len(with_contact) > 3000 and found / len(with_contact) >= 0.99


def test_court_opinions_are_joined_over_double_spacing(shared: Path) -> None:
    paragraphs = lower = 0
    with gzip.open(shared / "corpora" / "courts" / "opinions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            opinion = json.loads(line)
            document = load(opinion["id"], data=opinion["text"].encode())
            assert isinstance(document, Document)
            for block in document.blocks:
                if block.kind == "paragraph" and block.end - block.start > 60:
                    paragraphs += 1
                    lower += document.text[block.start].islower()
    assert lower / paragraphs <= 0.25
