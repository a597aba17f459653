"""Titles stand beside names, not in them."""

from __future__ import annotations

import pytest
from recognise_marks import marked

from reader.recognise.titles import bare_start, is_title, uses


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Chief Supt. Arsenault", "Arsenault"),
        ("Agriculture Secretary Mike Johanns", "Mike Johanns"),
        ("Mr Jones", "Jones"),
        ("SEN. JOHN WARNER", "JOHN WARNER"),
        ("Lt. Gen. H. Steven Blum", "H. Steven Blum"),
        ("NCA Director General Rob Jones", "Rob Jones"),
        ("then-Senator Barack Obama", "Barack Obama"),
        ("Deputy Commissioner White", "White"),
        ("Attorney General Roberto Gonzales", "Roberto Gonzales"),
        ("Sir Mark Rowley", "Mark Rowley"),
    ],
)
def test_titles_come_off_a_name(name: str, bare: str) -> None:
    assert name[bare_start(name, 0, len(name)) :] == bare


@pytest.mark.parametrize(
    "name", ["Dean Smith", "Mary Judge Smith", "Martin Luther King", "Tom Page", "Grant Major"]
)
def test_a_word_that_may_be_a_name_stays(name: str) -> None:
    assert bare_start(name, 0, len(name)) == 0


@pytest.mark.parametrize(
    "text", ["Chief Superintendent", "Judge", "Mr.", "Deputy Assistant Secretary", "Sens."]
)
def test_a_title_alone_is_nobody(text: str) -> None:
    assert is_title(text)
    assert bare_start(text, 0, len(text)) == len(text)


def titles(source: str) -> list[tuple[str, str, bool]]:
    text, spans = marked(source)
    found = uses(text, spans, [(0, len(text))] * len(spans))
    assert all(text[use.start : use.end] == use.title for use in found)
    return [(text[spans[u.mention].start : spans[u.mention].end], u.title, u.honorific) for u in found]


@pytest.mark.parametrize(
    ("source", "name", "title"),
    [
        (
            "said [Agency|o] Director General of the [Crime Centre|o] [Ann Lee|p].",
            "Ann Lee",
            "Agency Director General of the Crime Centre",
        ),
        (
            "[Body|o]’s Executive Director of Police Services, [Tim Roe|p] said",
            "Tim Roe",
            "Executive Director of Police Services",
        ),
        ("said Chief Supt. [Roe|p].", "Roe", "Chief Supt."),
        ("by [U.S.|l] Circuit Judge [Ann Lee|p]", "Ann Lee", "U.S. Circuit Judge"),
        ("former [Kansas|l] Lt. Gov. [Gary Roe|p]", "Gary Roe", "former Kansas Lt. Gov."),
        (
            "[Ann Lee|p], Chairman of the [World Alliance|o], said",
            "Ann Lee",
            "Chairman of the World Alliance",
        ),
        ("stated [Ann Lee|p], outgoing [VGT|o] chair.", "Ann Lee", "outgoing VGT chair"),
        ("[Ann Lee|p] (R-[TX|l]), chairman of the panel, said", "Ann Lee", "chairman of the panel"),
        ("and police chief [Bob Roe|p]", "Bob Roe", "police chief"),
        ("said Special Agent in Charge [Tom Ng|p]", "Tom Ng", "Special Agent in Charge"),
        ("[Tom Ng|p], Assistant Director-in-Charge, said", "Tom Ng", "Assistant Director-in-Charge"),
        ("The Home Secretary, [Ann Lee|p], said", "Ann Lee", "Home Secretary"),
        (
            "[Ann Lee|p], chairman and chief executive officer of [Acme|o], said",
            "Ann Lee",
            "chairman and chief executive officer of Acme",
        ),
        ("WILL MEET PRESIDENT [ANN LEE|p] IN", "ANN LEE", "PRESIDENT"),
        # A body's name that begins inside a word: looking to its left must come to an end.
        ("to then-[VA|o] Secretary [Ann Lee|p] said", "Ann Lee", "then-VA Secretary"),
    ],
)
def test_the_post_in_front_or_behind_is_noted(source: str, name: str, title: str) -> None:
    assert titles(source) == [(name, title, False)]


def test_an_honorific_is_no_post() -> None:
    assert titles("said Mr [Roe|p].") == [("Roe", "Mr", True)]


def test_a_plural_title_counts_for_each_of_a_list() -> None:
    found = titles("Sens. [Ann Lee|p] (R-[GA|l]), [Bob Roe|p] and [Tim Day|p] met [Joe May|p].")
    assert found == [("Ann Lee", "Sens.", False), ("Bob Roe", "Sens.", False), ("Tim Day", "Sens.", False)]


def test_a_post_goes_to_one_person_only() -> None:
    assert titles("[Ann Lee|p], FCC Chairman [Bob Roe|p] said") == [("Bob Roe", "FCC Chairman", False)]
    assert titles("[Ann Lee|p], head of the [Unit|o], [Bob Roe|p] and others") == [
        ("Ann Lee", "head of the Unit", False)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "[Ann Lee|p] said it.",
        "said [Ann Lee|p], who was there.",
        "In [Paris|l], [Ann Lee|p], 78, was",
        "The [Ann Lee|p]",
    ],
)
def test_nothing_is_no_title(source: str) -> None:
    assert titles(source) == []
