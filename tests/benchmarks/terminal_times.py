"""How it feels on a slow line, how fast it starts, what a big document costs: ratios of medians against peers of the same run."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks import start
from tests.benchmarks.terminal_bytes import middle
from tests.benchmarks.terminal_goals import NO_MARGINS, Table, less, median, opened, wrapped_text
from tests.terminal.scenes import Scene, reader
from tests.terminal.ttyprobe import Probe

__all__ = ["big_documents", "slow_line", "starting"]

LINE = "64,300"
"""64 kbit/s, 300 ms round trip."""
QUIET = 700.0
"""Milliseconds without output, beyond a round trip, after which a screen stands still: pacing pauses for about a round trip."""


def _held(probe: Probe, times: int) -> list[float | None]:
    """Milliseconds that the screen moves on after `j` was held for two seconds."""
    found = []
    for _ in range(times):
        probe.key("g")
        probe.settle(600, timeout=60)
        found.append(probe.hold("j", 30, 2, timeout=120).last_ms)
    return found


def _struck(probe: Probe, times: int) -> list[float | None]:
    """Milliseconds from one `j` to the last byte."""
    return [probe.key("j").last_ms for _ in range(times)]


def slow_line(table: Table, scene: Scene, folder: Path, times: int) -> None:
    """One line down, and two seconds of them."""
    peers = {}
    for columns, lines, of_row in ((80, 24, lambda row: row[2:]), (120, 40, middle)):
        text = wrapped_text(scene, columns, lines, of_row)
        with less(text, folder, columns, lines, link=LINE, quiet_ms=QUIET) as peer:
            peers[columns] = (
                None if peer is None else (median(_held(peer, times)), median(_struck(peer, times)))
            )
    peer = peers[80]
    with reader(scene, 80, 24, state="slow", link=LINE, quiet_ms=QUIET) as probe:
        opened(probe)
        held, struck = median(_held(probe, times)), median(_struck(probe, times))
    table.ratio(
        "hold j 2 s, text alone 80x24: moving after release", held, peer and peer[0], 1.8, "less", "ms"
    )
    table.ratio("one j, text alone 80x24", struck, peer and peer[1], 1.2, "less", "ms")
    peer = peers[120]
    for profile, words in ((NO_MARGINS, "no margins"), ("xterm", "margins")):
        with reader(
            scene, 120, 40, state=f"slow-{profile}", link=LINE, quiet_ms=QUIET, profile=profile
        ) as probe:
            opened(probe)
            held = median(_held(probe, times))
        table.ratio(f"hold j 2 s, three panes 120x40, {words}", held, peer and peer[0], 3, "less", "ms")


def starting(table: Table, scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """First paint and first answered key, each key already typed when the program starts."""
    runs = start.started(scene, environment, times)
    paint = {name: median(run.paint for run in found) for name, found in runs.items()}
    live = {name: median(run.live for run in runs[name]) for name in (start.BARE_APP, start.READER)}
    table.ratio("first paint", paint[start.READER], paint[start.PASS], 2, "python -c pass", "ms")
    table.ratio(
        "live (a key typed ahead is answered)",
        live[start.READER],
        live[start.BARE_APP],
        1.5,
        "bare Textual",
        "ms",
    )
    textual, ours = start.import_figures(environment, times)
    share = 100 * ours / textual
    table.at_most("our own imports, beyond Textual's", share, 10, "%", f"({ours:.0f} of {textual:.0f} ms)")


def big_documents(table: Table, scene: Scene, environment: dict[str, str | None], times: int) -> None:
    """10 MB in 200,000 lines and one line of 1 MB against 10 KB; to the end against less."""
    runs = start.opened_big(scene, environment, times)
    paint = {name: median(run.paint for run, _ in found) for name, found in runs.items()}
    memory = {name: median(run.live for run, _ in found) for name, found in runs.items()}
    whole = {name: median(run.memory for run, _ in found) for name, found in runs.items()}
    end = {name: median(ended for _, ended in found) for name, found in runs.items()}
    small, *bigs = start.TEXTS
    for name in bigs:
        table.ratio(f"{name}: open", paint[name], paint[small], 1.1, "10 KB", "ms")
        more, later = memory[name] - memory[small], whole[name] - whole[small]
        table.at_most(f"{name}: memory beyond that of 10 KB", more, 5, "MB", f"(a moment later {later:.1f})")
        table.ratio(f"{name}: go to the end", end[name], end[f"less, {name}"], 1, "less", "ms")
