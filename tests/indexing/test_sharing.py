"""A file that holds many documents is read in shares: together they give each document once, and the file ends with the last of them."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.indexing import index
from reader.indexing.opening import pieces
from reader.indexing.pool import Done, Lost
from reader.indexing.reading import Failed, FileReader, Opened
from reader.indexing.sharing import Shares
from reader.indexing.worker import Unheard
from reader.library import Library, Work
from reader.model import Document, Failure, Recognised
from tests.indexing.conftest import text_of
from tests.indexing.test_members import mail, mailbox, zipped


def rows(*numbers: int) -> bytes:
    lines = (json.dumps({"title": f"Office {n}", "text": text_of(n)}) for n in numbers)
    return "".join(f"{line}\n" for line in lines).encode()


def tarred(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def everything() -> bytes:
    """Members of all kinds: rows, mails with attachments, archives in archives, what fails, one name twice."""
    return zipped(
        a_txt=text_of(1),
        rows_jsonl=rows(*range(60, 67)),
        box_mbox=mailbox(mail(20), mail(21, text_of(22)), mail(23)),
        one_eml=mail(24, text_of(25)),
        deep__inner_zip=zipped(x_txt=text_of(30), y_txt=text_of(31), z_bin=b"\x7fELF\0\0"),
        packed_tgz=tarred(p_txt=text_of(40).encode(), q_txt=text_of(41).encode()),
        bad_zip=b"PK\x03\x04 no archive",
        table_csv="a,b\n1,2\n",
        empty_txt="",
    )


def given_by(path: Path, **how: Any) -> list[tuple[str, str]]:
    return [
        (piece.member, piece.what.text if isinstance(piece.what, Document) else piece.what.what)
        for piece in pieces(str(path), path.stat().st_size, Unheard(), **how)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shared") / "all.zip"
    path.write_bytes(everything())
    return path


@given(st.integers(1, 9))
@settings(deadline=None, max_examples=9)
def test_all_shares_together_give_each_member_once_in_the_order_of_the_file(
    archive: Path, shares: int
) -> None:
    whole = given_by(archive)
    parts = [given_by(archive, share=(share, shares)) for share in range(shares)]
    assert sorted(one for part in parts for one in part) == sorted(whole)
    places = {one: at for at, one in enumerate(whole)}
    for part in parts:
        assert [places[one] for one in part] == sorted(places[one] for one in part)
    for inside in ("one.eml", "box.mbox!/2.eml"):
        homes = {n for n, part in enumerate(parts) for member, _ in part if inside in member}
        assert len(homes) == 1, "a mail and what is attached to it are one share's"


def test_what_one_share_must_do_without_changes_no_other_share(archive: Path) -> None:
    avoid = ((f"{archive}!/deep/inner.zip", "it kills"),)
    whole = given_by(archive)
    for share in range(3):
        others = [given_by(archive, share=(n, 3)) for n in range(3) if n != share]
        avoiding = given_by(archive, share=(share, 3), avoid=avoid)
        found = [one for part in [*others, avoiding] for one in part]
        assert len({member for member, _ in found}) == len(found)
        missing = {member for member, _ in whole} - {member for member, _ in found}
        assert all("inner.zip!/" in member for member in missing)


def test_only_large_files_that_hold_documents_are_shared_and_only_between_workers(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a_txt=text_of(1)))
    (tmp_path / "a.txt").write_text(text_of(1), encoding="utf-8")
    large, small, plain = (
        Work(1, str(tmp_path / "a.zip"), 10**6, 0, 0, None),
        Work(2, str(tmp_path / "a.zip"), 1000, 0, 0, None),
        Work(3, str(tmp_path / "a.txt"), 10**6, 0, 0, None),
    )
    cut = [(work.source, work.share, work.shares) for work in Shares(2).of([large, small, plain])]
    assert cut == [(1, 0, 4), (1, 1, 4), (1, 2, 4), (1, 3, 4), (2, 0, 1), (3, 0, 1)]
    assert [work.shares for work in Shares(1).of([large])] == [1]
    assert len(list(Shares(64).of([large]))) == 32


def share(number: int) -> Work:
    return Work(1, "a.zip", 10**6, 0, 0, None, share=number, shares=3)


def test_a_file_ends_with_its_last_share_and_tells_everything_once() -> None:
    shares = Shares(2)
    damaged = Failure("a.zip", "damaged", "", "fetch it again")
    assert shares.whole(Done(share(2), Failed(1, damaged, 1.0))) is None
    assert shares.whole(Done(share(0), Opened(1, ("damaged. fetch it again", "too long"), 2.0))) is None
    assert shares.whole(Done(share(1), Opened(1, ("damaged. fetch it again",), 4.0))) == Done(
        share(0), Opened(1, ("damaged. fetch it again", "too long"), 7.0)
    )


def test_a_file_of_which_no_share_found_anything_says_why_and_one_that_lost_a_share_is_lost() -> None:
    shares = Shares(2)
    failed = [Done(share(n), Failed(1, Failure("a.zip", "nothing in it"), 0.0)) for n in range(3)]
    assert [shares.whole(one) for one in failed] == [None, None, failed[0]]
    lost = Lost(share(1), "killed")
    assert [shares.whole(one) for one in (failed[0], lost, failed[2])] == [None, None, lost]


class Nothing:
    """Finds no names."""

    version = "test"

    def recognise_many(self, documents: list[Document]) -> list[Recognised]:
        return [Recognised(())] * len(documents)


def test_a_file_that_became_a_document_is_given_by_one_share_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text(text_of(1), encoding="utf-8")
    works = [Work(1, str(path), 10**6, 0, 0, None, share=n, shares=3) for n in range(3)]
    read = FileReader(Nothing())  # type: ignore[arg-type]
    ended = [type(read([work], Unheard())[0]).__name__ for work in works]
    assert ended == ["Read", "Opened", "Opened"]


# ── whole runs ───────────────────────────────────────────────────────────────────────────────────────────────────


def listed(library: Path) -> dict[str, Any]:
    """What a reader sees of a library."""
    with Library.open(library) as store:
        return {
            "rows": sorted((row.path, row.state, row.what, row.warnings) for row in store.report()),
            "documents": sorted((row.id, row.title, row.date) for row in store.documents(limit=None)),
            "entities": sorted((one.id, one.name, one.mentions) for one in store.entities_whole()),
            "mentions": sorted(
                (one.document, one.start, one.end, one.entity or "") for one in store.mentions()
            ),
        }


@pytest.mark.usefixtures("model")
def test_two_workers_on_one_file_come_to_the_library_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "all.zip").write_bytes(everything())
    (folder / "cut.zip").write_bytes(zipped(a_txt=text_of(50))[:-30])
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(rows(*range(100, 120)) + b"nothing\n"))
    alone = index([folder], tmp_path / "one.vgt", jobs=1)
    monkeypatch.setattr("reader.indexing.sharing.SHARED_BYTES", 0)
    shared = index([folder], tmp_path / "two.vgt", jobs=2)
    for count in ("read", "failed", "partial", "documents", "mentions", "unread", "waiting"):
        assert getattr(shared, count) == getattr(alone, count), count
    assert listed(tmp_path / "two.vgt") == listed(tmp_path / "one.vgt")
    again = index([folder], tmp_path / "two.vgt", jobs=2)
    assert (again.read, again.failed, again.gone) == (0, 1, 0), "only the damaged file is tried again"


@pytest.mark.usefixtures("model")
def test_a_long_file_is_linked_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.indexing.run.WRITE_FILES", 4)
    (tmp_path / "box.mbox").write_bytes(mailbox(*(mail(n) for n in range(150))))
    phases: list[str] = []
    index(
        [tmp_path / "box.mbox"], tmp_path / "l.vgt", jobs=1, on_progress=lambda now: phases.append(now.phase)
    )
    changes = [one for one, before in zip(phases, ["", *phases], strict=False) if one != before]
    assert changes.count("linking") >= 3
    assert changes[-2:] == ["linking", "done"]


KILLED = """
import os, signal, sys
from reader.indexing import index, reading, run, sharing
sharing.SHARED_BYTES, run.WRITE_FILES, reading.CHUNK = 0, 4, 4

def on_progress(progress):
    if progress.done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    index([sys.argv[1]], sys.argv[2], jobs=2, on_progress=on_progress)
"""


@pytest.mark.usefixtures("model")
def test_a_run_killed_in_the_middle_of_a_shared_file_is_taken_up_again(tmp_path: Path, root: Path) -> None:
    box, killed = tmp_path / "box.mbox", tmp_path / "killed.vgt"
    box.write_bytes(mailbox(*(mail(n) for n in range(150))))
    program = tmp_path / "program.py"
    program.write_text(KILLED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), str(box), str(killed), "70"],
        capture_output=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == -9, done.stderr
    with Library.open(killed) as store:
        before = store.status().documents
        assert 0 < before < 150
        assert store.status().waiting == 1
    summary = index([box], killed, jobs=2)
    assert (summary.read, summary.same, summary.documents) == (150 - before, before, 150)
    index([box], tmp_path / "whole.vgt", jobs=1)
    assert listed(killed) == listed(tmp_path / "whole.vgt")
