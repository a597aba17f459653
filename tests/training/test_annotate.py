"""Judgements become offsets; whatever cannot be found is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reader.training.annotate import Item, expand

TEXT = "Ana Poe met the Harbour Board (HB). Poe said: “We go on.” Later Poe\nStreet was closed by the HB."


def item(kind: str, *values: object, **options: object) -> Item:
    return Item(kind, values, options)


def test_every_occurrence_outside_longer_forms_is_marked() -> None:
    got = expand(
        (
            item("P", "Ana Poe", "Ana Poe", "Poe"),
            item("O", "Harbour Board", "Harbour Board", "HB"),
            item("NOT", "Poe", 2),
        ),
        TEXT,
    )
    assert not got.problems
    assert [(row["text"], row["cluster"]) for row in got.entities] == [
        ("Ana Poe", "Ana Poe"),
        ("Harbour Board", "Harbour Board"),
        ("HB", "Harbour Board"),
        ("Poe", "Ana Poe"),
        ("HB", "Harbour Board"),
    ]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in got.entities)


def test_one_space_stands_for_a_line_break() -> None:
    (row,) = expand((item("L", "Poe Street"),), TEXT).entities
    assert row["text"] == "Poe\nStreet"


def test_what_is_not_there_is_said() -> None:
    got = expand((item("P", "Bo"), item("ROLE", "Cy", "chair"), item("QUOTE", "Bo", "never said")), TEXT)
    assert len(got.problems) == 3


def test_the_command_writes_standoff_without_the_text(tmp_path: Path) -> None:
    (tmp_path / "batch.py").write_text('DOC("a", P("Ana Poe", "Ana Poe"), QUOTE("Ana Poe", "We go on"))')
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}))
    command = [
        sys.executable,
        "-m",
        "reader.training.annotate",
        str(tmp_path / "batch.py"),
        str(tmp_path / "texts.jsonl"),
    ]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "out.jsonl")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    row = json.loads((tmp_path / "out.jsonl").read_text())
    assert "text" not in row and row["quotes"][0]["speaker"] == "Ana Poe"
