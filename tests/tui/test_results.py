"""The last results: lists that were used are stepped through from the text, without opening them again."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from textual.widgets import Input

from reader.readmodel import EntityCard
from reader.tui.screens.concordance import ConcordanceScreen
from reader.tui.screens.entity import EntityScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.screens.whoswho import WhosWhoScreen
from reader.tui.widgets.page import PageList
from tests.tui.made import reader


async def test_without_a_list_the_key_says_what_would_leave_one() -> None:
    async with reader() as open_:
        await open_.press("right_parenthesis")
        assert "no results yet" in open_.said


async def test_search_results_are_stepped_and_counted() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("clock")
        await open_.press("escape", "s")
        await open_.type("police")
        await open_.press("enter")
        assert open_.shown.startswith("Harbour Police") and "1 of 2: “police”" in open_.said
        await open_.press("right_parenthesis")
        assert open_.shown.startswith("A quiet year") and "2 of 2: “police”" in open_.said
        await open_.press("right_parenthesis")
        assert "this is the last of 2" in open_.said and open_.shown.startswith("A quiet year")
        await open_.press("left_parenthesis", "left_parenthesis")
        assert "this is the first of 2" in open_.said and open_.shown.startswith("Harbour Police")


async def test_n_walks_through_the_matches_and_on_into_the_next_document() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("pier")
        await open_.press("enter")
        assert open_.shown.startswith("Harbour Police") and "3 matches here" in open_.said
        await open_.press("n", "n")
        assert "“pier”  3 of 3" in open_.said
        await open_.press("n")
        assert open_.shown.startswith("Notes without") and "2 of 2: “pier”" in open_.said
        assert open_.pane.text[open_.pane.cursor :].startswith("pier")
        await open_.press("n")
        assert "this is the last of 2" in open_.said
        await open_.press("N")
        assert open_.shown.startswith("Harbour Police")
        before = open_.pane.text[open_.pane.cursor :]
        assert before.startswith("pier is forty"), "backwards one arrives at the last match"
        await open_.press("N")
        assert "“pier”  2 of 3" in open_.said


async def test_matches_stay_marked_in_documents_opened_otherwise_until_esc() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("clock")
        await open_.press("enter", "less_than_sign", "greater_than_sign")
        assert open_.shown.startswith("Notes without")
        assert len(list(open_.pane._found.between(0, 10_000))) == 2
        await open_.press("escape", "n")
        assert "nothing is looked for" in open_.said


async def test_references_leave_results() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("r", "j", "enter")
        assert "of 6: Harbour Police" in open_.said
        first = open_.pane.cursor
        await open_.press("right_parenthesis")
        assert open_.pane.cursor != first and "of 6: Harbour Police" in open_.said


async def test_a_concordance_leaves_results_in_its_order() -> None:
    async with reader() as open_:
        await open_.press("p", "x", "O", "enter")
        assert "1 of 3: Ada Brook in its words" in open_.said
        await open_.press("right_parenthesis", "right_parenthesis")
        assert open_.shown.startswith("A quiet year") and "3 of 3" in open_.said


async def test_whos_who_leaves_pages_to_step_through() -> None:
    async with reader() as open_:
        await open_.press("w", "enter")
        assert isinstance(open_.app.screen, EntityScreen) and open_.app.screen.entity == "e-Harbour Police"
        await open_.press("right_parenthesis")
        assert isinstance(open_.app.screen, EntityScreen)
        second = open_.app.screen.entity
        assert second != "e-Harbour Police"
        await open_.press("escape", "escape")
        assert open_.app.screen is open_.main
        await open_.press("left_parenthesis")
        assert isinstance(open_.app.screen, EntityScreen) and open_.app.screen.entity == "e-Harbour Police"
        await open_.press("escape")
        assert open_.app.screen is open_.main


async def test_leaving_a_page_leads_back_to_whos_who_as_it_was() -> None:
    async with reader() as open_:
        await open_.press("w")
        await open_.type("r")
        await open_.press("tab", "ctrl+o", "down")
        names = open_.app.screen
        assert isinstance(names, WhosWhoScreen) and names.rows.cursor == 1
        under, title = names.rows.value, open_.lines[0]
        await open_.press("enter")
        assert isinstance(open_.app.screen, EntityScreen)
        await open_.press("escape")
        assert open_.app.screen is names
        assert (names.rows.value, open_.lines[0]) == (under, title) and open_.lines[1].strip().startswith("r")
        await open_.type("a")
        assert "ra" in open_.lines[1]


async def test_a_page_at_the_end_of_whos_who_leads_back_to_the_list_with_a_word() -> None:
    async with reader() as open_:
        await open_.press("w", "enter", "left_parenthesis")
        assert isinstance(open_.app.screen, WhosWhoScreen) and "this is the first of" in open_.lines[-1]


async def test_a_place_on_a_page_that_whos_who_opened_leads_into_the_text() -> None:
    async with reader() as open_:
        await open_.press("w", "enter", "G", "enter")
        assert open_.app.screen is open_.main and open_.pane.has_focus


async def test_back_goes_through_the_places_that_were_stepped_to() -> None:
    async with reader() as open_:
        await open_.press("p")
        start = open_.pane.cursor
        await open_.press("s")
        await open_.type("clock")
        await open_.press("enter", "backspace")
        assert open_.pane.cursor == start and open_.shown.startswith("Harbour Police")


async def test_earlier_searches_are_shown_and_called_with_up() -> None:
    async with reader() as open_:
        for words in ("clock", "fog"):
            await open_.press("s")
            await open_.type(words)
            await open_.press("enter")
        await open_.press("s")
        screen = open_.app.screen
        assert isinstance(screen, SearchScreen)
        assert open_.screen_text.index("fog") < open_.screen_text.index("clock")
        await open_.press("up")
        assert "fog" in open_.lines[1] and "1 document" in open_.lines[0]
        await open_.press("up")
        assert "clock" in open_.lines[1]
        await open_.press("up")
        assert "no earlier search" in open_.lines[-1]
        await open_.press("down")
        assert "fog" in open_.lines[1]
        await open_.press("enter")
        assert open_.shown.startswith("A quiet year")


async def test_an_earlier_search_is_picked_from_the_list() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("clock")
        await open_.press("enter", "s", "enter")
        assert "clock" in open_.lines[1] and "1 document" in open_.lines[0]


async def test_earlier_searches_outlive_a_session(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    async with reader(folder=folder) as open_:
        await open_.press("s")
        await open_.type("clock")
        await open_.press("enter")
    async with reader(folder=folder) as open_:
        await open_.press("s", "up")
        assert "clock" in open_.lines[1]


async def test_esc_leads_from_a_hit_back_to_the_search_on_its_row_and_then_to_the_text() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("police")
        await open_.press("enter", "right_parenthesis", "n")
        assert open_.shown.startswith("A quiet year")
        spot = open_.pane.cursor
        await open_.press("escape")
        screen = open_.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.query_one("#picker-query", Input).value == "police"
        assert screen.rows.value == open_.main.results.kept.target  # type: ignore[union-attr]
        await open_.press("escape")
        assert open_.app.screen is open_.main and open_.pane.cursor == spot
        await open_.press("escape", "n")
        assert open_.app.screen is open_.main and "nothing is looked for" in open_.said


async def test_esc_leads_from_a_line_back_to_the_concordance_as_it_was() -> None:
    async with reader() as open_:
        await open_.press("tab", "x", "o", "slash")
        await open_.type("boats")
        await open_.press("enter", "down", "enter", "escape")
        screen = open_.app.screen
        assert isinstance(screen, ConcordanceScreen)
        page = screen.query_one(PageList)
        assert screen.sort == "left2" and page.value == open_.main.results.kept.target  # type: ignore[union-attr]
        assert "with “boats”" in "\n".join(open_.lines)
        count = page.count
        await open_.press("escape")
        assert open_.app.screen is screen and page.count > count
        await open_.press("escape")
        assert open_.app.screen is open_.main


async def test_esc_leads_from_a_mention_back_to_the_page_it_was_chosen_on() -> None:
    async with reader() as open_:
        await open_.press("tab", "enter", "G", "enter")
        target = open_.main.results.kept.target  # type: ignore[union-attr]
        await open_.press("escape")
        screen = open_.app.screen
        assert isinstance(screen, EntityScreen) and screen.query_one(PageList).value == target


async def test_the_page_comes_back_on_the_mention_though_its_card_comes_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with reader() as open_:
        await open_.press("tab", "enter", "G", "enter")
        target = open_.main.results.kept.target  # type: ignore[union-attr]
        listed, card, show = threading.Event(), open_.library.card, EntityScreen._show_references

        def shown(screen: EntityScreen, groups: Any) -> None:
            show(screen, groups)
            listed.set()

        def late(id: str) -> EntityCard:
            assert listed.wait(30)
            return card(id)

        monkeypatch.setattr(EntityScreen, "_show_references", shown)
        monkeypatch.setattr(open_.library, "card", late)
        await open_.press("escape")
        assert open_.app.screen.query_one(PageList).value == target


async def test_esc_stays_in_the_text_once_another_document_was_opened() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("police")
        await open_.press("enter", "greater_than_sign", "escape")
        assert open_.app.screen is open_.main


async def test_esc_forgets_what_was_typed_for_this_document_before_it_leads_to_the_list() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("police")
        await open_.press("enter", "slash")
        await open_.type("pier")
        await open_.press("enter", "escape")
        assert open_.app.screen is open_.main
        await open_.press("escape")
        assert isinstance(open_.app.screen, SearchScreen)
