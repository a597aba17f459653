"""What a key costs in bytes and writes, against less and vim on the same lines; the CPU of the driver; the same screen as the stock driver's."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from reader.tui.terminal.abilities import Abilities
from reader.tui.terminal.difference import Rectangle
from reader.tui.terminal.painter import Painter
from tests.benchmarks.terminal_goals import (
    NO_MARGINS,
    Table,
    less,
    vim_between,
    wrapped_text,
)
from tests.benchmarks.terminal_goals import patient_reader as reader
from tests.terminal.scenes import WALK, Scene, Writes, ink, opened, step_bytes
from tests.terminal.ttyprobe import Probe

__all__ = ["driver_cpu", "key_bytes", "over_ssh", "same_screens"]

COLOURS = {"16": (3, 1.5), "256": (3, 1.8), "truecolor": (4, 2.2)}
"""Colours: how many times less's bytes a line may cost, and how many bytes a non-blank cell of a page."""


def middle(row: str) -> str:
    """The text pane of a row of three panes."""
    return row.split("│")[1][2:] if row.count("│") >= 1 else row


def key_bytes(table: Table, scene: Scene, folder: Path) -> None:
    """Lines, pages, names, panes."""
    alone = wrapped_text(scene, 80, 24, lambda row: row[2:])
    with less(alone, folder, 80, 24) as peer:
        plain = None if peer is None else step_bytes(peer, "j", 15)
    for colours, (times, per_cell) in COLOURS.items():
        with reader(scene, 80, 24, colours, state=f"bytes-{colours}") as probe:
            opened(probe)
            line = step_bytes(probe, "j", 15)
            table.ratio(f"line down, text alone 80x24, {colours} colours", line, plain, times, "less")
            pages = [probe.key("space").bytes / ink(probe) for _ in range(3)]
            table.at_most(f"page down, {colours} colours", statistics.median(pages), per_cell, "B a cell")
    _three_panes(table, scene, folder)
    with reader(scene, 80, 24, state="names") as probe:
        opened(probe)
        steps = [probe.key("tab") for _ in range(8)]
        still = [step.bytes for step in steps[1:] if step.bytes < 600]
        table.at_most("next name without scrolling, 80x24, 256 colours", statistics.median(still), 100, "B")
    writes, keys = Writes(folder / "writes"), ("j", "tab", "tab", "j", "k", "space", "b", "]")
    with reader(scene, 80, 24, state="writes", writes=writes) as probe:
        opened(probe)
        writes.since()
        most = max(writes.since() for key in keys if probe.key(key))
        table.at_most("writes a key, 80x24", most, 1, "", str(keys))
    with reader(scene, 80, 24, state="idle") as probe:
        opened(probe)
        probe.settle(2000)
        before = probe.total_bytes
        end = time.monotonic() + 10
        while time.monotonic() < end:
            probe._pump(0.5)
        table.at_most("idle for 10 s", probe.total_bytes - before, 0, "B")


def _three_panes(table: Table, scene: Scene, folder: Path) -> None:
    text = wrapped_text(scene, 120, 40, middle)
    with reader(scene, 120, 40, profile=NO_MARGINS, state="three") as probe:
        opened(probe)
        row = probe.rows()[5].ljust(120)
        left = row.index("│")
        width = row.index("│", left + 1) - left - 1
        ours = step_bytes(probe, "j", 15)
        panes = [probe.key(key).bytes for key in ("3", "2", "1", "2", "3", "2")]
    vim = vim_between(text, folder, 120, 40, left, width)
    table.ratio("line down, three panes 120x40, no margins", ours, vim, 1.1, "vim's split")
    table.at_most("other pane, 120x40, 256 colours", max(panes), 400, "B")
    with reader(scene, 120, 40, state="margins") as probe:
        opened(probe)
        table.add(
            "line down, three panes 120x40, with margins", "", f"{step_bytes(probe, 'j', 15):.0f} B", None
        )


# --- the driver's own time


def _frames(scene: Scene, columns: int, lines: int) -> list[list[str]]:
    """What Textual writes for each key of a walk, by its own driver."""
    plain = {"VGT_PLAIN_OUTPUT": "1"}
    options = {"environment": plain, "state": f"frames-{columns}", "keep_raw": True, "profile": "modern"}
    with reader(scene, columns, lines, **options) as probe:
        opened(probe)
        # The terminal's line discipline made the app's line feeds two characters.
        raws = [probe.key(key).raw.decode().replace("\r\n", "\n") for key in WALK * 2]
    return [[part for part in re.split(r"(?<=\x1b\[\?2026l)", raw) if part] for raw in raws]


def driver_cpu(table: Table, scene: Scene) -> None:
    """CPU of parsing and comparing, over recorded frames; of each frame the least of five replays."""
    for columns, lines, limit, percentile in ((80, 24, 1.0, 95), (200, 60, 3.0, 50)):
        recorded = _frames(scene, columns, lines)
        pane = Rectangle(columns // 4, 0, columns - columns // 4, lines - 1)
        best: list[float] = []
        for replay in range(5):
            painter = Painter(columns, lines, Abilities(repeat=True))
            times = []
            for frame in (part for parts in recorded for part in parts):
                began = time.thread_time()
                painter.take(frame)
                painter.emit([pane])
                times.append((time.thread_time() - began) * 1000)
            best = times if not replay else [min(pair) for pair in zip(best, times, strict=True)]
        best.sort()
        figure = best[min(len(best) - 1, len(best) * percentile // 100)]
        name = "p95" if percentile == 95 else "median"
        table.at_most(
            f"CPU of the driver, {columns}x{lines}, {name} of {len(best)} frames", figure, limit, "ms"
        )


# --- the same screen


def same_screens(table: Table, scene: Scene) -> None:
    """Cells that differ from what the stock driver shows, after every key of a walk and a resize."""
    for columns, lines in ((80, 24), (120, 40)):
        for profile in ("xterm", NO_MARGINS):
            seen = [_walked(scene, columns, lines, profile, plain) for plain in (False, True)]
            different = sum(
                a != b
                for lean, stock in zip(*seen, strict=True)
                for rows in zip(lean, stock, strict=True)
                for a, b in zip(*rows, strict=True)
            )
            name = f"cells unlike the stock driver's, {columns}x{lines}, {profile}, {len(WALK) + 2} screens"
            table.at_most(name, different, 0)
    if shutil.which("tmux"):
        lean, stock = (_in_tmux(scene, plain) for plain in (False, True))
        table.at_most(
            "rows unlike the stock driver's in tmux, text and looks",
            sum(a != b for a, b in zip(lean, stock, strict=True)),
            0,
        )


def _walked(
    scene: Scene, columns: int, lines: int, profile: str, plain: bool
) -> list[list[list[tuple[object, ...]]]]:
    environment = {"VGT_PLAIN_OUTPUT": "1"} if plain else {}
    state = f"walk-{columns}-{profile}-{plain}"
    with reader(scene, columns, lines, "truecolor", environment, state, profile=profile) as probe:
        opened(probe)
        seen = [probe.terminal.cells()]
        for key in WALK:
            probe.key(key)
            probe.settle(300)
            seen.append(probe.terminal.cells())
        probe.resize(columns + 11, lines + 2)
        probe.settle(700)
        return [*seen, probe.terminal.cells()]


def _in_tmux(scene: Scene, plain: bool) -> list[str]:
    """The rows of the screens of a walk as tmux has them, with colours and attributes."""
    socket = str(scene.folder / f"tmux-{plain}")

    def tmux(*words: str) -> str:
        return subprocess.run(
            ["tmux", "-S", socket, *words], capture_output=True, text=True, check=False
        ).stdout

    state = {"XDG_STATE_HOME": str(scene.folder / f"state-tmux-{plain}"), "VGT_PLAIN_OUTPUT": str(int(plain))}
    told = [
        word for name, value in {**scene.environment, **state}.items() for word in ("-e", f"{name}={value}")
    ]
    command = [sys.executable, "-m", "reader", "--library", str(scene.library)]
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", *told, *command)
    seen: list[str] = []
    try:
        names = {"tab": "Tab", "shift+tab": "BTab", "space": "Space", "esc": "Escape"}
        shown = ""
        for key in ["", "g", *WALK]:
            if key:
                tmux("send-keys", names.get(key, key))
            still = 0
            for _ in range(100):
                time.sleep(0.15)
                before, shown = shown, tmux("capture-pane", "-p", "-e", "-N")
                # Alike twice: what comes as a second frame (references of a name not seen before) has come, too.
                still = still + 1 if before == shown and "¶" in shown else 0
                if still == 2:
                    break
            seen += shown.split("\n")
    finally:
        tmux("kill-server")
    return seen


# --- a real sshd


def over_ssh(table: Table, scene: Scene, server: object) -> None:
    """Bytes that ssh received for fifty lines down and leaving, plain and with -C; `server` is tests.terminal.test_over_ssh.Server."""
    from tests.terminal.test_over_ssh import Server, remote_reader

    assert isinstance(server, Server)
    for option in ((), ("-C",)):
        received = {}
        for plain in (False, True):
            words = list(remote_reader(scene, f"bench{plain}{len(option)}"))
            words.insert(words.index("env") + 1, f"VGT_PLAIN_OUTPUT={int(plain)}")
            log = scene.folder / f"ssh-{plain}{len(option)}.log"
            command = server.command(*words, options=(*option, "-E", str(log)))
            command = [word.replace("LogLevel=ERROR", "LogLevel=DEBUG") for word in command]
            with Probe(command, 80, 24) as probe:
                probe.wait_for("Harbour authority", 60)
                probe.settle(600)
                probe.key("g")
                for _ in range(50):
                    probe.key("j")
                os.write(probe.fd, b"q")
                probe.wait_exit(30)
            found = re.findall(r"Transferred: sent \d+, received (\d+) bytes", log.read_text())
            received[plain] = int(found[-1]) if found else 0
        how = "with -C" if option else "plain"
        figure = f"{received[False]:,} B; stock driver {received[True]:,} B"
        table.add(f"through sshd {how}: start, 50 lines down, leaving", "", figure, None)
