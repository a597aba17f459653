"""A short form that a bracket states is that name from there on."""

from __future__ import annotations

import pytest

from reader.model import Block
from reader.recognise.called import called
from reader.recognise.setting import Setting
from reader.recognise.spans import Span


def names(text: str, *spans: Span) -> list[tuple[str, str]]:
    setting = Setting(text, [Block("paragraph", 0, len(text))])
    return [(text[s.start : s.end], s.type) for s in called(setting, sorted(spans))]


def at(text: str, name: str, type: str = "organisation", score: float = 0.9) -> Span:
    return Span(text.index(name), text.index(name) + len(name), type, score, "tagger")  # type: ignore[arg-type]


def test_a_firm_is_called_by_its_first_word() -> None:
    text = 'Collagen Corporation ("Collagen") makes it. Collagen says so.'
    assert names(text, at(text, "Collagen Corporation")) == [
        ("Collagen Corporation", "organisation"),
        ("Collagen", "organisation"),
        ("Collagen", "organisation"),
    ]


def test_what_the_bracket_says_settles_the_type() -> None:
    text = "Fragoso de Conway (Fragoso) appeals. Fragoso lives there."
    place = Span(text.rindex("Fragoso"), text.rindex("Fragoso") + 7, "place", 0.9, "tagger")
    assert names(text, at(text, "Fragoso de Conway", "person"), place)[-1] == ("Fragoso", "person")


@pytest.mark.parametrize(
    "text",
    [
        'Chicopee Workers Local 1710 (the "Union") sued. The Union lost.',
        "Burnett County Board (Wisconsin) met. Wisconsin agreed.",
        'Kenya Police Service (the "Service") came.',
        "Rob Jones (D-Ohio) said so.",
    ],
)
def test_words_that_are_no_part_of_the_name_and_mere_kinds_are_left_alone(text: str) -> None:
    name = text.partition(" (")[0]
    assert [found for found, _ in names(text, at(text, name))] == [name]


def test_a_longer_name_is_not_cut_by_a_short_form() -> None:
    text = 'Acme Holdings ("Acme") bought Acme Rail Works.'
    works = at(text, "Acme Rail Works")
    assert names(text, at(text, "Acme Holdings"), works)[-1] == ("Acme Rail Works", "organisation")
