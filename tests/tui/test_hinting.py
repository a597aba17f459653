"""Labels on the names on the screen: typed, they lead there; left, nothing has changed."""

from __future__ import annotations

from tests.tui.made import made_library, make_document, reader


async def test_typing_a_label_puts_the_cursor_on_its_name() -> None:
    async with reader() as open_:
        starts = open_.pane.names_on_screen()
        await open_.press("f")
        assert open_.main.hinting.active
        await open_.press("d")
        assert open_.pane.cursor == starts[2] and not open_.main.hinting.active
        await open_.press("tab")
        assert open_.pane.cursor == starts[3]


async def test_labels_lie_over_the_names_they_lead_to() -> None:
    async with reader() as open_:
        await open_.press("f")
        assert "aarbour Police open" in open_.screen_text and "The sarbour Police (dP)" in open_.screen_text


async def test_esc_leaves_all_as_it_was() -> None:
    async with reader() as open_:
        before, place = open_.screen_text, (open_.pane.cursor, open_.pane.top)
        await open_.press("f")
        assert open_.screen_text != before
        await open_.press("escape")
        assert open_.screen_text == before and (open_.pane.cursor, open_.pane.top) == place


async def test_letters_typed_for_a_label_are_no_commands_and_a_wrong_one_is_said() -> None:
    async with reader() as open_:
        place = open_.pane.cursor
        await open_.press("f", "z")
        assert "no name has “z”" in open_.said
        assert open_.pane.cursor == place and not open_.main.has_class("-alone")


async def test_more_names_than_letters_take_two_and_the_first_narrows_them_down() -> None:
    library = made_library()
    text = "\n\n".join("Ada Brook met Omar Lund near the Port Authority." for _ in range(12))
    library.stored = [make_document(1, "Meetings", "2020", None, text)]
    async with reader((80, 40), library=library) as open_:
        starts = open_.pane.names_on_screen()
        assert len(starts) > 26
        await open_.press("f")
        two = next(label for label in open_.main.hinting._labels if len(label) == 2)
        wanted = open_.main.hinting._labels[two]
        await open_.press(two[0])
        assert open_.main.hinting.active
        await open_.press("backspace", two[0], two[1])
        assert open_.pane.cursor == wanted


async def test_labels_go_when_the_text_moves() -> None:
    async with reader((60, 8)) as open_:
        await open_.press("f")
        open_.pane.do_move_down()
        await open_.press()
        await open_.pilot.pause()
        assert not open_.main.hinting.active
        await open_.press("tab")
        assert open_.main.grabbed is None


async def test_only_names_that_can_be_seen_get_a_label() -> None:
    async with reader((60, 8)) as open_:
        assert open_.pane.document is not None
        assert 0 < len(open_.pane.names_on_screen()) < len(open_.pane.document.mentions)


async def test_labels_can_be_asked_for_in_the_palette() -> None:
    async with reader() as open_:
        await open_.press("colon")
        await open_.type("labels")
        await open_.press("enter")
        assert open_.app.screen is open_.main and open_.main.hinting.active
