"""The page on settings, keys and themes says what is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from reader.session import LOOKS, Settings, check_theme, parse_keymap, parse_settings, parse_theme
from reader.session.themes import ATTRIBUTES


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "customise.md").read_text(encoding="utf-8")


def example(page: str, heading: str) -> str:
    section = page.split(f"## {heading}\n", 1)[1]
    found = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_settings_on_the_page_are_all_settings_with_their_defaults(page: str) -> None:
    written = example(page, "settings.toml")
    assert parse_settings(written) == (Settings(), ())
    assert re.findall(r"^(\w+) =", written, re.MULTILINE) == [each.name for each in fields(Settings)]


def test_the_keys_on_the_page_can_be_used_as_they_stand(page: str) -> None:
    keymap, problems = parse_keymap(example(page, "keymap.toml"))
    assert problems == ()
    assert keymap.keys("name.next") == ("tab", "n") and keymap.keys("go.back") == ("backspace", "alt+left")


def test_the_theme_on_the_page_can_be_used_as_it_stands(page: str) -> None:
    theme, problems = parse_theme(example(page, "themes/NAME.toml"))
    assert theme is not None and problems == ()
    assert check_theme(theme) == ()


def test_the_page_names_every_look_and_attribute(page: str) -> None:
    written = example(page, "themes/NAME.toml")
    for name, fallback in LOOKS.items():
        assert (f"\n{name} = " in written) if fallback is None else f"`{name}`" in page
    assert all(f"`{attribute}`" in page for attribute in ATTRIBUTES)
