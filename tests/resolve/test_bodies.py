"""The grammar of organisations' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.resolve.bodies import parse_body
from reader.resolve.initials import initials_match, known_for
from reader.resolve.shortened import short_match


@pytest.mark.parametrize(
    "names",
    [
        (
            "Department of Agriculture",
            "Agriculture Department",
            "the Dept. of Agriculture",
            "DEPARTMENT OF AGRICULTURE’S",
        ),
        ("Senate Committee on the Judiciary", "Senate Judiciary Committee"),
        ("Appropriations Subcommittee on Homeland Security", "Homeland Security Appropriations Subcommittee"),
        ("Acme Company", "Acme Co.", "Acme, Inc.", "Acme GmbH", "the Acme"),
        ("Veterans' Affairs Committee", "Veterans Affairs committee"),
        ("Search & Rescue Service", "Search and Rescue Service"),
        ("Centre for Defence Studies", "Center for Defense Studies"),
        ("National Crime Agency (NCA)", "National Crime Agency"),
        ("109th Congress", "Congress", "First Congress", "the 110th U.S. Congress"),
        ("Fifth Circuit", "U.S. Court of Appeals for the 5th Circuit", "Fifth Circuit Court of Appeals"),
        (
            "Court of Appeals for the District of Columbia Circuit",
            "D.C. Circuit",
            "U.S. Court of Appeals for the D.C. Circuit",
        ),
        ("First Infantry Division", "1st Infantry Division"),
        ("Amnesty International", "the London-based Amnesty International", "Amnesty Inter-\nnational"),
        ("Intel", "the chip maker Intel"),
        ("Smith & Wesson", "Smith &amp; Wesson", "Smith and Wesson"),
        ("U.S.", "United States", "the US"),
    ],
)
def test_usual_wordings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({parse_body(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Miami University", "University of Miami"),
        ("Senate Judiciary Committee", "House Judiciary Committee"),
        ("Department of Justice", "Department of Energy"),
        ("Frontiers", "Frontier"),
        ("LA Weekly", "US Weekly"),
        ("24th Infantry Division", "25th Infantry Division"),
        ("Continental Congress", "Congress"),
        ("Fifth Circuit", "Fourth Circuit"),
        ("U.S. Court of Appeals", "U.S. Court of Appeals for the Fifth Circuit"),
        ("Fifth Circuit Racing Team", "Fifth Circuit"),
        ("Americans United", "United"),
        ("second Philippine Commission", "Philippine Commission"),
        ("federal Reserve", "Reserve"),
    ],
)
def test_different_bodies_have_different_keys(one: str, other: str) -> None:
    assert parse_body(one).key != parse_body(other).key


def test_a_nation_in_front_is_told_from_the_core() -> None:
    name = parse_body("UK National Crime Agency")
    assert (name.nation, name.core) == ("united kingdom", "national crime agency")
    assert parse_body("Kenya Police").nation == "kenya"


@pytest.mark.parametrize(
    ("short", "long", "fit"),
    [
        ("nca", "National Crime Agency", "initials"),
        ("usfa", "U.S. Fire Administration", "initials"),
        ("dod", "Department of Defense", "initials"),
        ("brac", "Base Realignment and Closure Commission", "initials, a word skipped"),
        ("doed", "U.S. Department of Education", "loosely"),
        ("osce", "Organization for Security and Co-operation in Europe", "initials"),
        ("nca", "National Economic Crime Centre", ""),
        ("fbi", "Federal Bureau", ""),
        ("navcent", "U.S. Naval Forces Central Command", "loosely"),
        ("centcom", "U.S. Central Command", "loosely"),
        ("senate", "Senate Energy Committee", ""),
        ("house", "House-Senate", ""),
        ("nascar", "NASCAR Hall of Fame", ""),
    ],
)
def test_acronyms_spell_initials(short: str, long: str, fit: str) -> None:
    assert initials_match(short, parse_body(long)) == fit


@pytest.mark.parametrize(
    ("short", "long", "match"),
    [
        ("Sirius", "Sirius Satellite Radio", "beginning of the name"),
        ("Commission", "Medicaid Commission", "its kind alone"),
        ("Special Operations Command", "Air Force Special Operations Command", "end of the name"),
        ("BRAC Commission", "Base Realignment and Closure Commission", "acronym for its first words"),
        ("Judiciary", "Judiciary Committee", "its kind left out"),
        ("Pirates", "Pittsburgh Pirates", "last word of the name"),
        ("Senate", "Senate Judiciary Committee", ""),
        ("National Guard", "Montana National Guard", ""),
        ("Burlington Fire Department", "South Burlington Fire Department", ""),
        ("Royal Society", "Royal Society Council", ""),
    ],
)
def test_a_short_form_fits_a_long_one_in_a_way_that_can_be_said(short: str, long: str, match: str) -> None:
    assert short_match(parse_body(short), parse_body(long)) == match


def test_what_everybody_knows_is_known_of_the_right_nation() -> None:
    assert known_for("doj", parse_body("U.S. Department of Justice"))
    assert known_for("doj", parse_body("Department of Justice"))
    assert not known_for("doj", parse_body("Canadian Department of Justice"))
    assert not known_for("bbc", parse_body("Australian Broadcasting Corporation"))


@given(st.text(max_size=40))
def test_any_text_gives_a_body_with_a_key(text: str) -> None:
    name = parse_body(text)
    assert name.content
    assert parse_body(text) == name
