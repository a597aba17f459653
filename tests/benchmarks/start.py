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


def starts(scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """First paint, first answer, leaving."""
    reader = [sys.executable, "-m", "reader", "--library", str(scene.library)]
    state = scene.folder / "state-start"
    environment = {**environment, "XDG_STATE_HOME": str(state)}
    bare = scene.folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    programs = [
        Program("python -c pass", [sys.executable, "-c", "print('x')"], "x"),
        Program("Textual, one widget", [sys.executable, str(bare)], "one widget", "answered"),
        Program(
            "the reader", reader, "Harbour authority and crime", "Harbour authority and crime", True, "j"
        ),
    ]
    settle(programs[-1], environment)
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    for _ in range(times):
        for program in programs:
            runs[program.name].append(run(program, environment))
            if program.name == "the reader":
                settle(program, environment)
    passes = median([each.paint for each in runs["python -c pass"]])
    bare_live = median([each.live for each in runs["Textual, one widget"]])
    row("", "paint", "/ pass", "live", "/ bare", "quit", "MB")
    for name, found in runs.items():
        paint, live, quit = (
            median([each.paint for each in found]),
            [each.live for each in found],
            [each.quit for each in found],
        )
        if live[0] is None:
            row(name, paint, paint / passes)
        else:
            row(
                name,
                paint,
                paint / passes,
                median(live),
                f"{median(live) / bare_live:.2f}",
                median(quit),
                median([r.memory for r in found]),
            )


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


def import_times(environment: dict[str, str | None], times: int) -> None:
    """What our own modules add to Textual's."""
    codes = {
        "python -c pass": "pass",
        "import textual": "import textual.app, textual.drivers.linux_driver",
        "import textual and the reader": "import textual.app, textual.drivers.linux_driver, reader.tui.app, "
        "reader.tui.terminal.driver, reader.library.library",
    }
    found: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(times):
        for name, code in codes.items():
            found[name].append(imports(code, environment))
    nothing, textual, both = (median(found[name]) for name in codes)
    row("imports: Textual", textual - nothing)
    row("imports: the reader's own on top", both - textual, f"{(both - textual) / (textual - nothing):.0%}")


def big_documents(scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """A document of 10 KB, one of 10 MB in 200,000 lines, one line of 1 MB: opening, memory, going to the end."""
    folder = scene.folder / "big"
    folder.mkdir()
    texts = {"10 KB": (SMALL, 0), "10 MB, 195,000 lines": (BIG_LINES, 1), "one line of 1 MB": (BIG_LINE, 0)}
    programs: list[Program] = []
    for number, (name, (text, block)) in enumerate(texts.items()):
        library = library_of(folder / f"{number}.vgt", text, block)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "reader", "--library", str(library)]
        programs.append(Program(name, command, FIRST, LAST, key="G"))
    programs += [
        Program("less on the 10 KB", ["less", str(folder / "0.txt")], FIRST, "(END)", key="G"),
        Program("less on the 10 MB", ["less", str(folder / "1.txt")], FIRST, "(END)", key="G"),
        Program("less on the line of 1 MB", ["less", str(folder / "2.txt")], FIRST, "(END)", key="G"),
    ]
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    ends: dict[str, list[float]] = {program.name: [] for program in programs}
    for turn in range(times):
        for number, program in enumerate(programs):
            state: dict[str, str | None] = {"XDG_STATE_HOME": str(folder / f"state-{turn}-{number}")}
            opened, end = open_and_go_to_end(program, {**environment, **state})
            runs[program.name].append(opened)
            ends[program.name].append(end)
    small = runs["10 KB"]
    row("", "open", "/ 10 KB", "MB at open", "+MB", "MB whole", "G")
    for name, found in runs.items():
        paint, early = median([each.paint for each in found]), median([each.live for each in found])
        row(
            name,
            paint,
            f"{paint / median([each.paint for each in small]):.2f}",
            early,
            early - median([each.live for each in small]),
            median([each.memory for each in found]),
            median(ends[name]),
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
