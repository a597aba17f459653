"""The installed Textual is the one that the output driver was made for; and any Textual app can use the driver."""

from __future__ import annotations

import ast
import inspect
import shutil
import sys
import time
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.terminal import lean_driver
from reader.tui.terminal.driver import LeanDriver
from tests.terminal.ttyprobe import Probe

ROOM = Path(sys.modules[LeanDriver.__module__].__file__ or "").parent
REPLACED = {"write", "process_message", "run_input_thread", "start_application_mode", "disable_input"}
"""What the driver's docstring says it replaces."""
PRIVATE = {"_file", "_debug", "_loop"}
"""What it says it uses of Textual beyond the documented."""

FOREIGN = """
import sys
from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Footer, Input, Label, Markdown

from lean import draw_again, lean_driver

class Foreign(App):
    CSS = "VerticalScroll { width: 1fr; } DataTable { width: 30; }"
    BINDINGS = [("f5", "again", "draw again"), ("f6", "quit", "quit")]

    def compose(self):
        yield Input(placeholder="type here")
        with Horizontal():
            yield DataTable()
            with VerticalScroll():
                yield Markdown("# Foreign\\n\\n[a link](https://example.org) and 日本語 text.\\n\\n" + "\\n\\n".join(
                    f"Paragraph {n} with **bold** and `code` and more words than fit on one line of it." for n in range(40)))
        yield Footer()

    def on_mount(self):
        self.query_one(Input).cursor_blink = False
        table = self.query_one(DataTable)
        table.add_columns("name", "number")
        table.add_rows((f"row {n}", n * n) for n in range(50))

    @property
    def scrolling_region(self):
        return [self.query_one(VerticalScroll).region, self.query_one(DataTable).region]

    def action_again(self):
        draw_again(self)

Foreign(driver_class=lean_driver()).run()
"""

STEPS = (
    "a",
    "b",
    "tab",
    "down",
    "down",
    "pagedown",
    "tab",
    "pagedown",
    "down",
    "up",
    "f5",
    "shift+tab",
    "end",
)


def own_attributes(cls: type) -> set[str]:
    return {name for name in vars(cls) if not name.startswith("__")}


def test_nothing_of_textual_is_replaced_but_what_is_said() -> None:
    inherited = {name for base in LeanDriver.__mro__[1:] for name in vars(base)}
    assert own_attributes(LeanDriver) & inherited - {"_abc_impl"} == REPLACED


def test_the_constructor_is_textuals() -> None:
    parameters = inspect.signature(LinuxDriver.__init__).parameters
    assert list(parameters) == ["self", "app", "debug", "mouse", "size"]
    assert inspect.signature(App.__init__).parameters["driver_class"]


def test_the_private_things_that_are_used_are_there_and_no_others_are() -> None:
    source = inspect.getsource(linux_driver) + inspect.getsource(Driver)
    assert all(f"self.{name}" in source or f"def {name}(" in source for name in PRIVATE)
    own = {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(LeanDriver)))
        if isinstance(node, ast.Attribute)
    }
    assigned = {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(LeanDriver)))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    used = {name for name in own if name.startswith("_") and not name.startswith("__")} - own_attributes(
        LeanDriver
    )
    assert used - (assigned - PRIVATE) == PRIVATE, used


def test_the_parser_of_the_input_feeds_and_ticks() -> None:
    parser = XTermParser(False)
    assert [type(message).__name__ for message in parser.feed("j\\x1b[A")] == ["Key", "Key"] or list(
        parser.tick()
    ) == []


def test_the_threads_write_and_read_through_what_we_replace() -> None:
    assert "WriterThread(self._file)" in inspect.getsource(LinuxDriver.start_application_mode)
    assert "target=self._run_input_thread" in inspect.getsource(LinuxDriver.start_application_mode)
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    assert "exit_event.set()" in inspect.getsource(LinuxDriver.disable_input)
    assert "self.disable_input()" in inspect.getsource(LinuxDriver.stop_application_mode)


def test_a_frame_is_one_write_between_two_marks() -> None:
    source = inspect.getsource(App._display)
    assert "self._driver.write(terminal_sequence)" in source
    assert "_begin_update()" in source and "_end_update()" in source


def test_the_version_is_pinned_below_the_next_major() -> None:
    wanted = next((each for each in requires("vgt-reader") or () if each.startswith("textual")), "")
    assert "<9" in wanted and version("textual").startswith("8.")


def test_the_room_imports_nothing_of_the_house() -> None:
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level <= 1, (file, node.module)
                names = [node.module or ""] if not node.level else []
            assert not any(name.split(".")[0] == "reader" for name in names), (file, names)


def test_plain_output_gives_textuals_driver_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VGT_PLAIN_OUTPUT", "1")
    assert lean_driver() is None
    monkeypatch.setenv("VGT_PLAIN_OUTPUT", "0")
    assert lean_driver() is LeanDriver


def foreign(folder: Path, plain: str) -> Probe:
    """The foreign app, with our driver or (`plain` "1") without."""
    environment = {"VGT_PLAIN_OUTPUT": plain, "TEXTUAL_ANIMATIONS": "none"}
    command = [sys.executable, "foreign.py"]
    return Probe(command, 90, 24, env=environment, cwd=str(folder), quiet_ms=300)  # type: ignore[arg-type]


def test_a_foreign_app_takes_the_folder_over_and_shows_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOM, tmp_path / "lean", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "foreign.py").write_text(FOREIGN, encoding="utf-8")
    wanted, sent = [], {}
    for plain in ("1", "0"):
        with foreign(tmp_path, plain) as probe:
            probe.wait_for("Paragraph 2", 30)
            probe.settle(900)
            start = probe.total_bytes
            for number, key in enumerate(STEPS):
                probe.key(key)
                if plain == "1":
                    probe.settle(800)
                    wanted.append(probe.terminal.cells())
                else:
                    limit = time.monotonic() + 10
                    while probe.terminal.cells() != wanted[number] and time.monotonic() < limit:
                        probe.settle(200)
                    assert different(probe.terminal.cells(), wanted[number]) == [], key
            sent[plain] = probe.total_bytes - start
            probe.key("f6")
            assert probe.wait_exit(15) == 0
    assert sent["0"] < sent["1"] / 3


def different(lean: list[list[tuple[object, ...]]], stock: list[list[tuple[object, ...]]]) -> list[object]:
    """The first cells that are not the same: row, column, both."""
    return [
        (y, x, pair)
        for y, rows in enumerate(zip(lean, stock, strict=True))
        for x, pair in enumerate(zip(*rows, strict=True))
        if pair[0] != pair[1]
    ][:3]
