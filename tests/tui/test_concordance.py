"""The concordance of the name under the cursor: names in one column, sorted, each line leading to its place."""

from __future__ import annotations

from reader.readmodel import Passage
from reader.tui.paint import width_of
from reader.tui.questions_views import ConcordanceOf, OfEntity, OfQuery
from reader.tui.screens.concordance import ConcordanceScreen, concordance_item
from reader.tui.screens.together import TogetherScreen
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
    orders = (
        "the word before",
        "the second word before",
        "the third word before",
        "the word after",
        "the second word after",
        "the third word after",
        "date",
        "document",
    )
    async with reader() as open_:
        await open_.press("p", "x")
        seen = []
        for said in orders:
            assert f"by {said} " in open_.lines[0]
            seen.append(tuple(open_.lines[1:4]))
            await open_.press("o")
        assert "by the word before " in open_.lines[0] and tuple(open_.lines[1:4]) == seen[0]
        assert len(set(seen)) > 1
        await open_.press("O")
        assert "by document " in open_.lines[0]


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
        await open_.press("o", "o", "o")
        assert [line.split("Ada Brook")[1].split()[0] for line in open_.lines[1:4]] == [
            "arrived.",
            "met",
            "zigzagged.",
        ]


async def test_enter_opens_the_line_at_its_place_and_back_returns() -> None:
    async with reader() as open_:
        await open_.press("p")
        before = open_.pane.cursor
        await open_.press("x", "O", "O", "enter")
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
    for of in (OfEntity("e-Harbour Police", "Harbour Police"), OfQuery("HP")):
        first = ConcordanceOf(of).ask(library)
        assert len({each.document for each in first.passages}) == 50 and not first.complete
        rest = ConcordanceOf(of, begun=first.passages, onwards=first.onwards).ask(library)
        assert rest.complete and rest.onwards is None
        assert len({each.document for each in rest.passages}) == len(rest.lines.passages) == 120


def test_more_lines_than_anybody_reads_are_cut_and_said() -> None:
    library = made_library()
    library.stored = [make_document(n, f"Day {n}", "2020", None, "HP was open. " * 60) for n in range(1, 90)]
    first = ConcordanceOf(OfQuery("HP")).ask(library)
    found = (
        first
        if first.onwards is None
        else ConcordanceOf(OfQuery("HP"), begun=first.passages, onwards=first.onwards).ask(library)
    )
    assert len(found.passages) == ConcordanceOf.LIMIT and not found.complete and found.onwards is None


async def test_the_bottom_line_says_which_document_a_line_is_from() -> None:
    async with reader((80, 24)) as open_:
        await open_.press("p", "x", "O", "j", "j")
        assert "2020-11 ¶4  A quiet year" in open_.lines[-1]


async def test_any_search_can_be_seen_in_its_lines() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("pier")
        await open_.press("tab")
        assert isinstance(open_.app.screen, ConcordanceScreen)
        assert "“pier” in its words" in open_.lines[0] and "4 lines" in open_.lines[0]
        columns = {line.lower().index("pier") for line in open_.lines[1:5]}
        assert len(columns) == 1
        await open_.press("G", "enter")
        assert open_.pane.text[open_.pane.cursor :].startswith("pier")
        await open_.press("colon")
        await open_.type("words in their lines")
        await open_.press("enter")
        await open_.type("clock")
        await open_.press("enter")
        assert "“clock” in its words" in open_.lines[0] and "2 lines" in open_.lines[0]


async def test_leaving_the_lines_of_a_search_leads_back_to_it_with_its_words() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("pier")
        search = open_.app.screen
        await open_.press("tab", "escape")
        assert open_.app.screen is search and "pier" in open_.lines[1]
        await open_.press("tab", "enter")
        assert open_.app.screen is open_.main and open_.pane.has_focus


async def test_a_search_that_cannot_be_understood_says_so_instead_of_lines() -> None:
    async with reader() as open_:
        await open_.press("s")
        await open_.type("(a")
        await open_.press("tab")
        assert "no lines" in open_.lines[0] and "at 1: a bracket is never closed" in open_.lines[-1]


async def test_lines_are_narrowed_down_as_one_types_and_esc_brings_them_back() -> None:
    async with reader() as open_:
        await open_.press("p", "x", "slash")
        await open_.type("asked")
        assert "1 of 3 lines with “asked”" in open_.lines[0]
        await open_.press("enter", "escape")
        assert "3 lines" in open_.lines[0] and isinstance(open_.app.screen, ConcordanceScreen)
        await open_.press("slash")
        await open_.type("zebra")
        await open_.press("enter", "enter")
        assert isinstance(open_.app.screen, ConcordanceScreen), "there is no line to open"
        await open_.press("escape", "escape")
        assert open_.app.screen is open_.main


async def test_two_names_are_shown_where_both_stand() -> None:
    async with reader() as open_:
        await open_.press("full_stop")
        assert "Harbour Police and …" in open_.said
        await open_.press("p", "x")
        assert isinstance(open_.app.screen, TogetherScreen)
        assert "Harbour Police and Ada Brook together" in open_.lines[0] and "1 sentence" in open_.lines[0]
        assert "(HP) opened a new" in open_.screen_text
        await open_.press("enter")
        assert open_.shown.startswith("Harbour Police") and open_.name == "Harbour Police"


async def test_who_never_stand_together_are_said_not_to() -> None:
    async with reader() as open_:
        await open_.press("p", "full_stop", "p", "p", "x")
        assert "Ada Brook and Omar Lund together" in open_.lines[0]
        assert "no sentence holds both" in open_.lines[0]


async def test_the_mark_is_taken_back_by_the_key_or_esc() -> None:
    async with reader() as open_:
        await open_.press("full_stop", "full_stop", "p", "x")
        assert isinstance(open_.app.screen, ConcordanceScreen)
        await open_.press("escape", "full_stop", "escape", "tab", "x")
        assert isinstance(open_.app.screen, ConcordanceScreen)


def test_a_line_takes_no_more_cells_than_there_are() -> None:
    passage = Passage(
        "1", "A long title of a document that goes on", None, 5, 9, 1, "left " * 20, "Name", "right " * 20
    )
    for width in (20, 40, 78, 118, 200):
        item = concordance_item(passage, width, 12)
        assert width_of(item.lines[0]) <= width
        assert any("Name" in text for text, _ in item.lines[0])


async def test_a_concordance_opened_from_a_page_leads_back_to_it_and_its_lines_to_the_text() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("p", "enter")
        page = open_.app.screen
        await open_.press("x")
        assert isinstance(open_.app.screen, ConcordanceScreen)
        await open_.press("escape")
        assert open_.app.screen is page
        await open_.press("x", "down", "enter")
        assert open_.app.screen is open_.main and open_.pane.has_focus
