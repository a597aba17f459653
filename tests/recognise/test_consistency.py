"""One name, one type, everywhere in a document."""

from __future__ import annotations

from recognise_marks import blocks_of, marked, shown

from reader.recognise.consistency import consistent
from reader.recognise.setting import Setting


def outcome(source: str, nobody: frozenset[str] = frozenset()) -> list[str]:
    text, spans = marked(source)
    return shown(text, consistent(Setting(text, blocks_of(text)), spans, nobody))


def test_a_name_is_marked_wherever_it_stands() -> None:
    assert (
        outcome("The [Crime Agency|o] met. It is the Crime\u00a0Agency that leads.")
        == ["Crime Agency organisation"] * 2
    )


def test_the_better_attested_type_wins() -> None:
    assert outcome("[Acme|o] and [Acme|o] and [Acme|l:.5]") == ["Acme organisation"] * 3


def test_two_strong_readings_stay_two() -> None:
    source = "In [Virginia|l:.97] it rained. [Virginia|p:.95] smiled. From [Virginia|l:.97]."
    assert outcome(source) == ["Virginia place", "Virginia person", "Virginia place"]


def test_a_title_in_front_makes_a_person_of_a_place() -> None:
    found = outcome("[Ann Houston|p] was in [Houston|l]. In [Houston|l], Ms. [Houston|l:.5] spoke.")
    assert found == ["Ann Houston person", "Houston place", "Houston place", "Houston person"]


def test_a_surname_is_known_from_the_full_name() -> None:
    assert outcome("Then [Ann Lee-Roe|p] spoke. We thanked Lee-Roe and Roe.") == [
        "Ann Lee-Roe person",
        "Lee-Roe person",
    ]


def test_a_surname_is_no_part_of_another_name() -> None:
    assert outcome("[Ann Jones|p] cited the Jones Act and Mary Jones.") == ["Ann Jones person"]


def test_a_word_that_also_stands_in_small_letters_is_not_marked() -> None:
    assert outcome("[Tim Cook|p] met the cook. Cook well!") == ["Tim Cook person"]


def test_a_name_that_is_mostly_passed_over_is_none() -> None:
    assert outcome("the [Darknet|o:.8] and the Darknet and on the Darknet") == []


def test_a_faint_name_is_none_unless_it_comes_again() -> None:
    assert outcome("the [Thing|o:.4] here") == []
    assert outcome("the [Thing|o:.4] here, the [Thing|o:.4] there") == ["Thing organisation"] * 2


def test_an_acronym_of_a_law_is_never_a_body() -> None:
    assert outcome("under [CSA|o:.99] rules", frozenset({"CSA"})) == []


def test_a_known_long_name_takes_the_place_of_a_part() -> None:
    found = outcome("[Department of Health and Care|o] said. The [Department of Health|o:.6] and Care knew.")
    assert found == ["Department of Health and Care organisation"] * 2


def test_names_in_a_headline_in_capitals_are_those_of_the_body() -> None:
    found = outcome("ROE AND CRIME AGENCY SIGN\n[Ann Roe|p] met the [Crime Agency|o].")
    assert found == ["ROE person", "CRIME AGENCY organisation", "Ann Roe person", "Crime Agency organisation"]


def test_capitals_outside_a_headline_are_not_matched_to_names() -> None:
    assert outcome("A ROE deer met [Ann Roe|p] at home there.") == ["Ann Roe person"]


def test_an_acronym_before_a_law_is_not_marked() -> None:
    assert outcome("[COPS|o] and the COPS Technology Program and COPS officers") == ["COPS organisation"] * 2


def test_reasons_are_in_words() -> None:
    text, spans = marked("[Ann Roe|p] spoke. Later they thanked Roe and Ann Roe.")
    reasons = [s.reason for s in consistent(Setting(text, blocks_of(text)), spans)]
    assert reasons == ["tagger", "surname of Ann Roe", "same spelling as Ann Roe"]
