"""`index` tells what it does, stops in good order, and says what to do when something is in its way."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli.progress import Lines
from reader.cli.stopping import Stop
from reader.indexing import Progress
from reader.session import recall


@pytest.fixture
def releases(root: Path, tmp_path: Path) -> Path:
    """A folder of 30 short texts."""
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    folder = tmp_path / "releases"
    folder.mkdir()
    for n in range(30):
        text = f"Office {n} opens\n\nThe Harbour Police Union opened office {n} in Oslo, said Mary Carter.\n"
        (folder / f"{n:02d}.txt").write_text(text, encoding="utf-8")
    return folder


def test_it_says_what_it_read_and_becomes_the_library_of_the_listings(command, releases: Path) -> None:
    done = command("index", releases)
    assert (done.status, done.out) == (0, "")
    assert "30 documents read" in done.err
    assert recall("library") is not None
    assert len(command("documents", "--json").lines()) == 30
    again = command("index", releases, "--json")
    (summary,) = again.lines()
    assert (summary["read"], summary["same"], summary["documents"], summary["stopped"]) == (0, 30, 30, False)


def test_some_files_that_fail_give_status_3_and_a_report(command, releases: Path) -> None:
    (releases / "broken.txt").write_bytes(bytes(range(256)) * 50)
    for _ in range(2):
        done = command("index", releases)
        assert done.status == 3
        assert "report" in done.err
    report = command("report")
    assert "broken.txt" in report.out
    (failed,) = command("documents", "--state", "failed", "--json").lines()
    assert failed["state"] == "failed"
    assert failed["path"].endswith("broken.txt")


@pytest.mark.parametrize("arguments", [["index"], ["index", "not/there"], ["index", ".", "--jobs", "0"]])
def test_wrong_use_has_status_2(command, arguments: list[str]) -> None:
    done = command(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_an_empty_folder_has_status_1_and_a_remedy(command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = command("index", tmp_path / "empty")
    assert done.status == 1
    assert "nothing to read" in done.err


def test_ctrl_c_stops_in_good_order_and_says_how_to_go_on(
    command, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.run.BATCH_FILES", 4)
    pressed = False

    def press(progress: Progress) -> None:
        nonlocal pressed
        if progress.done >= 4 and not pressed:
            pressed = True
            signal.raise_signal(signal.SIGINT)

    @contextmanager
    def showing() -> Iterator[Callable[[Progress], None]]:
        yield press

    monkeypatch.setattr("reader.cli.progress.showing", showing)
    done = command("index", releases, "--jobs", "1")
    assert done.status == 1
    assert "to go" in done.err
    assert f"vgt-reader index {releases}" in done.err
    assert 4 <= len(command("documents", "--json").lines()) < 30
    assert command("index", releases).status == 0
    assert len(command("documents", "--json").lines()) == 30


def test_watching_ends_with_ctrl_c_and_has_read_what_was_there(
    command, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def showing() -> Iterator[Callable[[Progress], None]]:
        yield lambda progress: signal.raise_signal(signal.SIGINT) if progress.phase == "done" else None

    monkeypatch.setattr("reader.cli.progress.showing", showing)
    done = command("index", releases, "--watch", "--json")
    assert done.status == 0, done.err
    (summary,) = done.lines()
    assert summary["read"] == 30


def test_a_second_ctrl_c_ends_at_once_and_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stop() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
from reader.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on file sizes")
def test_a_full_disk_is_told_and_the_next_run_goes_on(command, releases: Path, tmp_path: Path) -> None:
    (releases / "long.txt").write_text("Mary Carter wrote a long report. " * 9000, encoding="utf-8")
    library = tmp_path / "l.vgt"
    arguments = ["index", str(releases), "--library", str(library), "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "disk" in done.stderr or "room" in done.stderr
    after = command(*arguments)
    assert after.status == 0, after.err
    assert len(command("documents", "--library", library, "--json").lines()) == 31


def test_a_folder_that_may_not_be_entered_is_told(command, releases: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may enter everything")
    (releases / "closed").mkdir(mode=0)
    done = command("index", releases)
    assert done.status == 3
    assert "closed" in done.err


def test_progress_on_a_terminal_is_a_bar_that_clears_itself() -> None:
    program = (
        "from reader.cli.progress import showing\nfrom reader.indexing import Progress\n"
        "with showing() as tell:\n"
        " tell(Progress()); tell(Progress('reading', 9, 4, 1, 2.0, 800.0)); tell(Progress('linking', 9, 9, 1, 2.0, 800.0))\n"
    )
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    done = subprocess.Popen([sys.executable, "-c", program], stderr=theirs, env=environment)
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while chunk := os.read(ours, 4096):
            told += chunk
    os.close(ours)
    assert done.wait(timeout=60) == 0, told
    assert b"9 of 9 files, 1 failed" in told
    assert b"Traceback" not in told
    assert told.rstrip().endswith(b"\x1b[2K")


def test_progress_without_a_terminal_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("reader.cli.progress.time.monotonic", lambda: now)
    lines = Lines()
    for second in range(60):
        now = float(second)
        lines(Progress("reading", 100, second, 1, 1.0, 400.0))
    lines(Progress("linking", 100, 60, 1, 1.0, 400.0))
    lines(Progress("done", 100, 60, 1, 1.0, 400.0))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 6
    assert told[0] == "Reading: 11 of 100 files, 1 failed; 1.0 documents/s, 400 words/s"
    assert told[-1].startswith("Linking names")
