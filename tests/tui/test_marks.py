"""Marks: a letter keeps a place, by what is written there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.tui.screens.jumps import JumpsScreen
from tests.tui.made import TEXTS, made_library, make_document, reader


async def test_a_mark_keeps_the_place_and_the_list_leads_there() -> None:
    async with reader() as open_:
        await open_.press("p")
        marked = open_.pane.cursor
        await open_.press("m", "a")
        assert "marked a for this document" in open_.said
        await open_.press("tab", "tab", "apostrophe")
        assert "this document" in open_.screen_text and "1 marked" in open_.screen_text
        await open_.type("a")
        await open_.press("enter")
        assert open_.app.screen is open_.main and open_.pane.cursor == marked
        await open_.press("backspace")
        assert open_.pane.cursor != marked


async def test_a_capital_can_be_called_from_all_documents_a_small_letter_only_from_its_own() -> None:
    async with reader() as open_:
        await open_.press("p", "m", "B", "m", "b", "greater_than_sign", "apostrophe")
        assert "1 marked" in open_.screen_text
        await open_.type("B")
        await open_.press("enter")
        assert open_.shown.startswith("Harbour Police") and open_.name == "Ada Brook"


async def test_esc_and_what_is_no_letter_mark_nothing() -> None:
    async with reader() as open_:
        await open_.press("m", "escape")
        assert open_.said == "" and open_.main.grabbed is None
        await open_.press("m", "1")
        assert "a mark is a letter" in open_.said
        assert open_.main.desk.journal.state.marks.all() == []
        await open_.press("tab")
        assert open_.pane.rank == (2, 4)


async def test_a_mark_outlives_the_session_and_a_change_of_its_document(tmp_path: Path) -> None:
    async with reader(folder=tmp_path) as open_:
        await open_.press("p", "m", "a")
    title, date, source, body = TEXTS[0]
    edited = make_document(9, title, date, source, "A new first paragraph.\n\n" + body)
    library = made_library()
    path = library.stored[0].row.path
    library.stored[0] = replace(edited, row=replace(edited.row, path=path))
    async with reader(folder=tmp_path, library=library) as open_:
        await open_.press("apostrophe")
        await open_.type("a")
        assert isinstance(open_.app.screen, JumpsScreen)
        await open_.press("enter")
        assert open_.pane.document is not None and open_.pane.document.row.path == path
        assert open_.name == "Ada Brook"


async def test_a_marked_place_that_is_gone_is_said_and_nothing_moves(tmp_path: Path) -> None:
    async with reader(folder=tmp_path) as open_:
        await open_.press("p", "m", "A")
    library = made_library()
    path = library.stored[0].row.path
    other = make_document(9, "Weather", None, None, "Rain and wind, then more rain.")
    library.stored[0] = replace(other, row=replace(other.row, path=path))
    async with reader(folder=tmp_path, library=library) as open_:
        before = open_.pane.cursor
        await open_.press("apostrophe")
        await open_.type("A")
        await open_.press("enter")
        assert "not written there any more" in open_.said and open_.pane.cursor == before
