"""Terminals that do not answer, answer late, in pieces or wrongly, and send garbage: no stale cell, no lost key, no hang."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.scenes import Scene, reader
from tests.terminal.ttyprobe import CLOCK, Probe

KEYS = "j" * 40 + "k" * 5 + "\t" + "j" * 3
GARBAGE = (
    "\x1b[<35;12",
    "\x1b[12;",
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22c",
    "\x1b[40;3R",
    "\x1b[1;2R",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b[?5u",
    "\x1b[<0;200;200M",
)

Answering = Callable[[Probe, bytes], list[tuple[float, bytes]]]
"""What a terminal sends, and how many seconds later, instead of this answer."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VGT_PLAIN_OUTPUT", raising=False)
        yield Scene(tmp_path_factory.mktemp("scene") / "s", paragraphs=60)


def answering(probe: Probe, how: Answering) -> None:
    """Let the probe's terminal answer in its own way."""
    honest = probe.terminal.feed

    def feed(data: bytes) -> bytes:
        answer = honest(data)
        if answer:
            now, pieces = CLOCK(), how(probe, answer)
            if len(pieces) > 1:  # an answer is said to its end before the next begins
                now = max([now, *(when + 0.001 for when, _ in probe._outbox if when < now + 1)])
            probe._outbox += [(now + later, piece) for later, piece in pieces]
            probe._outbox.sort(key=lambda entry: entry[0])
        return b""

    probe.terminal.feed = feed  # type: ignore[method-assign]


def opened(probe: Probe) -> Probe:
    probe.wait_for("¶", 30)
    probe.wait_for("Harbour authority", 30)
    probe.settle(400)
    return probe


def say(probe: Probe, text: str) -> None:
    """Type; a terminal finishes what it is saying first."""
    probe._outbox.append(
        (max([CLOCK(), *(when for when, _ in probe._outbox if when < CLOCK() + 1)]), text.encode())
    )
    probe._outbox.sort(key=lambda entry: entry[0])


def read_by_the_app(probe: Probe) -> None:
    """Wait until the app has read all that was typed, and for longer than it waits for the rest of a broken sequence."""
    terminal = os.open(Path(f"/proc/{probe.pid}/fd/0").readlink(), os.O_RDWR | os.O_NOCTTY)
    try:
        limit = CLOCK() + 30
        while probe._outbox or struct.unpack("i", fcntl.ioctl(terminal, termios.FIONREAD, b"\0" * 4))[0]:
            assert CLOCK() < limit
            probe._pump(0.01)
    finally:
        os.close(terminal)
    probe.settle(250)


def play(
    probe: Probe, between: tuple[str, ...] = (), heights: tuple[int, ...] = (), careful: bool = False
) -> list[str]:
    """Type the keys in small bursts, with garbage or other heights between them; the screen at the end.

    What is cut off in the middle and read together with a letter is a whole sequence: where that may be (`careful`), nothing is typed
    before all was read.
    """
    probe.key("g")
    for n in range(0, len(KEYS), 4):
        say(probe, KEYS[n : n + 4])
        probe._pump(0.02)
        if between:
            say(probe, between[n // 4 % len(between)])
            read_by_the_app(probe)
        if careful:
            read_by_the_app(probe)
        if heights:
            resize(probe, heights[n // 4 % len(heights)])
    if heights:
        resize(probe, 24)
    probe.settle(900, timeout=30)
    return [*probe.rows(), *map(str, probe.terminal.cells())]


def shows(probe: Probe, expected: list[str], **how: Any) -> None:
    """Play, and see what is expected within the time that a lost answer takes."""
    got = play(probe, **how)
    limit = CLOCK() + 8
    while got != expected and CLOCK() < limit:
        probe.settle(200)
        got = [*probe.rows(), *map(str, probe.terminal.cells())]
    assert got[:24] == expected[:24]
    assert got == expected


def resize(probe: Probe, lines: int) -> None:
    """Another height at once, in the middle of whatever is going on."""
    probe.quiet_ms = 1
    probe.resize(80, lines, timeout=0.05)
    probe.quiet_ms = 120


@pytest.fixture(scope="module")
def expected(scene: Scene) -> list[str]:
    """The screen that Textual's own driver shows on a terminal without faults."""
    with reader(scene, 80, 24, environment={"VGT_PLAIN_OUTPUT": "1"}, state="expected") as probe:
        return play(opened(probe))


def later(seconds: float) -> Answering:
    return lambda probe, answer: [(seconds, answer)]


def in_pieces(probe: Probe, answer: bytes) -> list[tuple[float, bytes]]:
    """Cut where a packet ends, somewhere behind the first three bytes."""
    return [(0.0, answer[:4]), (0.03, answer[4:])]


def every_third(probe: Probe, answer: bytes) -> list[tuple[float, bytes]]:
    probe.count = getattr(probe, "count", 0) + 1  # type: ignore[attr-defined]
    return [(0.0, answer)] if probe.count % 3 == 1 else []  # type: ignore[attr-defined]


def broken_off(probe: Probe, answer: bytes) -> list[tuple[float, bytes]]:
    return [(0.0, answer[: len(answer) // 2])] if answer.endswith(b"R") else [(0.0, answer)]


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(lambda probe, answer: [], id="none"),
        pytest.param(later(0.4), id="late"),
        pytest.param(later(5.0), id="too late"),
        pytest.param(in_pieces, id="in pieces"),
        pytest.param(every_third, id="some lost"),
        pytest.param(broken_off, id="broken off"),
    ],
)
def test_however_it_answers_every_key_counts_and_the_screen_is_right(
    scene: Scene, expected: list[str], how: Answering, request: pytest.FixtureRequest
) -> None:
    with reader(scene, 80, 24, state=f"how-{request.node.callspec.id}".replace(" ", "-")) as probe:
        answering(probe, how)
        shows(opened(probe), expected, careful=how is broken_off)


def test_garbage_between_the_keys_makes_no_keys_and_eats_none(scene: Scene, expected: list[str]) -> None:
    with reader(scene, 80, 24, state="garbage") as probe:
        shows(opened(probe), expected, between=GARBAGE)


@pytest.mark.parametrize("profile", ["xterm", "none"])
def test_other_heights_in_the_middle_of_a_burst_leave_no_stale_cell(
    scene: Scene, expected: list[str], profile: str
) -> None:
    with reader(scene, 80, 24, state=f"heights-{profile}", profile=profile) as probe:
        shows(opened(probe), expected, heights=(30, 24, 20, 27, 24))


def test_a_terminal_that_shrank_and_grew_back_unnoticed_is_painted_anew(scene: Scene) -> None:
    with reader(scene, 80, 24, state="unnoticed") as probe:
        opened(probe)
        before = probe.terminal.cells()
        probe.terminal.resize(40, 10)
        probe.terminal.resize(80, 24)
        for lines, columns in ((10, 40), (24, 80)):
            fcntl.ioctl(probe.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        probe.settle(600)
        assert probe.terminal.cells() == before


def test_nothing_is_awaited_at_the_start(scene: Scene) -> None:
    """The text is there although the line takes two seconds each way for an answer."""
    with reader(scene, 80, 24, state="start") as probe:
        answering(probe, later(60.0))
        opened(probe)
        assert "¶" in probe.text()


def test_no_answer_is_typed_into_the_shell_after_quitting(scene: Scene, tmp_path: Path) -> None:
    """Leaving waits for answers that are on their way, so that they do not appear at the prompt."""
    with reader(scene, 80, 24, state="shell") as probe:
        answering(probe, later(0.25))
        opened(probe)
        for _ in range(4):
            probe.settle(600)
            probe.key("space")
        probe._send(b" ")
        probe._pump(0.1)
        probe._send(b"q")
        assert probe.wait_exit(15) == 0
        assert all(when <= CLOCK() for when, _ in probe._outbox)
