"""A library of the seeds, made once by the command itself, and a way to run commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli import run


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process."""

    def call(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def library(root: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds' library."""
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    path = tmp_path_factory.mktemp("libraries") / "seeds.vgt"
    from reader.indexing import index

    index([seeds], path)
    return path
