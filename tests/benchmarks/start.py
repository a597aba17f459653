"""How fast the reader starts, answers and leaves, and what a big document costs: ratios against peers of the same run.

    python tests/benchmarks/start.py [--times 7] [--skip-big]

Every program runs in a pty of 80x24 (256 colours) with a key already typed when it starts. Times are milliseconds from its start,
medians over all runs; the programs take turns, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.terminal.big import BIG_LINE, BIG_LINES, FIRST, LAST, SMALL, library_of  # noqa: E402
from tests.terminal.scenes import Scene  # noqa: E402
from tests.terminal.ttyprobe import Probe  # noqa: E402

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("one widget", id="only")
    def on_key(self, event):
        if event.key == "q":
            self.exit()
        else:
            self.query_one("#only").update("one widget answered")

Bare().run()
"""


@dataclass(frozen=True)
class Program:
    """A program to start: `shows` is what its first paint shows, `answers` what the key `j` brings (or, with `gone`, takes away)."""

    name: str
    command: Sequence[str]
    shows: str
    answers: str = ""
    gone: bool = False
    key: str = "j"
    before: Callable[[], None] = lambda: None


@dataclass
class Run:
    """Milliseconds from the start to the first paint and to the answered key, from `q` to the end; peak memory in MB."""

    paint: float
    live: float | None = None
    quit: float | None = None
    memory: float = 0.0


def run(program: Program, environment: dict[str, str | None]) -> Run:
    """Start a program once."""
    program.before()
    with Probe(program.command, 80, 24, "xterm-256color", environment) as probe:
        if program.answers:
            os.write(probe.fd, program.key.encode())
        probe.wait_for(program.shows, 60)
        began = probe._spawned
        done = Run((probe.first_paint_ms or 0.0) if program.shows == "" else (probe._last_fed - began) * 1000)
        if program.answers:
            probe.wait_for(program.answers, 60, gone=program.gone)
            done.live = (probe._last_fed - began) * 1000
            probe.settle(150)
            probe._sample()
            done.memory = (probe.peak_rss_kib or 0) / 1024
            left = time.perf_counter()
            os.write(probe.fd, b"q")
            while not probe._reap():
                probe._pump(0.001)
            done.quit = (time.perf_counter() - left) * 1000
        else:
            probe.wait_exit()
    return done


def imports(code: str, environment: dict[str, str | None]) -> float:
    """Milliseconds that a new interpreter needs for `code`."""
    clean = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=clean, check=True)
    return (time.perf_counter() - began) * 1000


def median(values: Sequence[float | None]) -> float:
    return statistics.median(value for value in values if value is not None)


def row(*cells: object) -> None:
    """One aligned line of the table."""
    shown = [f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells]
    print(f"{shown[0]:44}" + "".join(f"{cell:>12}" for cell in shown[1:]), flush=True)


PASS, BARE_APP, READER = "python -c pass", "Textual, one widget", "the reader"


def started(scene: Scene, environment: dict[str, str | None], times: int) -> dict[str, list[Run]]:
    """Start Python, a Textual app of one widget and the reader in turns."""
    reader = [sys.executable, "-m", "reader", "--library", str(scene.library)]
    environment = {**environment, "XDG_STATE_HOME": str(scene.folder / "state-start")}
    bare = scene.folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    words = "Harbour authority and crime"
    programs = [
        Program(PASS, [sys.executable, "-c", "print('x')"], "x"),
        Program(BARE_APP, [sys.executable, str(bare)], "one widget", "answered"),
        Program(READER, reader, words, words, True),
    ]
    settle(programs[-1], environment)
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    for _ in range(times):
        for program in programs:
            runs[program.name].append(run(program, environment))
            if program.name == READER:
                settle(program, environment)
    return runs


def starts(scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """First paint, first answer, leaving."""
    runs = started(scene, environment, times)
    passes = median([each.paint for each in runs[PASS]])
    bare_live = median([each.live for each in runs[BARE_APP]])
    row("", "paint", "/ pass", "live", "/ bare", "quit", "MB")
    for name, found in runs.items():
        paint = median([each.paint for each in found])
        shown: list[object] = [name, paint, paint / passes]
        if found[0].live is not None:
            live = median([each.live for each in found])
            shown += [live, f"{live / bare_live:.2f}", median([each.quit for each in found])]
            shown.append(median([each.memory for each in found]))
        row(*shown)


def settle(program: Program, environment: dict[str, str | None]) -> None:
    """Open the reader once at the top of its document and leave it, so that there is a last screen."""
    with Probe(program.command, 80, 24, "xterm-256color", environment) as probe:
        probe.wait_for("¶", 60)
        probe.settle(200)
        probe.key("g")
        probe.wait_for(program.shows)
        # A screen is kept when one has rested at it for a moment.
        probe.settle(700)
        os.write(probe.fd, b"q")
        probe.wait_exit()


def import_figures(environment: dict[str, str | None], times: int) -> tuple[float, float]:
    """Milliseconds that importing Textual takes, and what is ours on top of it takes."""
    textual = "import textual.app, textual.drivers.linux_driver"
    codes = (
        "pass",
        textual,
        f"{textual}, reader.tui.app, reader.tui.terminal.driver, reader.library.library",
    )
    found: dict[str, list[float]] = {code: [] for code in codes}
    for _ in range(times):
        for code in codes:
            found[code].append(imports(code, environment))
    nothing, theirs, both = (median(found[code]) for code in codes)
    return theirs - nothing, both - theirs


def import_times(environment: dict[str, str | None], times: int) -> None:
    """What our own modules add to Textual's."""
    textual, ours = import_figures(environment, times)
    row("imports: Textual", textual)
    row("imports: the reader's own on top", ours, f"{ours / textual:.0%}")


TEXTS = {"10 KB": (SMALL, 0), "10 MB, 195,000 lines": (BIG_LINES, 1), "one line of 1 MB": (BIG_LINE, 0)}
"""Texts, and the block that each line of them is (see `tests.terminal.big`)."""


def opened_big(
    scene: Scene, environment: dict[str, str | None], times: int
) -> dict[str, list[tuple[Run, float]]]:
    """Open documents of 10 KB, of 10 MB in 200,000 lines, of one line of 1 MB, and go to their ends, in turns with less."""
    folder = scene.folder / "big"
    folder.mkdir()
    programs: list[Program] = []
    for number, (name, (text, block)) in enumerate(TEXTS.items()):
        library = library_of(folder / f"{number}.vgt", text, block)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "reader", "--library", str(library)]
        programs.append(Program(name, command, FIRST, LAST, key="G"))
    for number, name in enumerate(TEXTS):
        command = ["less", str(folder / f"{number}.txt")]
        programs.append(Program(f"less, {name}", command, FIRST, "(END)", key="G"))
    runs: dict[str, list[tuple[Run, float]]] = {program.name: [] for program in programs}
    for turn in range(times):
        for number, program in enumerate(programs):
            state: dict[str, str | None] = {"XDG_STATE_HOME": str(folder / f"state-{turn}-{number}")}
            runs[program.name].append(open_and_go_to_end(program, {**environment, **state}))
    return runs


def big_documents(scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """What a big document costs to open, in memory and on the way to its end."""
    runs = opened_big(scene, environment, times)
    small = [each for each, _ in runs["10 KB"]]
    row("", "open", "/ 10 KB", "MB at open", "+MB", "MB whole", "G")
    for name, found in runs.items():
        paint, early = median([each.paint for each, _ in found]), median([each.live for each, _ in found])
        row(
            name,
            paint,
            f"{paint / median([each.paint for each in small]):.2f}",
            early,
            early - median([each.live for each in small]),
            median([each.memory for each, _ in found]),
            median([end for _, end in found]),
        )


def open_and_go_to_end(program: Program, environment: dict[str, str | None]) -> tuple[Run, float]:
    """Open a document that was never open before, then `G`. The run's `live` is the memory in use when the text was there."""
    with Probe(program.command, 80, 24, "xterm-256color", environment) as probe:
        probe.wait_for(program.shows, 60)
        opened = Run((probe._last_fed - probe._spawned) * 1000)
        probe._sample()
        opened.live = (probe.peak_rss_kib or 0) / 1024
        probe.settle(1500)
        probe._sample()
        opened.memory = (probe.peak_rss_kib or 0) / 1024
        pressed = time.perf_counter()
        os.write(probe.fd, b"G")
        probe.wait_for(program.answers, 60)
        return opened, (probe._last_fed - pressed) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--skip-big", action="store_true")
    parser.add_argument("--skip-start", action="store_true")
    wanted = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder) / "scene")
        environment: dict[str, str | None] = {
            **scene.environment,
            "COLORTERM": None,
            "PYTHONPATH": str(ROOT),
        }
        if not wanted.skip_start:
            starts(scene, environment, wanted.times)
            import_times(environment, wanted.times)
        if not wanted.skip_big:
            big_documents(scene, environment, wanted.times)


if __name__ == "__main__":
    main()
