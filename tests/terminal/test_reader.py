"""The real program in a real pty: colours, keys, resizing, a line that drops, and how many bytes a key costs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.ttyprobe import Probe

TEXTS = {
    "pier.txt": "Harbour Police open a new pier\n\n"
    + "OSLO, 4 March 2021 - The National Crime Agency (NCA) and the Royal Society met Anna Maria Berg in London.\n\n"
    + "".join(
        f"Paragraph {n} tells how the NCA and Ms Berg walked along the pier, slowly and without any hurry, "
        "while the boats came home and the lamps were lit one after the other.\n\n"
        for n in range(1, 60)
    ),
    "fog.txt": "A year of fog\n\nThe National Crime Agency saw nothing, said John Peter Smith on 5 May 2020.\n",
}

COLOUR = re.compile(r"\x1b\[[0-9;:]*?(?:(?<![0-9])(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])(?=[;m])|[34]8[;:])")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a library of two documents."""
    home = tmp_path_factory.mktemp("reader")
    folder = home / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "reader", "index", "--library", str(home / "made.vgt"), str(folder)]
    done = subprocess.run(
        command, env={**os.environ, **_xdg(home)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return home


def _xdg(home: Path) -> dict[str, str]:
    return {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}


Open = Callable[..., "contextmanager[Probe]"]


@pytest.fixture
def reader(home: Path, tmp_path: Path) -> Open:
    """Opens the reader on the library, with a state of its own."""

    @contextmanager
    def open_(
        cols: int = 80,
        lines: int = 24,
        *,
        state: Path = tmp_path,
        env: dict[str, str | None] | None = None,
        **more: object,
    ) -> Iterator[Probe]:
        known = {**_xdg(home), "XDG_STATE_HOME": str(state), "XDG_CONFIG_HOME": str(state / "config")}
        command = [sys.executable, "-m", "reader", "--library", str(home / "made.vgt")]
        with Probe(
            command, cols=cols, lines=lines, env={**known, **(env or {})}, keep_raw=True, **more
        ) as probe:  # type: ignore[arg-type]
            probe.wait_for("q quit" if cols >= 40 else "Harbour")
            probe.wait_for("Crime" if lines >= 10 else "Harbour")
            probe.settle()
            yield probe

    return open_  # type: ignore[return-value]


def test_keys_walk_and_page_and_quit(reader: Open) -> None:
    with reader() as probe:
        probe.key("G")
        probe.wait_for("100%")
        probe.key("g")
        probe.wait_for("Harbour Police open")
        for name in (
            "tab",
            "shift+tab",
            "pagedown",
            "pageup",
            "down",
            "up",
            "home",
            "end",
            "space",
            "b",
            "d",
            "u",
        ):
            assert probe.key(name).chunks < 40
        probe.key("q")
        assert probe.wait_exit() == 0


@pytest.mark.parametrize(
    ("key", "shows"),
    [
        ("?", "what are you looking for"),
        ("s", "search all documents"),
        ("w", "who's who"),
        (":", "go to, or do"),
        ("ctrl+p", "go to, or do"),
        ("T", "name of a theme"),
        ("1", "A year of fog"),
        ("/", "find in this document"),
    ],
)
def test_a_key_opens_what_it_says_and_esc_closes_it(reader: Open, key: str, shows: str) -> None:
    with reader() as probe:
        probe.key(key)
        probe.wait_for(shows)
        probe.key("escape")
        probe.wait_for(shows, gone=True)


def test_a_page_costs_few_bytes_and_an_idle_reader_none(reader: Open) -> None:
    with reader(100, 30, env={"COLORTERM": None}) as probe:
        probe.key("pagedown")
        for _ in range(3):
            assert probe.key("pagedown").bytes < 12_000
        before = probe.total_bytes
        probe.settle(quiet_ms=1500)
        assert probe.total_bytes - before == 0


def test_the_next_name_costs_less_than_a_page(reader: Open) -> None:
    with reader(80, 24) as probe:
        probe.key("tab")
        assert probe.key("tab").bytes < 4_000


def test_sixteen_colours_send_no_others_and_kinds_differ_by_attribute(reader: Open) -> None:
    with reader(term="xterm", env={"COLORTERM": None}) as probe:
        raw = b"".join(data for _, data in probe._log)
        assert b"38;2" not in raw and b"38;5" not in raw and b"48;2" not in raw and b"48;5" not in raw
        _assert_kinds_differ(probe)


def test_no_color_sends_no_colour_and_kinds_still_differ(reader: Open) -> None:
    with reader(env={"NO_COLOR": "1"}) as probe:
        probe.key("tab")
        probe.key("s")
        raw = b"".join(data for _, data in probe._log).decode()
        assert COLOUR.search(raw) is None
        probe.key("escape")
        probe.settle()
        _assert_kinds_differ(probe)


def _assert_kinds_differ(probe: Probe) -> None:
    """A person and an organisation, neither under the cursor, differ in an attribute."""
    probe.key("G")
    probe.settle()
    rows = probe.rows()
    looks = {}
    for name in ("NCA", "Berg"):
        y = next(number for number, row in enumerate(rows[:-1]) if name in row)
        cell = probe.terminal.screen.buffer[y][rows[y].index(name)]
        looks[name] = (cell.bold, cell.underscore, cell.italics, cell.reverse)
    assert looks["NCA"] != looks["Berg"]


def test_a_storm_of_resizes_leaves_the_place_and_no_debris(reader: Open) -> None:
    with reader() as probe:
        for _ in range(3):
            probe.key("pagedown")
        probe.key("tab")
        name = probe.rows()[-1].split("Tab")[0].split("%")[1].strip()
        for cols, lines in ((120, 40), (20, 5), (104, 30), (61, 9), (200, 50), (33, 7), (80, 24)):
            probe.resize(cols, lines)
        probe.settle()
        assert name in probe.rows()[-1]
        assert all(len(row) <= 80 for row in probe.rows())


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_the_place_is_kept(reader: Open, tmp_path: Path, number: signal.Signals) -> None:
    with reader(state=tmp_path) as probe:
        for name in ("p", "]", "]", "]", "]"):
            probe.key(name)
        place = re.search(r"¶\d+", probe.rows()[-1])
        assert place is not None
        os.kill(probe.pid, number)
        probe.wait_exit()
    with reader(state=tmp_path) as probe:
        probe.wait_for(place[0])


def test_a_broken_file_of_the_users_is_told_with_its_line(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "vgt-reader"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("measure = 72\ntheme = = 3\n", encoding="utf-8")
    with reader(state=tmp_path) as probe:
        probe.wait_for("settings.toml")
        assert "line 2" in probe.text() or "settings.toml:2" in probe.text()
        probe.key("escape")
        probe.wait_for("settings.toml", gone=True)


def test_twenty_columns_and_five_lines_show_text(reader: Open) -> None:
    with reader(20, 5) as probe:
        assert "Harbour" in probe.text()
        probe.key("space")
        probe.key("q")
        assert probe.wait_exit() == 0


def test_without_the_mouse_none_is_asked_for(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reader", "--no-mouse", "--library", str(home / "made.vgt")]
    env = {**_xdg(home), "XDG_STATE_HOME": str(tmp_path)}
    with Probe(command, env=env) as probe:  # type: ignore[arg-type]
        probe.wait_for("Crime")
        raw = b"".join(data for _, data in probe._log)
        assert b"?1000h" not in raw and b"?1003h" not in raw
