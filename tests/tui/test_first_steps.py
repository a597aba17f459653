"""The first steps: shown once, led on by trying them, gone with Esc, back from the palette; never taking a key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from reader.resources import seeds_folder
from reader.session import parse_keymap, recall, remember
from reader.tui.app import ReaderApp
from reader.tui.opening import lay_out
from tests.tui.made import Reader, made_library, made_opened, reader, settled


@asynccontextmanager
async def for_the_first_time(size: tuple[int, int] = (80, 24), **made: object) -> AsyncIterator[Reader]:
    library = made_library()
    app = ReaderApp(replace(made_opened(library, **made), first_steps=True))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield Reader(app, pilot, library)


async def test_trying_a_step_leads_to_the_next_one() -> None:
    async with for_the_first_time() as open_:
        assert "1 of 3   Tab goes from name to name" in open_.screen_text
        await open_.press("tab")
        assert open_.pane.rank == (2, 4) and "2 of 3   Enter opens" in open_.screen_text
        await open_.press("enter", "backspace")
        assert "3 of 3   Backspace leads back" in open_.screen_text
        await open_.press("question_mark", "escape")
        assert "of 3" not in open_.screen_text


async def test_esc_ends_them_and_every_other_key_does_what_it_does() -> None:
    async with for_the_first_time() as open_:
        await open_.press("p")
        assert open_.name == "Ada Brook"
        await open_.press("escape")
        assert "of 3" not in open_.screen_text
        await open_.press("tab")
        assert "of 3" not in open_.screen_text


async def test_they_are_shown_once_and_called_again_from_the_palette() -> None:
    async with for_the_first_time():
        assert recall("first-steps") == "done"
    async with reader() as open_:
        assert "of 3" not in open_.screen_text
        await open_.press("colon")
        await open_.type("first steps")
        await open_.press("enter")
        assert "1 of 3" in open_.screen_text


async def test_they_name_the_keys_of_the_user() -> None:
    keymap, _ = parse_keymap('"name.next" = "F6"\n')
    async with for_the_first_time(keymap=keymap) as open_:
        assert "F6 goes from name to name" in open_.screen_text


async def test_the_text_keeps_room_in_a_tiny_terminal() -> None:
    async with for_the_first_time((20, 8)) as open_:
        assert "Harbour" in open_.screen_text
        await open_.press("escape")
        assert "1 of 3" not in open_.screen_text


def test_only_somebody_on_the_samples_who_was_never_here_is_shown_them() -> None:
    assert lay_out([seeds_folder()], None).first_steps
    remember("first-steps", "done")
    assert not lay_out([seeds_folder()], None).first_steps
