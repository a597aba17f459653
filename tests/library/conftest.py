"""A made collection in a library, for asking."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library


def _load_made() -> None:
    """The tests import `made` by name whatever the import mode."""
    if "made" not in sys.modules:
        spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["made"] = module
        spec.loader.exec_module(module)


_load_made()


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a made library that nobody writes to."""
    from made import made_library

    path = tmp_path_factory.mktemp("made") / "made.vgt"
    made_library(path).close()
    return path


@pytest.fixture
def asked(made_file: Path) -> Iterator[Library]:
    """A made library, open for reading."""
    with Library.open(made_file) as library:
        yield library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library, open for writing."""
    with Library.create_or_open(tmp_path / "new.vgt") as new:
        yield new
