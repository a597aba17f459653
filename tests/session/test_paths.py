"""Paths follow XDG, and asking for them touches nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.session import (
    config_folder,
    journal_folder,
    keymap_file,
    recall,
    remember,
    settings_file,
    state_folder,
)


def test_paths_follow_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert settings_file() == tmp_path / "c" / "vgt-reader" / "settings.toml"
    assert keymap_file().parent == config_folder()
    assert journal_folder("a.vgt").is_relative_to(state_folder())
    assert list(tmp_path.iterdir()) == []


def test_each_library_has_its_own_journal_however_it_is_named(tmp_path: Path) -> None:
    one, other = journal_folder(tmp_path / "a" / "lib.vgt"), journal_folder(tmp_path / "b" / "lib.vgt")
    assert one != other
    assert journal_folder(tmp_path / "a" / ".." / "a" / "lib.vgt") == one
    assert journal_folder("postgresql://host/lib").name.startswith("lib-")
    assert os.sep not in journal_folder("postgresql://host/a b/../x").name


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "remembered.json"
    assert recall("library", path) is None
    assert remember("library", "/some/where", path) and remember("theme", "mono", path)
    assert (recall("library", path), recall("theme", path)) == ("/some/where", "mono")
    assert [each.name for each in path.parent.iterdir()] == ["remembered.json"]


def test_a_damaged_memory_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    path.write_bytes(b'{"library": 3, "theme')
    assert recall("library", path) is None
    assert remember("library", "x", path) and recall("library", path) == "x"


def test_a_memory_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not remember("library", "x", tmp_path / "file" / "remembered.json")
