"""The screen before the first: kept as text, painted only where it is true, harmless whatever the file holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import early
from reader.session import state_folder
from reader.tui.terminal.abilities import Abilities
from reader.tui.terminal.painter import Painter

ROWS: list[early.Row] = [
    (3, "", [("1", "Title")]),
    (0, "", [("0;31", "a"), ("", "b\u00a0é")]),
    (80, "44", []),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text("theme = 'day'\n")
    return file


def kept(file: Path, wish: str = "library /x", rows: list[early.Row] | None = None) -> bool:
    return early.keep(wish, 80, 24, rows or ROWS, [(early.TIME, str(file)), (early.SAME, str(file.parent))])


def shown(wish: str = "library /x", columns: int = 80) -> list[early.Row] | None:
    return early.read(early.file_of(wish), early.fit(wish, columns, 24))


def test_a_screen_comes_back_as_it_was_kept(file: Path) -> None:
    assert kept(file)
    assert shown() == ROWS
    assert Path(early.file_of("library /x")).is_relative_to(state_folder())


@pytest.mark.parametrize("name", ["TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "COLORFGBG"])
def test_another_terminal_wish_or_size_gets_none(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kept(file)
    assert shown(columns=81) is None
    assert shown("library /y") is None
    monkeypatch.setenv(name, "other")
    assert shown() is None


def test_a_file_that_changed_comes_or_goes_makes_it_untrue(file: Path) -> None:
    kept(file)
    file.write_text("theme = 'night'\n")
    assert shown() is None
    kept(file)
    file.unlink()
    assert shown() is None
    kept(file)
    assert shown() == ROWS
    file.write_text("theme = 'day'\n")
    assert shown() is None


@pytest.mark.parametrize("text", ["a\x1b[31mb", "\x9b31m", "\r", "\x07", "\u202eb", "a\x00", "\udc9b"])
def test_nothing_but_letters_reaches_the_terminal(file: Path, text: str) -> None:
    kept(file, rows=[(0, "", [("", text)])])
    assert shown() is None


@pytest.mark.parametrize("look", ["1m\x1b[2J", "?25", "1:2", "A"])
def test_nothing_but_looks_is_between_the_letters(file: Path, look: str) -> None:
    kept(file, rows=[(0, "", [(look, "a")])])
    assert shown() is None


@given(st.binary(max_size=400))
def test_a_file_that_makes_no_sense_is_passed_over(data: bytes) -> None:
    kept(Path("/nowhere/settings"))
    file = Path(early.file_of("library /x"))
    head = file.read_bytes().partition(b"\n\n")[0]
    file.write_bytes(head + b"\n\n" + data)
    rows = shown()
    assert rows is None or all(early.harmless(text) for _, _, runs in rows for _, text in runs)


def test_old_screens_are_let_go(file: Path) -> None:
    for number in range(40):
        kept(file, f"library /{number}")
    assert len(list((state_folder() / "screens").iterdir())) == 24


cells = st.tuples(
    st.sampled_from([*"ab  \u00e9", "\u4e2d", "e\u0301"]),
    st.sampled_from(["", "1", "44", "7", "38;5;3", "1;31;44"]),
)


@given(st.lists(st.lists(cells, max_size=12), max_size=4), st.booleans())
def test_what_is_painted_is_the_picture_that_was_kept_cell_by_cell(
    wanted: list[list[tuple[str, str]]], coloured: bool
) -> None:
    abilities = Abilities(erases_with_colour=coloured)
    painter = Painter(12, 4, abilities)
    for number, row in enumerate(wanted, 1):
        painter.take(f"\x1b[{number}H" + "".join(f"\x1b[0;{look}m{text}" for text, look in row))
    picture = painter.picture()
    again = Painter(12, 4, abilities)
    again.begin_from(early.painted(picture, erase=False))
    shown, screen = again.difference.shown, painter.parser.screen
    assert shown.characters == screen.characters
    assert [[again.looks(number) for number in row] for row in shown.styles] == [
        [painter.looks(number) for number in row] for row in screen.styles
    ]


def loaded(code: str) -> set[str]:
    """The modules that a new interpreter has loaded after `code`."""
    told = "import sys; before = set(sys.modules); " + code + "; print(*(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, env={**os.environ}
    )
    return set(done.stdout.split())


def test_the_first_paint_imports_next_to_nothing() -> None:
    found = loaded("from reader.__main__ import opening; opening(['x']); import reader.early, reader.errors")
    assert found == {
        *("__future__", "gc", "termios"),
        *("reader", "reader.__main__", "reader.cli", "reader.early", "reader.errors"),
    }
