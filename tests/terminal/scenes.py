"""Scenes that terminal tests and benchmarks play: a library of a long document, and the reader in a pty."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.terminal import counting
from tests.terminal.ttyprobe import Probe

__all__ = ["COLOURS", "WALK", "Scene", "Writes", "ink", "long_document", "opened", "reader", "step_bytes"]

COLOURS: dict[str, dict[str, str]] = {
    "16": {"TERM": "xterm", "COLORTERM": ""},
    "256": {"TERM": "xterm-256color", "COLORTERM": ""},
    "truecolor": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
}
"""Environments that make the reader use so many colours."""

WALK = (
    *("j", "j", "space", "b", "tab", "tab", "shift+tab", "o", "p", "]", "G", "g"),
    *("3", "j", "2", "1", "2", "K", "esc", "d", "u", "}", "{"),
)
"""Keys that bring every kind of change: lines, pages, names, ends, panes, an overlay."""

PEOPLE = ("Ana Lindqvist", "Rob Marsh", "Dr Chen Wei", "Maria-José Ortega", "Sam O'Neill")
BODIES = (
    "Harbour Police Authority",
    "Northern Crime Agency",
    "Ministry of Transport",
    "Lindqvist & Sons Ltd",
    "UNODC",
)


def long_document(paragraphs: int = 120) -> str:
    """A press release without end: three sentences a paragraph, about three names in each."""
    text = ["Harbour authority and crime agency agree on a plan\n"]
    for n in range(paragraphs):
        person, other = PEOPLE[n % len(PEOPLE)], PEOPLE[(n + 2) % len(PEOPLE)]
        body, second = BODIES[n % len(BODIES)], BODIES[(n + 3) % len(BODIES)]
        text.append(
            f"The {body} said on day {n + 1} that it would work with the {second} on the safety of small harbours. "
            f"“We have waited for this since the autumn,” said {person}, who met {other} at the quay and walked the whole "
            f"length of the new pier with {'him' if n % 2 else 'her'}. Shipments number {n * 37 % 991} to {n * 91 % 997} "
            f"were opened, counted and sent on before the evening.\n"
        )
    return "\n".join(text)


class Scene:
    """A folder with a document, its library, and homes for everything the reader writes."""

    def __init__(self, folder: Path, paragraphs: int = 120) -> None:
        self.folder = folder
        self.documents = folder / "documents"
        self.documents.mkdir(parents=True)
        (self.documents / "plan.txt").write_text(long_document(paragraphs), encoding="utf-8")
        self.library = folder / "scene.vgt"
        self.environment = {
            f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        self.run("index", str(self.documents), "--library", str(self.library))

    def run(self, *arguments: str) -> str:
        """A command's standard output."""
        command = [sys.executable, "-m", "reader", *arguments]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, **self.environment},
            check=True,
        )
        return done.stdout


class Writes:
    """Counts the writes to the terminal of a reader that is started with it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._before = 0

    def since(self) -> int:
        """How many there were since this was last asked."""
        now = len(self.file.read_text().split())
        before, self._before = self._before, now
        return now - before


def reader(
    scene: Scene,
    columns: int,
    lines: int,
    colours: str = "256",
    environment: Mapping[str, str] | None = None,
    state: str = "",
    writes: Writes | None = None,
    **options: object,
) -> Probe:
    """The reader on the scene's library; `state` names a session of its own, `writes` are counted. Enter it with `with`, then `opened`."""
    settings = {**scene.environment, **COLOURS[colours], **(environment or {})}
    if state:
        settings["XDG_STATE_HOME"] = str(scene.folder / f"state-{state}")
    start = ["-m", "reader"]
    if writes is not None:
        start = [counting.__file__]
        settings[counting.WRITES] = str(writes.file)
        settings["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, *start, "--library", str(scene.library)]
    return Probe(command, columns, lines, settings.pop("TERM"), settings, **options)  # type: ignore[arg-type]


def opened(probe: Probe) -> Probe:
    """Wait until the document is there, and go to its beginning."""
    probe.wait_for("¶", 60)
    probe.settle(500)
    probe.key("g")
    probe.wait_for("Harbour authority", 60)
    probe.settle(300)
    return probe


def step_bytes(probe: Probe, key: str, times: int) -> float:
    """Median bytes of a key."""
    return statistics.median(probe.key(key).bytes for _ in range(times))


def ink(probe: Probe) -> int:
    """Cells of the screen that are not blank."""
    return sum(1 for row in probe.rows() for cell in row if cell != " ")
