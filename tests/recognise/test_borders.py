"""The exact borders of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.borders import bare, pieces
from reader.recognise.spans import Span

ORGANISATIONS = [
    ("the UK National Crime Agency", "National Crime Agency"),
    ("UK NCA", "NCA"),
    ("Britain's National Crime Agency", "National Crime Agency"),
    ("the UK's Information Commissioner's Office", "Information Commissioner's Office"),
    ("UK Youth Parliament", "UK Youth Parliament"),
    ("U.S. Department of Justice", "U.S. Department of Justice"),
    ("Royal Canadian Mounted Police", "Royal Canadian Mounted Police"),
    ("United States Senate", "United States Senate"),
    ("UK Border Force", "UK Border Force"),
    ("Kenya Police", "Kenya Police"),
    ("The NCA's", "NCA"),
    ("INTERPOL’s", "INTERPOL"),
    ("McDonald's", "McDonald's"),
    ("(VGT)", "VGT"),
    ("Crime Agency (CA", "Crime Agency"),
    ("Environment (EPW) Committee", "Environment (EPW) Committee"),
    ("“Acme Corp”", "Acme Corp"),
    ("agencies'", None),
]
CALLED_SO = [
    ("Barnardo's", "), a charity", "Barnardo's"),
    ("Barnardo's", " and others", "Barnardo's"),
    ("Barnardo's", " staff", "Barnardo"),
    ("NCA's", " and others", "NCA"),
    ("Crime Agency's", ", too", "Crime Agency"),
]
PEOPLE = [
    ("Sen. John Roe (R-TX)", "John Roe"),
    ("Mr Jones’s", "Jones"),
    ("Rob Jones MP", "Rob Jones"),
    ("Ann Lee APM", "Ann Lee"),
    ("Rob Jones, Ph.D.", "Rob Jones"),
    ("Ann Lee, Jr.", "Ann Lee, Jr."),
    ("Chief Supt.", None),
    ("Ursula von der Leyen", "Ursula von der Leyen"),
    ("- Ann Lee,", "Ann Lee"),
    ("she", None),
]


@pytest.mark.parametrize(("given_", "expected"), ORGANISATIONS)
def test_an_organisation_is_its_bare_name(given_: str, expected: str | None) -> None:
    found = bare(f"{given_} met", Span(0, len(given_), "organisation", 0.9, ""))
    assert (given_[found.start : found.end] if found else None) == expected


@pytest.mark.parametrize(("given_", "expected"), PEOPLE)
def test_a_person_is_the_bare_name(given_: str, expected: str | None) -> None:
    found = bare(f"{given_} met", Span(0, len(given_), "person", 0.9, ""))
    assert (given_[found.start : found.end] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "size", "kind", "expected"),
    [
        ("King, Jr. spoke", 4, "person", "King, Jr."),
        ("Ann Roe III spoke", 7, "person", "Ann Roe III"),
        ("Kraft Foods, Inc. makes", 11, "organisation", "Kraft Foods, Inc."),
        ("Acme Ltd. makes", 4, "organisation", "Acme Ltd."),
        ("Vt. and", 2, "place", "Vt."),
        ("U.S. law", 3, "place", "U.S."),
        ("United States. Then", 14, "place", "United States"),
        ("John Q. Then", 7, "person", "John Q."),
    ],
)
def test_what_belongs_to_a_name_comes_on(text: str, size: int, kind: str, expected: str) -> None:
    found = bare(text, Span(0, size, kind, 0.9, ""))  # type: ignore[arg-type]
    assert found is not None
    assert text[found.start : found.end] == expected


def cut(text: str, kind: str) -> list[str]:
    return [text[p.start : p.end] for p in pieces(text, Span(0, len(text), kind, 0.9, ""))]  # type: ignore[arg-type]


def test_a_list_of_names_is_cut_at_its_lines() -> None:
    assert cut("Ann Lee\nBob Roe", "person") == ["Ann Lee", "Bob Roe"]
    assert cut("Heart Association\nLung Association", "organisation") == [
        "Heart Association",
        "Lung Association",
    ]


def test_a_wrapped_name_stays_whole() -> None:
    assert cut("Ann\nLee", "person") == ["Ann\nLee"]
    assert cut("Royal Canadian\nMounted Police", "organisation") == ["Royal Canadian\nMounted Police"]


def test_no_name_goes_over_an_empty_line() -> None:
    assert cut("Ann\n\nLee", "person") == ["Ann", "Lee"]


@given(
    st.text(alphabet=st.sampled_from("aBJ. ,('’s)\n-thePMr&\""), min_size=1, max_size=30),
    st.sampled_from(["person", "organisation", "place"]),
    st.data(),
)
def test_borders_only_move_within_reach_and_settle(text: str, kind: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = bare(text, Span(start, end, kind, 0.9, ""))  # type: ignore[arg-type]
    if found is not None:
        assert start <= found.start < found.end <= len(text)
        name = text[found.start : found.end]
        assert name == name.strip()
        assert not name.lower().startswith("the ")


def bared(text: str, name: str, type: str) -> str | None:
    start = text.index(name)
    found = bare(text, Span(start, start + len(name), type, 0.9, "tagger"))  # type: ignore[arg-type]
    return text[found.start : found.end] if found else None


def test_washington_goes_with_its_district() -> None:
    assert bared("in Washington, DC on Monday", "Washington", "place") == "Washington, DC"
    assert bared("in Washington, D.C., on", "Washington", "place") == "Washington, D.C."
    assert bared("in Washington, Dublin", "Washington", "place") == "Washington"


def test_kinds_of_place_roads_and_parties_to_a_case_are_no_names() -> None:
    assert bared("The City of Fargo", "City", "place") is None
    assert bared("along SR 16 from", "SR", "place") is None
    assert bared("Petitioner and", "Petitioner", "person") is None
    assert bared("Kansas City is", "Kansas City", "place") == "Kansas City"


def test_an_empty_line_within_a_paragraph_does_not_cut_a_name() -> None:
    text = "Petitioner Vladas\n\nZajan said"
    span = Span(11, 24, "person", 0.9, "tagger")
    assert [(p.start, p.end) for p in pieces(text, span, in_blocks=True)] == [(11, 24)]
    assert len(list(pieces(text, span))) == 2


@pytest.mark.parametrize(("tagged", "after", "name"), CALLED_SO)
def test_a_possessive_stays_where_it_owns_nothing(tagged: str, after: str, name: str) -> None:
    text = tagged + after
    found = bare(text, Span(0, len(tagged), "organisation", 0.9, "tagger"))
    assert found is not None and text[found.start : found.end] == name
