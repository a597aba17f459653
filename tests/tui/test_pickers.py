"""The lists one picks from: search, who's who, palette, keys, themes."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from reader.readmodel import EntityRow
from reader.session import COMMANDS, parse_keymap
from reader.tui.items import EntityLink
from reader.tui.screens.entity import EntityScreen
from reader.tui.screens.palette import PaletteScreen
from reader.tui.screens.picker import Picker
from tests.tui.made import MadeLibrary, made_library, reader, settled


async def test_search_shows_hits_as_they_are_typed_and_opens_one_at_its_place() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("clock")
        assert "1 document" in open_.screen_text and "Notes without a date" in open_.screen_text
        await open_.press("enter")
        assert open_.shown == "Notes without a date"
        assert open_.pane.text[open_.pane.cursor :].startswith("clock")
        await open_.press("backspace")
        assert open_.shown == "Harbour Police open a new pier"


async def test_a_query_that_cannot_be_understood_says_where() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("(a")
        caret = next(number for number, line in enumerate(open_.lines) if line.strip() == "^")
        assert open_.lines[caret].index("^") == open_.lines[caret - 1].index("(a")
        assert "a bracket is never closed" in open_.lines[caret + 1]


@pytest.mark.parametrize("key", ["s", "w", "colon", "ctrl+p", "question_mark", "T"])
async def test_esc_leaves_all_as_it_was(key: str) -> None:
    async with reader() as open_:
        before = (open_.screen_text, open_.app.theme)
        await open_.press(key)
        assert isinstance(open_.app.screen, Picker)
        await open_.press("down", "escape")
        assert open_.app.screen is open_.main
        assert (open_.screen_text, open_.app.theme) == before


async def test_whos_who_lists_the_most_named_first_and_narrows_down() -> None:
    async with reader() as open_:
        await open_.press("w")
        picker = open_.app.screen
        assert isinstance(picker, Picker)
        assert picker.rows.value == EntityLink("e-Harbour Police")
        await open_.press("tab")
        assert "persons" in open_.screen_text and "Harbour Police " not in open_.screen_text
        await open_.press("tab", "tab", "tab")
        await open_.type("lund")
        assert picker.rows.count == 1
        await open_.press("enter")
        assert isinstance(open_.app.screen, EntityScreen)
        assert open_.app.screen.entity == "e-Omar Lund"


async def test_the_palette_finds_documents_names_and_commands() -> None:
    async with reader() as open_:
        await open_.press("colon")
        await open_.type("quiet")
        assert "A quiet year for the Port Authority" in open_.screen_text
        await open_.press("enter")
        assert open_.shown == "A quiet year for the Port Authority"
        await open_.press("colon")
        await open_.type("brook")
        await open_.press("enter")
        assert isinstance(open_.app.screen, EntityScreen)
        await open_.press("escape", "colon")
        await open_.type("text alone")
        assert "z" in open_.screen_text
        await open_.press("enter")
        assert open_.main.has_class("-alone")


async def test_help_shows_the_live_keys_and_narrows_down() -> None:
    keymap, _ = parse_keymap('"name.next" = "F5"\n')
    async with reader((80, 60), keymap=keymap) as open_:
        await open_.press("question_mark")
        assert "F5" in open_.screen_text and f" of {len(COMMANDS)} work here" in open_.screen_text
        await open_.type("introduced")
        assert "1 of" in open_.screen_text
        await open_.press("enter")
        assert open_.app.screen is open_.main


async def test_a_theme_is_seen_while_choosing_and_kept_when_taken() -> None:
    async with reader() as open_:
        await open_.press("T")
        before = open_.app.theme
        await open_.press("down")
        chosen = open_.app.theme
        assert chosen != before
        await open_.press("enter")
        assert open_.app.theme == chosen


class _Slow(MadeLibrary):
    """Says who there is when it is told to."""

    gate: threading.Event

    def entities(self, **how: Any) -> list[EntityRow]:
        self.gate.wait(30)
        return super().entities(**how)


async def test_enter_in_the_palette_waits_for_the_names_that_come_first() -> None:
    library = _Slow(made_library().stored)
    library.gate = threading.Event()
    async with reader(library=library) as open_:
        await open_.pilot.press("colon", *"northhaven", "enter")
        assert isinstance(open_.app.screen, PaletteScreen)
        library.gate.set()
        await settled(open_.pilot)
        screen = open_.app.screen
        assert isinstance(screen, EntityScreen) and screen.entity == "e-Northhaven"


async def test_enter_before_the_answer_is_here_opens_the_first_hit_when_it_is() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.pilot.press(*"clock", "enter")
        await settled(open_.pilot)
        assert open_.app.screen is open_.main and open_.shown == "Notes without a date"
