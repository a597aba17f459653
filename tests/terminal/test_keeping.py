"""Notes in a real terminal: what was typed outlives the end of the line and a kill; every sort of terminal takes a tag."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.scenes import Scene
from tests.terminal.ttyprobe import Probe

WORDS = "a thought that must not be lost"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("keeping"), 8)


class Desk:
    """A reader's own state, and the scene's library."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        own = {
            f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        self.environment = {**own, "COLORTERM": ""}
        self.library = str(scene.library)

    def opened(self, term: str = "xterm-256color") -> Probe:
        command = [sys.executable, "-m", "reader", "--library", self.library]
        return Probe(command, 80, 24, term, self.environment)  # type: ignore[arg-type]

    def notes(self) -> list[dict[str, Any]]:
        """What the command line knows of them."""
        done = subprocess.run(
            [sys.executable, "-m", "reader", "notes", "--library", self.library, "--json"],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def desk(scene: Scene, tmp_path: Path) -> Desk:
    return Desk(scene, tmp_path)


def _begin(probe: Probe) -> None:
    probe.wait_for("Harbour authority")
    probe.settle()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_note_that_is_being_typed_outlives_the_line(desk: Desk, number: signal.Signals) -> None:
    with desk.opened() as probe:
        _begin(probe)
        probe.key("a")
        probe.wait_for("note on this passage")
        probe.send(WORDS)
        probe.wait_for("must not be lost")
        probe.settle(quiet_ms=600)
        os.kill(probe.pid, number)
        probe.wait_exit()
    assert desk.notes() == []
    with desk.opened() as probe:
        _begin(probe)
        probe.key("A")
        probe.wait_for(WORDS)
        probe.key("enter")
        probe.wait_for("unfinished note")
        probe.key("enter")
        probe.wait_for("note saved")
        os.kill(probe.pid, signal.SIGKILL)
        probe.wait_exit()
    assert [note["text"] for note in desk.notes()] == [WORDS]


@pytest.mark.parametrize("term", ["linux", "screen", "tmux-256color", "xterm", "vt220"])
def test_every_sort_of_terminal_shows_text_and_takes_a_tag(desk: Desk, term: str) -> None:
    with desk.opened(term) as probe:
        _begin(probe)
        probe.key("e")
        probe.wait_for("tags of this passage")
        probe.send("pier")
        probe.wait_for("keep: #pier")
        probe.key("enter")
        probe.wait_for("tags of this passage", gone=True)
        probe.wait_for("this passage: #pier")
        probe.key("q")
        assert probe.wait_exit() == 0
    assert [note["tags"] for note in desk.notes()] == [["pier"]]


def test_resizes_while_a_note_is_typed_cost_no_letter(desk: Desk) -> None:
    with desk.opened() as probe:
        _begin(probe)
        probe.key("a")
        probe.wait_for("note on this passage")
        for size, word in (((20, 5), "one "), ((200, 50), "two "), ((33, 7), "three "), ((80, 24), "four")):
            probe.send(word)
            probe.resize(*size)
        probe.settle()
        probe.wait_for("one two three four")
        probe.key("enter")
        probe.wait_for("note saved")
    assert [note["text"] for note in desk.notes()] == ["one two three four"]


@pytest.mark.parametrize(
    "keys", [("1",), ("s",), ("colon",), ("enter",), ("A",), ("S",), ("K",), ("m",)], ids=" ".join
)
def test_a_line_that_drops_on_any_page_loses_no_place(desk: Desk, keys: tuple[str, ...]) -> None:
    with desk.opened() as probe:
        _begin(probe)
        for _ in range(2):
            probe.key("pagedown")
        probe.key("tab")
        place = probe.rows()[-1].split("%")[0]
        for key in keys:
            probe.key({"colon": ":"}.get(key, key))
        probe.settle()
        os.kill(probe.pid, signal.SIGHUP)
        probe.wait_exit()
    with desk.opened() as probe:
        probe.wait_for(place.strip())


MANY = 200
"""Documents that take a while to be taken in."""


def test_a_line_that_drops_while_documents_are_taken_in_leaves_a_library_that_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}.txt").write_text(
            f"Day {number}\n\n" + f"The National Crime Agency met Ana Lindqvist on day {number}.\n\n" * 40,
            encoding="utf-8",
        )
    own = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    run = [sys.executable, "-m", "reader"]
    library = str(tmp_path / "l.vgt")
    command = [*run, "--library", library, str(folder)]
    with Probe(command, 80, 24, "xterm-256color", {**own, "COLORTERM": ""}) as probe:  # type: ignore[arg-type]
        probe.wait_for("taking in", timeout=60)
        os.kill(probe.pid, signal.SIGHUP)
        probe.wait_exit()
    environment = {**os.environ, **own}
    index = [*run, "index", "--library", library, str(folder)]
    for _ in range(60):
        # What was being taken in ends in good order and lets the library go, which may take a moment.
        again = subprocess.run(index, env=environment, capture_output=True, text=True)
        if "another process" not in again.stderr:
            break
        time.sleep(0.5)
    assert again.returncode == 0, again.stderr
    done = subprocess.run(
        [*run, "documents", "--library", library, "--json"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(done.stdout.splitlines()) == MANY
