"""Watching indexes at once, and then whatever changed and came to rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import CommandError
from reader.indexing import Summary, watch

pytestmark = pytest.mark.usefixtures("model")


def test_watching_takes_in_what_appears_once_it_rests(
    collection: Callable[[int], Path], tmp_path: Path
) -> None:
    folder = collection(2)
    looks = 0
    summaries: list[Summary] = []
    reads_at: list[int] = []

    def wait(_: float) -> None:
        nonlocal looks
        looks += 1
        new = folder / "new.txt"
        if looks in (2, 3):  # still being written
            with new.open("a", encoding="utf-8") as file:
                file.write(f"Mary Carter spoke for the {looks}. time.\n")

    for summary in watch([folder], tmp_path / "l.vgt", wait=wait, should_stop=lambda: looks > 7):
        summaries.append(summary)
        reads_at.append(looks)
    assert [summary.read for summary in summaries] == [2, 1]
    assert reads_at == [0, 4]
    assert summaries[-1].documents == 3


def test_watching_an_empty_folder_waits_for_its_first_file(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    looks = 0

    def wait(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            (folder / "a.txt").write_text("Mary Carter spoke.\n", encoding="utf-8")

    found = list(watch([folder], tmp_path / "l.vgt", wait=wait, should_stop=lambda: looks > 4))
    assert [summary.documents for summary in found] == [1]


def test_watching_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        list(watch([tmp_path / "nowhere"], tmp_path / "l.vgt", should_stop=lambda: True))
