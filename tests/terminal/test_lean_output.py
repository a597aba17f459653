"""Few bytes over the line, and the very same screen as Textual's own driver paints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.scenes import WALK, Scene, Writes, ink, opened, reader, step_bytes
from tests.terminal.ttyprobe import Probe


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VGT_PLAIN_OUTPUT", raising=False)
        yield Scene(tmp_path_factory.mktemp("scene") / "s")


@pytest.mark.parametrize(
    ("colours", "per_cell", "times_less"), [("16", 1.5, 3), ("256", 1.8, 3), ("truecolor", 2.2, 4)]
)
def test_a_line_and_a_page_cost_about_what_they_do_in_less(
    scene: Scene, tmp_path: Path, colours: str, per_cell: float, times_less: int
) -> None:
    with reader(scene, 80, 24, colours, state=f"bytes-{colours}") as probe:
        opened(probe)
        probe.key("g")
        line = step_bytes(probe, "j", 9)
        page = probe.key("space").bytes / ink(probe)
        text = probe.text()
    assert page <= per_cell, page
    if not shutil.which("less"):
        pytest.skip("less is not here to compare with")
    wrapped = "\n".join(row.rstrip() for row in text.split("\n"))
    (tmp_path / "text.txt").write_text("\n".join([wrapped] * 8), encoding="utf-8")
    with Probe(["less", str(tmp_path / "text.txt")], 80, 24) as less:
        less.settle(300)
        assert line <= times_less * step_bytes(less, "j", 9)


def test_the_next_name_costs_little_more_than_the_letters_that_change_their_look(scene: Scene) -> None:
    with reader(scene, 80, 24, state="name", quiet_ms=300) as probe:
        opened(probe)
        probe.key("g")
        probe.key("tab")
        assert step_bytes(probe, "tab", 7) <= 100


def test_one_key_is_one_write(scene: Scene, tmp_path: Path) -> None:
    writes = Writes(tmp_path / "writes")
    with reader(scene, 80, 24, state="writes", quiet_ms=400, writes=writes) as probe:
        opened(probe)
        writes.since()
        for key in ("j", "tab", "tab", "k", "space", "b"):
            probe.key(key)
            assert writes.since() == 1, key


def test_another_pane_costs_its_title_one_row_and_the_keys(scene: Scene, tmp_path: Path) -> None:
    writes = Writes(tmp_path / "writes")
    with reader(scene, 120, 40, state="panes", quiet_ms=400, profile="plain", writes=writes) as probe:
        opened(probe)
        writes.since()
        for key in ("3", "2", "1", "2"):
            assert (probe.key(key).bytes, writes.since()) <= (400, 1), key


def test_a_line_beside_other_panes_costs_less_than_in_vims_split(scene: Scene, tmp_path: Path) -> None:
    if not shutil.which("vim"):
        pytest.skip("vim is not here to compare with")
    with reader(scene, 120, 40, state="split", profile="plain") as probe:
        opened(probe)
        probe.key("g")
        ours = step_bytes(probe, "j", 9)
        row = probe.rows()[5]
        left, right = row.index("│"), row.rindex("│")
        rows = [each[left + 3 : right].rstrip() for each in probe.rows()[:-1]]
    (tmp_path / "text.txt").write_text("\n".join(rows * 4), encoding="utf-8")
    (tmp_path / "side.txt").write_text("beside it\n" * 80, encoding="utf-8")
    side, text = str(tmp_path / "side.txt"), str(tmp_path / "text.txt")
    windows = ("-c", f"vert 1resize {left}", "-c", "wincmd l", "-c", f"vert resize {right - left - 1}")
    with Probe(["vim", "-u", "NONE", "-N", "-n", "-O", side, text, side, *windows], 120, 40) as vim:
        vim.settle(600)
        vim.key("ctrl+e")
        assert ours <= 0.6 * step_bytes(vim, "ctrl+e", 9)


def test_with_margins_a_line_beside_other_panes_costs_about_a_line(scene: Scene) -> None:
    with reader(scene, 120, 40, state="margins") as probe:
        opened(probe)
        probe.key("g")
        assert step_bytes(probe, "j", 9) <= 250


@pytest.mark.parametrize("term", ["linux", "vt100", "screen", "xterm-16color"])
def test_every_kind_of_terminal_shows_the_screen_of_the_stock_driver(scene: Scene, term: str) -> None:
    screens = []
    for plain in ("0", "1"):
        environment = {"VGT_PLAIN_OUTPUT": plain, "TERM": term}
        with reader(scene, 80, 24, "16", environment, state=f"{term}-{plain}", profile="plain") as probe:
            opened(probe)
            seen = []
            for key in ("g", "j", "j", "k", "space", "tab", "G", "u"):
                probe.key(key)
                probe.settle(400)
                seen.append(probe.terminal.cells())
            screens.append(seen)
    assert screens[0] == screens[1]


def test_ctrl_l_brings_back_what_somebody_else_wrote_over(scene: Scene) -> None:
    with reader(scene, 80, 24, state="again") as probe:
        opened(probe)
        before = probe.terminal.cells()
        probe.terminal.feed(b"\x1b[3;3H\x1b[31mbroadcast message\r\n\x1b[2;6r\x1b[3;3Hat noon")
        assert probe.terminal.cells() != before
        probe.key("ctrl+l")
        probe.settle(400)
        assert probe.terminal.cells() == before


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40)])
def test_the_screen_is_that_of_the_stock_driver_after_every_key(
    scene: Scene, columns: int, lines: int
) -> None:
    screens = []
    for name, environment in (("lean", {}), ("stock", {"VGT_PLAIN_OUTPUT": "1"})):
        with reader(scene, columns, lines, "truecolor", environment, state=f"{name}-{columns}") as probe:
            opened(probe)
            seen = [probe.terminal.cells()]
            for key in WALK:
                probe.key(key)
                probe.settle(350)
                seen.append(probe.terminal.cells())
            probe.resize(columns + 12, lines + 3)
            probe.settle(600)
            seen.append(probe.terminal.cells())
            screens.append(seen)
    for step, lean, stock in zip(["start", *WALK, "resize"], *screens, strict=True):
        different = [
            (x, y)
            for y, rows in enumerate(zip(lean, stock, strict=True))
            for x, cells in enumerate(zip(*rows, strict=True))
            if cells[0] != cells[1]
        ]
        assert not different, (step, different[:5])


def test_idle_means_silence(scene: Scene) -> None:
    with reader(scene, 80, 24, state="idle") as probe:
        opened(probe)
        probe.settle(1500)
        before = probe.total_bytes
        probe.settle(2500)
        assert probe.total_bytes == before


def test_a_terminal_that_answers_nothing_is_no_hindrance(scene: Scene) -> None:
    with reader(scene, 80, 24, state="deaf", profile="none") as probe:
        opened(probe)
        probe.key("G")
        probe.settle(500)
        end = probe.text()
        probe.key("g")
        probe.wait_for("Harbour authority", 10)
        assert end != probe.text()
