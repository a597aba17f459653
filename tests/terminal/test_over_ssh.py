"""Through a real SSH server on loopback, started here with keys of its own and stopped by its process id."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.scenes import Scene
from tests.terminal.ttyprobe import Probe

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


@dataclass(frozen=True)
class Server:
    """An SSH server and how to reach it."""

    folder: Path
    port: int

    def command(self, *remote: str, options: tuple[str, ...] = ()) -> list[str]:
        return [
            "ssh",
            "-tt",
            *("-p", str(self.port), "-i", str(self.folder / "user")),
            *("-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"),
            *("-o", f"UserKnownHostsFile={self.folder / 'known'}"),
            *options,
            f"{getpass.getuser()}@127.0.0.1",
            *remote,
        ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_keys(folder: Path) -> None:
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True, timeout=30
        )
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())


def configuration(folder: Path, port: int) -> str:
    return "\n".join(
        [
            f"Port {port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {folder / 'host'}",
            f"AuthorizedKeysFile {folder / 'authorized'}",
            f"PidFile {folder / 'sshd.pid'}",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "MaxSessions 4",
        ]
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not Path(SSHD).exists() or not shutil.which("ssh-keygen") or not shutil.which("ssh"):
        pytest.skip("no SSH server is installed here")
    folder = tmp_path_factory.mktemp("ssh")
    make_keys(folder)
    port = free_port()
    (folder / "config").write_text(configuration(folder, port))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=(folder / "log").open("wb")
    )
    try:
        if not answers(port):
            pytest.skip(f"the SSH server did not start: {(folder / 'log').read_text()[-300:]}")
        yield Server(folder, port)
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    """Whether somebody listens, asked for at most five seconds."""
    for _ in range(50):
        with socket.socket() as knock:
            knock.settimeout(0.5)
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("scene") / "s", paragraphs=40)


def remote_reader(scene: Scene, session: str) -> tuple[str, ...]:
    state = scene.folder / f"ssh-{session}"
    settings = [*(f"{name}={value}" for name, value in scene.environment.items()), f"XDG_STATE_HOME={state}"]
    root = Path(__file__).resolve().parents[2]
    return (
        "cd",
        str(root),
        "&&",
        "env",
        *settings,
        sys.executable,
        "-m",
        "reader",
        "--library",
        str(scene.library),
    )


@pytest.mark.parametrize("options", [(), ("-C",)], ids=["plain", "compressed"])
def test_reading_over_ssh_costs_few_bytes_and_ends_cleanly(
    server: Server, scene: Scene, options: tuple[str, ...]
) -> None:
    command = server.command(*remote_reader(scene, f"read{len(options)}"), options=options)
    with Probe(command, 80, 24) as probe:
        probe.wait_for("Harbour authority", 60)
        probe.settle(500)
        probe.key("g")
        assert probe.key("j").bytes < 900
        probe.key("tab")
        probe.key("space")
        probe.key("q")
        assert probe.wait_exit(20) == 0


def test_a_dropped_line_keeps_the_place(server: Server, scene: Scene) -> None:
    command = server.command(*remote_reader(scene, "drop"))
    with Probe(command, 80, 24) as probe:
        probe.wait_for("Harbour authority", 60)
        probe.settle(500)
        probe.key("G")
        probe.settle(300)
        place = probe.text()
        os.kill(probe.pid, 9)
    with Probe(command, 80, 24) as probe:
        probe.wait_for("¶", 60)
        probe.settle(800)
        assert probe.text().split("\n")[:-1] == place.split("\n")[:-1]
        probe.key("q")
