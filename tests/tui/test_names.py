"""What can be asked of the name under the cursor: peek, its page, a copy of the passage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.tui.pages.peek import peek_lines
from reader.tui.parts.copying import cited, paragraph_at
from reader.tui.screens.entity import EntityScreen
from tests.tui.made import made_library, make_document, reader


async def test_peek_says_who_and_why_and_esc_takes_it_away() -> None:
    async with reader() as open_:
        await open_.press("tab", "tab", "K")
        assert "why: HP = Harbour Police" in open_.screen_text
        assert "score 0.93" in open_.screen_text
        before = open_.pane.cursor
        await open_.press("escape")
        assert "why:" not in open_.screen_text and open_.pane.cursor == before


async def test_peek_goes_when_the_cursor_moves() -> None:
    async with reader() as open_:
        await open_.press("K")
        assert open_.main.peek.shown
        await open_.press("tab")
        assert not open_.main.peek.shown


async def test_enter_opens_the_page_of_the_name() -> None:
    async with reader() as open_:
        await open_.press("p", "enter")
        assert isinstance(open_.app.screen, EntityScreen)
        text = open_.screen_text
        for part in (
            "Ada Brook",
            "person",
            "3 mentions · 2 documents",
            "director of works",
            "introduced",
            "2021",
            "█",
        ):
            assert part in text, part
        await open_.press("escape")
        assert open_.app.screen is open_.main and open_.name == "Ada Brook"


async def test_a_mention_on_the_page_leads_to_its_place_and_back_returns() -> None:
    async with reader((100, 50)) as open_:
        await open_.press("p")
        before = open_.pane.cursor
        await open_.press("enter", "G", "enter")
        assert open_.app.screen is open_.main
        assert open_.shown == "A quiet year for the Port Authority" and open_.name == "Ada Brook"
        await open_.press("backspace")
        assert open_.pane.cursor == before


async def test_a_companion_on_the_page_opens_its_own_and_a_place_leads_out_of_both() -> None:
    async with reader((100, 50)) as open_:
        await open_.press("p", "enter", "j", "enter")
        page = open_.app.screen
        assert isinstance(page, EntityScreen) and page.entity == "e-Harbour Police"
        await open_.press("G", "enter")
        assert open_.app.screen is open_.main and open_.name == "HP"


async def test_the_page_of_a_much_named_one_fetches_more_when_asked() -> None:
    library = made_library()
    text = "The Port Authority was open."
    library.stored = [make_document(n, f"Day {n}", "2020", None, text) for n in range(1, 121)]
    async with reader((100, 50), library=library) as open_:
        await open_.press("enter", "G")
        assert "70 more documents" in open_.screen_text
        await open_.press("enter", "G")
        assert "20 more documents" in open_.screen_text
        await open_.press("enter", "G")
        assert "more documents" not in open_.screen_text and "Day 120" in open_.screen_text


async def test_q_closes_a_page_and_only_on_the_first_screen_the_reader() -> None:
    async with reader() as open_:
        await open_.press("enter", "q")
        assert open_.app.screen is open_.main
        await open_.press("q")
        assert open_.app.return_code == 0


async def test_copying_is_honest_about_the_clipboard_and_keeps_a_file() -> None:
    async with reader() as open_:
        await open_.press("tab", "y")
        assert open_.app.clipboard.startswith("The Harbour Police (HP) opened")
        assert "sent to the terminal" in open_.said
        kept = Path(open_.said.rsplit(" kept in ", 1)[1])
        assert kept.read_text(encoding="utf-8").startswith("The Harbour Police (HP) opened")


async def test_a_copy_with_its_source_names_title_date_paragraph_and_hash() -> None:
    async with reader() as open_:
        await open_.press("tab", "Y")
        for part in ("Harbour Police open a new pier", "2021-03-04", "¶2", "characters 32–", "sha256"):
            assert part in open_.app.clipboard, part


def test_a_copied_dateline_stands_at_the_top() -> None:
    document = made_library().stored[0]
    block = document.blocks[0]
    assert "; at the top, characters" in cited(document, block, 0)
    assert "; ¶3, characters" in cited(document, block, 3)


def test_the_paragraph_at_a_character_is_the_one_that_holds_it() -> None:
    document = made_library().stored[0]
    for block in document.blocks:
        assert paragraph_at(document, block.start) is block
        assert paragraph_at(document, block.end - 1) is block


def test_a_citation_ends_with_where_it_stands() -> None:
    document = made_library().stored[0]
    block = document.blocks[1]
    assert cited(document, block, 2).startswith(document.text[block.start : block.end] + "\n— ")


@pytest.mark.parametrize("width", [20, 40, 80])
async def test_while_words_are_chosen_the_keys_to_take_and_to_leave_are_in_sight(width: int) -> None:
    async with reader((width, 12)) as open_:
        await open_.press("plus")
        assert "Enter takes" in open_.lines[-1] and "Esc" in open_.lines[-1]


async def test_a_long_name_is_whole_in_a_peek() -> None:
    library = made_library()
    name = "Commission for the Safety of Piers and Landing Stages"
    mention = replace(library.stored[0].mentions[0], name=name, entity=None)
    lines = peek_lines(mention, None, 64)
    assert lines[0][0][0] == name and "organisation" in lines[1][0][0]
