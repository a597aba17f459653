"""Files that hold documents: their members are planned, updated and gone with them, whatever is in them; nothing is read twice."""

from __future__ import annotations

import email.message
import gzip
import io
import json
import os
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reader.indexing import extract_files, index
from reader.indexing.opening import pieces
from reader.indexing.pool import Done, Lost, Partly, Pool
from reader.indexing.worker import BeatCall, Unheard, Work
from reader.library import Library
from reader.model import Document, Failure
from reader.sources import Options
from reader.values import dataclass
from tests.indexing.conftest import text_of

needs_model = pytest.mark.usefixtures("model")


def zipped(**files: str | bytes) -> bytes:
    """A zip file of these; `__` in a name stands for a slash, `_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def mail(number: int, attachment: str | None = None) -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "Jane Doe <jane@example.org>"
    message["Subject"] = f"Office {number}"
    message["Date"] = "Mon, 6 May 2019 10:00:00 +0000"
    message.set_content(text_of(number))
    if attachment is not None:
        message.add_attachment(attachment.encode(), maintype="text", subtype="plain", filename="note.txt")
    return message.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From jane@example.org Mon May  6 10:00:00 2019\n" + each + b"\n\n" for each in messages)


def states(library: Path, root: Path) -> dict[str, str]:
    """Path -> state of everything that is not gone."""
    with Library.open(library) as store:
        return {
            str(Path(row.path)).removeprefix(f"{root}/"): row.state
            for row in store.report()
            if row.state != "gone"
        }


@needs_model
def test_what_is_in_a_file_comes_and_goes_with_it(tmp_path: Path) -> None:
    folder, library = tmp_path / "in", tmp_path / "l.vgt"
    folder.mkdir()
    inner = zipped(inner__a_txt=text_of(1), inner__b_txt=text_of(2))
    (folder / "outer.zip").write_bytes(zipped(deep__inner_zip=inner, c_txt=text_of(3), x_bin=b"\x7fELF\0\0"))
    messages = mail(4), mail(5, text_of(6))
    (folder / "box.mbox").write_bytes(mailbox(*messages))
    first = index([folder], library)
    assert (first.read, first.failed, first.documents, first.partial) == (6, 1, 6, 0)
    whole = {
        "box.mbox": "ok",
        "box.mbox!/1.eml": "ok",
        "box.mbox!/2.eml": "ok",
        "box.mbox!/2.eml!/note.txt": "ok",
        "outer.zip": "ok",
        "outer.zip!/deep/inner.zip!/inner/a.txt": "ok",
        "outer.zip!/deep/inner.zip!/inner/b.txt": "ok",
        "outer.zip!/c.txt": "ok",
        "outer.zip!/x.bin": "failed",
    }
    assert states(library, folder) == whole
    again = index([folder], library)
    assert (again.read, again.same, again.gone) == (0, 2, 0)
    # One message more, one file less: only what is new is read.
    (folder / "box.mbox").write_bytes(mailbox(*messages, mail(7)))
    (folder / "outer.zip").write_bytes(zipped(c_txt=text_of(3)))
    changed = index([folder], library)
    assert (changed.read, changed.documents) == (1, 5)
    del whole["outer.zip!/deep/inner.zip!/inner/a.txt"], whole["outer.zip!/deep/inner.zip!/inner/b.txt"]
    del whole["outer.zip!/x.bin"]
    assert states(library, folder) == {**whole, "box.mbox!/3.eml": "ok"}
    (folder / "box.mbox").rename(tmp_path / "elsewhere.mbox")
    assert index([folder], library).documents == 1
    (tmp_path / "elsewhere.mbox").rename(folder / "box.mbox")
    back = index([folder], library)
    assert (back.read, back.documents) == (0, 5)
    with Library.open(library) as store:
        note = store.document(store.find_document("note.txt"))
        assert note.row.path.endswith("box.mbox!/2.eml!/note.txt")
        rows = {Path(row.path).name: row for row in store.report()}
        assert (rows["box.mbox"].inside, rows["box.mbox"].inside_failed) == (4, 0)
        assert rows["note.txt"].within == str(folder / "box.mbox")


@needs_model
def test_the_first_of_the_report_are_those_with_something_to_know_and_members_stay_with_their_file(
    tmp_path: Path,
) -> None:
    folder, library = tmp_path / "in", tmp_path / "l.vgt"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zipped(c_txt=text_of(3), x_bin=b"\x7fELF\0\0", d_txt=text_of(4)))
    (folder / "b.txt").write_text(text_of(5))
    (folder / "c.txt").write_bytes(b"\x7fELF\0\0")
    index([folder], library)
    with Library.open(library) as store:
        every = list(store.report())
        worth = [row for row in every if row.notes or row.warnings or row.state == "failed"]
        others = [row for row in every if row not in worth]
        assert len(worth) >= 2 and len(others) >= 3 and any(row.within for row in others)
        for limit in range(1, len(every) + 2):
            assert store.report_first(limit) == ([*worth, *others][:limit], len(every), len(worth))


@needs_model
def test_a_run_that_was_stopped_does_not_recognise_again_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "box.mbox").write_bytes(mailbox(*(mail(n) for n in range(20))))
    monkeypatch.setattr("reader.indexing.run.WRITE_SECONDS", -1.0)
    monkeypatch.setattr("reader.indexing.reading.CHUNK", 5)
    recognised: list[int] = []
    stop = False

    def reader(*args: Any) -> Any:
        from reader.indexing.reading import file_reader

        made = file_reader(*args)
        original = made._recognise

        def recognise(documents: Any, beat: Any) -> Any:
            nonlocal stop
            recognised.append(len(documents))
            if stop:
                raise KeyboardInterrupt
            stop = len(recognised) == 2
            return original(documents, beat)

        made._recognise = recognise  # type: ignore[method-assign]
        return made

    library = tmp_path / "l.vgt"
    monkeypatch.setattr("reader.indexing.run.HERE_FORMATS", frozenset({"text", "mbox"}))
    # In this process what was given is noted at the end of a file: note it at once, as from a worker.
    monkeypatch.setattr("reader.indexing.run.Unheard", partial(_Noting, library))
    with monkeypatch.context() as patched:
        patched.setattr("reader.indexing.run.file_reader", reader)
        with pytest.raises(KeyboardInterrupt):
            index([tmp_path / "box.mbox"], library)
    with Library.open(library) as store:
        assert store.status().documents == 10
        assert store.status().waiting == 1
    summary = index([tmp_path / "box.mbox"], library)
    assert (summary.read, summary.same, summary.documents) == (10, 10, 20)


class _Noting(Unheard):
    """Writes what it hears into the library at once."""

    def __init__(self, library: Path) -> None:
        super().__init__()
        self._library = library

    def give(self, item: int, result: Any) -> None:
        with Library.open(self._library, write=True) as store:
            store.store([one.stored for one in result.outcomes if hasattr(one, "stored")])
        super().give(item, result)


def test_members_are_read_one_by_one_and_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        for number in range(3):
            archive.writestr("same.txt", text_of(number))
    heard = Heard()
    found = pieces(str(path), path.stat().st_size, heard)
    first = next(found)
    assert heard.parts == ["", f"{path}!/same.txt"]
    assert isinstance(first.what, Document)
    names = [first.member, *(piece.member for piece in found)]
    assert names == [f"{path}!/same.txt", f"{path}!/same.txt (2)", f"{path}!/same.txt (3)"]


class Heard(Unheard):
    """Keeps which parts were announced."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def __call__(self, seconds: float, part: str = "") -> None:
        self.parts.append(part)


def test_members_that_are_to_be_left_out_are_told_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(a_txt=text_of(1), b_txt=text_of(2)))
    bad = f"{path}!/a.txt"
    one, other = pieces(str(path), 100, Unheard(), avoid=((bad, "the process that read it was killed"),))
    assert isinstance(one.what, Failure)
    assert (one.member, one.what.what) == (bad, "the process that read it was killed")
    assert isinstance(other.what, Document)


def test_a_file_that_takes_too_long_keeps_what_was_read_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(a_txt=text_of(1), b_txt=text_of(2), c_txt=text_of(3)))
    moments = iter(range(0, 10**9, 10_000))
    *read, last = pieces(str(path), 100, Unheard(), clock=lambda: float(next(moments)))
    assert 0 < len(read) < 3
    assert isinstance(last.what, Failure)
    assert (last.member, "too long" in last.what.what) == ("", True)


@dataclass(frozen=True, slots=True)
class Parts:
    """An item of three parts, one of which kills the worker."""

    killer: str
    avoid: tuple[str, ...] = ()

    def avoiding(self, part: str, why: str) -> Parts | None:
        return None if part in self.avoid else Parts(self.killer, (*self.avoid, part))


def setup() -> Work:
    def work(items: Any, beat: BeatCall) -> list[str]:
        for number, item in enumerate(items):
            for part in "abc":
                beat(60 if item.killer != "slow" or part != "b" else 0.5, part)
                if part not in item.avoid and part == "b":
                    if item.killer == "slow":
                        import time

                        time.sleep(3600)
                    os.kill(os.getpid(), 9)
                beat.give(number, part)
            beat(60)
        return ["done"] * len(items)

    return work


@pytest.mark.parametrize("killer", ["dead", "slow"])
def test_a_part_that_takes_workers_down_is_left_out_alone(killer: str) -> None:
    found = [outcome for some in Pool(setup, 1).run([[Parts(killer)]]) for outcome in some]
    assert not any(isinstance(one, Lost) for one in found)
    (done,) = (one for one in found if isinstance(one, Done))
    assert done.item.avoid == ("b",)
    assert {one.result for one in found if isinstance(one, Partly)} >= {"a", "c"}


# ── hostile files, made here ─────────────────────────────────────────────────────────────────────────────────────


def bomb(folder: Path) -> None:
    (folder / "bomb.zip").write_bytes(zipped(zeros_txt=b"0" * 200_000_000))


def gzip_bomb(folder: Path) -> None:
    with gzip.open(folder / "bomb.gz", "wb") as out:
        for _ in range(100):
            out.write(b"0" * 2_000_000)


def nested(folder: Path) -> None:
    content = zipped(a_txt=text_of(1))
    for _ in range(30):
        content = zipped(inner_zip=content)
    (folder / "nested.zip").write_bytes(content)


def climbing(folder: Path) -> None:
    (folder / "climbing.zip").write_bytes(
        zipped(**{"..__..__..__tmp__evil_txt": text_of(1), "a_txt": text_of(2)})
    )


def looping(folder: Path) -> None:
    with tarfile.open(folder / "links.tar", "w") as archive:
        link = tarfile.TarInfo("loop")
        link.type, link.linkname = tarfile.SYMTYPE, "loop"
        archive.addfile(link)
        device = tarfile.TarInfo("device")
        device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
        archive.addfile(device)
        plain = tarfile.TarInfo("plain.txt")
        plain.size = len(text_of(3).encode())
        archive.addfile(plain, io.BytesIO(text_of(3).encode()))


def broken(folder: Path) -> None:
    (folder / "cut.zip").write_bytes(zipped(a_txt=text_of(1), b_txt=text_of(2))[:-30])
    (folder / "rows.jsonl").write_text(
        '{"text": "' + "[" * 100_000 + '"}\n{"text": ' + "[" * 100_000 + "\nnothing\n", encoding="utf-8"
    )


def signs(folder: Path) -> None:
    (folder / "signs.zip").write_bytes(zipped(**{"\x1b]0;owned\x07\u202eevil_txt": "\x1b[31m" + text_of(4)}))


@needs_model
@pytest.mark.parametrize(
    ("make", "documents"),
    [(bomb, 0), (gzip_bomb, 0), (nested, 0), (climbing, 2), (looping, 1), (broken, 1), (signs, 1)],
)
def test_hostile_files_are_a_line_in_the_report_and_the_rest_goes_on(
    make: Callable[[Path], None], documents: int, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    make(folder)
    (folder / "zz-good.txt").write_text(text_of(9), encoding="utf-8")
    before = set(tmp_path.iterdir())
    summary = index([folder], tmp_path / "l.vgt", jobs=1)
    assert summary.documents == documents + 1
    assert not summary.stopped
    assert {path.name.partition(".")[0] for path in set(tmp_path.iterdir()) - before} == {"l"}
    with Library.open(tmp_path / "l.vgt") as store:
        rows = list(store.report())
        assert rows and not any(row.state == "waiting" for row in rows)
        assert all(row.what for row in rows if row.state == "failed")
        assert all("\x1b" not in row.path and "\u202e" not in row.path for row in rows)
        assert all("\x1b" not in store.document(row.id).text for row in store.documents())


# ── other ways in ────────────────────────────────────────────────────────────────────────────────────────────────


@needs_model
def test_extract_gives_a_line_for_each_document_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped(a_txt=text_of(1), x_bin=b"\x7fELF\0\0", b__c_txt=text_of(2)))
    problems: list[str] = []
    found = list(extract_files([path], problems.append))
    assert [one.id for one in found] == [f"{path}!/a.txt", f"{path}!/b/c.txt"]
    assert all(one.names for one in found)
    assert len(problems) == 1 and "x.bin" in problems[0]


@needs_model
def test_a_column_map_is_remembered_and_a_new_one_reads_again(tmp_path: Path) -> None:
    rows = ({"headline": f"Office {n}", "story_text": text_of(n), "summary": "x"} for n in range(3))
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    library = tmp_path / "l.vgt"
    guessed = index([tmp_path / "rows.jsonl"], library)
    assert guessed.words < 30
    mapped = Options((("text", "story_text"), ("title", "headline")))
    assert index([tmp_path / "rows.jsonl"], library, options=mapped).documents == 3
    again = index([tmp_path / "rows.jsonl"], library)
    assert (again.read, again.same, again.documents) == (0, 1, 3)
    with Library.open(library) as store:
        assert {row.title for row in store.documents()} == {"Office 0", "Office 1", "Office 2"}


@needs_model
def test_what_failed_in_a_file_is_tried_again_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a_txt=text_of(1), x_bin=b"\x7fELF\0\0"))
    library = tmp_path / "l.vgt"
    index([tmp_path / "a.zip"], library)
    assert index([tmp_path / "a.zip"], library).failed == 0
    again = index([tmp_path / "a.zip"], library, retry=True)
    assert (again.read, again.failed, again.documents) == (0, 1, 1)
