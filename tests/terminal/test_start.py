"""The start in a real pty: what is painted before Textual is there, what is typed meanwhile, and how the terminal is given back."""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.scenes import Scene, reader
from tests.terminal.ttyprobe import Probe

TITLE = "Harbour authority and crime agency"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VGT_PLAIN_OUTPUT", raising=False)
        yield Scene(tmp_path_factory.mktemp("start") / "s", paragraphs=30)


def kept(scene: Scene, state: str) -> list[Path]:
    """The screens that are kept."""
    folder = scene.folder / f"state-{state}" / "vgt-reader" / "screens"
    return sorted(folder.iterdir()) if folder.exists() else []


@contextmanager
def opened(
    scene: Scene, state: str, environment: Mapping[str, str] | None = None, typed: bytes = b"", size: int = 80
) -> Iterator[Probe]:
    with reader(scene, size, 24, "256", environment, state=state) as probe:
        os.write(probe.fd, typed)
        yield probe


def rested(scene: Scene, state: str, *keys: str) -> list[str]:
    """Open the reader, press keys, wait until the screen is kept, and leave; the rows that were on the screen."""
    with opened(scene, state) as probe:
        probe.wait_for("¶", 30)
        probe.settle(300)
        for key in keys:
            probe.key(key)
        probe.settle(800)
        rows = probe.rows()
        probe.key("q")
        assert probe.wait_exit() == 0
    assert kept(scene, state)
    return list(rows)


def before_textual(scene: Scene, state: str, **changes: object) -> bytes:
    """What a start writes before Textual, which cannot be imported."""
    broken = scene.folder / "broken" / "textual"
    broken.mkdir(parents=True, exist_ok=True)
    (broken / "__init__.py").write_text("raise ImportError('no such luck')\n")
    environment = {"PYTHONPATH": str(broken.parent), **changes.pop("environment", {})}  # type: ignore[dict-item]
    with opened(scene, state, environment, **changes) as probe:  # type: ignore[arg-type]
        before = termios.tcgetattr(probe.fd)
        assert probe.wait_exit() != 0
        assert termios.tcgetattr(probe.fd)[3] == before[3] | termios.ECHO | termios.ICANON | termios.IEXTEN
        return b"".join(data for _, data in probe._log)


def test_the_last_screen_is_painted_before_textual_is_imported_and_taken_away_when_that_fails(
    scene: Scene,
) -> None:
    rested(scene, "painted")
    written = before_textual(scene, "painted")
    assert written.startswith(b"\x1b[?1049h")
    painted, _, after = written.partition(b"\x1b[?1049l")
    assert TITLE.encode() in painted
    assert b"\x1b[?25h" in after
    assert b"no such luck" in after


@pytest.mark.parametrize(
    "changes",
    [{"size": 90}, {"environment": {"NO_COLOR": "1"}}, {"environment": {"COLORTERM": "truecolor"}}],
    ids=["size", "no-color", "truecolor"],
)
def test_another_terminal_gets_no_screen_that_was_made_for_this_one(
    scene: Scene, changes: dict[str, object]
) -> None:
    rested(scene, "other")
    assert b"\x1b[" not in before_textual(scene, "other", **changes).replace(b"\x1b[?", b"")[:1]
    assert TITLE.encode() not in before_textual(scene, "other", **changes)


def test_a_screen_of_a_place_that_was_left_is_not_shown(scene: Scene) -> None:
    rested(scene, "left")
    with opened(scene, "left") as probe:
        probe.wait_for("¶", 30)
        probe.settle(200)
        os.write(probe.fd, b"G")
        probe.wait_for("100%")
        os.kill(probe.pid, signal.SIGKILL)
        probe.wait_exit()
    assert TITLE.encode() not in before_textual(scene, "left")


def test_the_first_frame_is_the_painted_screen_and_nothing_is_sent_twice(scene: Scene) -> None:
    rows = rested(scene, "same", "space", "tab")
    with opened(scene, "same") as probe:
        probe.wait_for("¶", 30)
        painted = probe.total_bytes
        assert probe.rows() == rows
        probe.settle(1500)
        assert probe.rows() == rows
        # Modes and questions to the terminal, no cells.
        assert probe.total_bytes - painted < 400
        raw = b"".join(data for _, data in probe._log)
        assert raw.count(b"\x1b[?1049h") == 1
        assert raw.count(b"\x1b[2J") == 1
        probe.key("q")
        assert probe.wait_exit() == 0


@pytest.mark.parametrize("first", [True, False], ids=["cold", "painted"])
def test_what_is_typed_before_the_reader_is_there_is_answered_in_order(scene: Scene, first: bool) -> None:
    state = f"typed-{first}"
    if not first:
        rested(scene, state)
    with opened(scene, state, typed=b"jj\t\t\r") as probe:
        probe.wait_for("Lindqvist & Sons Ltd", 30)
        probe.wait_for("introduced", 30)
        probe.key("escape")
        probe.wait_for("introduced", gone=True)
        probe.wait_for("%")
        # Two rows down, and the second of the names there.
        assert TITLE not in probe.text()
        marked = "".join(cell[0] for row in probe.terminal.cells() for cell in row if cell[6])
        assert marked.startswith(("Ana Lindqvist", "Lindqvist & Sons")), marked
        probe.key("q")
        assert probe.wait_exit() == 0


def test_a_reader_that_is_left_at_once_gives_the_terminal_back(scene: Scene) -> None:
    with opened(scene, "at-once", typed=b"q") as probe:
        modes = termios.tcgetattr(probe.fd)
        assert probe.wait_exit() == 0
        assert termios.tcgetattr(probe.fd) == modes
        raw = b"".join(data for _, data in probe._log)
        assert raw.rindex(b"\x1b[?1049l") > raw.rindex(b"\x1b[?1049h")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_before_the_reader_is_there_gives_the_terminal_back(
    scene: Scene, number: signal.Signals
) -> None:
    rested(scene, "signal")
    slow = scene.folder / "slow" / "textual"
    slow.mkdir(parents=True, exist_ok=True)
    (slow / "__init__.py").write_text("import time\ntime.sleep(60)\n")
    with opened(scene, "signal", {"PYTHONPATH": str(slow.parent)}) as probe:
        probe.wait_for(TITLE, 30)
        os.kill(probe.pid, number)
        assert probe.wait_exit() != 0
        raw = b"".join(data for _, data in probe._log)
        assert raw.rindex(b"\x1b[?1049l") > raw.rindex(b"\x1b[?1049h")
        assert termios.tcgetattr(probe.fd)[3] & termios.ECHO


def test_a_library_that_is_gone_is_told_on_the_normal_screen(scene: Scene) -> None:
    rested(scene, "gone")
    away = scene.library.with_suffix(".away")
    scene.library.rename(away)
    try:
        with opened(scene, "gone") as probe:
            assert probe.wait_exit() != 0
            raw = b"".join(data for _, data in probe._log)
            assert TITLE.encode() not in raw
            assert "no library here" in probe.text().replace("\n", "")
    finally:
        away.rename(scene.library)
