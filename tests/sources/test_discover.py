"""Which files are found, in which order, and what is reported."""

from __future__ import annotations

import os
from pathlib import Path

from reader.model import Failure
from reader.sources import discover


def test_files_come_sorted_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden", ".git/x.txt", "~$lock.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in discover([tmp_path])] == [
        "a/y.txt",
        "a/z.txt",
        "b.txt",
    ]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / ".notes"
    path.write_text("x")
    assert list(discover([path])) == [path]


def test_link_loops_end_and_each_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "f.txt").write_text("x")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a" / "f.txt")
    assert [path.name for path in discover([tmp_path, tmp_path / "a"])] == ["f.txt"]


def test_pipes_dead_links_and_missing_paths_are_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    failures: list[Failure] = []
    assert list(discover([tmp_path, tmp_path / "missing"], failures.append)) == []
    assert [Path(failure.path).name for failure in failures] == ["dead", "pipe", "self", "missing"]
    assert all(failure.what and failure.remedy for failure in failures)


def test_a_very_deep_tree_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(120):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "deep.txt").write_text("x")
    assert [path.name for path in discover([tmp_path])] == ["deep.txt"]
