"""The concordance of the name under the cursor: names in one column, sorted, each line leading to its place."""

from __future__ import annotations

from reader.readmodel import Passage
from reader.tui.paint import width_of
from reader.tui.questions import ConcordanceOf
from reader.tui.screens.concordance import ConcordanceScreen, concordance_item
from tests.tui.made import made_library, make_document, reader


async def test_x_shows_every_mention_under_all_names_in_one_column() -> None:
    async with reader() as open_:
        await open_.press("p", "x")
        assert isinstance(open_.app.screen, ConcordanceScreen)
        assert "Ada Brook in its words" in open_.lines[0] and "3 lines" in open_.lines[0]
        columns = {
            line.index(name)
            for line in open_.lines[1:-1]
            for name in ("Ada Brook", "Ms Brook")
            if name in line
        }
        assert len(columns) == 1
        assert "2021-03-04" in open_.screen_text and "2020-11" in open_.screen_text


async def test_the_key_goes_round_the_orders_and_the_title_says_which() -> None:
    async with reader() as open_:
        await open_.press("p", "x")
        seen = []
        for said in ("the word before", "the word after", "date", "document"):
            assert f"by {said} " in open_.lines[0]
            seen.append(tuple(open_.lines[1:4]))
            await open_.press("o")
        assert "by the word before " in open_.lines[0] and tuple(open_.lines[1:4]) == seen[0]
        assert len(set(seen)) > 1


async def test_lines_are_sorted_by_what_is_said() -> None:
    library = made_library()
    texts = ("zealous Ada Brook arrived.", "mild Ada Brook zigzagged.", "able Ada Brook met us.")
    library.stored = [make_document(n, "Words", "2020", None, text) for n, text in enumerate(texts, 1)]
    async with reader(library=library) as open_:
        await open_.press("x")
        assert [line.split("Ada Brook")[0].split()[-1] for line in open_.lines[1:4]] == [
            "able",
            "mild",
            "zealous",
        ]
        await open_.press("o")
        assert [line.split("Ada Brook")[1].split()[0] for line in open_.lines[1:4]] == [
            "arrived.",
            "met",
            "zigzagged.",
        ]


async def test_enter_opens_the_line_at_its_place_and_back_returns() -> None:
    async with reader() as open_:
        await open_.press("p")
        before = open_.pane.cursor
        await open_.press("x", "o", "o", "enter")
        assert open_.app.screen is open_.main
        assert open_.shown.startswith("A quiet year") and open_.name == "Ada Brook"
        await open_.press("backspace")
        assert open_.shown.startswith("Harbour Police") and open_.pane.cursor == before


async def test_esc_leaves_all_as_it_was() -> None:
    async with reader() as open_:
        await open_.press("p")
        before = open_.screen_text
        await open_.press("x", "j", "escape")
        assert open_.app.screen is open_.main and open_.screen_text == before


def test_every_document_is_asked_for_page_by_page() -> None:
    library = made_library()
    library.stored = [make_document(n, f"Day {n}", "2020", None, "HP was open.") for n in range(1, 121)]
    found = ConcordanceOf("e-Harbour Police").ask(library)
    assert found.complete and len({each.document for each in found.passages}) == 120


def test_a_line_takes_no_more_cells_than_there_are() -> None:
    passage = Passage(
        "1", "A long title of a document that goes on", None, 5, 9, 1, "left " * 20, "Name", "right " * 20
    )
    for width in (20, 40, 78, 118, 200):
        item = concordance_item(passage, width, 12)
        assert width_of(item.lines[0]) <= width
        assert any("Name" in text for text, _ in item.lines[0])
