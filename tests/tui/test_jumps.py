"""The jump list: where one has been, found by its words, and gone to."""

from __future__ import annotations

from reader.tui.parts.travel import words_around
from reader.tui.screens.jumps import JumpsScreen
from tests.tui.made import reader


async def test_the_list_shows_places_with_titles_and_words_and_enter_goes_there() -> None:
    async with reader() as open_:
        await open_.press("p")
        left = (open_.shown, open_.pane.cursor, open_.pane.top)
        await open_.press("greater_than_sign", "greater_than_sign", "apostrophe")
        assert isinstance(open_.app.screen, JumpsScreen)
        text = open_.screen_text
        assert "2 places" in text and "Harbour Police open a new pier" in text
        assert "said Ada Brook, its director" in text and "left for the next document" in text
        await open_.press("down", "enter")
        assert open_.app.screen is open_.main
        assert (open_.shown, open_.pane.cursor, open_.pane.top) == left


async def test_a_leap_within_the_text_is_told_as_a_place() -> None:
    async with reader((80, 10)) as open_:
        await open_.press("G", "apostrophe")
        assert "left for the end" in open_.screen_text


async def test_back_returns_from_where_the_list_led() -> None:
    async with reader() as open_:
        await open_.press("greater_than_sign", "apostrophe", "enter")
        assert open_.shown.startswith("Harbour Police")
        await open_.press("backspace")
        assert open_.shown.startswith("A quiet year")


async def test_typing_narrows_the_list_down() -> None:
    async with reader() as open_:
        await open_.press("greater_than_sign", "greater_than_sign", "apostrophe")
        await open_.type("quiet")
        picker = open_.app.screen
        assert isinstance(picker, JumpsScreen) and "1 place" in open_.screen_text
        await open_.press("enter")
        assert open_.shown.startswith("A quiet year")


async def test_places_ahead_are_listed_too_and_each_place_once() -> None:
    async with reader() as open_:
        await open_.press("greater_than_sign", "backspace", "apostrophe")
        assert " forward" in open_.screen_text and " back" not in open_.screen_text
        assert "1 place" in open_.screen_text
        await open_.press("escape", *["greater_than_sign", "less_than_sign"] * 3, "apostrophe")
        assert "2 places" in open_.screen_text


async def test_esc_leaves_the_place_and_the_list_as_they_were() -> None:
    async with reader() as open_:
        await open_.press("greater_than_sign")
        before, behind = open_.lines[:-1], open_.main.desk.journal.history.behind
        await open_.press("apostrophe", "escape")
        assert open_.lines[:-1] == before and open_.main.desk.journal.history.behind == behind


def test_words_around_are_whole_at_the_beginning_and_on_one_line() -> None:
    text = "Some words here,\nand then the place that was left behind for something else entirely."
    found = words_around(text, text.index("place"))
    assert found.startswith("here, and then the place") and "\n" not in found
    assert words_around("short", 0) == "short"


async def test_back_leads_from_the_end_and_from_what_was_found_to_where_one_was() -> None:
    async with reader((60, 8)) as open_:
        await open_.press("tab", "tab")
        before = (open_.pane.cursor, open_.pane.top)
        await open_.press("G")
        assert open_.pane.top != before[1]
        await open_.press("backspace")
        assert (open_.pane.cursor, open_.pane.top) == before
        await open_.press("slash")
        await open_.type("winter")
        await open_.press("enter", "backspace")
        assert (open_.pane.cursor, open_.pane.top) == before


async def test_a_search_that_finds_nothing_or_is_left_is_no_jump() -> None:
    async with reader((60, 8)) as open_:
        for words, key in (("zebra", "enter"), ("winter", "escape")):
            await open_.press("slash")
            await open_.type(words)
            await open_.press(key)
        await open_.press("g", "backspace")
        assert "this is where you began" in open_.said
