"""The command table keeps its own rules."""

from __future__ import annotations

from itertools import combinations

import pytest

from reader.session import COMMANDS, GROUPS, Command, command, commands_in, key_name, overlap, unusable


def test_ids_are_unique() -> None:
    ids = [each.id for each in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_default_key_exists_and_reaches_a_program(each: Command) -> None:
    for key in each.keys:
        assert key_name(key) == key
        assert unusable(key) is None


def test_no_key_does_two_things_in_one_place() -> None:
    clashes = [
        (one.id, other.id)
        for one, other in combinations(COMMANDS, 2)
        if overlap(one.context, other.context) and set(one.keys) & set(other.keys)
    ]
    assert clashes == []


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_command_says_what_it_does(each: Command) -> None:
    assert each.group in GROUPS
    assert each.help.endswith(".") and each.help[0].isupper()
    assert 0 < len(each.title) <= 24
    assert command(each.id) is each


def test_each_group_has_commands() -> None:
    assert {each.group for each in COMMANDS} == set(GROUPS)


def test_the_commands_of_a_place_are_its_own_and_those_of_everywhere() -> None:
    assert {each.context for each in commands_in("text")} <= {"text", "everywhere"}
    assert command("name.next") in commands_in("text")
    assert command("app.help") in commands_in("list")
