"""A name in an untidy span is the name: titles, descriptions, articles, brackets, possessives, line breaks and scanning change nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.resolve.names import key_of

PEOPLE = (
    "Rob Jones",
    "Marie-Claude Arsenault",
    "Osama bin Laden",
    "Ludwig van der Rohe",
    "Sean O'Neill",
    "John Smith Jr.",
)
BODIES = (
    "National Crime Agency",
    "Acme Rail Works",
    "Department of Justice",
    "Amnesty International",
    "Search and Rescue Service",
)
PLACES = ("Grand Forks", "Montana", "Cannon Air Force Base", "Rio Grande Valley")
TITLES = (
    "Mr ",
    "Dr. ",
    "Judge ",
    "Prime Minister ",
    "Gen. ",
    "the late Senator ",
    "Acme spokeswoman ",
    "veteran coach ",
    "42-year-old actor ",
)
KINDS = ("the ", "The ", "the London-based ", "chip maker ", "the non-profit ", "the state-owned company ")
WHERE = ("the ", "the city of ", "nearby ", "the port city of ", "neighbouring ")
BEHIND = ("", "'s", "’s", " (XYZ)")


def spoilt(name: str, way: int) -> str:
    """`name` in capitals, over a line's end, with wide spaces, or as it is."""
    ways = (
        name,
        name.upper(),
        name.replace(" ", "\n", 1),
        name.replace(" ", "  "),
        name.replace(" ", "\u00a0"),
    )
    return ways[way % len(ways)]


@given(st.sampled_from(PEOPLE), st.sampled_from(("", *TITLES)), st.sampled_from(BEHIND), st.integers(0, 4))
def test_a_person_is_found_in_any_span(name: str, front: str, behind: str, way: int) -> None:
    assert key_of(front + spoilt(name, way) + behind, "person") == key_of(name, "person")


@given(st.sampled_from(BODIES), st.sampled_from(("", *KINDS)), st.sampled_from(BEHIND), st.integers(0, 4))
def test_a_body_is_found_in_any_span(name: str, front: str, behind: str, way: int) -> None:
    assert key_of(front + spoilt(name, way) + behind, "organisation") == key_of(name, "organisation")


@given(st.sampled_from(PLACES), st.sampled_from(("", *WHERE)), st.sampled_from(BEHIND), st.integers(0, 4))
def test_a_place_is_found_in_any_span(name: str, front: str, behind: str, way: int) -> None:
    assert key_of(front + spoilt(name, way) + behind, "place") == key_of(name, "place")
