"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.recognise import sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Chief Supt. Arsenault hosted it.",
        "Sen. Brownback met Gov. Sebelius and Lt. Gen. Blum.",
        "See No. 4 v. Smith.",
        "The U.S. Department of Justice sued.",
        "J. R. Smith Jr. of Acme Inc. was there.",
        "They met at 5 p.m. Monday.",
        "It cost 3.5 million.",
        "He paused ... and went on.",
        "“Is it?” asked Mr. Jones.",
        "Born on Oct. 4, 2019 in St. Paul.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("She left the U.S. The end came.", ["She left the U.S.", "The end came."]),
        ("“We did.” He left.", ["“We did.”", "He left."]),
        ("(It was late.) They slept.", ["(It was late.)", "They slept."]),
        ("Really?! Yes!", ["Really?!", "Yes!"]),
        ("He said no. 'Why?' she asked.", ["He said no.", "'Why?' she asked."]),
        ("No stop\n\nNext block", ["No stop", "Next block"]),
        ("It was 2017. The VGT met.", ["It was 2017.", "The VGT met."]),
        ("It ended at 5 p.m. They left.", ["It ended at 5 p.m.", "They left."]),
        ("Was it I? Then I. No.", ["Was it I?", "Then I.", "No."]),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_only_the_asked_part_of_a_text_is_read() -> None:
    text = "First. Second here. Third."
    assert [text[a:b] for a, b in sentences(text, 7, 19)] == ["Second here."]


@given(st.text(alphabet=st.sampled_from("aB.!? \n\"”()U1S'"), max_size=60))
def test_sentences_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("sign", [".", "…", "?!", ")", "'", " ", "\u00a0", ". ", "-"])
def test_a_long_run_of_signs_ends(sign: str) -> None:
    # What would go over the run again from each of its signs, hangs.
    for text in (f"It ended.{sign * 300_000}x", f"It ended{sign * 300_000}x"):
        spans = sentences(text)
        assert spans[0][0] == 0 and spans[-1][1] == len(text)
