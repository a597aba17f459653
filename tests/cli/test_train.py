"""Teaching the model by decisions, as far as it goes without PyTorch: what it needs, what it says, going back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.indexing.models import adopt, own_folder

Command = Callable[..., Any]


@pytest.fixture
def mine(library: Path, tmp_path: Path) -> Path:
    """A library of the seeds to decide about."""
    path = tmp_path / "mine.vgt"
    shutil.copy(library, path)
    return path


def test_train_wants_to_be_told_what_to_do(command: Command, mine: Path) -> None:
    ran = command("train", "--library", mine)
    assert ran.status == 2
    assert "--from-decisions" in ran.err


def test_without_its_extra_it_says_what_to_install(mine: Path) -> None:
    script = (
        "import sys; sys.modules['torch'] = None; from reader.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "train", "--from-decisions", "--library", str(mine)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "vgt-reader[train]" in ran.stderr


def test_too_few_decisions_leave_the_model_as_it_is(command: Command, mine: Path) -> None:
    pytest.importorskip("torch")
    ran = command("train", "--from-decisions", "--library", mine)
    assert ran.status == 1
    assert "too few" in ran.err
    assert not own_folder(mine).exists()


def test_the_librarys_own_model_can_be_forgotten(command: Command, mine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "taught"
    folder.mkdir()
    for name in ("model.onnx", "vocab.txt", "labels.json"):
        (folder / name).write_text("x", encoding="utf-8")
    adopt(mine, folder)
    ran = command("train", "--forget", "--library", mine)
    assert ran.status == 0
    assert not own_folder(mine).exists()
    assert "no model of its own" in command("train", "--forget", "--library", mine).err


def test_a_chosen_model_is_used_from_then_on(
    command: Command, root: Path, seeds: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(root / "reader/recognise/model", copied)
    target = tmp_path / "other.vgt"
    assert command("index", seeds, "--library", target, "--model", copied, "--jobs", "1").status == 0
    (copied / "model.onnx").unlink()
    ran = command("index", seeds, "--library", target, "--jobs", "1")
    assert ran.status != 0
    assert "model" in ran.err
    assert command("index", seeds, "--library", target, "--model", "default", "--jobs", "1").status == 0
