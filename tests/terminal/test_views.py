"""The views in a real pty: whatever lies over the text, a dropped line keeps the place, resizing leaves no debris, kinds differ."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from tests.terminal.test_reader import COLOUR, Open, home, reader  # noqa: F401
from tests.terminal.ttyprobe import Probe

VIEWS = [
    (("s", "p", "i", "e", "r"), "search all documents"),
    (("x",), "in its words"),
    (("enter",), "documents a year"),
    (("w",), "who's who"),
    (("3", "/", "b"), "with “b”"),
    (("\\", "[", "a"), "pattern, character"),
]


def _open(probe: Probe, keys: tuple[str, ...], shows: str) -> None:
    for key in keys:
        probe.key(key)
    probe.wait_for(shows)


@pytest.mark.parametrize(("keys", "shows"), VIEWS, ids=[shows for _, shows in VIEWS])
def test_a_line_that_drops_in_any_view_keeps_the_place(
    reader: Open,  # noqa: F811
    tmp_path: Path,
    keys: tuple[str, ...],
    shows: str,
) -> None:
    with reader(state=tmp_path) as probe:
        for name in ("p", "]", "]", "]"):
            probe.key(name)
        place = re.search(r"¶\d+", probe.rows()[-1])
        assert place is not None
        _open(probe, keys, shows)
        os.kill(probe.pid, signal.SIGHUP)
        probe.wait_exit()
    with reader(state=tmp_path) as probe:
        if keys[0] != "3":
            probe.wait_for(place[0])
        else:
            probe.wait_for("¶")


WHOLE = ("1 document", "by the word before", "documents a year", "documents, mentions")
"""What only the widest size of the storm's last ones has room for."""


@pytest.mark.parametrize(
    ("keys", "shows", "whole"),
    [(*view, whole) for view, whole in zip(VIEWS, WHOLE, strict=False)],
    ids=[shows for _, shows in VIEWS[:4]],
)
def test_a_storm_of_resizes_in_a_view_leaves_no_debris(
    reader: Open,  # noqa: F811
    keys: tuple[str, ...],
    shows: str,
    whole: str,
) -> None:
    with reader() as probe:
        probe.key("p")
        _open(probe, keys, shows)
        for cols, lines in ((120, 40), (20, 5), (104, 30), (61, 9), (200, 50), (33, 7), (80, 24)):
            probe.resize(cols, lines)
        probe.wait_for(whole)
        probe.settle(quiet_ms=400)
        before = probe.rows()
        probe.key("ctrl+l")
        probe.settle(quiet_ms=400)
        assert probe.rows() == before
        probe.key("escape")
        probe.wait_for("q quit")


def test_no_color_holds_in_every_view_and_kinds_still_differ(reader: Open) -> None:  # noqa: F811
    with reader(env={"NO_COLOR": "1"}) as probe:
        for keys, shows in VIEWS[:4]:
            _open(probe, keys, shows)
            probe.key("escape")
            probe.wait_for("q quit")
        raw = b"".join(data for _, data in probe._log).decode()
        assert COLOUR.search(raw) is None
        _assert_kinds_differ_in_lists(probe)


def test_sixteen_colours_hold_in_every_view_and_kinds_differ(reader: Open) -> None:  # noqa: F811
    with reader(term="xterm", env={"COLORTERM": None}) as probe:
        for keys, shows in VIEWS[:4]:
            _open(probe, keys, shows)
            probe.key("escape")
            probe.wait_for("q quit")
        raw = b"".join(data for _, data in probe._log)
        assert b"38;2" not in raw and b"38;5" not in raw and b"48;2" not in raw and b"48;5" not in raw
        _assert_kinds_differ_in_lists(probe)


def _assert_kinds_differ_in_lists(probe: Probe) -> None:
    """In who's who a person and an organisation differ in an attribute."""
    probe.key("w")
    probe.wait_for("Royal Society")
    looks = {}
    for name in ("Royal Society", "Anna Maria Berg"):
        y = next(number for number, row in enumerate(probe.rows()) if name in row)
        cell = probe.terminal.screen.buffer[y][probe.rows()[y].index(name)]
        looks[name] = (cell.bold, cell.underscore, cell.italics)
    assert looks["Royal Society"] != looks["Anna Maria Berg"]
