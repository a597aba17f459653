"""Every size of terminal: nothing falls over, no row is wider than the screen, the way out is always in sight."""

from __future__ import annotations

import pytest

from reader.tui.widgets.status import StatusLine
from tests.tui.made import reader

SIZES = [(20, 5), (24, 7), (39, 9), (61, 13), (80, 24), (99, 30), (109, 31), (120, 40), (300, 100)]
OPENED = {
    "s": "search",
    "w": "Harb",
    "colon": "go to",
    "question_mark": "keys",
    "apostrophe": "where you have",
    "T": "colours",
    "A": "",
    "S": "searches",
    "e": "tags",
    "a": "",
    "1": "made",
    "3": "Harbour",
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_page_opens_and_closes_in_every_size(size: tuple[int, int]) -> None:
    async with reader(size) as open_:
        words = open_.screen_text
        for key, shows in OPENED.items():
            await open_.press(key)
            assert shows in open_.screen_text
            assert all(len(line) <= size[0] for line in open_.lines)
            await open_.press("escape")
            assert open_.app.screen is open_.main
        await open_.press("2")
        assert open_.screen_text == words


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_text_and_the_keys_for_help_and_out_are_in_sight(size: tuple[int, int]) -> None:
    async with reader(size) as open_:
        await open_.press("p")
        assert "Ada Brook" in open_.screen_text or "Ada" in open_.screen_text
        assert "?" in open_.lines[-1].split() and "q" in open_.lines[-1].split()


async def test_a_change_of_size_keeps_the_place_of_the_text_and_the_words_of_a_note() -> None:
    async with reader((120, 40)) as open_:
        await open_.press("p", "p")
        cursor = open_.pane.cursor
        await open_.press("a")
        await open_.type("half a note")
        for width, height in ((20, 5), (300, 100), (61, 9), (80, 24)):
            await open_.resize(width, height)
            await open_.press("end")
            assert "half a note" in open_.screen_text
        await open_.press("enter")
        assert open_.pane.cursor == cursor
        assert open_.main.desk.notebook.notes.all()[0].text == "half a note"


@pytest.mark.parametrize("width", range(9, 60, 3))
def test_the_bottom_line_gives_way_in_the_right_order(width: int) -> None:
    line = StatusLine()
    line._left, line._hints = (("¶12/90  13%", ""),), (("Tab", "next name"), ("?", "keys"), ("q", "quit"))
    text = "".join(piece for piece, _ in line._line(width))
    assert len(text) <= width
    assert "?" in text and "q" in text
    assert ("Tab" in text) <= ("? keys" in text and "¶12/90  13%" in text)
