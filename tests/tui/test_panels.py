"""Documents and references beside the text, or over it where there is no room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.items import Place
from reader.tui.parts.panels import panes_for
from tests.tui.made import Reader, made_library, make_document, reader


def _shown(open_: Reader) -> tuple[bool, bool]:
    documents = open_.main.query_one("#documents-panel")
    references = open_.main.query_one("#references-panel")
    return bool(documents.display), bool(references.display)


@pytest.mark.parametrize(
    ("columns", "panes"),
    [
        (20, (False, False)),
        (99, (False, False)),
        (100, (False, True)),
        (109, (False, True)),
        (110, (True, True)),
    ],
)
async def test_the_width_decides_how_many_panes_there_are(columns: int, panes: tuple[bool, bool]) -> None:
    async with reader((columns, 24)) as open_:
        assert _shown(open_) == panes


@given(st.integers(1, 400))
def test_more_columns_never_show_fewer_panes(columns: int) -> None:
    order = ("-one", "-two", "-three")
    assert order.index(panes_for(columns)) <= order.index(panes_for(columns + 1))


async def test_a_resize_changes_the_panes_and_keeps_the_place() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("p", "p")
        cursor = open_.pane.cursor
        for size, panes in (
            ((80, 24), (False, False)),
            ((104, 30), (False, True)),
            ((150, 40), (True, True)),
        ):
            await open_.resize(*size)
            assert _shown(open_) == panes
            assert open_.pane.cursor == cursor and open_.pane.cursor_cell is not None


async def test_the_references_follow_the_cursor_without_taking_the_keys() -> None:
    async with reader((120, 30)) as open_:
        assert "Harbour Police" in str(open_.main.query_one("#references-title").left)  # type: ignore[attr-defined]
        await open_.press("p")
        assert "Ada Brook" in str(open_.main.query_one("#references-title").left)  # type: ignore[attr-defined]
        assert open_.pane.has_focus
        mention = open_.pane.mention
        assert mention is not None
        assert open_.main.references.value == Place(mention.document, mention.start, mention.end)


async def test_references_preview_and_esc_leaves_all_as_it_was() -> None:
    async with reader((80, 24)) as open_:
        before = (open_.shown, open_.pane.cursor, open_.pane.top)
        await open_.press("r")
        assert open_.main.references.has_focus and _shown(open_) == (False, True)
        await open_.press("G", "k", "k", "k", "k")
        assert open_.shown == "A quiet year for the Port Authority"
        await open_.press("escape")
        assert (open_.shown, open_.pane.cursor, open_.pane.top) == before
        assert _shown(open_) == (False, False) and open_.pane.has_focus


async def test_enter_on_a_reference_jumps_there_and_back_returns() -> None:
    async with reader((120, 30)) as open_:
        before = open_.pane.cursor
        await open_.press("r", "j", "j", "enter")
        assert open_.pane.has_focus and open_.name == "HP" and open_.pane.cursor != before
        await open_.press("backspace")
        assert open_.pane.cursor == before


async def test_one_opens_the_documents_and_enter_one_of_them() -> None:
    async with reader((80, 24)) as open_:
        await open_.press("1")
        assert open_.main.documents.has_focus and _shown(open_) == (True, False)
        await open_.press("j", "enter")
        assert open_.shown == "A quiet year for the Port Authority"
        assert open_.pane.has_focus and _shown(open_) == (False, False)
        await open_.press("backspace")
        assert open_.shown == "Harbour Police open a new pier"


async def test_the_same_key_again_goes_back_to_the_text() -> None:
    async with reader((80, 24)) as open_:
        await open_.press("3", "3")
        assert open_.pane.has_focus and _shown(open_) == (False, False)
        await open_.press("1", "2")
        assert open_.pane.has_focus and _shown(open_) == (False, False)


async def test_z_shows_the_text_alone_and_all_panes_again() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("z")
        assert _shown(open_) == (False, False)
        await open_.press("3")
        assert _shown(open_) == (False, True)
        await open_.press("escape", "z")
        assert _shown(open_) == (True, True)


async def test_a_list_that_loses_its_room_gives_the_keys_back() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("1")
        open_.main.panels.close()
        await open_.resize(60, 20)
        assert open_.pane.has_focus


async def test_twenty_by_five_still_shows_text() -> None:
    async with reader((20, 5)) as open_:
        assert "Harbour Police" in open_.lines[0]
        await open_.press("tab", "space", "r", "escape", "1", "escape", "question_mark", "escape")
        assert open_.pane.has_focus


async def test_many_documents_are_fetched_only_where_they_are_seen() -> None:
    library = made_library()
    first = library.stored[0]
    library.stored = [make_document(n, f"Document {n}", "2020", None, "x") for n in range(1, 1001)]
    library.stored[0] = first
    async with reader((120, 30), library=library) as open_:
        assert open_.main.documents.count == 1000
        assert library.asked.count("documents") <= 3
        await open_.press("1", "G")
        assert open_.main.documents.cursor == 999
        assert "Document 1000" in open_.screen_text
        await open_.press("enter")
        assert open_.shown == "Document 1000"


async def test_unread_documents_carry_a_dot_and_read_ones_none() -> None:
    async with reader((120, 30)) as open_:
        assert open_.screen_text.count("●") == 2
        await open_.press("greater_than_sign", "greater_than_sign")
        assert open_.screen_text.count("●") == 0
