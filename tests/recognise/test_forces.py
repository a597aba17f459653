"""A place and the word for its force or house name a body."""

from __future__ import annotations

import pytest

from reader.recognise.forces import forces
from reader.recognise.spans import Span


def widened(text: str, place: str, zones: list[tuple[int, int]] | None = None) -> tuple[str, str]:
    start = text.index(place)
    spans = [Span(start, start + len(place), "place", 0.9, "tagger")]
    (span,) = forces(text, spans, zones or [(0, len(text))])
    return text[span.start : span.end], span.type


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("It was the Ghana Police, they said.", "Ghana", "Ghana Police"),
        ("The Ontario Police Service met.", "Ontario", "Ontario Police Service"),
        ("Before the Fiji High Court sat", "Fiji", "Fiji High Court"),
        ("said Ghana Police Chief Osei", "Ghana", "Ghana Police"),
    ],
)
def test_the_word_behind_a_place_makes_it_a_body(text: str, place: str, name: str) -> None:
    assert widened(text, place) == (name, "organisation")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Ghana police said", "Ghana"),
        ("the UK Border Force", "UK"),
        ("Ghana Police Minister Osei", "Ghana"),
        ("in Kent. Police came", "Kent"),
    ],
)
def test_other_places_stay_places(text: str, place: str) -> None:
    assert widened(text, place) == (place, "place")


def test_a_body_never_crosses_the_end_of_a_block() -> None:
    text = "in Ghana\nPolice came"
    assert widened(text, "Ghana", [(0, 8), (9, len(text))]) == ("Ghana", "place")


def test_a_faint_body_that_ends_in_its_word_is_sure_enough_and_others_stay_faint() -> None:
    text = "how the Ghana Police, with the Palm Band, acted"
    spans = [Span(8, 20, "organisation", 0.5, "tagger"), Span(31, 40, "organisation", 0.5, "tagger")]
    assert [span.score for span in forces(text, spans, [(0, len(text))])] == [0.7, 0.5]
