"""People's names that were taken apart or cut short."""

from __future__ import annotations

from recognise_marks import blocks_of, marked, shown

from reader.recognise.people import rejoined
from reader.recognise.setting import Setting
from reader.recognise.surnames import parts, surnames
from reader.recognise.words import key_of


def outcome(source: str) -> list[str]:
    text, spans = marked(source)
    return shown(text, rejoined(Setting(text, blocks_of(text)), spans))


def test_surname_and_given_name_on_a_line_of_their_own_are_one_name() -> None:
    assert outcome("Present:\n[Roe|p], [Ann M.|p]\n- [Lee|p], [Bob|p]") == [
        "Roe, Ann M. person",
        "Lee, Bob person",
    ]


def test_a_name_broken_by_a_hyphen_at_a_line_end_is_one() -> None:
    assert outcome("the [Crimi|o]-\n[nal Court|o] met") == ["Crimi- nal Court organisation"]
    assert key_of("Crimi-\nnal Court") == key_of("Criminal Court")


def test_a_list_in_running_text_stays_a_list() -> None:
    assert outcome("We met [Roe|p], [Ann|p] and [Bob|p].") == ["Roe person", "Ann person", "Bob person"]


def test_a_surname_in_capitals_belongs_to_the_name() -> None:
    assert outcome("said [Ann|p] LEE-ROE of the Unit") == ["Ann LEE-ROE person"]
    assert outcome("said [Ann Roe|p] (NCA)") == ["Ann Roe person"]
    assert outcome("said [Ann Roe|p] APM of the Unit") == ["Ann Roe person"]


def test_a_particle_at_the_end_takes_the_surname_behind_it() -> None:
    assert outcome("[Ursula von der|p] [Leyen's Commission|o] met") == ["Ursula von der Leyen person"]
    assert outcome("[Ana de|p] [Lima|p] said") == ["Ana de Lima person"]
    assert outcome("[Jan van|p] [Dijk's Trade Office|o]") == [
        "Jan van Dijk person",
        "Trade Office organisation",
    ]
    assert outcome("met [Jan van|p].\n\nLater it rained") == ["Jan van person"]


def test_surnames_have_their_particles_and_hyphens_and_no_suffix() -> None:
    known = surnames(
        key_of(n) for n in ["Ursula von der Leyen", "Ann Lee-Roe", "Roy O'Neill", "Martin King, Jr.", "Li"]
    )
    spelt = {" ".join(surname) for surname in known}
    assert spelt == {"von der Leyen", "Von der Leyen", "Leyen", "Lee - Roe", "O ' Neill", "King"}


def test_the_parts_of_a_name_leave_out_signs_and_suffixes() -> None:
    assert parts(key_of("Martin L. King, Jr.")) == ("Martin", "L", "King")


def test_a_list_that_was_taken_for_one_name_is_taken_apart() -> None:
    assert outcome("[Domenici, Bennett, Casey and|p] voted") == outcome(
        "[Domenici|p], [Bennett|p], [Casey and|p] voted"
    )
    assert outcome("[Isakson, Chambliss|p]: a word with [Saxby Chambliss|p]") == [
        "Isakson person",
        "Chambliss person",
        "Saxby Chambliss person",
    ]


def test_a_suffix_and_a_surname_in_front_are_no_list() -> None:
    assert outcome("with [Martin King, Jr.|p] and") == ["Martin King, Jr. person"]
    assert outcome("[Jones, Rob|p]") == ["Jones, Rob person"]


def test_two_surnames_on_a_line_are_two_where_the_text_knows_the_second() -> None:
    assert outcome("[Isakson|p], [Chambliss|p]\nsaid [Saxby Chambliss|p]")[:2] == [
        "Isakson person",
        "Chambliss person",
    ]
