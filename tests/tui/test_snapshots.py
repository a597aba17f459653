"""What the reader looks like: a picture for each layout, the terminal's own colours, and no colours at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App
from textual.pilot import Pilot

from reader.tui.app import ReaderApp
from tests.tui.made import made_opened, press, settled

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("size", "keys", "theme"),
    [
        ((80, 24), ("tab",), "vgt-dark"),
        ((104, 30), ("tab",), "vgt-dark"),
        ((120, 40), ("tab", "p"), "vgt-dark"),
        ((120, 40), ("tab", "p"), "vgt-light"),
        ((80, 24), ("tab",), "ansi-16"),
        ((80, 24), ("tab", "K"), "mono"),
        ((80, 24), ("r", "j"), "vgt-dark"),
        ((80, 24), ("p", "enter"), "vgt-dark"),
        ((20, 5), (), "vgt-dark"),
    ],
    ids=["one", "two", "three", "light", "ansi", "mono", "references", "entity", "tiny"],
)
def test_the_reader_looks_as_it_did(
    size: tuple[int, int],
    keys: tuple[str, ...],
    theme: str,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if theme == "mono":
        monkeypatch.setenv("NO_COLOR", "1")
    if theme == "ansi-16":
        monkeypatch.setenv("TERM", "xterm")
    app: App[None] = ReaderApp(made_opened(theme=theme))

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(app, terminal_size=size, run_before=walk)
