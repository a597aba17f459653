"""Fixtures for every kind of test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

# A busy machine makes no test fail; where a check must say the same twice (CI=1), its examples are the same too.
settings.register_profile("reader", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("reader")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The starter collection."""
    return root / "seeds"


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The development corpora beside the checkout; tests that need them are skipped, saying so, where they are absent."""
    folder = root.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("needs the development corpora in ../shared, which are not here")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own settings, libraries or session."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.split("_")[1].lower()))
    monkeypatch.delenv("VGT_LIBRARY", raising=False)
