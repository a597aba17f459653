"""The corpora become samples; what is held out stays out."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from reader.training.corpora import annotated, unlabelled
from reader.training.guideline import UNKNOWN


def write(path: Path, rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    press = [
        {
            "id": f"Poole/{number}.txt",
            "sha256": f"{number:08x}" + "0" * 56,
            "text": "Ada Poole of the Tide Office",
            "entities": [
                {"start": 0, "end": 9, "type": "PER"},
                {"start": 17, "end": 28, "type": "ORG", "optional": True},
            ],
        }
        for number in range(10)
    ]
    write(tmp_path / "press" / "press.jsonl.gz", press)
    named = {"start": 0, "end": 3, "type": "PER", "kind": "NAM"}
    nominal = {"start": 8, "end": 18, "type": "PER", "kind": "NOM"}
    nested = {"start": 0, "end": 2, "type": "LOC", "kind": "NAM"}
    rows = [
        {"id": str(n), "text": "Ada met the doctor.", "entities": [nominal, nested, named]} for n in range(60)
    ]
    write(tmp_path / "ner" / "wikigold.jsonl.gz", rows)
    write(tmp_path / "ner" / "gum-dev.jsonl.gz", [{"id": "GUM_news_a", "text": "Ada", "entities": [named]}])
    write(
        tmp_path / "ner" / "gum-train.jsonl.gz",
        [
            {"id": f"GUM_{genre}_{n}", "text": "Ada", "entities": [named]}
            for genre in ("bio", "news")
            for n in range(20)
        ],
    )
    releases = [
        {"id": f"{who}/{n}.txt", "text": "x"}
        for who, size in (("Poole", 12), ("Okri", 4))
        for n in range(size)
    ]
    (tmp_path / "nothing.jsonl").write_text("")
    monkeypatch.setattr("reader.training.own.STANDOFF", tmp_path / "nothing.jsonl")
    write(tmp_path / "senate" / "releases.jsonl.gz", releases)
    write(tmp_path / "courts" / "opinions.jsonl.gz", [{"id": "9.txt", "text": "y" * 9000, "title": "a-v-b"}])
    return tmp_path


def test_every_fifth_press_hash_is_held_out(corpora: Path) -> None:
    train, dev = annotated(corpora)
    assert {sample.id for sample in dev if sample.corpus == "press"} == {"Poole/0.txt", "Poole/5.txt"}
    assert len([sample for sample in train if sample.corpus == "press"]) == 8


def test_a_tenth_of_every_other_corpus_is_held_out_by_hash(corpora: Path) -> None:
    train, dev = annotated(corpora)
    held_out = {sample.id for sample in dev if sample.corpus == "wikigold"}
    assert held_out == {
        str(n)
        for n in range(60)
        if int(hashlib.sha256(f"wikigold/{n}".encode()).hexdigest()[:8], 16) % 10 == 0
    }
    assert held_out.isdisjoint(sample.id for sample in train if sample.corpus == "wikigold")


def test_gum_dev_is_never_trained_on(corpora: Path) -> None:
    train, dev = annotated(corpora)
    assert "gum-dev" in {sample.corpus for sample in dev}
    assert "gum-dev" not in {sample.corpus for sample in train}


def test_what_annotators_could_not_decide_is_unknown(corpora: Path) -> None:
    train, _ = annotated(corpora)
    press = next(sample for sample in train if sample.corpus == "press")
    assert [mark.type for mark in press.marks] == ["PER", UNKNOWN]


def test_only_names_are_marked_and_of_nested_ones_the_outer(corpora: Path) -> None:
    train, _ = annotated(corpora)
    sample = next(sample for sample in train if sample.corpus == "wikigold")
    assert [(mark.start, mark.end, mark.type) for mark in sample.marks] == [(0, 3, "PER")]


def test_share_alike_texts_can_be_left_out_of_training_alone(corpora: Path) -> None:
    train, dev = annotated(corpora, share_alike=False)
    everything, same_dev = annotated(corpora)
    assert dev == same_dev
    left_out = {sample.id for sample in everything} - {sample.id for sample in train}
    assert left_out
    assert all(name.startswith("GUM_bio_") for name in left_out)


def test_unlabelled_texts_come_evenly_from_every_senator(corpora: Path) -> None:
    ids = [key for key, _ in unlabelled(corpora, frozenset({"Poole/0.txt"}))]
    assert "Poole/0.txt" not in ids
    assert len(ids) == 11 + 4 + 1
    assert {key.split("/")[0] for key in ids[:2]} == {"Poole", "Okri"}
    assert [key.split("/")[0] for key in ids].count("Okri") == 4
    assert ids == [key for key, _ in unlabelled(corpora, frozenset({"Poole/0.txt"}))]


def test_long_opinions_are_shortened(corpora: Path) -> None:
    assert dict(unlabelled(corpora, frozenset()))["9.txt"] == "y" * 6000
