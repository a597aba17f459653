"""Nothing leaves the machine: the whole way runs with every socket forbidden."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRIPWIRE = """
import sys
def forbid(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        sys.stderr.write(f"TRIPWIRE {event} {args[1:]!r}\\n")
        raise SystemExit(99)
sys.addaudithook(forbid)
from reader.__main__ import main
sys.exit(main())
"""

COMMANDS = [
    ["index", "{seeds}", "--library", "{library}"],
    ["documents", "--library", "{library}", "--json"],
    ["entities", "--library", "{library}", "--json"],
    ["entity", "National Crime Agency", "--library", "{library}"],
    ["search", "taskforce", "--library", "{library}", "--json"],
    ["extract", "{seed}"],
    ["doctor"],
]


def run(arguments: list[str], *, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*prefix, sys.executable, "-c", TRIPWIRE, *arguments], capture_output=True, text=True, timeout=180
    )


def filled(command: list[str], seeds: Path, library: Path) -> list[str]:
    seed = str(sorted(seeds.glob("*.txt"))[0])
    return [part.format(seeds=seeds, seed=seed, library=library) for part in command]


def test_no_command_opens_a_socket(seeds: Path, tmp_path: Path) -> None:
    for command in COMMANDS:
        done = run(filled(command, seeds, tmp_path / "seeds.library"))
        assert "TRIPWIRE" not in done.stderr, (command, done.stderr)
        assert done.returncode == 0, (command, done.stderr)


def test_everything_runs_without_a_network_interface(seeds: Path, tmp_path: Path) -> None:
    unshare = ("unshare", "--net", "--map-root-user")
    if not _may_unshare():
        pytest.skip("network namespaces are not allowed here")
    for command in COMMANDS[:2]:
        done = run(filled(command, seeds, tmp_path / "seeds.library"), prefix=unshare)
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.parametrize("namespace", [False, True])
def test_the_reader_itself_reads_without_a_network(seeds: Path, tmp_path: Path, namespace: bool) -> None:
    """The full-screen reader takes the seeds in, shows one, and quits: with every socket forbidden, and without any interface."""
    from tests.terminal.ttyprobe import Probe

    prefix: tuple[str, ...] = ("unshare", "--net", "--map-root-user") if namespace else ()
    if namespace and not _may_unshare():
        pytest.skip("network namespaces are not allowed here")
    homes = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    told = tmp_path / "told"
    code = TRIPWIRE.replace("sys.stderr.write(", f"open({str(told)!r}, 'a').write(")
    command = [*prefix, sys.executable, "-c", code, str(seeds)]
    with Probe(command, cols=100, lines=30, env={**os.environ, **homes}) as probe:
        probe.wait_for("Virtual Global Taskforce", 120)
        probe.key("E")
        probe.wait_for("3 files", 30)
        probe.key("escape")
        probe.key("q")
    assert not told.exists(), told.read_text(encoding="utf-8")


def _may_unshare() -> bool:
    try:
        done = subprocess.run(
            ["unshare", "--net", "--map-root-user", "true"], capture_output=True, timeout=10, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def test_the_model_runtime_sends_nothing(seeds: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name.upper()}
    done = subprocess.run(
        [sys.executable, "-c", TRIPWIRE, "extract", str(sorted(seeds.glob("*.txt"))[0])],
        capture_output=True,
        text=True,
        timeout=180,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
