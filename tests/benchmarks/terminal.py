"""The goals for slow lines, with what is measured now: bytes against less and vim on the reader's own wrapped text, times as ratios.

    python tests/benchmarks/terminal.py [bytes] [screens] [cpu] [line] [start] [big] [ssh] [--times 7]

Without names all are measured (about ten minutes on an idle machine). Byte figures and screens are exact; times are medians of `--times`
runs, interleaved with the peer's where a program is started. The slow line is a model: 64 kbit/s, 300 ms, a buffer of 64 KiB as TCP has
one, no loss. The last line says how many goals are met.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.terminal_bytes import driver_cpu, key_bytes, over_ssh, same_screens  # noqa: E402
from tests.benchmarks.terminal_goals import Table  # noqa: E402
from tests.benchmarks.terminal_times import big_documents, slow_line, starting  # noqa: E402
from tests.terminal.scenes import Scene  # noqa: E402


def through_ssh(table: Table, scene: Scene) -> None:
    """With a server on loopback that is started and stopped here."""
    from tests.terminal import test_over_ssh as ssh

    folder = scene.folder / "ssh"
    folder.mkdir()
    if not Path(ssh.SSHD).exists():
        table.add("through sshd", "", "no SSH server is here", None)
        return
    ssh.make_keys(folder)
    port = ssh.free_port()
    (folder / "config").write_text(ssh.configuration(folder, port))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [ssh.SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.DEVNULL
    )
    try:
        if ssh.answers(port):
            over_ssh(table, scene, ssh.Server(folder, port))
    finally:
        process.terminate()
        process.wait(10)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="what to measure; all without")
    parser.add_argument("--times", type=int, default=7)
    wanted = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.pop("VGT_PLAIN_OUTPUT", None)
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = Scene(folder / "scene")
        environment: dict[str, str | None] = {**scene.environment, "COLORTERM": None, "PYTHONPATH": str(ROOT)}
        parts: dict[str, Callable[[], None]] = {
            "bytes": lambda: key_bytes(table, scene, folder),
            "screens": lambda: same_screens(table, scene),
            "cpu": lambda: driver_cpu(table, scene),
            "line": lambda: slow_line(table, scene, folder, wanted.times),
            "start": lambda: starting(table, scene, environment, wanted.times),
            "big": lambda: big_documents(table, scene, environment, wanted.times),
            "ssh": lambda: through_ssh(table, scene),
        }
        unknown = set(wanted.parts) - set(parts)
        if unknown:
            parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
        for part, measure in parts.items():
            if not wanted.parts or part in wanted.parts:
                measure()
    judged = [goal for goal in table.goals if goal.met is not None]
    print(f"\n{sum(bool(goal.met) for goal in judged)} of {len(judged)} goals are met")
    for goal in judged:
        if not goal.met:
            print(f"missed: {goal.what}: {goal.figure}, goal {goal.goal}")


if __name__ == "__main__":
    main()
