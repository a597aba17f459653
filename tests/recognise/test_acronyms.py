"""Acronyms where they are defined."""

from __future__ import annotations

import pytest
from recognise_marks import marked, shown

from reader.recognise.acronyms import definitions, settled


def pairs(text: str) -> list[tuple[str, str]]:
    return [(d.definition.short, d.definition.long) for d in definitions(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The National Crime Agency (NCA) met", "NCA", "National Crime Agency"),
        ("the Department of Homeland Security (“DHS”)", "DHS", "Department of Homeland Security"),
        ("the Department of Defense (DoD)", "DoD", "Department of Defense"),
        ("the Dept. of Justice (DOJ)", "DOJ", "Dept. of Justice"),
        ("the U.S. Department of Agriculture (USDA)", "USDA", "U.S. Department of Agriculture"),
        (
            "the Department of Housing and Urban Development (HUD)",
            "HUD",
            "Department of Housing and Urban Development",
        ),
        ("Europol's European Cybercrime Centre (EC3)", "EC3", "European Cybercrime Centre"),
        ("NATO (North Atlantic Treaty Organization)", "NATO", "North Atlantic Treaty Organization"),
        ("the World Health Organization's (WHO) plan", "WHO", "World Health Organization"),
        ("the Realignment and Closure Commission (RAC)", "RAC", "Realignment and Closure Commission"),
        ("the Office of Management and Budget (OMB)", "OMB", "Office of Management and Budget"),
        (
            "police and crime commissioners of England (the Crime\nPrevention Unit (CPU))",
            "CPU",
            "Crime\nPrevention Unit",
        ),
        ("Child Rescue Centre (CRC, founded 1990)", "CRC", "Child Rescue Centre"),
        ("non-governmental organisations (NGOs)", "NGOs", "non-governmental organisations"),
    ],
)
def test_both_orders_small_words_and_prefixes_are_read(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Senator Roe (D-MT) said",
        "they met at noon (PM)",
        "the big Agency (FBI) there",
        "Crime rose. National Agency (CNA) said",
        "the prize (USD 500)",
        "plain text without any",
    ],
)
def test_a_coincidence_is_no_definition(text: str) -> None:
    assert pairs(text) == []


def test_no_definition_crosses_a_block() -> None:
    text = "National Crime\nAgency (NCA)"
    assert definitions(text, [(0, 14), (15, len(text))]) == []


def outcome(source: str) -> tuple[list[str], list[tuple[str, str]], frozenset[str]]:
    text, spans = marked(source)
    found, kept, nobody = settled(text, spans, definitions(text, [(0, len(text))]))
    assert all(
        text[k.short_start : k.short_end] == k.short and text[k.long_start : k.long_end] == k.long
        for k in kept
    )
    return shown(text, found), [(k.short, k.long) for k in kept], nobody


def test_both_sides_become_mentions_of_one_type() -> None:
    names, kept, _ = outcome("the [National Crime|l] Agency (NCA)")
    assert names == ["National Crime Agency organisation", "NCA organisation"]
    assert kept == [("NCA", "National Crime Agency")]


def test_a_name_and_its_bracket_tagged_as_one_are_two() -> None:
    names, _, _ = outcome("the [National Crime Agency (NCA)|o] met")
    assert names == ["National Crime Agency organisation", "NCA organisation"]


def test_a_bracket_inside_a_name_stays_inside() -> None:
    names, kept, _ = outcome("the [Public Works (PW) Committee|o] met")
    assert names == ["Public Works (PW) Committee organisation"]
    assert kept == [("PW", "Public Works (PW) Committee")]


def test_an_acronym_for_a_law_names_no_body() -> None:
    _names, kept, nobody = outcome("the Child Safety Act ([CSA|o:.6])")
    assert kept == []
    assert nobody == {"CSA", "Child Safety Act"}


def test_a_kind_of_thing_is_no_body() -> None:
    assert outcome("build a Critical Access Hospital (CAH) here")[:2] == ([], [])


def test_a_place_may_have_an_acronym() -> None:
    names, _, _ = outcome("[Aberdeen Proving Ground|l] (APG)")
    assert names == ["Aberdeen Proving Ground place", "APG place"]
