"""The corpora's marks become what our guideline means by a name."""

from __future__ import annotations

import pytest

from reader.training.guideline import UNKNOWN, Mark, settled


def names(text: str, given: str, kind: str, corpus: str = "re3d-dev") -> list[tuple[str, str]]:
    start = text.index(given)
    marks = settled(text, [Mark(start, start + len(given), kind)], corpus)
    return [(text[mark.start : mark.end], mark.type) for mark in marks]


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("Lt. Gen. Ada Poole", "Ada Poole"),
        ("Defence Secretary Ada Poole", "Ada Poole"),
        ("Navy Senior Chief Petty Officer Ada C. Poole", "Ada C. Poole"),
        ("MR KIRK", "KIRK"),
        ("the Prime Minister-designate, Omar al-Fadi", "Omar al-Fadi"),
        ("Sir Ben Okri's", "Ben Okri"),
        ("van der Meer", "van der Meer"),
        ("Martin Luther King", "Martin Luther King"),
    ],
)
def test_a_person_is_the_bare_name(given: str, bare: str) -> None:
    assert (bare, "PER") in names(f"Then {given} spoke.", given, "PER")


def test_a_title_alone_is_nobody() -> None:
    assert names("Mr. Justice spoke.", "Justice", "PER") == []


def test_what_stands_before_a_title_is_not_trained_as_no_name() -> None:
    assert names("The Treasury Secretary Ada Poole", "Treasury Secretary Ada Poole", "PER") == [
        ("Treasury Secretary", UNKNOWN),
        ("Ada Poole", "PER"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Springfield, Ohio", [("Springfield", "LOC"), ("Ohio", "LOC")]),
        ("northern Ruritania", [("Ruritania", "LOC")]),
        ("the Red Lake", [("Red Lake", "LOC")]),
        ("French", [("French", UNKNOWN)]),
        ("Soviet Union", [("Soviet Union", "LOC")]),
    ],
)
def test_a_place_is_one_name_without_directions(given: str, expected: list[tuple[str, str]]) -> None:
    assert names(f"It lies in {given} today.", given, "LOC") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("the Harbour Board", [("Harbour Board", "ORG")]),
        ("UK Harbour Agency", [("Harbour Agency", "ORG")]),
        ("Operation Daylight", [("Operation Daylight", UNKNOWN)]),
        ("the people of Ruritania", [("people of Ruritania", UNKNOWN)]),
        ("the United States", [("United States", "LOC")]),
        ("Miller's", [("Miller's", "ORG")]),
    ],
)
def test_an_organisation_is_a_body(given: str, expected: list[tuple[str, str]]) -> None:
    assert names(f"Yesterday {given} met.", given, "ORG") == expected


def test_the_press_marks_are_only_trimmed() -> None:
    assert names("In the UK Harbour Agency ", "UK Harbour Agency ", "ORG", "press") == [
        ("UK Harbour Agency", "ORG")
    ]


def test_settled_marks_are_sorted_and_never_overlap() -> None:
    text = "Ada Poole of Harbour Board"
    marks = settled(text, [Mark(13, 26, "ORG"), Mark(0, 9, "PER"), Mark(4, 9, "PER")], "gum-train")
    assert marks == (Mark(0, 9, "PER"), Mark(13, 26, "ORG"))
