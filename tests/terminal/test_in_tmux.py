"""The reader inside tmux: what is on the screen, and colours that tmux passes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not here")
TEXT = "Ferry to the island\n\nThe National Crime Agency (NCA) met Anna Maria Berg in London.\n"


class Tmux:
    """A tmux server of its own with one window."""

    def __init__(self, folder: Path, command: list[str], environment: dict[str, str]) -> None:
        self._socket = str(folder / "tmux")
        size = ("-x", "120", "-y", "30")
        told = [argument for name, value in environment.items() for argument in ("-e", f"{name}={value}")]
        self._run("-f", "/dev/null", "new-session", "-d", *size, *told, *command)

    def _run(self, *arguments: str) -> str:
        assert TMUX is not None
        done = subprocess.run(
            [TMUX, "-S", self._socket, *arguments], capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys."""
        self._run("send-keys", *keys)

    def screen(self, *flags: str) -> str:
        """What is in the window."""
        return self._run("capture-pane", "-p", *flags)

    def wait_for(self, words: str, *, gone: bool = False) -> str:
        """Wait until the words are (or are no longer) on the screen."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            screen = self.screen()
            if (words in screen) != gone:
                return screen
        raise AssertionError(f"{words!r} {'still' if gone else 'not'} on the screen:\n{self.screen()}")

    def close(self) -> None:
        """End it."""
        self._run("kill-server")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """The reader over one document, in tmux."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    home = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    library = str(tmp_path / "l.vgt")
    index = [sys.executable, "-m", "reader", "index", "--library", library, str(folder)]
    subprocess.run(index, env={**os.environ, **home}, capture_output=True, check=True)
    window = Tmux(tmp_path, [sys.executable, "-m", "reader", "--library", library], home)
    yield window
    window.close()


def test_the_reader_works_in_tmux(tmux: Tmux) -> None:
    screen = tmux.wait_for("Ferry to the island")
    assert "q quit" in screen
    tmux.keys("p")
    tmux.wait_for("mention 1/1")
    assert "\x1b[1m" in tmux.screen("-e") or "\x1b[1;" in tmux.screen("-e")
    tmux.keys("K")
    tmux.wait_for("why:")
    tmux.keys("Escape")
    tmux.wait_for("why:", gone=True)
    tmux.keys("Enter")
    tmux.wait_for("every mention")
    tmux.keys("q")
    tmux.wait_for("every mention", gone=True)
