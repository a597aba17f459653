"""Themes on the screen: every look has its variables, and the terminal decides before the user's wish."""

from __future__ import annotations

import pytest

from reader.resources import themes_folder
from reader.session import LOOKS, load_themes
from reader.tui.text import ORDER
from reader.tui.theme import chosen_theme, colours_of_terminal, looks_from
from tests.tui.made import reader

THEMES, PROBLEMS = load_themes((themes_folder(),))


@pytest.mark.parametrize("name", THEMES)
def test_every_look_of_a_theme_has_its_style(name: str) -> None:
    found = looks_from(THEMES[name])
    assert set(LOOKS) | set(ORDER) <= set(found)
    kinds = {
        (found[kind].bold, found[kind].underline, found[kind].italic)
        for kind in ("person", "organisation", "place")
    }
    assert len(kinds) == 3


@pytest.mark.parametrize("name", THEMES)
async def test_the_reader_opens_in_every_theme(name: str) -> None:
    async with reader(theme=name) as open_:
        assert open_.app.theme == name and "Harbour Police" in open_.screen_text


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "linux"}, 16),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, 16),
    ],
)
def test_the_colours_are_those_that_textual_will_send(
    environment: dict[str, str], colours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert colours_of_terminal() == colours


def test_no_color_and_few_colours_come_before_the_users_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_theme("vgt-light", THEMES) == "vgt-light"
    monkeypatch.setenv("TERM", "xterm")
    assert THEMES[chosen_theme("vgt-light", THEMES)].kind == "ansi"
    monkeypatch.setenv("NO_COLOR", "1")
    assert THEMES[chosen_theme("vgt-light", THEMES)].kind == "mono"


def test_a_theme_that_is_not_there_gives_way_to_one_that_fits() -> None:
    assert chosen_theme("no such theme", THEMES) == "vgt-dark"


async def test_without_colour_no_cell_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader() as open_:
        styles = [
            segment.style for strip in open_.app.screen._compositor.render_strips() for segment in strip
        ]
        assert all(style is None or (style.color is None or style.color.is_default) for style in styles)
