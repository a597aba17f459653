"""`extract` keeps order, spans and texts as they are, and says what is wrong with what it leaves out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

NAME = ["start", "end", "type", "text", "cluster", "name", "score"]


@pytest.fixture(autouse=True)
def _model(root: Path) -> None:
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")


TEXTS = [
    "The National Crime Agency (NCA) said on Monday that Mary Carter will lead the unit.\r\n\tMs Carter joined the NCA in 2010.",
    "   \x07odd \u202e text\u00ad with Mary  Carter in it, and 日本 in front of the National Crime Agency.\n\n",
    "",
    "Mary Carter met Peter Hill in Oslo. Hill thanked Carter.",
]


def lines_of(*values: Any) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_lines_come_out_in_order_with_spans_of_the_text_as_it_is(command, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        lines_of(*({"id": f"t{n}", "text": text} for n, text in enumerate(TEXTS))), encoding="utf-8"
    )
    done = command("extract", "--jsonl", source)
    assert done.status == 0
    rows = done.lines()
    assert [row["id"] for row in rows] == ["t0", "t1", "t2", "t3"]
    for row, text in zip(rows, TEXTS, strict=True):
        assert list(row) == ["id", "entities"]
        for entity in row["entities"]:
            assert list(entity) == NAME
            assert text[entity["start"] : entity["end"]] == entity["text"]
            assert entity["type"] in ("person", "organisation", "place")


def test_one_entity_is_one_cluster_across_lines(command, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(lines_of(*({"id": n, "text": text} for n, text in enumerate(TEXTS))), encoding="utf-8")
    entities = [
        (row["id"], one) for row in command("extract", "--jsonl", source).lines() for one in row["entities"]
    ]
    full = {one["cluster"] for _, one in entities if one["text"] == "Mary Carter"}
    assert len(full) == 1
    assert {one["name"] for _, one in entities if one["cluster"] in full} == {"Mary Carter"}
    assert len({id_ for id_, one in entities if one["cluster"] in full}) >= 2


def test_standard_input_is_read(command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(lines_of({"id": "a", "text": TEXTS[3]}).encode())

    monkeypatch.setattr("sys.stdin", Input())
    (row,) = command("extract", "--jsonl", "-").lines()
    assert row["id"] == "a"
    assert row["entities"]


def test_bad_lines_are_told_by_number_and_the_rest_is_done(command, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    good = lines_of({"id": "good", "text": TEXTS[3]}).encode()
    source.write_bytes(good + b"not json\n\n" + b'{"id": 1}\n' + b'{"id": 2, "text": "\xff"}\n' + good)
    done = command("extract", "--jsonl", source)
    assert done.status == 3
    assert [row["id"] for row in done.lines()] == ["good", "good"]
    for line in ("line 2", "line 4", "line 5"):
        assert line in done.err


def test_workers_give_the_same_as_this_process(
    command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.jsonl"
    values = [{"id": n, "text": f"{TEXTS[n % 4]} It was the {n}th time."} for n in range(200)]
    source.write_text(lines_of(*values), encoding="utf-8")
    alone = command("extract", "--jsonl", source, "--jobs", "1")
    monkeypatch.setattr("reader.indexing.extracting.HERE_BYTES", 0)
    shared = command("extract", "--jsonl", source, "--jobs", "2")
    assert alone.status == shared.status == 0
    assert len(alone.lines()) == 200
    assert [structure(row) for row in shared.lines()] == [structure(row) for row in alone.lines()]


def structure(row: dict[str, Any]) -> Any:
    """A row without its scores, whose last digits depend on how texts were batched."""
    return row["id"], [tuple(entity[key] for key in NAME[:-1]) for entity in row["entities"]]


def test_given_mentions_are_kept_in_count_span_and_order(command, tmp_path: Path) -> None:
    text = (
        "Senator Mary Carter and the NCA. The National Crime Agency (NCA) praised Carter, of Oslo University."
    )
    spans = [(73, 79), (0, 19), (8, 19), (28, 31), (33, 58), (37, 58), (60, 63), (37, 58), (84, 99), (84, 88)]
    types = ["PER", "person", "PER", "ORG", "organisation", "ORG", "ORG", "ORG", "ORG", "LOC"]
    given = [
        {"start": start, "end": end, "type": type_} for (start, end), type_ in zip(spans, types, strict=True)
    ]
    source = tmp_path / "in.jsonl"
    source.write_text(lines_of({"id": "x", "text": text, "entities": given}), encoding="utf-8")
    done = command("extract", "--jsonl", source, "--given")
    assert done.status == 0
    (row,) = done.lines()
    assert [(one["start"], one["end"]) for one in row["entities"]] == spans
    clusters = {(one["start"], one["end"]): one["cluster"] for one in row["entities"]}
    assert clusters[73, 79] == clusters[8, 19]
    assert clusters[28, 31] == clusters[37, 58] == clusters[60, 63]
    assert clusters[84, 88] not in (clusters[37, 58], clusters[84, 99])


def test_given_mentions_that_cannot_be_are_told(command, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    entities = [
        {"start": 0, "end": 11, "type": "PER"},
        {"start": 5, "end": 5, "type": "PER"},
        {"start": 0, "end": 999, "type": "PER"},
        {"start": 0, "end": 4, "type": "ANIMAL"},
        {"start": "0", "end": 4, "type": "PER"},
        "Mary",
    ]
    source.write_text(lines_of({"id": "x", "text": TEXTS[3], "entities": entities}), encoding="utf-8")
    done = command("extract", "--jsonl", source, "--given")
    assert done.status == 3
    assert len(done.lines()[0]["entities"]) == 1
    assert done.err.count("line 1: entity") == 5


def test_files_are_extracted_as_one_collection(command, seeds: Path) -> None:
    files = sorted(seeds.iterdir())
    done = command("extract", *files)
    assert done.status == 0
    rows = done.lines()
    assert [row["id"] for row in rows] == [str(path) for path in files]
    nca = {
        one["cluster"] for row in rows for one in row["entities"] if one["text"] == "National Crime Agency"
    }
    assert len(nca) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["--given", "x"], ["x", "--jsonl", "y"], ["--jsonl", "not-there.jsonl"], ["not-there"]]
)
def test_wrong_use_is_told(command, arguments: list[str]) -> None:
    done = command("extract", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err
