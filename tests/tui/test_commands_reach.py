"""Every command of the table is carried out somewhere, and its keys reach it."""

from __future__ import annotations

import pytest

from reader.session import COMMANDS, Command, parse_keymap
from reader.tui.lines import LineList
from reader.tui.parts.unlinked import NONE_HERE
from reader.tui.screens.base import handler_name
from reader.tui.screens.concordance import ConcordanceScreen
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.review import ReviewScreen
from tests.tui.made import reader


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
async def test_every_command_has_someone_who_carries_it_out(command: Command) -> None:
    async with reader() as open_:
        able: tuple[object, ...] = (open_.pane, *open_.main.parts, open_.main, open_.app)
        if command.context == "list":
            able = (open_.main.documents, *open_.main.parts, ConcordanceScreen, NotesScreen)
        if command.context == "review":
            able = (ReviewScreen,)
        name = handler_name(command.id)
        assert any(callable(getattr(each, name, None)) for each in able)


async def test_moving_keys_work_in_lists_too() -> None:
    for command in COMMANDS:
        if command.id.startswith("move.") and command.context != "text":
            assert callable(getattr(LineList, handler_name(command.id)))


async def test_the_users_keys_are_the_ones_that_work() -> None:
    keymap, problems = parse_keymap('"name.next" = "f7"\n')
    assert not problems
    async with reader(keymap=keymap) as open_:
        await open_.press("f7")
        assert open_.pane.rank == (2, 4)
        await open_.press("tab")
        assert open_.pane.rank == (2, 4)
        assert "F7 next name" in open_.lines[-1]


async def test_messages_name_the_users_keys() -> None:
    keymap, problems = parse_keymap('"name.next" = "f7"\n"name.peek" = []\n')
    assert not problems
    async with reader(keymap=keymap) as open_:
        open_.main.say(NONE_HERE)
        assert open_.said == "no name here: F7 goes to the next one"
        open_.main.say("{name.peek}, {no.such} and {f}")
        assert open_.said == "“peek” in the palette, {no.such} and {f}"


async def test_a_key_that_means_nothing_does_nothing() -> None:
    async with reader() as open_:
        before = open_.screen_text
        await open_.press("f9", "ampersand")
        assert open_.screen_text == before
