"""Changed samples still mark their names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.training.augment import (
    Names,
    acronyms,
    augmented,
    capital_headline,
    joined_lines,
    last_first,
    other_names,
    rewritten,
    scanned,
    spaced_marks,
    surname_capitals,
    upper_case,
    with_list,
    with_nation,
    with_titles,
    without_full_stops,
    wrapped,
)
from reader.training.corpora import Sample
from reader.training.guideline import Mark

TEXT = (
    "Harbour Board names a chair\n"
    "Ada Poole, of the Northern Harbour Board, spoke in Leeds on Monday about the coming winter season.\n"
    "The Northern Harbour Board's Ben Okri agreed with Poole.\n"
)


def sample(text: str = TEXT) -> Sample:
    marks = []
    for name, kind in (
        ("Ada Poole", "PER"),
        ("Northern Harbour Board", "ORG"),
        ("Leeds", "LOC"),
        ("Ben Okri", "PER"),
    ):
        at = text.find(name)
        while at >= 0:
            marks.append(Mark(at, at + len(name), kind))
            at = text.find(name, at + 1)
    return Sample("1", "tiny", text, tuple(sorted(marks, key=lambda mark: mark.start)))


def names(changed: Sample) -> list[str]:
    return [changed.text[mark.start : mark.end] for mark in changed.marks]


def test_an_insertion_at_a_names_edge_stays_outside() -> None:
    changed = rewritten(Sample("1", "tiny", "a Bo c", (Mark(2, 4, "PER"),)), [(2, 2, "<"), (4, 4, ">")])
    assert changed.text == "a <Bo> c"
    assert names(changed) == ["Bo"]


def test_a_replaced_name_keeps_its_mark() -> None:
    changed = rewritten(
        Sample("1", "tiny", "a Bo c", (Mark(2, 4, "PER"),)), [(0, 1, "xyz"), (2, 4, "Alma"), (5, 6, "")]
    )
    assert (changed.text, names(changed)) == ("xyz Alma ", ["Alma"])


FREE = [i for i in range(len(TEXT)) if not any(mark.start <= i < mark.end for mark in sample().marks)]
EDITS = st.dictionaries(st.sampled_from(FREE), st.tuples(st.integers(0, 1), st.text(max_size=3)), max_size=8)


@given(EDITS)
def test_marks_cover_the_same_letters_after_edits_outside_them(edits: dict[int, tuple[int, str]]) -> None:
    changed = rewritten(sample(), [(at, at + gone, new) for at, (gone, new) in sorted(edits.items())])
    assert names(changed) == names(sample())


def test_acronyms_are_introduced_and_then_used() -> None:
    changed = acronyms(sample(), random.Random(3))
    assert "Northern Harbour Board (NHB), spoke" in changed.text
    assert names(changed)[1:3] == ["Northern Harbour Board", "NHB"]


def test_titles_are_put_outside_the_name() -> None:
    changed = [with_titles(sample(), random.Random(seed)) for seed in range(6)]
    assert {len(one.text) > len(TEXT) for one in changed} == {True, False}
    assert all(names(one) == names(sample()) for one in changed)


def test_a_nation_before_a_body_is_outside_its_name() -> None:
    changed = [with_nation(sample(), random.Random(seed)) for seed in range(150)]
    assert any("the UK Northern Harbour Board" in one.text and "UK" in names(one) for one in changed)
    assert any("the Kenyan Northern Harbour Board" in one.text for one in changed)
    assert all(
        [name for name in names(one) if name not in ("UK", "US")] == names(sample()) for one in changed
    )


def test_a_list_of_people_is_added_with_their_names_marked() -> None:
    pool = Names({"PER": ["Cy Dent", "Al Fresco", "Single"], "ORG": ["Tide Office"], "LOC": []})
    seen = set()
    for seed in range(60):
        changed = with_list(sample(), pool, random.Random(seed))
        added = names(changed)[len(names(sample())) :]
        seen |= set(added)
        assert len(added) in (2, 4)
    assert seen == {"Cy Dent", "Dent, Cy", "DENT, Cy", "DENT Cy", "Cy DENT", "Tide Office"} | {
        name.replace("Cy", "Al").replace("Dent", "Fresco").replace("DENT", "FRESCO")
        for name in ("Cy Dent", "Dent, Cy", "DENT, Cy", "DENT Cy", "Cy DENT")
    }


def test_surnames_in_capitals_stay_in_the_name() -> None:
    assert names(surname_capitals(sample(), random.Random(1)))[0] == "Ada POOLE"


def test_last_name_first_is_one_name() -> None:
    found = {name for seed in range(6) for name in names(last_first(sample(), random.Random(seed)))}
    assert {"Poole, Ada", "Ada Poole"} <= found


def test_one_spelling_is_always_replaced_by_the_same_name() -> None:
    pool = Names({"ORG": ["Tide Office"], "PER": ["Cy Dent"], "LOC": ["Hull"]})
    for seed in range(8):
        changed = names(other_names(sample(), pool, random.Random(seed)))
        assert changed[1] == changed[3]


@pytest.mark.parametrize(
    "change", [upper_case, capital_headline, wrapped, joined_lines, spaced_marks, without_full_stops]
)
def test_changes_of_layout_keep_every_name(change) -> None:
    changed = change(sample(), random.Random(1))
    assert changed.text != TEXT
    assert [name.upper().replace("\n", " ") for name in names(changed)] == [
        name.upper() for name in names(sample())
    ]


def test_scanned_names_are_still_marked() -> None:
    for seed in range(20):
        changed = scanned(sample(), random.Random(seed))
        assert len(changed.marks) == 5
        assert all(mark.start < mark.end <= len(changed.text) for mark in changed.marks)


@pytest.mark.parametrize("seed", range(40))
def test_any_augmentation_leaves_sorted_marks_inside_the_text(seed: int) -> None:
    changed = augmented(sample(), Names.of([sample()]), random.Random(seed))
    ends = [0]
    for mark in changed.marks:
        assert ends[-1] <= mark.start < mark.end <= len(changed.text)
        ends.append(mark.end)
