"""The grammar of people's names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.resolve.people import (
    bare_match,
    gender_of,
    given_agree,
    parse_person,
    person_of_key,
    person_relation,
)


@pytest.mark.parametrize(
    ("text", "key", "titles"),
    [
        ("Mr Jones", "jones", ("mr",)),
        ("Chief Supt. Marie-Claude Arsenault (RCMP)", "marie-claude arsenault", ("chief", "supt")),
        ("NCA Director General Rob Jones", "rob jones", ("nca", "director", "general")),
        ("the late Senator Strom Thurmond", "strom thurmond", ("late", "senator")),
        ("BURNS, Conrad R.", "conrad r burns", ()),
        ("Smith, John, Jr.", "john smith, jr", ()),
        ("K.C. Maurer", "k c maurer", ()),
        ("Osama bin Laden", "osama bin laden", ()),
        ("Ludwig van der Rohe’s", "ludwig van der rohe", ()),
        ("Pope John Paul II", "john paul, ii", ("pope",)),
        ("Rob Jones, director of the centre", "rob jones", ()),
        ("José Núñez", "jose nunez", ()),
        ("Dean Smith", "dean smith", ()),
        ("St. Jerome", "jerome", ("st",)),
        ("Maria Perez, Ph.D.", "maria perez", ()),
        ("ACC, A", "acc", ()),
        ("Judge Tester", "tester", ("judge",)),
        ("Saint Jerome", "jerome", ("saint",)),
        ("Abu Musab al Zarqawi", "abu musab al-zarqawi", ()),
        ("Al Gore", "al gore", ()),
        ("Josefin Kle-\nber", "josefin kleber", ()),
        ("Car0line Hi1l", "caroline hill", ()),
        ("William the Conqueror", "william the conqueror", ()),
        ("John Smith, chairman of Acme Works", "john smith", ()),
    ],
)
def test_a_name_is_found_in_an_untidy_span(text: str, key: str, titles: tuple[str, ...]) -> None:
    name = parse_person(text)
    assert name.key == key
    assert name.titles == titles


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("veteran coach Doc Rivers", "doc rivers"),
        ("42-year-old actor Jesse Metz", "jesse metz"),
        ("the company’s chief spokesman John de Groot", "john de groot"),
        ("Acme chief executive Jo Lind", "jo lind"),
        ("Acme chief executive Lind", "lind"),
        ("mother of John Smith", "mother of john smith"),
        ("crown Prince of Yin", "crown prince of yin"),
    ],
)
def test_a_description_in_front_is_no_part_of_the_name(text: str, key: str) -> None:
    assert parse_person(text).key == key


def test_particles_belong_to_the_surname() -> None:
    assert parse_person("Ludwig van der Rohe").surname == ("van", "der", "rohe")
    assert parse_person("bin Laden").surname == ("bin", "laden")


def test_a_quoted_nickname_is_kept_beside_the_name() -> None:
    name = parse_person("William “Bill” Archer")
    assert (name.key, name.nicknames) == ("william archer", ("bill",))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("George W. Bush", "George Bush", "middle name"),
        ("Bob Dole", "Robert Dole", "short form"),
        ("R. James Nicholson", "Jim Nicholson", "middle name"),
        ("Kay Bailey Hutchison", "Kay Hutchison", "middle name"),
        ("Charles E. Schumer", "Chuck Schumer", "short form"),
        ("Higuchi Ichiyo", "Ichiyo Higuchi", "short form"),
        ("George W. Bush", "George H. W. Bush", ""),
        ("John A. Smith", "John B. Smith", ""),
        ("John Smith Jr.", "John Smith Sr.", ""),
        ("John Smith", "Jane Smith", ""),
        ("John Roberts", "John Robbins", ""),
        ("Rich St. John", "Rich John", ""),
        ("I. Lewis “Scooter” Libby", "Scooter Libby", "nickname"),
        ("I. Lewis “Scooter” Libby", "Sally Libby", ""),
        ("Abu Musab al-Zarqawi", "Abu Musab Zarqawi", "same"),
        ("Mary Bumett", "Mary Burnett", "spelling"),
        ("Mary Bennett", "Mary Burnett", ""),
    ],
)
def test_two_whole_names_are_related_or_contradict_each_other(one: str, other: str, relation: str) -> None:
    assert person_relation(parse_person(one), parse_person(other)) == relation
    assert person_relation(parse_person(other), parse_person(one)) == relation


@pytest.mark.parametrize(
    ("bare", "full", "match"),
    [
        ("Jones", "Rob Jones", "surname"),
        ("bin Laden", "Osama bin Laden", "surname"),
        ("Laden", "Osama bin Laden", "surname"),
        ("R. Jones", "Rob Jones", "initial and surname"),
        ("A. Jones", "Rob Jones", ""),
        ("Rob", "Rob Jones", "first name"),
        ("Saddam", "Saddam Hussein", "first name"),
        ("Liang", "Liang Congjie", "first name"),
        ("DeLores", "C. DeLores Tucker", "middle name"),
        ("Boneke", "Juan Balboa-Boneke", "part of the surname"),
        ("John", "Rich St. John", ""),
        ("Zarqawi", "Abu Musab al-Zarqawi", "surname"),
        ("O’Neill", "Sean ONeill", "surname"),
        ("ONeal", "Sean O'Neill", ""),
        ("Bumett", "Mary Burnett", "surname"),
        ("James III", "James Smith", ""),
    ],
)
def test_a_bare_name_fits_a_whole_one_in_a_way_that_can_be_said(bare: str, full: str, match: str) -> None:
    assert bare_match(parse_person(bare), parse_person(full)) == match


def test_titles_tell_men_from_women() -> None:
    assert gender_of("Mrs.") == "f"
    assert gender_of(("sir",)) == "m"
    assert gender_of("Senator") == ""


def test_short_first_names_agree_through_the_formal_one() -> None:
    assert given_agree("rob", "bob") == "short form"
    assert given_agree("norm", "norman") == "short form"
    assert not given_agree("rob", "bill")


@given(st.text(max_size=40))
def test_a_key_gives_back_the_name_it_was_made_of(text: str) -> None:
    key = parse_person(text).key
    assert person_of_key(key).key.split() == key.split()


@given(st.text(max_size=40))
def test_any_text_gives_a_name_with_a_key(text: str) -> None:
    name = parse_person(text)
    assert name.surname
    assert parse_person(text) == name


@given(st.text("abcABC .,'-J", min_size=1, max_size=25), st.text("abcABC .,'-J", min_size=1, max_size=25))
def test_the_relation_of_two_names_has_no_direction(one: str, other: str) -> None:
    left, right = parse_person(one), parse_person(other)
    assert bool(person_relation(left, right)) == bool(person_relation(right, left))
