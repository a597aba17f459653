"""The shipped tagger: what it promises whatever the model has learned, and that it has learned something."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.recognise.tagger import MODEL_FOLDER, Tagged, Tagger

TEXTS = [
    "Commissioner Brenda Lucki of the Royal Canadian Mounted Police spoke in Ottawa on Monday.",
    "The National Crime Agency (NCA) said that Rob Jones, its director, will visit Canberra.\n\nThe NCA's office is in London.",
    "",
    "No names here, only words about the weather and the price of bread.",
    "Ada Poole\nBen Okri\nCarla van der Meer",
    "Word " * 400 + "Kofi Annan visited Geneva.",
]


TAGGER = Tagger()


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return TAGGER


def spans(tagged: list[Tagged]) -> list[tuple[int, int, str]]:
    return [(name.start, name.end, name.type) for name in tagged]


def test_people_organisations_and_places_are_told_apart(tagger: Tagger) -> None:
    (found,) = tagger.tag(TEXTS[:1])
    assert {(TEXTS[0][name.start : name.end], name.type) for name in found} == {
        ("Brenda Lucki", "person"),
        ("Royal Canadian Mounted Police", "organisation"),
        ("Ottawa", "place"),
    }


def test_names_are_in_order_inside_the_text_and_never_overlap(tagger: Tagger) -> None:
    for text, found in zip(TEXTS, tagger.tag(TEXTS), strict=True):
        at = 0
        for name in found:
            assert at <= name.start < name.end <= len(text)
            assert text[name.start : name.end] == text[name.start : name.end].strip()
            assert 0.0 < name.score <= 1.0
            at = name.end


def test_names_begin_and_end_with_words(tagger: Tagger) -> None:
    for text, found in zip(TEXTS, tagger.tag(TEXTS), strict=True):
        words = tagger.tokens(text)
        assert {name.start for name in found} <= {word.start for word in words}
        assert {name.end for name in found} <= {word.end for word in words}


def test_a_text_is_tagged_alone_as_in_a_batch(tagger: Tagger) -> None:
    together = tagger.tag(TEXTS)
    for text, expected in zip(TEXTS, together, strict=True):
        (alone,) = tagger.tag([text])
        assert spans(alone) == spans(expected)
        assert [name.score for name in alone] == pytest.approx([name.score for name in expected], abs=0.05)


def test_no_name_holds_a_separator_or_has_loose_ends(tagger: Tagger) -> None:
    text = "Present: ARSENAULT, Marie-Claude; Jones, Rob; Poole, Ada | Okri, Ben • van der Meer, J.P., and Ernst & Young and others"
    (found,) = tagger.tag([text])
    assert found
    for name in found:
        surface = text[name.start : name.end]
        assert not set(surface) & set(";|•"), surface
        assert surface[0].isalnum() and not surface.endswith((",", " and", "&", "-")), surface


def test_the_same_texts_give_the_same_names_and_scores(tagger: Tagger) -> None:
    assert tagger.tag(TEXTS) == tagger.tag(TEXTS) == Tagger(threads=2).tag(TEXTS)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, len(TEXTS[1])), max_size=6).map(sorted))
def test_no_name_crosses_a_break(breaks: list[int]) -> None:
    (found,) = TAGGER.tag([TEXTS[1]], [breaks])
    assert not any(name.start < at < name.end for name in found for at in breaks)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_tagged(text: str) -> None:
    (found,) = TAGGER.tag([text])
    assert all(0 <= name.start < name.end <= len(text) for name in found)


def test_a_word_longer_than_a_window_hides_nothing_else(tagger: Tagger) -> None:
    text = "x1y2z3" * 16 + "-" * 300 + " Ada Poole met Ben Okri in Leeds."
    (found,) = tagger.tag([text])
    assert "Ben Okri" in {text[name.start : name.end] for name in found}


def test_the_version_is_that_of_the_model_file(tagger: Tagger, tmp_path: Path) -> None:
    for name in ("model.onnx", "vocab.txt", "labels.json"):
        shutil.copy(MODEL_FOLDER / name, tmp_path)
    assert Tagger(tmp_path).version == tagger.version
    assert len(tagger.version) == 12


def test_the_shipped_folder_is_whole_and_small() -> None:
    assert (MODEL_FOLDER / "CARD.md").is_file()
    assert (MODEL_FOLDER / "model.onnx").stat().st_size <= 25_000_000
    assert json.loads((MODEL_FOLDER / "labels.json").read_text())[0] == "O"
