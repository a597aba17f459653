"""Choosing the colours: seen at once, put back with Esc, and honest about what the terminal cannot show."""

from __future__ import annotations

import pytest

from reader.session import recall
from reader.tui.lines import LineList
from reader.tui.screens.themes import ThemesScreen
from tests.tui.made import reader, settled


async def test_esc_brings_the_old_colours_back() -> None:
    async with reader() as open_:
        await open_.press("T")
        await open_.type("light")
        assert open_.app.theme == "vgt-light"
        await open_.press("escape")
        assert open_.app.theme == "vgt-dark" and recall("theme") is None


async def test_a_row_that_is_told_of_after_the_way_out_changes_nothing_any_more() -> None:
    async with reader() as open_:
        await open_.press("T")
        screen = open_.app.screen
        assert isinstance(screen, ThemesScreen)
        # The list's news travels through its parents, Esc comes straight to the screen: it may be there first.
        screen.rows.post_message(LineList.Moved(screen.rows, "vgt-light"))
        screen.do_app_close()
        await settled(open_.pilot)
        assert open_.app.theme == "vgt-dark" and recall("theme") is None


async def test_what_is_taken_is_remembered() -> None:
    async with reader() as open_:
        await open_.press("T")
        await open_.type("high")
        await open_.press("enter")
        assert open_.app.theme == "high-contrast" and recall("theme") == "high-contrast"


async def test_themes_are_found_by_their_kind_and_title() -> None:
    async with reader() as open_:
        await open_.press("T")
        await open_.type("mono")
        assert "mono" in open_.screen_text and "vgt-dark" not in open_.screen_text


async def test_a_terminal_of_sixteen_colours_says_what_it_cannot_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    async with reader(theme="ansi-16") as open_:
        await open_.press("T")
        (dark,) = [line for line in open_.lines if "vgt-dark" in line]
        (mono,) = [line for line in open_.lines if "  mono " in line]
        assert "needs more colours" in dark and "needs more colours" not in mono
