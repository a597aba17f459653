"""Finding words in the open document."""

from __future__ import annotations

from tests.tui.made import reader


async def test_finding_counts_and_walks_round() -> None:
    async with reader() as open_:
        await open_.press("slash")
        await open_.type("pier")
        assert "1 of 3" in open_.said
        await open_.press("enter")
        assert open_.pane.has_focus
        await open_.press("n", "n")
        assert "3 of 3" in open_.said
        await open_.press("n")
        assert "1 of 3, from the other end" in open_.said
        await open_.press("N")
        assert "3 of 3" in open_.said


async def test_esc_while_typing_returns_to_where_it_was_begun() -> None:
    async with reader((60, 8)) as open_:
        before = (open_.pane.cursor, open_.pane.top)
        await open_.press("slash")
        await open_.type("winter")
        assert open_.pane.top != before[1]
        await open_.press("escape")
        assert (open_.pane.cursor, open_.pane.top) == before
        assert not open_.main.find_line.display


async def test_words_that_are_not_there_are_said() -> None:
    async with reader() as open_:
        await open_.press("slash")
        await open_.type("zebra")
        assert "no “zebra”" in open_.said


async def test_the_query_goes_on_in_the_next_document() -> None:
    async with reader() as open_:
        await open_.press("slash")
        await open_.type("police")
        await open_.press("enter", "greater_than_sign", "n")
        assert open_.shown.startswith("A quiet year") and "1 of 1" in open_.said


async def test_next_without_a_query_says_how_to_begin() -> None:
    async with reader() as open_:
        await open_.press("n")
        assert "/" in open_.said


async def test_letters_typed_are_no_commands() -> None:
    async with reader() as open_:
        await open_.press("slash")
        await open_.type("qrz")
        assert open_.main.find_line.value == "qrz" and open_.app.screen is open_.main


async def test_up_in_the_line_calls_what_was_looked_for_before() -> None:
    async with reader() as open_:
        for words in ("pier", "winter"):
            await open_.press("slash")
            await open_.type(words)
            await open_.press("enter")
        await open_.press("slash")
        await open_.type("clo")
        await open_.press("up")
        assert open_.main.find_line.value == "winter" and "1 of 1" in open_.said
        await open_.press("up")
        assert open_.main.find_line.value == "pier"
        await open_.press("up")
        assert open_.main.find_line.value == "pier" and "before that" in open_.said
        await open_.press("down", "down")
        assert open_.main.find_line.value == "clo"


async def test_patterns_are_called_among_patterns_and_what_was_left_with_esc_is_not_kept() -> None:
    async with reader() as open_:
        await open_.press("slash")
        await open_.type("pier")
        await open_.press("escape", "backslash", "up")
        assert open_.main.find_line.value == "" and "nothing" in open_.said
        await open_.type("w.nter")
        await open_.press("enter", "backslash", "up")
        assert open_.main.find_line.value == "w.nter"


async def test_while_words_are_typed_the_bottom_line_has_the_keys_of_that_line() -> None:
    async with reader() as open_:
        await open_.press("slash")
        assert [key for key, _ in open_.main.status._hints] == ["↑", "Enter", "Esc"]
