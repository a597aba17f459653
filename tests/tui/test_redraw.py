"""Ctrl+L has the whole screen drawn again, on every page."""

from __future__ import annotations

import pytest

from reader.tui import terminal
from tests.tui.made import reader


@pytest.mark.parametrize("before", [(), ("enter",), ("1",)], ids=["text", "page", "list"])
async def test_ctrl_l_draws_everything_again_and_moves_nothing(
    monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(terminal, "draw_again", drawn.append)
    async with reader((120, 30)) as open_:
        await open_.press(*before)
        words = open_.screen_text
        await open_.press("ctrl+l")
        assert drawn == [open_.app] and open_.screen_text == words
