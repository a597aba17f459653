"""Federal courts and firms of partners are named as a whole."""

from __future__ import annotations

import pytest

from reader.recognise.courts import courts, firms
from reader.recognise.spans import Cover, Span


def found(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in courts(text, 0, len(text))]


def partners(text: str, *seen: str) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name), "person", 0.9, "tagger") for name in seen]
    return [" ".join(text[s.start : s.end].split()) for s in firms(text, 0, len(text), Cover(spans))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the United States Court of Appeals\n   for the First Circuit held", "United States Court of Appeals for the First Circuit"),
        ("UNITED STATES DISTRICT COURT FOR THE DISTRICT OF RHODE ISLAND", "UNITED STATES DISTRICT COURT FOR THE DISTRICT OF RHODE ISLAND"),
        ("the U.S. District Court for the Northern District of Ohio.", "U.S. District Court for the Northern District of Ohio"),
        ("by the Supreme Court of the United States in", "Supreme Court of the United States"),
        ("the U.S. Bankruptcy Court said", "U.S. Bankruptcy Court"),
    ],
)  # fmt: skip
def test_a_court_goes_with_its_circuit_or_district(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text", ["a united states district court", "the County Court of Appeals", "District of Columbia"]
)
def test_what_only_sounds_like_a_court_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("Cuevas, Kuinlam & Bermudez were on brief", "Cuevas", "Cuevas, Kuinlam & Bermudez"),
        (
            "Bruce N. Kuhlik, Lars Noah, Covington &amp;\n Burling, Edwin",
            "Burling",
            "Covington &amp; Burling",
        ),
        ("Cooper &amp; Sanchez on brief", "Sanchez", "Cooper &amp; Sanchez"),
        ("by Michael M. Orr & Associates, of", "Michael M. Orr", "Michael M. Orr & Associates"),
    ],
)
def test_partners_make_a_firm(text: str, seen: str, name: str) -> None:
    assert partners(text, seen) == [name]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Smith, Jones & Brown (2010) show", "Smith"),
        ("Smith, Jones & Brown et al. show", "Smith"),
        ("Charles Alan Wright &amp; Arthur R. Miller, Federal Practice", "Charles Alan Wright"),
        ("REED, DODD & LIEBERMAN ANNOUNCE", "REED"),
        ("the Weed & Seed program", "Weed"),
        ("for the Dakota, Minnesota & Eastern Railroad project", "Dakota, Minnesota & Eastern Railroad"),
        ("Nelson (Fla.), Akaka, Levin & Warner", "Akaka"),
    ],
)
def test_authors_and_headlines_make_none(text: str, seen: str) -> None:
    assert partners(text, seen) == []


def test_a_firm_needs_a_name_that_was_seen() -> None:
    assert partners("Salt, Pepper & Vinegar were served") == []
