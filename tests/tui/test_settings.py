"""What the user set is what is seen."""

from __future__ import annotations

from reader.session import Settings
from reader.tui.lines import LineList
from tests.tui.made import reader


async def test_furniture_that_is_not_to_be_folded_is_shown() -> None:
    async with reader(settings=Settings(fold_furniture=False)) as open_:
        assert "Share this article" in open_.screen_text
        await open_.resize(70, 30)
        assert "Share this article" in open_.screen_text


async def test_paragraph_numbers_stand_beside_the_text() -> None:
    async with reader((60, 20), settings=Settings(paragraph_numbers=True)) as open_:
        first = next(row for row in open_.screen_text.splitlines() if "Harbour Police open" in row)
        assert first.split()[0] == "1"


async def test_text_is_no_wider_than_the_measure() -> None:
    async with reader((95, 24), settings=Settings(measure=60)) as open_:
        rows = open_.pane._view.rows
        assert max(row.end - row.start for row in rows) <= 60
        assert max(row.end - row.start for row in rows) > 45


async def test_a_cursor_at_the_edge_takes_half_a_page_with_it_only_where_that_is_wanted() -> None:
    tops = {}
    for wanted in (False, True):
        async with reader((80, 12), settings=Settings(half_page_at_edge=wanted)) as open_:
            await open_.pilot.press("?")
            await open_.pilot.pause()
            rows = open_.app.screen.query_one(LineList)
            while rows.top == 0:
                await open_.pilot.press("down")
            tops[wanted] = rows.top
            assert rows.top <= rows.cursor < rows.top + rows.content_size.height
    assert tops[False] == 1
    assert tops[True] >= 4
