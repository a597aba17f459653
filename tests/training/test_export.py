"""A network that is trained, saved and exported says the same in the tagger (needs the extra `[train]`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("onnx")

from reader.recognise.tagger import MODEL_FOLDER, Tagger  # noqa: E402
from reader.recognise.wordpiece import WordPiece  # noqa: E402
from reader.training.corpora import Sample  # noqa: E402
from reader.training.encode import IGNORED, LABELS, windows  # noqa: E402
from reader.training.evaluate import logits_of, score_model, score_network  # noqa: E402
from reader.training.export import export  # noqa: E402
from reader.training.fit import Plan, fit, loss_of  # noqa: E402
from reader.training.guideline import Mark  # noqa: E402
from reader.training.network import Student, Teacher, load, save  # noqa: E402
from reader.training.score import f1  # noqa: E402
from reader.training.teach import label, labelled  # noqa: E402

VOCABULARY = MODEL_FOLDER / "vocab.txt"
CUT = WordPiece(VOCABULARY)
TEXT = "Ada Poole of the Tide Office spoke. Nobody else did."
SAMPLE = Sample("1", "tiny", TEXT, (Mark(0, 9, "PER"), Mark(17, 28, "ORG")))


@pytest.fixture(scope="module")
def network() -> Student:
    torch.manual_seed(1)
    config = transformers.BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=130,
    )
    plan = Plan(pieces=2500, rate=3e-3, fast_rate=1e-2, threads=1)
    return fit(Student(config), lambda epoch: windows([SAMPLE], CUT), plan, say=lambda line: None)


def test_a_network_learns_its_sample(network: Student) -> None:
    assert f1(score_network(network, [SAMPLE], CUT)["tiny"]) == 100.0


def test_a_saved_network_is_the_same_when_loaded(network: Student, tmp_path: Path) -> None:
    save(network, tmp_path)
    (before,), (after,) = logits_of(network, [TEXT], CUT), logits_of(load(tmp_path), [TEXT], CUT)
    assert np.array_equal(before, after)


@pytest.mark.parametrize("quantised", [True, False])
def test_an_exported_network_finds_the_same_names(network: Student, tmp_path: Path, quantised: bool) -> None:
    folder = export(network, VOCABULARY, tmp_path, quantised=quantised)
    assert f1(score_model(folder, [SAMPLE])["tiny"]) == 100.0
    assert Tagger(folder).tag([TEXT * 30, TEXT])[1] == Tagger(folder).tag([TEXT])[0]


def test_soft_labels_are_kept_and_not_made_twice(network: Student, tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        label(network, [("a", TEXT), ("b", "Nothing.")], CUT, tmp_path, say=said.append)
    rows = labelled(tmp_path)
    assert len(said) == 1
    assert [len(rows[key]) for key in ("a", "b")] == [len(CUT(TEXT).starts), 2]
    assert LABELS[int(rows["a"][0].argmax())] == "B-PER"
    assert np.allclose(rows["a"].sum(axis=1), 255, atol=4)


def test_the_loss_counts_gold_and_soft_labels_and_nothing_else() -> None:
    logits = torch.zeros(1, 3, len(LABELS))
    logits[0, 0, 1] = 9.0
    gold = torch.tensor([[1, IGNORED, IGNORED]])
    soft = torch.zeros(1, 3, len(LABELS))
    plan = Plan(pieces=1)
    assert loss_of(logits, gold, soft, plan) < 0.01
    soft[0, 1, 2] = 1.0
    expected = np.log(len(LABELS)) / 2
    assert abs(float(loss_of(logits, gold, soft, plan)) - expected) < 0.01


def test_a_thinned_teacher_has_fewer_layers_and_survives_saving_and_exporting(tmp_path: Path) -> None:
    torch.manual_seed(1)
    config = transformers.MPNetConfig(
        vocab_size=30527,
        hidden_size=32,
        num_hidden_layers=4,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=514,
    )
    teacher = Teacher(config)
    kept = [teacher.encoder.encoder.layer[at] for at in (0, 2)]
    assert list(teacher.thinned(2).encoder.encoder.layer) == kept
    plan = Plan(pieces=2500, rate=3e-3, fast_rate=1e-2, threads=1)
    fit(teacher, lambda epoch: windows([SAMPLE], CUT), plan, say=lambda line: None)
    save(teacher, tmp_path / "saved")
    again = load(tmp_path / "saved")
    (before,), (after,) = logits_of(teacher, [TEXT], CUT), logits_of(again, [TEXT], CUT)
    assert np.array_equal(before, after)
    folder = export(again, VOCABULARY, tmp_path / "exported")
    assert f1(score_model(folder, [SAMPLE])["tiny"]) == 100.0
