"""Our annotations stand where they say they stand."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from reader.training.own import STANDOFF, own_annotations


def corpora(folder: Path, text: str) -> Path:
    for name, file in (("senate", "releases.jsonl.gz"), ("courts", "opinions.jsonl.gz")):
        (folder / name).mkdir()
        with gzip.open(folder / name / file, "wt", encoding="utf-8") as out:
            out.write(json.dumps({"id": "a.txt", "text": text}) + "\n")
    return folder


def standoff(folder: Path, name: str, text: str, start: int, end: int, surface: str) -> Path:
    row = {
        "id": name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "entities": [{"start": start, "end": end, "type": "PER", "text": surface, "cluster": surface}],
    }
    path = folder / "standoff.jsonl"
    path.write_text(json.dumps(row))
    return path


def test_a_passage_is_cut_out_of_its_document(tmp_path: Path) -> None:
    path = standoff(tmp_path, "courts/a.txt#4-11", "Ana Poe", 0, 7, "Ana Poe")
    (row,) = own_annotations(corpora(tmp_path, "Did Ana Poe go?"), path)
    assert row["text"] == "Ana Poe"


@pytest.mark.parametrize(
    ("name", "text", "surface"),
    [
        ("senate/b.txt", "Ana Poe", "Ana"),
        ("senate/a.txt", "Ana Pow", "Ana"),
        ("senate/a.txt", "Ana Poe", "Poe"),
    ],
)
def test_what_does_not_fit_is_an_error(tmp_path: Path, name: str, text: str, surface: str) -> None:
    path = standoff(tmp_path, name, text, 0, 3, surface)
    with pytest.raises(ValueError, match=r"no such text|not the one|does not stand"):
        list(own_annotations(corpora(tmp_path, "Ana Poe"), path))


def test_every_annotation_fits_its_text(shared: Path) -> None:
    rows = list(own_annotations(shared / "corpora"))
    assert len(rows) == sum(1 for _ in STANDOFF.open(encoding="utf-8"))
    assert len({row["id"] for row in rows}) == len(rows)
