"""Themes: every shipped one can be read and tells the kinds apart; a broken one costs only itself."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from reader.resources import themes_folder
from reader.session import (
    LOOKS,
    Theme,
    Themes,
    check_theme,
    contrast,
    load_themes,
    parse_theme,
    theme_for_terminal,
)
from reader.session.themes import KINDS_OF_NAME

SHIPPED, PROBLEMS = load_themes([themes_folder()])
MINIMAL = """kind = "dark"
[looks]
background = "#000000"
panel = "#000000"
text = "#ffffff"
dim = "#aaaaaa"
accent = "#ffffff"
rule = "#444444"
person = { colour = "#ffff00", attributes = ["bold"] }
organisation = { colour = "#00ffff", attributes = ["underline"] }
place = "#00ff00"
cursor = { background = "#333333" }
same = { background = "#222222" }
find = { colour = "#000000", background = "#ffff00" }
unsure = "#ffaaff"
boilerplate = "#aaaaaa"
status = "#ffffff"
"""


def test_the_promised_themes_are_there_and_without_mistakes() -> None:
    assert PROBLEMS == ()
    assert set(SHIPPED) == {"vgt-dark", "vgt-light", "high-contrast", "colour-blind-safe", "ansi-16", "mono"}


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_text_and_names_can_be_read(theme: Theme) -> None:
    assert [str(each) for each in check_theme(theme)] == []


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_kinds_of_names_are_told_apart_without_colour(theme: Theme) -> None:
    attributes = [theme[kind].attributes for kind in KINDS_OF_NAME]
    assert len(set(attributes)) == len(attributes)
    assert all("reverse" in theme["current"].over(theme[kind]).attributes for kind in KINDS_OF_NAME)


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_kinds_of_names_differ_in_colour_where_there_is_colour(theme: Theme) -> None:
    if theme.kind != "mono":
        for one, other in combinations(KINDS_OF_NAME, 2):
            assert theme[one].colour != theme[other].colour


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_the_current_name_and_its_other_mentions_look_different(theme: Theme) -> None:
    looks = [theme[name].over(theme["person"]) for name in ("person", "current", "same", "find")]
    assert len(set(looks)) == len(looks)


def test_terminal_themes_name_no_colour_of_their_own() -> None:
    for theme in SHIPPED.values():
        if theme.kind in ("ansi", "mono"):
            colours = {
                each for look in theme.looks.values() for each in (look.colour, look.background) if each
            }
            assert not any(colour.startswith("#") for colour in colours)
            assert theme.kind == "ansi" or colours == {"default"}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("default", "#ffffff") is None


def test_looks_not_given_are_filled_in() -> None:
    theme, problems = parse_theme(MINIMAL, "my.toml")
    assert problems == () and theme is not None
    assert theme.name == "my" and set(theme.looks) == set(LOOKS)
    assert theme["hint"] == theme["find"] and theme["number"] == theme["dim"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('text = "#ffffff"', "", "looks are missing: text"),
        ('text = "#ffffff"', 'text = "#fff"', "'text': '#fff' is not a colour"),
        ('text = "#ffffff"', "text = 3", "'text' is not a look"),
        ('text = "#ffffff"', 'txt = "#ffffff"', "there is no look 'txt'"),
        ('["bold"]', '["bolt"]', "there is no attribute 'bolt'"),
        ('["bold"]', '"bold"', "attributes must be a list"),
        ('kind = "dark"', 'kind = "dusk"', "a theme needs a kind"),
        ('kind = "dark"', "kind = []", "a theme needs a kind"),
        ("{ background", "{ backdrop", "'cursor' has no 'backdrop'"),
        ("[looks]", "looks = 3\n[more]", "'looks' must be a table"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(old: str, new: str, message: str) -> None:
    _, problems = parse_theme(MINIMAL.replace(old, new, 1), "my.toml")
    found = next(each for each in problems if message in each.what)
    assert found.where.startswith("my.toml")


def test_little_contrast_and_colour_alone_are_told() -> None:
    theme, _ = parse_theme(MINIMAL.replace('"#ffff00", attributes = ["bold"]', '"#222222"'), "my.toml")
    assert theme is not None
    told = " ".join(str(each) for each in check_theme(theme))
    assert "'person' (#222222)" in told
    assert "person and place are told apart by colour alone" in told


def test_the_users_theme_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "vgt-dark"\n' + MINIMAL, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("kind = ", encoding="utf-8")
    themes, problems = load_themes([themes_folder(), tmp_path, tmp_path / "absent"])
    assert themes["vgt-dark"].path == str(tmp_path / "mine.toml")
    assert problems and all("broken.toml" in each.where for each in problems)


def test_the_terminal_gets_the_theme_it_can_show() -> None:
    assert theme_for_terminal(colours=1 << 24) == "vgt-dark"
    assert theme_for_terminal(colours=256, light=True) == "vgt-light"
    assert theme_for_terminal(colours=16) == "ansi-16"
    assert theme_for_terminal(colours=2) == "mono"
    assert theme_for_terminal(colours=1 << 24, no_color=True) == "mono"
    assert {theme_for_terminal(colours=c, light=b) for c in (2, 16, 256) for b in (True, False)} <= set(
        SHIPPED
    )


def test_a_shipped_theme_has_the_name_of_its_file_and_is_read_when_it_is_wanted(tmp_path: Path) -> None:
    themes = Themes(themes_folder(), tmp_path / "absent")
    assert list(themes) == list(SHIPPED) and len(themes) == len(SHIPPED)
    assert not themes._known
    assert themes["vgt-light"] == SHIPPED["vgt-light"]
    assert list(themes._known) == ["vgt-light"]
    assert dict(themes) == SHIPPED and "no such theme" not in themes


def test_own_themes_are_read_at_once_and_stand_in_for_shipped_ones(tmp_path: Path) -> None:
    own = (themes_folder() / "vgt-dark.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(own.replace("vgt-dark", "vgt-light", 1), encoding="utf-8")
    (tmp_path / "wrong.toml").write_text("kind = 1", encoding="utf-8")
    themes = Themes(themes_folder(), tmp_path)
    assert len(themes.problems) == 1
    assert len(themes) == len(SHIPPED)
    assert themes["vgt-light"].path == str(tmp_path / "mine.toml")
