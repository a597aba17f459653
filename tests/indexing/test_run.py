"""An index run reads what is new, leaves the rest, survives whatever happens to it, and comes to the same library."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import CommandError, LibraryError, LockedLibrary, ReaderError, SourceError
from reader.indexing import Progress, Summary, index
from reader.indexing.lock import indexing_alone
from reader.library import Library

pytestmark = pytest.mark.usefixtures("model")

Make = Callable[[int], Path]


def contents(library: Path, root: Path) -> dict[str, Any]:
    """Everything in a library that a reader sees."""
    with Library.open(library) as store:
        documents = store.documents(limit=None)
        return {
            "documents": sorted(
                (row.id, str(Path(row.path).relative_to(root)), row.title, row.date, row.state)
                for row in documents
            ),
            "entities": sorted(
                (one.id, one.name, one.type, one.aliases, one.mentions) for one in store.entities_whole()
            ),
            "mentions": sorted(
                (row.document, row.start, row.end, row.type, row.entity or "", row.reason)
                for row in store.mentions()
            ),
            "texts": sorted(store.document(row.id).text for row in documents),
        }


def test_a_folder_becomes_a_library_and_a_second_run_does_nothing(collection: Make, tmp_path: Path) -> None:
    folder, library = collection(5), tmp_path / "l.vgt"
    told: list[Progress] = []
    first = index([folder], library, on_progress=told.append)
    assert (first.read, first.failed, first.same, first.documents, first.stopped) == (5, 0, 0, 5, False)
    assert first.entities > 5
    assert [progress.phase for progress in told][-2:] == ["linking", "done"]
    before = contents(library, folder)
    second = index([folder], library)
    assert (second.read, second.same, second.documents) == (0, 5, 5)
    assert contents(library, folder) == before


def test_workers_come_to_the_same_library_as_this_process(
    collection: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = collection(8)
    index([folder], tmp_path / "here.vgt")
    monkeypatch.setattr("reader.indexing.run.HERE_FILES", 0)
    summary = index([folder], tmp_path / "workers.vgt", jobs=2)
    assert summary.read == 8
    assert structure(contents(tmp_path / "workers.vgt", folder)) == structure(
        contents(tmp_path / "here.vgt", folder)
    )


def structure(found: dict[str, Any]) -> dict[str, Any]:
    """Contents as they must be however the texts were batched."""
    return found


def test_what_changed_is_read_again_and_what_is_gone_is_no_longer_listed(
    collection: Make, tmp_path: Path
) -> None:
    folder, library = collection(4), tmp_path / "l.vgt"
    index([folder], library)
    changed, gone, touched = (folder / f"part{n % 3}" / f"release-{n:04d}.txt" for n in (0, 1, 2))
    changed.write_text(
        "Harald Nyquist resigned\n\nHarald Nyquist of the Tidal Energy Forum resigned today.\n",
        encoding="utf-8",
    )
    gone.unlink()
    os.utime(touched, ns=(1, 1))
    summary = index([folder], library)
    assert (summary.read, summary.gone, summary.same, summary.documents) == (1, 1, 2, 3)
    with Library.open(library) as store:
        assert store.find_entities("Harald Nyquist")[0].mentions == 2
        assert {Path(row.path).name for row in store.documents()} == {
            changed.name,
            touched.name,
            "release-0003.txt",
        }


def test_a_moved_file_keeps_its_document(collection: Make, tmp_path: Path) -> None:
    folder, library = collection(2), tmp_path / "l.vgt"
    index([folder], library)
    (folder / "part0/release-0000.txt").rename(folder / "moved.txt")
    summary = index([folder], library)
    assert summary.documents == 2
    with Library.open(library) as store:
        assert len(store.documents()) == 2


def test_one_bad_file_never_stops_the_rest(collection: Make, tmp_path: Path) -> None:
    folder, library = collection(3), tmp_path / "l.vgt"
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "empty.txt").touch()
    (folder / "nothing.zzz").write_bytes(b"\x7fELF" + bytes(1000))
    summary = index([folder], library, jobs=1)
    assert (summary.read, summary.failed, summary.unread) == (3, 3, 3)
    with Library.open(library) as store:
        rows = list(store.report("failed"))
        assert {Path(row.path).name for row in rows} == {"binary.txt", "empty.txt", "nothing.zzz"}
        assert all(row.what for row in rows)


def test_a_file_that_may_not_be_read_is_a_row_in_the_report(collection: Make, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    folder, library = collection(2), tmp_path / "l.vgt"
    (folder / "part0/release-0000.txt").chmod(0)
    summary = index([folder], library)
    assert (summary.read, summary.failed) == (1, 1)


STOPPED = """
import os, signal, sys
from reader.indexing import index, run
run.WRITE_FILES, run.BATCH_FILES = 10, 5

def on_progress(progress):
    if progress.done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    index([sys.argv[1]], sys.argv[2], jobs=2, on_progress=on_progress)
"""


def test_a_run_that_is_killed_and_taken_up_again_comes_to_the_same_library(
    collection: Make, tmp_path: Path, root: Path
) -> None:
    folder = collection(60)
    index([folder], tmp_path / "whole.vgt", jobs=2)
    killed = tmp_path / "killed.vgt"
    program = tmp_path / "program.py"
    program.write_text(STOPPED, encoding="utf-8")
    for at in (12, 20, 15):
        done = subprocess.run(
            [sys.executable, str(program), str(folder), str(killed), str(at)],
            capture_output=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert done.returncode == -9, done.stderr
    with Library.open(killed) as store:
        assert 0 < store.status().documents < 60
    summary = index([folder], killed, jobs=2)
    assert summary.documents == 60
    assert summary.waiting == summary.unread == 0
    assert contents(killed, folder) == contents(tmp_path / "whole.vgt", folder)


def test_a_stopped_run_keeps_and_links_what_it_read_and_goes_on_later(
    collection: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.run.BATCH_FILES", 4)
    folder, library = collection(40), tmp_path / "l.vgt"
    done = 0

    def on_progress(progress: Progress) -> None:
        nonlocal done
        done = progress.done

    first = index([folder], library, jobs=1, on_progress=on_progress, should_stop=lambda: done >= 8)
    assert first.stopped
    assert 8 <= first.read < 40
    assert first.waiting == 40 - first.read
    assert first.entities > 0
    second = index([folder], library)
    assert (second.read, second.documents, second.waiting) == (40 - first.read, 40, 0)


def test_a_long_first_run_is_linked_on_the_way(
    collection: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.run.BATCH_FILES", 4)
    monkeypatch.setattr("reader.indexing.run.WRITE_FILES", 4)
    monkeypatch.setattr("reader.indexing.linking.FIRST_LINK", 8)
    folder, library = collection(40), tmp_path / "l.vgt"
    phases: list[str] = []

    def on_progress(progress: Progress) -> None:
        if not phases or phases[-1] != progress.phase:
            phases.append(progress.phase)

    index([folder], library, jobs=1, on_progress=on_progress)
    assert phases.count("linking") >= 3
    assert phases[-2:] == ["linking", "done"]


def test_two_runs_into_one_library_do_not_mix(collection: Make, tmp_path: Path) -> None:
    folder, library = collection(1), tmp_path / "l.vgt"
    with indexing_alone(library), pytest.raises(LockedLibrary, match="another process"):
        index([folder], library)
    assert index([folder], library).read == 1
    assert [path.name for path in tmp_path.glob("l.vgt*indexing")] == []


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file"):
        index([tmp_path / "nowhere"], tmp_path / "l.vgt")
    assert not (tmp_path / "l.vgt").exists()


def test_an_empty_folder_makes_no_library(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="nothing to read"):
        index([tmp_path / "empty"], tmp_path / "l.vgt")
    assert not (tmp_path / "l.vgt").exists()


def test_a_library_that_cannot_be_made_is_told(collection: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryError, match="--library"):
        index([collection(1)], tmp_path / "file" / "l.vgt")


def test_a_missing_model_is_told_before_anything_is_read(collection: Make, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="model"):
        index([collection(1)], tmp_path / "l.vgt", model=str(tmp_path / "no model"))


def test_a_summary_says_how_many_words(collection: Make, tmp_path: Path) -> None:
    summary: Summary = index([collection(2)], tmp_path / "l.vgt")
    assert 60 < summary.words < 200
