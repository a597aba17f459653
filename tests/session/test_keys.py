"""Keys have one name each, and those no terminal can send are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from reader.session.keys import key_label, key_name, keys_label, typed_character, unusable

PRINTABLE = [*map(chr, range(0x20, 0x7F)), *"§äß«»‹›…€¿"]


@pytest.mark.parametrize("character", PRINTABLE)
def test_characters_have_the_names_that_textual_gives_them(character: str) -> None:
    assert key_name(character) == _character_to_key(character)


@pytest.mark.parametrize("character", PRINTABLE)
def test_the_character_of_a_key_is_found_again(character: str) -> None:
    name = key_name(character)
    assert name is not None
    assert typed_character(name) == character
    assert key_name(name) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ctrl+P", "ctrl+p"),
        ("control+p", "ctrl+p"),
        ("C+p", "ctrl+p"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("shift+Tab", "shift+tab"),
        ("ctrl+shift+left", "ctrl+shift+left"),
        ("ctrl+[", "ctrl+left_square_bracket"),
        ("ctrl++", "ctrl+plus"),
        ("+", "plus"),
        ("]", "right_square_bracket"),
        ("é", "é"),
        ("F5", "f5"),
        ("", None),
        ("hyper+x", None),
        ("nonsense", None),
    ],
)
def test_a_key_is_understood_however_it_is_written(written: str, name: str | None) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("key", ["ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+j"])
def test_keys_that_are_the_same_byte_as_another_are_refused(key: str) -> None:
    name = key_name(key)
    assert name is not None
    assert "send it as" in str(unusable(name))


@pytest.mark.parametrize(
    "key", ["shift+a", "ctrl+1", "ctrl+enter", "shift+enter", "alt+[", "ctrl+shift+p", "ctrl+;"]
)
def test_keys_that_terminals_do_not_send_are_refused(key: str) -> None:
    name = key_name(key)
    assert name is not None
    assert unusable(name)


@pytest.mark.parametrize(
    "key", ["a", "G", "tab", "shift+tab", "ctrl+p", "alt+x", "f12", "ctrl+left", "shift+up", "]"]
)
def test_keys_that_every_terminal_sends_are_accepted(key: str) -> None:
    name = key_name(key)
    assert name is not None
    assert unusable(name) is None


def test_labels_are_what_is_printed_on_the_keys() -> None:
    assert (
        keys_label(("right_square_bracket", "ctrl+p", "shift+tab", "G", "pagedown"))
        == "] Ctrl+P Shift+Tab G PgDn"
    )
    assert key_label("down") == "↓"


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_is_not(written: str) -> None:
    name = key_name(written)
    if name is not None:
        assert key_name(name) == name
        assert key_label(name)
        unusable(name)
