"""Help is about the place where it was asked for, from the live keymap; the palette offers only what can be done there."""

from __future__ import annotations

from reader.session import COMMANDS
from reader.tui.screens.entity import EntityScreen
from tests.tui.made import Reader, reader


def number_here(open_: Reader) -> int:
    """How many commands it says work here."""
    (line,) = [line for line in open_.lines if f"of {len(COMMANDS)} work here" in line]
    return int(line.split(" of ")[0].split()[-1])


async def test_help_in_a_list_is_about_lists() -> None:
    async with reader((120, 60)) as open_:
        await open_.press("question_mark")
        assert "To the next name in the text." in open_.screen_text
        assert "Open the row under the cursor." not in open_.screen_text
        await open_.press("escape", "1", "question_mark")
        assert "To the next name in the text." not in open_.screen_text
        assert "Open the row under the cursor." in open_.screen_text


async def test_help_on_a_page_is_about_that_page_and_does_it_there() -> None:
    async with reader((120, 60)) as open_:
        await open_.press("question_mark")
        in_text = number_here(open_)
        await open_.press("escape", "enter", "question_mark")
        assert number_here(open_) < in_text
        await open_.type("write a note")
        await open_.press("enter")
        assert "note on Harbour Police" in open_.screen_text
        await open_.press("escape")
        assert isinstance(open_.app.screen, EntityScreen)


async def test_tab_shows_all_commands_and_those_of_other_places_are_passed_over() -> None:
    async with reader((120, 160)) as open_:
        await open_.press("question_mark", "tab")
        assert f"{len(COMMANDS)} of {len(COMMANDS)}" in open_.screen_text
        assert all(command.help[:30] in open_.screen_text for command in COMMANDS)
        await open_.type("open the row under the cursor")
        await open_.press("enter")
        assert open_.app.screen is not open_.main


async def test_the_palette_offers_what_can_be_done_where_it_was_opened() -> None:
    async with reader((120, 160)) as open_:
        await open_.press("colon")
        assert "Open the row under the cursor." not in open_.screen_text
        assert "Stop taking documents in" in open_.screen_text
