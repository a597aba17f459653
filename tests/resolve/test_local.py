"""Who is who in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block, Definition, Document, Mention, Recognised, TitleUse
from reader.resolve import within

Tell = Callable[..., Any]


def test_an_acronym_in_brackets_is_its_long_form_and_says_where(told: Tell) -> None:
    found = told("The {o:National Crime Agency} ({o:NCA}) met.\n\nThe {o:NCA} spoke.")
    assert found.groups() == [["National Crime Agency", "NCA", "NCA"]]
    assert found.entities[0].acronym == "NCA"
    assert found.reason("NCA") == "acronym of “National Crime Agency”, defined at ¶1"


def test_an_undefined_acronym_joins_the_one_name_it_spells(told: Tell) -> None:
    found = told("The {o:Royal Canadian Mounted Police} met the {o:Kenya Police}. {o:RCMP} officers left.")
    assert found.of("RCMP") is found.of("Royal Canadian Mounted Police")


def test_an_acronym_that_two_names_spell_stays_apart(told: Tell) -> None:
    found = told(
        "The {o:Crown Prosecution Service} and the {o:Child Protection Service} met. {o:CPS} staff left."
    )
    assert found.groups()[-1] == ["CPS"]
    assert found.of("CPS").strength == "partial"


def test_an_acronym_that_is_defined_for_two_bodies_is_the_one_that_was_defined_last(told: Tell) -> None:
    found = told(
        "The {o:Crown Prosecution Service} ({o:CPS}) met. {o:CPS} spoke.\n\nIn Texas {o:Child Protective Services} ({o:CPS}) met. {o:CPS} left."
    )
    assert found.groups() == [
        ["Crown Prosecution Service", "CPS", "CPS"],
        ["Child Protective Services", "CPS", "CPS"],
    ]
    assert found.reason("CPS") == "acronym of “Child Protective Services”, defined at ¶2"


def test_an_acronym_that_is_defined_twice_for_one_body_stays_one(told: Tell) -> None:
    found = told("The {o:Homeland Safety Office} ({o:HSO}) met. The {o:Home Safety Office} ({o:HSO}) left.")
    assert len(found.groups()) == 1


def test_a_translation_in_brackets_is_one_though_an_acronym_stands_behind_it(told: Tell) -> None:
    found = told(
        "The {o:Bundesamt für Statistik} ({o:Federal Statistical Office}, {o:BFS}) counted. {o:BFS} left."
    )
    assert found.of("Federal Statistical Office") is found.of("Bundesamt für Statistik")


def test_a_kind_that_was_joined_leaves_nothing_behind_for_the_next(told: Tell) -> None:
    found = told("The {o:Policy Committee} met. This {o:Committee} spoke. These {o:Committees} left.")
    assert sorted(mention for group in found.groups() for mention in group) == [
        "Committee",
        "Committees",
        "Policy Committee",
    ]


def test_a_surname_after_mr_joins_the_full_name_and_says_so(told: Tell) -> None:
    found = told("{p:Rob Jones} spoke. Mr {p:Jones} left.")
    assert found.groups() == [["Rob Jones", "Jones"]]
    assert found.reason("Jones") == "surname after “Mr”, one Jones here: “Rob Jones”"


def test_a_surname_in_capitals_in_the_heading_joins_the_name_below(told: Tell) -> None:
    assert told("SEN. {p:BURNS} SPEAKS\n\nSenator {p:Conrad Burns} spoke.").groups() == [
        ["BURNS", "Conrad Burns"]
    ]


def test_two_people_of_one_surname_stay_two_and_titles_tell_them_apart(told: Tell) -> None:
    found = told(
        "Mr {p:Bob Hale} and Mrs {p:Ann Hale} came. Mrs {p:Hale} spoke. Mr {p:Hale} left. {p:Hale} won."
    )
    assert found.groups()[0] == ["Bob Hale", "Hale"]
    assert found.groups()[1] == ["Ann Hale", "Hale"]
    assert found.groups()[2:] == [["Hale"]]
    assert found.entities[2].strength == "partial"


def test_the_one_already_called_by_surname_goes_on_being_called_so(told: Tell) -> None:
    found = told(
        "{p:Jeanne Moreau} acted. {p:Moreau} sang. Her sister {p:Michelle Moreau} danced. {p:Moreau} won."
    )
    assert found.groups() == [["Jeanne Moreau", "Moreau", "Moreau"], ["Michelle Moreau"]]


def test_a_senator_is_not_the_namesake_in_the_contact_line(told: Tell) -> None:
    found = told("Senator {p:Coleman} spoke. {p:Coleman} left.\n\nContact: {p:LeRoy Coleman}")
    assert found.groups() == [["Coleman", "Coleman"], ["LeRoy Coleman"]]


def test_conflicting_initials_are_two_people(told: Tell) -> None:
    assert len(told("{p:John A. Smith} met {p:John B. Smith}.").entities) == 2


def test_titles_are_found_left_of_the_name_and_kept(told: Tell) -> None:
    assert told("said Chief Supt. {p:Arsenault}").entities[0].titles == ("chief", "superintendent")


def test_titles_that_the_recogniser_noted_are_kept_too() -> None:
    document = Document("d", "d", "d", "the boss Ann Lee", (Block("paragraph", 0, 16),))
    seen = Recognised((Mention(9, 16, "Ann Lee", "person"),), (), (TitleUse(0, "Commissioner", 0, 8),))
    assert within(document, seen)[0].titles == ("commissioner",)


def test_definitions_of_the_recogniser_are_used() -> None:
    text = "the Virtual Global Taskforce, VGT for short"
    document = Document("d", "d", "d", text, (Block("paragraph", 0, len(text)),))
    mentions = (
        Mention(4, 28, "Virtual Global Taskforce", "organisation"),
        Mention(30, 33, "VGT", "organisation"),
    )
    definition = Definition("VGT", 30, 33, "Virtual Global Taskforce", 4, 28)
    assert len(within(document, Recognised(mentions, (definition,)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The {o:Senate} heard the {o:Senate Judiciary Committee}.",
        "{o:Texas Supreme Court} and {o:U.S. Supreme Court} differ.",
        "{l:Mississippi} and the {l:Mississippi River}",
        "{l:Dallas} in {l:Dallas County}",
        "{l:Columbus}, Ohio, and {l:Columbus}, Ga.",
        "{p:Rich St. John} and {p:John}",
        "the {o:American Red Cross}, the {l:United States}",
        "{p:John Roberts} came. {p:Mrs. Roberts} came too.",
        "{o:SENATE} PASSES; the {o:Senate Energy Committee} met.",
        "HOUSE: {o:HOUSE} and the {o:House-Senate} group.",
        "{o:Acme Foundation} ({o:Widget Trust}) gave.",
        "{l:Rio de Janeiro} ({l:Brazil}) is large.",
        "{o:24th Infantry Division} and {o:25th Infantry Division}",
        "{o:DOJ} and the {o:DOJ Civil Rights Division}",
        "{p:Ana Ruiz} and {p:Mr Ruiz}",
        "{l:Austria} is not {l:Australia}",
        "{o:Johnson County Schools} and {o:Jackson County Schools}",
    ],
)
def test_what_only_looks_alike_stays_apart(told: Tell, text: str) -> None:
    assert len(told(text).entities) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The {o:U.S. Department of Justice} and the {o:Justice Department}",
        "The {o:Medicaid Commission} met. The {o:Commission} left.",
        "{o:Acme, Inc.} and {o:Acme}",
        "{l:Cannon Air Force Base} is big. {l:Cannon} is old.",
        "{l:Montana} and (R-{l:Mont.})",
        "Sen. {p:Jon Tester} ... Thanks, {p:Jon}",
        "{p:Bill Archer} or {p:William Archer}",
        "{o:Kivu Relief}, formerly {o:Lake Aid}",
        "{o:BRAC Commission} is the {o:Base Realignment and Closure Commission}",
        "The {o:Bundesamt für Statistik} ({o:Federal Statistical Office}) met.",
        "{l:Αθήνα} ({l:Athens})",
        "The {o:Acme Foundation} (formerly {o:Widget Trust}) gave.",
        "{o:DOJ Civil Rights Division}: the {o:Civil Rights Division} said",
        "{p:Robert “Bob” Casey, Jr.} and {p:Bob Casey}",
        "{p:Anna van der Berg} and Ms {p:Van der Berg}",
        "{o:U.S. Naval Forces Central Command} and {o:NAVCENT}",
        "{o:United Nations} and the {o:Untied Nations}",
        "{o:Burnett Aviation Group} and {o:Bumett Aviation Group}",
        "{l:Chatham Islands}, the {l:Chatham Islands}, {l:Chatnam Islands}",
        "{o:Ninth Circuit} and the {o:U.S. Court of Appeals for the 9th Circuit}",
        "{p:Sean O'Neill} and {p:ONeill}",
    ],
)
def test_what_a_careful_reader_takes_for_one_is_one(told: Tell, text: str) -> None:
    assert len(told(text).entities) == 1


def test_dates_are_not_linked(told: Tell) -> None:
    assert told("on {d:4 May}").entities == ()


def test_la_behind_a_comma_is_louisiana(told: Tell) -> None:
    found = told("{l:Baton Rouge}, {l:LA} and {l:Louisiana}; also {l:Los Angeles} and {l:LA}")
    assert found.groups() == [["Baton Rouge"], ["LA", "Louisiana"], ["Los Angeles", "LA"]]


def test_the_name_is_the_fullest_form_without_its_title(told: Tell) -> None:
    assert (
        told("{p:JONES} said. {p:Mr Rob Jones} left. {p:Rob A. Jones} won.").entities[0].name
        == "Rob A. Jones"
    )
    assert told("the {o:National Crime Agency (NCA)}").entities[0].name == "National Crime Agency"


NAMES = [
    "Rob Jones",
    "Jones",
    "Mr Jones",
    "Ann Jones",
    "NCA",
    "National Crime Agency",
    "Ohio",
    "U.S.",
    "Kent",
    "Commission",
    "St.",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["person", "organisation", "place", "date"])),
        max_size=12,
    )
)
def test_every_mention_is_in_exactly_one_entity_and_the_forms_add_up(listed: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for name, type in listed:
        mentions.append(Mention(len(text), len(text) + len(name), name, type))  # type: ignore[arg-type]
        text += name + (" (" if len(text) % 3 == 0 else " said. ")
    entities = within(
        Document("d", "d", "d", text, (Block("paragraph", 0, len(text)),)), Recognised(tuple(mentions))
    )
    linked = Counter(link.mention for entity in entities for link in entity.links)
    assert linked == {i: 1 for i, mention in enumerate(mentions) if mention.type != "date"}
    assert [entity.number for entity in entities] == list(range(len(entities)))
    for entity in entities:
        assert sum(form.count for form in entity.forms) == len(entity.links)
        assert all(link.reason for link in entity.links)
        assert {mentions[link.mention].type for link in entity.links} == {entity.type}
