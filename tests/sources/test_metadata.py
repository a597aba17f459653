"""Title, date, place, agency, source and language: found with evidence, or honestly absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import Document
from reader.sources import load, load_text

BODY = (
    "The agency said on Monday that its officers had searched eleven boats and three warehouses in the harbour. "
    * 3
)


def document(path: Path) -> Document:
    loaded = load(path)
    assert isinstance(loaded, Document)
    return loaded


def test_a_release_without_a_date_has_none(seeds: Path) -> None:
    loaded = document(next(seeds.glob("000_*")))
    assert loaded.metadata.date is None
    assert loaded.metadata.title is not None
    assert loaded.metadata.title.value.startswith("NCA takes helm")


def test_a_release_that_starts_with_its_dateline_has_no_title(seeds: Path) -> None:
    metadata = document(next(seeds.glob("001_*"))).metadata
    assert metadata.title is None
    assert (
        metadata.date is not None
        and metadata.date.value == "2019-10-04"
        and metadata.date.evidence.rule == "dateline"
    )
    assert metadata.place is not None and metadata.place.value == "OTTAWA"
    assert metadata.agency is not None and metadata.agency.value == "CNW"
    assert metadata.source is not None and metadata.source.value == "Royal Canadian Mounted Police"


def test_a_date_line_over_the_title_is_the_date(seeds: Path) -> None:
    loaded = document(next(seeds.glob("004_*")))
    assert loaded.metadata.date is not None
    assert loaded.metadata.date.value == "2017-11-18"
    assert loaded.metadata.date.evidence.rule == "date line"
    assert loaded.metadata.place is not None and loaded.metadata.place.value == "LYON, France"
    assert [block.label for block in loaded.blocks if block.kind == "boilerplate"] == [
        "menu",
        "date",
        "cookies",
        "cookies",
    ]


@pytest.mark.parametrize("name", ["title", "date", "place", "agency", "source"])
def test_evidence_points_at_its_words(seeds: Path, name: str) -> None:
    for path in seeds.glob("*.txt"):
        loaded = document(path)
        found = getattr(loaded.metadata, name)
        if found is not None and found.evidence.start is not None:
            assert loaded.text[found.evidence.start : found.evidence.end] == found.evidence.text


def test_the_dateline_is_a_block_of_its_own_on_the_paragraphs_line(seeds: Path) -> None:
    loaded = document(next(seeds.glob("001_*")))
    first, second = loaded.blocks[:2]
    assert loaded.text[first.start : first.end] == "OTTAWA, Oct. 4, 2019 /CNW/ -"
    assert first.kind == "dateline" and second.kind == "paragraph"
    assert loaded.text[second.start : second.end].startswith("The Virtual Global Taskforce")


def test_the_word_press_release_is_no_part_of_the_title() -> None:
    metadata = load_text(f"Press release: Harbour search ends\n{BODY}").metadata
    assert metadata.title is not None and metadata.title.value == "Harbour search ends"


def test_headlines_in_capitals_are_kept() -> None:
    metadata = load_text(f"SEN. DOE LEADS HEARING IN WASHINGTON, D.C.\n{BODY}").metadata
    assert metadata.title is not None and metadata.title.value == "SEN. DOE LEADS HEARING IN WASHINGTON, D.C."


def test_a_first_sentence_is_no_title() -> None:
    assert load_text(f"The agency spoke on Monday.\n{BODY}").metadata.title is None
    assert load_text(f"Dear Mr. President:\n{BODY}").metadata.title is None


def test_the_dateline_beats_the_date_line_and_that_the_file_name() -> None:
    text = f"May 3, 2006\nHarbour search ends\nHALVIK, May 4, 2006 – {BODY}"
    found = load("5May2006Doe1.txt", data=text.encode())
    assert isinstance(found, Document) and found.metadata.date is not None
    assert found.metadata.date.value == "2006-05-04"
    without = load("5May2006Doe1.txt", data=text.replace("HALVIK, May 4, 2006 – ", "").encode())
    assert isinstance(without, Document) and without.metadata.date is not None
    assert without.metadata.date.value == "2006-05-03"
    bare = load("5May2006Doe1.txt", data=BODY.encode())
    assert isinstance(bare, Document) and bare.metadata.date is not None
    assert (bare.metadata.date.value, bare.metadata.date.evidence.rule) == ("2006-05-05", "file name")


def test_a_dateline_without_a_year_takes_it_from_what_fits() -> None:
    found = load("3Jan2007Doe1.txt", data=f"Harbour search ends\nGENEVA, 30 Dec (Reuters) - {BODY}".encode())
    assert isinstance(found, Document) and found.metadata.date is not None
    assert found.metadata.date.value == "2006-12-30"


def test_the_date_of_a_letter_inside_is_not_the_documents() -> None:
    assert (
        load_text(
            f"Harbour search ends\n{BODY}\n{BODY}\nMarch 9, 2001\nDear Minister:\n{BODY}\n{BODY}\n{BODY}\n{BODY}"
        ).metadata.date
        is None
    )


def test_the_domain_of_the_contact_is_the_source_of_last_resort() -> None:
    metadata = load_text(
        f"Harbour search ends\n{BODY}\nContact: Jane Doe, 202/555-0183, jane@coastguard.example"
    ).metadata
    assert metadata.source is not None
    assert metadata.source.value == "coastguard.example"
    assert metadata.source.evidence.rule == "domain of the contact line"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        (
            "Die Polizei hat am Montag mitgeteilt, dass die Männer nicht mehr in der Stadt sind und auf dem Weg zu einem Hafen. "
            * 2,
            "de",
        ),
        (
            "La police a annoncé que les deux hommes ne sont plus dans la ville et qu'ils ont pris le train avec des amis. "
            * 2,
            "fr",
        ),
        ("Полиция сообщила, что двое мужчин были задержаны в порту. " * 2, "ru"),
    ],
)
def test_the_language_is_told(text: str, code: str) -> None:
    loaded = load_text(text)
    assert loaded.metadata.language is not None and loaded.metadata.language.value == code
    assert bool(loaded.notes) == (code != "en") and not loaded.warnings


def test_too_little_text_has_no_language() -> None:
    assert load_text("Budget 2019").metadata.language is None
