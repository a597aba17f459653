"""The user's keymap: what is right holds, what is wrong is told, and no command loses a key in silence."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session import COMMANDS, default_keymap, overlap, parse_keymap, read_keymap, unusable

IDS = [each.id for each in COMMANDS]
KEYS = ["a", "n", "N", "]", "Tab", "ctrl+p", "ctrl+i", "F5", "q", "ctrl+q", "space", "nonsense", "K", "alt+x"]
keymaps = st.dictionaries(
    st.sampled_from([*IDS, "no.such"]),
    st.one_of(st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), max_size=3)),
    max_size=8,
)


def written(wishes: dict[str, str | list[str]]) -> str:
    return "\n".join(f'"{id}" = {keys!r}' for id, keys in wishes.items())


def test_without_a_file_the_keys_are_those_of_the_table(tmp_path: Path) -> None:
    keymap, problems = read_keymap(tmp_path / "keymap.toml")
    assert problems == ()
    assert keymap == default_keymap()


def test_a_command_can_have_several_keys_written_any_way() -> None:
    keymap, problems = parse_keymap('name.open = "Enter"\n[name]\nintroduced = ["F7", "alt+i"]\n')
    assert [str(each) for each in problems] != []  # [name] after name.open is no TOML: the user is told
    keymap, problems = parse_keymap('"name.introduced" = ["F7", "alt+i"]')
    assert problems == ()
    assert keymap.keys("name.introduced") == ("f7", "alt+i")
    keymap, problems = parse_keymap('[name]\nintroduced = "F7"')
    assert problems == ()
    assert keymap.keys("name.introduced") == ("f7",)


def test_an_unknown_command_is_told_with_its_line_and_the_nearest() -> None:
    _, problems = parse_keymap('# mine\n"find.nxt" = "F3"', "k.toml")
    assert [str(each) for each in problems] == [
        "k.toml, line 2: there is no command 'find.nxt'. Did you mean 'find.next'?"
    ]


def test_an_unusable_key_is_told_and_the_default_stays() -> None:
    keymap, problems = parse_keymap('"go.back" = "ctrl+h"')
    assert "Backspace" in problems[0].what and "line 1" in problems[0].where
    assert keymap.keys("go.back") == default_keymap().keys("go.back")


@pytest.mark.parametrize("value", ["3", "true", '["a", 3]', '{ a = "b" }', "{}", "1979-05-27", '[["a"]]'])
def test_keys_that_are_no_text_are_told(value: str) -> None:
    keymap, problems = parse_keymap(f'"go.back" = {value}')
    assert problems and "line 1" in problems[0].where
    assert keymap.keys("go.back") == default_keymap().keys("go.back")


def test_a_key_taken_from_another_command_is_told() -> None:
    keymap, problems = parse_keymap('"name.next" = ["tab", "n"]')
    assert [each.what for each in problems] == ["n now does 'name.next', so 'find.next' has lost it"]
    found = keymap.command_for("n", "text")
    assert found is not None and found.id == "name.next"


def test_a_key_may_be_taken_when_its_command_gets_another() -> None:
    keymap, problems = parse_keymap('"name.next" = ["tab", "n"]\n"find.next" = "F3"')
    assert problems == ()
    assert keymap.keys("find.next") == ("f3",)


def test_one_key_for_two_commands_stays_with_the_first() -> None:
    keymap, problems = parse_keymap('"go.back" = "F2"\n"go.forward" = ["F2", "L"]')
    assert [each.what for each in problems] == ["F2 is given to both 'go.back' and 'go.forward'"]
    assert keymap.keys("go.forward") == ("L",)


def test_the_same_key_may_do_one_thing_in_the_text_and_another_in_lists() -> None:
    keymap, problems = parse_keymap('"name.open" = "F2"\n"list.open" = "F2"')
    assert problems == ()
    in_text, in_list = keymap.command_for("f2", "text"), keymap.command_for("f2", "list")
    assert in_text is not None and in_text.id == "name.open"
    assert in_list is not None and in_list.id == "list.open"


def test_the_reader_can_always_be_left() -> None:
    keymap, problems = parse_keymap('"app.quit" = []')
    assert keymap.keys("app.quit") == ("ctrl+q",)
    assert problems


def test_a_file_that_is_partly_no_toml_is_used_in_part() -> None:
    keymap, problems = parse_keymap('"go.back" = "F2"\n"go.forward" = = \n"find.next" = "F3"', "k.toml")
    assert len(problems) == 1 and problems[0].where == "k.toml, line 2"
    assert keymap.keys("go.back") == ("f2",) and keymap.keys("find.next") == ("f3",)


@given(keymaps)
def test_no_key_does_two_things_whatever_the_user_writes(wishes: dict[str, str | list[str]]) -> None:
    keymap, _ = parse_keymap(written(wishes))
    by_id = {each.id: each for each in COMMANDS}
    for one, other in combinations(IDS, 2):
        if overlap(by_id[one].context, by_id[other].context):
            assert not set(keymap.keys(one)) & set(keymap.keys(other))
    assert keymap.keys("app.quit")


@given(keymaps)
def test_no_command_loses_a_key_in_silence(wishes: dict[str, str | list[str]]) -> None:
    keymap, problems = parse_keymap(written(wishes))
    told = " ".join(str(each) for each in problems)
    for each in COMMANDS:
        lost = set(each.keys) - set(keymap.keys(each.id))
        if lost and each.id not in wishes:
            assert repr(each.id) in told or "still quits" in told
    for id, keys in wishes.items():
        for key in [keys] if isinstance(keys, str) else keys:
            if key in ("nonsense", "ctrl+i") or id == "no.such":
                assert problems


@given(keymaps)
def test_every_key_that_is_bound_reaches_a_program(wishes: dict[str, str | list[str]]) -> None:
    keymap, _ = parse_keymap(written(wishes))
    assert all(unusable(key) is None for each in COMMANDS for key in keymap.keys(each.id))


@given(st.text(max_size=80))
def test_any_text_gives_a_keymap(text: str) -> None:
    keymap, _ = parse_keymap(text)
    assert set(keymap.bindings) == set(IDS)
