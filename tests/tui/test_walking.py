"""Walking through the text by keys: from name to name, from document to document, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.model import Block
from reader.readmodel import MentionRow
from tests.tui.made import MadeLibrary, Reader, make_document, reader


async def test_the_reader_opens_on_the_first_name_of_the_first_document() -> None:
    async with reader() as open_:
        assert open_.shown == "Harbour Police open a new pier"
        assert open_.name == "Harbour Police"
        assert open_.pane.has_focus


async def test_tab_goes_to_the_next_name_and_shift_tab_back() -> None:
    async with reader() as open_:
        await open_.press("tab", "tab")
        assert open_.name == "HP"
        await open_.press("shift+tab")
        assert open_.name == "Harbour Police"


async def test_o_and_p_stop_at_organisations_and_people_only() -> None:
    async with reader() as open_:
        await open_.press("p")
        assert open_.name == "Ada Brook"
        await open_.press("p", "P")
        assert open_.name == "Ada Brook"
        await open_.press("o")
        assert open_.name == "Port Authority"
        await open_.press("O")
        assert open_.name == "HP"


async def test_the_end_of_the_names_is_said() -> None:
    async with reader() as open_:
        await open_.press("G", *["tab"] * 12)
        assert "no further name below" in open_.said
        await open_.press(*["shift+tab"] * 12)
        assert "no further name above" in open_.said


async def test_the_next_mention_goes_on_into_the_next_document_and_says_so() -> None:
    async with reader() as open_:
        await open_.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert (open_.shown, open_.name) == ("Harbour Police open a new pier", "HP")
        await open_.press("right_square_bracket")
        assert (open_.shown, open_.name) == ("A quiet year for the Port Authority", "Harbour Police")
        assert "on into A quiet year" in open_.said
        await open_.press("left_square_bracket")
        assert (open_.shown, open_.name) == ("Harbour Police open a new pier", "HP")
        assert "back into" in open_.said


async def test_the_last_document_with_a_name_is_said() -> None:
    async with reader() as open_:
        await open_.press(*["right_square_bracket"] * 8)
        assert "last document with this name" in open_.said


async def test_going_back_returns_to_the_same_character_and_forward_again() -> None:
    async with reader() as open_:
        await open_.press("p")
        left = (open_.shown, open_.pane.cursor, open_.pane.top)
        await open_.press("greater_than_sign")
        assert open_.shown.startswith("A quiet year")
        arrived = (open_.shown, open_.pane.cursor, open_.pane.top)
        await open_.press("backspace")
        assert (open_.shown, open_.pane.cursor, open_.pane.top) == left
        await open_.press("L")
        assert (open_.shown, open_.pane.cursor, open_.pane.top) == arrived


async def test_going_back_returns_to_the_same_character_after_a_resize_too() -> None:
    async with reader((80, 24)) as open_:
        await open_.press("p", "p", "p")
        cursor = open_.pane.cursor
        await open_.press("greater_than_sign")
        await open_.resize(47, 9)
        await open_.press("H")
        assert open_.pane.cursor == cursor
        assert open_.pane.cursor_cell is not None


async def test_going_back_where_nobody_went_is_said() -> None:
    async with reader() as open_:
        await open_.press("backspace")
        assert "where you began" in open_.said
        await open_.press("L")
        assert "nothing further" in open_.said


async def test_the_ends_of_the_list_of_documents_are_said() -> None:
    async with reader() as open_:
        await open_.press("less_than_sign")
        assert "first document" in open_.said
        await open_.press("greater_than_sign", "greater_than_sign", "greater_than_sign")
        assert "last document" in open_.said


async def test_i_goes_to_where_the_name_was_introduced() -> None:
    async with reader() as open_:
        await open_.press("greater_than_sign", "p", "tab", "tab")
        assert open_.name == "HP"
        await open_.press("i")
        assert (open_.shown, open_.name) == ("Harbour Police open a new pier", "Harbour Police")
        await open_.press("backspace")
        assert (open_.shown, open_.name) == ("A quiet year for the Port Authority", "HP")


async def test_pages_go_on_to_the_end_and_mark_the_document_as_read() -> None:
    async with reader((60, 8)) as open_:
        document = open_.pane.document
        assert document is not None and not open_.main.desk.is_read(document.row.id)
        await open_.press("space", "space", "space", "space")
        assert open_.pane.progress[2] == 100
        assert open_.main.desk.is_read(document.row.id)
        await open_.press("b", "u", "g")
        assert open_.pane.top == 0


async def test_lines_half_pages_and_paragraphs_move_the_view() -> None:
    async with reader((60, 8)) as open_:
        await open_.press("j")
        one = open_.pane.top
        assert one > 0
        await open_.press("k")
        assert open_.pane.top == 0
        await open_.press("d")
        half = open_.pane.top
        assert half > one
        await open_.press("u", "right_curly_bracket")
        assert open_.pane.text[open_.pane.top :].startswith("The Harbour Police (HP)")
        await open_.press("left_curly_bracket")
        assert open_.pane.top == 0


async def test_a_name_out_of_sight_is_left_behind_tab_goes_on_from_the_screen() -> None:
    async with reader((60, 8)) as open_:
        await open_.press("G", "tab")
        assert open_.pane.cursor >= open_.pane.top


async def test_furniture_is_folded_to_one_line_that_opens() -> None:
    async with reader() as open_:
        assert "1 line of site furniture" in open_.screen_text
        await open_.press("F")
        assert "Share this article" in open_.screen_text
        await open_.press("F")
        assert "Share this article" not in open_.screen_text


async def test_a_document_without_names_can_be_read() -> None:
    library = MadeLibrary([make_document(1, "Nobody", None, None, "nothing happens here\n\nat all")])
    async with reader(library=library) as open_:
        assert open_.pane.mention is None
        await open_.press("tab")
        assert "no further name" in open_.said
        await open_.press("enter", "K", "i")
        assert "no name here" in open_.said


async def test_a_click_selects_a_name_and_another_opens_it() -> None:
    async with reader() as open_:
        text = open_.pane.text
        row, column = next(
            (number, line.index("Ada Brook"))
            for number, line in enumerate(open_.lines)
            if "Ada Brook" in line
        )
        await open_.pilot.click(offset=(column + 1, row))
        assert open_.name == "Ada Brook" and text[open_.pane.cursor :].startswith("Ada Brook")
        await open_.pilot.click(offset=(column + 1, row))
        await open_.press()
        assert type(open_.app.screen).__name__ == "EntityScreen"


async def test_only_the_rows_that_changed_are_painted_again() -> None:
    async with reader((80, 24)) as open_:
        painted: list[int] = []
        original = open_.pane.render_line

        def note(y: int) -> object:
            painted.append(y)
            return original(y)

        open_.pane.render_line = note  # type: ignore[method-assign, assignment]
        await open_.press("p")
        assert open_.name == "Ada Brook"
        assert 0 < len(set(painted)) < 12


def _texts(mentions: tuple[MentionRow, ...]) -> list[str]:
    return [each.text for each in mentions]


async def test_every_name_can_be_reached_by_tab() -> None:
    async with reader() as open_:
        assert open_.pane.document is not None
        seen = [open_.name]
        for _ in _texts(open_.pane.document.mentions)[1:]:
            await open_.pilot.press("tab")
            seen.append(open_.name)
        assert seen == _texts(open_.pane.document.mentions)


async def test_the_next_paragraph_is_not_the_one_beside_the_dateline_on_top() -> None:
    made = make_document(1, "x", None, None, "\n\n".join(f"{at}. " + "many words " * 60 for at in range(9)))
    body = made.blocks[1:]
    dateline, rest = Block("dateline", body[0].start, body[0].start + 3), body[0].start + 3
    blocks = (dateline, Block("paragraph", rest, body[0].end), *body[1:])
    async with reader(library=MadeLibrary([replace(made, blocks=blocks)])) as open_:
        await open_.press("g", "right_curly_bracket")
        assert open_.lines[0].strip().startswith("1.")
        await open_.press("right_curly_bracket")
        assert open_.lines[0].strip().startswith("2.")
        await open_.press("left_curly_bracket", "left_curly_bracket")
        assert open_.lines[0].strip().startswith("0.")


async def test_back_leads_to_what_was_read_though_the_cursor_was_out_of_sight() -> None:
    body = "Harbour Police began.\n\n" + "\n\n".join(f"{at}. " + "many words " * 30 for at in range(12))
    library = MadeLibrary(
        [make_document(1, "long", None, None, body), make_document(2, "other", None, None, "x")]
    )
    async with reader(library=library) as open_:
        await open_.press("d", "d", "j")
        before = open_.lines[:-1]
        await open_.press("greater_than_sign")
        assert open_.shown == "other"
        await open_.press("backspace")
        assert open_.lines[:-1] == before


def first_text(open_: Reader) -> str:
    """The first row on the screen that is not blank."""
    return next(line for line in open_.lines if line.strip())


async def test_the_reader_comes_back_to_the_very_row_and_name(tmp_path: Path) -> None:
    body = "Harbour Police began.\n\n" + "\n\n".join(
        f"{at}. Ada Brook " + "many words " * 30 for at in range(12)
    )
    library = MadeLibrary([make_document(1, "long", None, None, body)])
    for keys in (("tab", "j", "j"), ("d", "tab", "k"), ("k", "k", "tab"), ("G", "tab", "shift+tab", "k")):
        async with reader(library=library, folder=tmp_path) as open_:
            await open_.press(*keys)
            before = (first_text(open_), open_.name)
        async with reader(library=library, folder=tmp_path) as open_:
            assert (first_text(open_), open_.name) == before
