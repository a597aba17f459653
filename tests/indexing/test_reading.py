"""Reading one file: what it becomes, and that it is what the disk holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.indexing.reading import LOOKS, Failed, FileReader, Read, Unchanged
from reader.indexing.worker import Unheard
from reader.library import Work
from reader.model import Document, Mention, Recognised


class Recogniser:
    """Finds "Mary" wherever it stands."""

    version = "test"

    def recognise_many(self, documents: Sequence[Document]) -> list[Recognised]:
        return [
            Recognised(tuple(Mention(at, at + 4, "Mary", "person") for at in places(document.text)))
            for document in documents
        ]


class Heard(Unheard):
    """Keeps the beats too."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[tuple[float, str]] = []

    def __call__(self, seconds: float, part: str = "") -> None:
        self.beats.append((seconds, part))


def places(text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith("Mary", at)]


def work_on(path: Path, sha256: str | None = None, source: int = 1) -> Work:
    return Work(source, str(path), path.stat().st_size if path.exists() else 0, 0, 0, sha256)


def read(*works: Work) -> list[Read | Unchanged | Failed]:
    heard = Heard()
    found = FileReader(Recogniser())(works, heard)  # type: ignore[arg-type]
    assert len(heard.beats) > len(works)
    assert all(seconds >= 60 for seconds, _ in heard.beats)
    return found  # type: ignore[return-value]


def test_files_become_documents_in_their_order_with_names_entities_and_sentences(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Number {n}. Mary came. Mary went.", encoding="utf-8")
    found = read(*(work_on(tmp_path / f"{n}.txt", source=n) for n in range(3)))
    for n, one in enumerate(found):
        assert isinstance(one, Read)
        assert one.stored.source == n
        assert one.words == 6
        assert one.stored.document.sha256 == hashlib.sha256((tmp_path / f"{n}.txt").read_bytes()).hexdigest()
        assert len(one.stored.recognised.mentions) == 2
        assert [entity.name for entity in one.stored.entities] == ["Mary"]
        assert len(one.stored.sentences) == 3


def test_a_file_with_known_content_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Mary came.", encoding="utf-8")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    (one,) = read(work_on(file, sha256))
    assert isinstance(one, Unchanged)
    assert one.sha256 == sha256


def test_a_file_that_is_gone_is_a_failure_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Mary came.", encoding="utf-8")
    gone, there = read(work_on(tmp_path / "gone.txt", source=1), work_on(tmp_path / "b.txt", source=2))
    assert isinstance(gone, Failed)
    assert gone.failure.remedy
    assert isinstance(there, Read)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Mary came.", encoding="utf-8")
    changing(monkeypatch, file, times=LOOKS - 1)
    (one,) = read(work_on(file))
    assert isinstance(one, Read)
    assert one.stored.document.text.count("More.") == LOOKS - 1


def test_a_file_that_never_rests_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Mary came.", encoding="utf-8")
    changing(monkeypatch, file, times=LOOKS)
    (one,) = read(work_on(file))
    assert isinstance(one, Failed)
    assert "changes while it is read" in one.failure.what


def changing(monkeypatch: pytest.MonkeyPatch, file: Path, times: int) -> None:
    """Makes `file` grow right after each of the first so many times that it is read."""
    left = times
    original = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        nonlocal left
        data = original(path)
        if path == file and left:
            left -= 1
            with path.open("a", encoding="utf-8") as grown:
                grown.write(" More.")
            os.utime(path, ns=(left, left))
        return data

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
