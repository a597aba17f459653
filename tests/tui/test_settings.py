"""What the user set is what is seen."""

from __future__ import annotations

from reader.session import Settings
from tests.tui.made import reader


async def test_furniture_that_is_not_to_be_folded_is_shown() -> None:
    async with reader(settings=Settings(fold_furniture=False)) as open_:
        assert "Share this article" in open_.screen_text
        await open_.pilot.resize_terminal(70, 30)
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
