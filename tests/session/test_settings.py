"""Settings: typed, checked, and never in the way of opening."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session import Settings, parse_settings, read_settings, settings_file
from reader.session.toml_file import LARGEST


def test_without_a_file_the_defaults_hold_and_nothing_is_created() -> None:
    path = settings_file()
    settings, problems = read_settings(path)
    assert settings == Settings() and problems == ()
    assert not path.parent.exists()


def test_all_settings_can_be_set() -> None:
    text = 'theme = "mono"\nmeasure = 72\nmouse = false\nfold-furniture = false\nparagraph_numbers = true\n'
    assert parse_settings(text) == (Settings("mono", 72, False, False, True), ())


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("measure = 100", "'measure' must be a whole number from 60 to 90"),
        ("measure = true", "'measure' must be a whole number from 60 to 90"),
        ('measure = "80"', "'measure' must be a whole number from 60 to 90"),
        ('mouse = "no"', "'mouse' must be true or false"),
        ("theme = 3", "'theme' must be a name in quotation marks"),
        ("colour = 1", "there is no setting 'colour'"),
        ("mouse = maybe", "invalid value"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_holds(line: str, what: str) -> None:
    settings, problems = parse_settings(f"# my settings\n{line}\nparagraph_numbers = true\n", "s.toml")
    assert [each.what for each in problems] == [what]
    assert problems[0].where == "s.toml, line 2"
    assert settings == Settings(paragraph_numbers=True)


def test_the_nearest_setting_is_named() -> None:
    _, problems = parse_settings("mesure = 70")
    assert problems[0].remedy == "Did you mean 'measure'?"


def test_a_file_that_is_no_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"mouse = true\n# caf\xe9\n")
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert problems[0].where == f"{path}, line 2" and "UTF-8" in problems[0].remedy


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    settings, problems = read_settings(tmp_path)
    assert settings == Settings() and "cannot be read" in problems[0].what


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"")
    os.truncate(path, LARGEST * 100)
    settings, problems = read_settings(path)
    assert settings == Settings() and "KiB" in problems[0].what


def test_an_unclosed_value_costs_only_what_cannot_be_understood() -> None:
    settings, problems = parse_settings("measure = 72\ntheme = [\nmouse = false\n")
    assert settings.measure == 72
    assert len(problems) == 1


def test_a_file_from_windows_is_read() -> None:
    assert parse_settings("measure = 72\r\nmouse = false\r\n")[0] == Settings(measure=72, mouse=False)


@given(st.text(st.sampled_from("abm=\n[]{}\"'.#1 true\\"), max_size=60))
def test_any_text_gives_settings(text: str) -> None:
    settings, _ = parse_settings(text)
    assert isinstance(settings, Settings)
