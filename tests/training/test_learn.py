"""Learning from decisions: what is held out, what is a lesson, when the new model is used. Needs the extra `train`."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

from reader.indexing.lessons import Lesson
from reader.model import Document
from reader.recognise.tagger import MODEL_FOLDER
from reader.training.encode import IGNORED, labels_of
from reader.training.evaluate import logits_of
from reader.training.learn import ENOUGH, Measured, Report, _sample, held_out, learn
from reader.training.restore import restored

TEXT = "Yesterday Ann Brown of Acme spoke in Paris about May."


def lesson(number: int, passages: int = 3) -> Lesson:
    names = tuple((10, 19, "person") for _ in range(passages))
    return Lesson(Document(f"{number:012}", "-", f"{number:064}", TEXT, ()), names, ())  # type: ignore[arg-type]


def report(before: tuple[bool, ...], after: tuple[bool, ...], steady: float = 100.0) -> Report:
    return Report(9, 1, Measured(before, 100.0), Measured(after, steady), Path())


def test_a_tenth_is_held_out_and_nothing_is_in_both() -> None:
    lessons = [lesson(number) for number in range(40)]
    taught, kept = held_out(lessons)
    assert len(taught) + len(kept) == 40
    assert not {id(one) for one in taught} & {id(one) for one in kept}
    assert 0.1 <= sum(one.size for one in kept) / 120 < 0.2
    assert held_out(list(reversed(lessons)))[1] == kept


def test_too_few_decisions_are_refused() -> None:
    with pytest.raises(ValueError, match=f"at least {ENOUGH}"):
        held_out([lesson(number, 2) for number in range(5)])


def test_only_what_was_decided_is_a_hard_label() -> None:
    from reader.recognise.wordpiece import WordPiece

    nobody = TEXT.index("May")
    one = Lesson(Document("0" * 12, "-", "0" * 64, TEXT, ()), ((10, 19, "person"),), ((nobody, nobody + 3),))
    pieces = WordPiece(MODEL_FOLDER / "vocab.txt")(TEXT)
    labels = labels_of(_sample(one), pieces)
    said = {
        TEXT[start:end]: int(label)
        for start, end, label in zip(pieces.starts, pieces.ends, labels, strict=True)
        if label != IGNORED
    }
    assert said == {"Ann": 1, "Brown": 2, "May": 0}


def test_a_taught_copy_is_a_whole_model_whose_scores_mean_the_same(tmp_path: Path) -> None:
    taught = learn(
        [lesson(number) for number in range(12)], [TEXT], MODEL_FOLDER, tmp_path / "own", minutes=0.01
    )
    assert taught.documents + taught.held_out == 12 and taught.before.decided == 3 * taught.held_out
    for file in ("vocab.txt", "labels.json", "calibration.json"):
        assert (tmp_path / "own" / file).read_bytes() == (MODEL_FOLDER / file).read_bytes()
    assert taught.after.steady > 50  # the copy reads: it is not a file of noise


def test_the_new_model_is_used_only_if_it_is_clearly_better() -> None:
    assert report((False, False, True), (True, True, True)).better
    assert not report((False, True), (True, True)).better
    assert not report((False, False, True), (True, True, False)).better
    assert not report((False, False, True), (True, True, True), steady=90.0).better


def test_a_restored_network_reads_as_the_model_does() -> None:
    from reader.recognise.tagger import Tagger, framed
    from reader.recognise.wordpiece import WordPiece

    wordpiece = WordPiece(MODEL_FOLDER / "vocab.txt")
    pieces = wordpiece(TEXT)
    heads, inputs = framed(pieces, 0, len(pieces.starts), wordpiece.cls, wordpiece.sep)
    session = Tagger()._session
    wanted = {each.name: inputs[each.name] for each in session.get_inputs()}
    exported = session.run(None, wanted)[0][0, heads]
    again = logits_of(restored(MODEL_FOLDER), [TEXT], wordpiece)[0]
    assert (exported.argmax(axis=1) == again.argmax(axis=1)).all()
    assert abs(exported - again).max() < 1.5
