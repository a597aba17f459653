"""What the benchmarks of the terminal share: rows with a goal, the scene, peers that read the reader's own wrapped text."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.terminal.scenes import Scene, opened, reader, step_bytes
from tests.terminal.ttyprobe import Probe

__all__ = [
    "Goal",
    "Table",
    "less",
    "median",
    "patient_reader",
    "vim_between",
    "wrapped_text",
]

NO_MARGINS = "plain"
"""The profile of a terminal that answers but has no left and right margins."""


@dataclass(frozen=True)
class Goal:
    """One row: what was measured, the goal in words, the figure in words, whether it is met (None: nothing to compare with)."""

    what: str
    goal: str
    figure: str
    met: bool | None


class Table:
    """Rows, printed as they come."""

    def __init__(self) -> None:
        self.goals: list[Goal] = []

    def add(self, what: str, goal: str, figure: str, met: bool | None) -> None:
        """Print and keep a row."""
        self.goals.append(Goal(what, goal, figure, met))
        word = {True: "met", False: "MISSED", None: "no goal"}[met]
        print(f"{what:<58} {goal:<26} {figure:<44} {word}", flush=True)

    def at_most(self, what: str, figure: float, limit: float, unit: str = "", note: str = "") -> None:
        """A row whose figure must not be greater than a limit."""
        self.add(what, f"<= {limit:g} {unit}", f"{figure:.2f} {unit} {note}".strip(), figure <= limit)

    def ratio(
        self, what: str, ours: float, theirs: float | None, limit: float, peer: str, unit: str = "B"
    ) -> None:
        """A row whose figure must not be greater than so many times a peer's."""
        if theirs is None:
            self.add(what, f"<= {limit:g}x {peer}", f"{ours:.1f} {unit}; {peer} is not here", None)
            return
        times = ours / theirs
        self.add(
            what, f"<= {limit:g}x {peer}", f"{times:.2f}x ({ours:.1f} / {theirs:.1f} {unit})", times <= limit
        )


def median(values: Iterable[float | None]) -> float:
    """The median of what there is."""
    return statistics.median(value for value in values if value is not None)


def patient_reader(scene: Scene, columns: int, lines: int, *words: Any, **options: Any) -> Probe:
    """The reader, given time enough between two keys that a busy machine does not mix up what they cost."""
    return reader(scene, columns, lines, *words, **{"quiet_ms": 300.0, **options})


def wrapped_text(scene: Scene, columns: int, lines: int, of_row: Callable[[str], str]) -> str:
    """The text as the reader breaks it at this size; `of_row` cuts the text out of a row of the screen."""
    with reader(scene, columns, lines, state=f"wrapped-{columns}") as probe:
        opened(probe)
        rows = [of_row(row) for row in probe.rows()[:-1]]
        for _ in range(12):
            probe.key("space")
            rows += [of_row(row) for row in probe.rows()[1:-1]]
    return "\n".join(row.rstrip() for row in rows) + "\n"


@contextmanager
def less(text: str, folder: Path, columns: int, lines: int, **options: Any) -> Any:
    """less on this text, or None where there is none."""
    if not shutil.which("less"):
        yield None
        return
    file = folder / f"less-{columns}.txt"
    file.write_text(text * 4, encoding="utf-8")
    with Probe(["less", str(file)], columns, lines, **options) as probe:
        probe.settle(400)
        yield probe


def vim_between(text: str, folder: Path, columns: int, lines: int, left: int, middle: int) -> float | None:
    """Median bytes of a line down in vim's middle window, as wide as the reader's pane; None where there is no vim."""
    if not shutil.which("vim"):
        return None
    file, side = folder / "vim.txt", folder / "side.txt"
    file.write_text(text, encoding="utf-8")
    side.write_text("\n".join(f"beside it stands line {n}" for n in range(99)), encoding="utf-8")
    windows: Sequence[str] = ("-c", f"vert 1resize {left}", "-c", "wincmd l", "-c", f"vert resize {middle}")
    command = ["vim", "-u", "NONE", "-N", "-n", "-O", str(side), str(file), str(side), *windows]
    with Probe(command, columns, lines) as probe:
        probe.settle(600)
        probe.key("ctrl+e")
        return step_bytes(probe, "ctrl+e", 9)
