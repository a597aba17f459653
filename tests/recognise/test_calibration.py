"""What a score means: rising lines beside the model, and scores as they are without them."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block, Document, Mention
from reader.recognise.calibration import FILE, Calibration, source_of
from reader.recognise.recogniser import settle
from reader.recognise.tagger import Tagged

LINE = ((0.5, 0.8, 0.9), (0.2, 0.6, 1.0))
MEANING = Calibration({("person", "tagger"): LINE})


def test_without_a_file_scores_stay_as_they_are(tmp_path: Path) -> None:
    assert Calibration.beside(tmp_path)(0.73, "person", "tagger") == 0.73


def test_a_file_beside_the_model_is_read(tmp_path: Path) -> None:
    row = {"type": "person", "source": "tagger", "score": LINE[0], "right": LINE[1]}
    (tmp_path / FILE).write_text(json.dumps([row]), encoding="utf-8")
    assert Calibration.beside(tmp_path) == MEANING


def test_a_score_between_two_points_lies_between_their_shares_and_beyond_the_ends_it_stays() -> None:
    assert MEANING(0.65, "person", "tagger") == 0.4
    assert MEANING(0.1, "person", "tagger") == 0.2
    assert MEANING(0.99, "person", "tagger") == 1.0


def test_rules_and_other_types_have_lines_of_their_own() -> None:
    assert source_of("tagger") == "tagger"
    assert source_of("acronym of Virtual Global Taskforce") == "rules"
    assert MEANING(0.65, "person", "a rule") == 0.65
    assert MEANING(0.65, "place", "tagger") == 0.65


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_never_means_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert MEANING(low, "person", "tagger") <= MEANING(high, "person", "tagger")


def test_mentions_carry_what_their_scores_mean() -> None:
    text = "Yesterday Ann Brown spoke."
    document = Document("0" * 12, "-", "0" * 64, text, ())
    tagged = [Tagged(10, 19, "person", 0.65)]
    assert [one.score for one in settle(document, tagged).mentions if one.type == "person"] == [0.65]
    assert [one.score for one in settle(document, tagged, MEANING).mentions if one.type == "person"] == [0.4]


def test_what_a_file_itself_says_is_as_sure_as_the_file_says_and_has_no_title() -> None:
    text = "To: Dr. K. Patel\n\nDear all"
    stated = (Mention(4, 16, "Dr. K. Patel", "person", 0.99, "recipient, k@x.example"),)
    blocks = (Block("note", 0, 16), Block("paragraph", 18, len(text)))
    mail = Document("0" * 12, "a", "0" * 64, text, blocks, stated=stated)
    unsure = Calibration({("person", "rules"): ((0.1, 0.9), (0.1, 0.4))})
    (found,) = settle(mail, [], unsure).mentions
    assert (found.text, found.score) == ("K. Patel", 0.99)


def test_what_the_text_itself_defines_is_never_unsure() -> None:
    text = "The Crime Agency Unit (CAU) met. Then the CAU left, and the ABC."
    made = Document("0" * 12, "a", "0" * 64, text, (Block("paragraph", 0, len(text)),))
    low = Calibration(
        {("organisation", "tagger"): ((0.5,), (0.4,)), ("organisation", "rules"): ((0.5,), (0.4,))}
    )
    at = text.rindex("ABC")
    tagged = [Tagged(4, 21, "organisation", 0.6), Tagged(at, at + 3, "organisation", 0.6)]
    scores = {mention.text: mention.score for mention in settle(made, tagged, low).mentions}
    assert scores == {"Crime Agency Unit": 0.85, "CAU": 0.85, "ABC": 0.4}
