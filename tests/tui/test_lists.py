"""Lists are sorted and narrowed down: documents, references, who's who; the references are pinned."""

from __future__ import annotations

from reader.model import paragraph_label
from reader.readmodel import EntityRow
from reader.tui.pages.references import narrowed_groups, narrowed_items
from reader.tui.questions_views import DocumentsUntil, Listing, NarrowedOf, NarrowedOnwards, PeopleNamed
from reader.tui.screens.picker import Picker
from tests.tui.made import MadeLibrary, made_library, make_document, reader


async def test_documents_are_narrowed_down_as_one_types() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("1", "slash")
        await open_.type("quiet")
        assert open_.main.documents.count == 1
        assert "“quiet” 1 of 3" in open_.lines[0]
        await open_.press("enter", "enter")
        assert open_.shown.startswith("A quiet year") and open_.pane.has_focus
        await open_.press("greater_than_sign")
        assert "last document" in open_.said, "the next document is the next of this list"
        await open_.press("1", "escape")
        assert open_.main.documents.count == 3 and "“quiet”" not in open_.lines[0]


async def test_documents_are_sorted_and_the_next_one_goes_by_that() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("1", "o")
        assert "by title" in open_.lines[0] and open_.main.travel.listing == Listing("title")
        titles = [line[2:20] for line in open_.lines[1:7:2]]
        assert titles == sorted(titles)
        await open_.press("2", "less_than_sign")
        assert open_.shown.startswith("A quiet year")


async def test_the_list_shows_the_row_of_a_far_document_that_was_jumped_to() -> None:
    library = made_library()
    library.stored = [make_document(n, f"Day {n}", None, None, f"HP saw boat{n}.") for n in range(1, 1201)]
    async with reader((120, 30), library=library) as open_:
        await open_.press("s")
        await open_.type("boat1100")
        await open_.press("enter")
        assert open_.shown.startswith("Day 1100")
        assert any(line.startswith("▸ Day 1100") for line in open_.lines)
        await open_.press("backspace")
        assert any(line.startswith("▸ ") and "Day 1100" not in line for line in open_.lines)


async def test_a_document_that_the_list_does_not_show_leaves_it_where_it_is() -> None:
    library = made_library()
    library.stored = [make_document(n, f"Day {n}", None, None, f"HP saw boat{n}.") for n in range(1, 1201)]
    listing = Listing(contains="Day 1199")
    assert DocumentsUntil(library.stored[900].row.id, None, listing).ask(library) == ()
    assert DocumentsUntil(library.stored[1198].row.id, None, listing).ask(library)[-1].title == "Day 1199"


async def test_references_are_narrowed_down_with_the_text_following() -> None:
    async with reader((120, 30)) as open_:
        before = open_.pane.cursor
        await open_.press("r", "slash")
        await open_.type("boats")
        assert "2 mentions · 1 document with" in open_.screen_text
        assert open_.shown.startswith("A quiet year"), "the text shows what is listed"
        await open_.press("enter")
        assert open_.main.references.has_focus
        await open_.press("escape")
        assert "with “boats”" not in open_.screen_text
        await open_.press("escape")
        assert open_.pane.has_focus and open_.pane.cursor == before


async def test_narrowing_down_looks_through_documents_that_are_not_fetched_yet() -> None:
    library = made_library()
    library.stored = [
        make_document(n, f"Day {n}", "2020", None, f"HP saw boat{n} come in.") for n in range(1, 121)
    ]
    async with reader((120, 30), library=library) as open_:
        await open_.press("r", "slash")
        await open_.type("boat117")
        assert "Day 117" in open_.screen_text and "1 mention · 1 document" in open_.screen_text


def test_narrowing_down_answers_from_the_newest_documents_before_it_reads_the_others() -> None:
    library = made_library()
    library.stored = [
        make_document(n, f"Day {n}", "2020", None, f"HP saw boat{n} come in.") for n in range(1, 121)
    ]
    first = NarrowedOf("e-Harbour Police", "boat").ask(library)
    assert (first.documents, len(first.every)) == (50, 50) and first.onwards == first.every[-1].document
    further = NarrowedOf("e-Harbour Police", "boat1", first).ask(library)
    assert further.every == first.every and further.onwards == first.onwards
    all_ = NarrowedOnwards("e-Harbour Police", further).ask(library)
    assert (len(all_.every), all_.onwards, all_.complete, all_.wanted) == (120, None, True, "boat1")
    assert all_.every == tuple(library.references("e-Harbour Police", limit=1000))
    assert NarrowedOf("e-Harbour Police", "boat", all_).ask(library).documents == 120


async def test_words_typed_while_further_documents_are_read_find_them_too() -> None:
    library = made_library()
    library.stored = [
        make_document(n, f"Day {n}", "2020", None, f"HP saw boat{n} come in.") for n in range(1, 121)
    ]
    async with reader((120, 30), library=library) as open_:
        await open_.press("r", "slash")
        for letter in "boat11":
            await open_.type(letter)
        assert "11 mentions · 11 documents with" in open_.screen_text
        await open_.press("backspace", "2")
        assert "2 mentions · 2 documents with" in open_.screen_text, "boat12 and boat120"


async def test_more_documents_are_fetched_when_asked_for() -> None:
    library = made_library()
    library.stored = [make_document(n, f"Day {n}", "2020", None, "HP was here.") for n in range(1, 121)]
    async with reader((120, 30), library=library) as open_:
        shown = open_.main.beside.portal.shown
        assert shown is not None and len(shown.groups) == 50
        await open_.press("r", "G")
        while "more document" not in str(open_.main.references.item(open_.main.references.cursor, 40).lines):
            await open_.press("k")
        await open_.press("enter")
        shown = open_.main.beside.portal.shown
        assert shown is not None and len(shown.groups) == 100


def test_what_is_narrowed_down_holds_all_words_and_loses_nothing_else() -> None:
    library = made_library()
    groups = library.references("e-Harbour Police")
    assert narrowed_groups(groups, "") == groups
    kept = narrowed_groups(groups, "boats quiet")
    assert [(group.title, len(group.references)) for group in kept] == [
        ("A quiet year for the Port Authority", 2)
    ]
    found = NarrowedOf("e-Harbour Police", "boats quiet").ask(library)
    assert (found.mentions, found.documents, found.complete) == (2, 1, True)
    again = NarrowedOf("e-Harbour Police", "zebra", found).ask(library)
    assert again.every == found.every and again.mentions == 0
    assert "nothing with “zebra”" in str(narrowed_items(again.groups, 0, 0, "1", 40, "zebra"))


def test_what_stands_above_the_first_paragraph_is_at_the_top() -> None:
    assert paragraph_label(0) == "top" and paragraph_label(12) == "¶12"


async def test_pinned_references_stay_with_their_name_and_say_so() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("circumflex_accent")
        assert "stay with Harbour Police" in open_.said
        title = open_.main.references_title
        assert "pinned" in str(title.right)
        await open_.press("p", "p")
        assert "Harbour Police" in str(title.left)
        await open_.press("i")
        assert open_.name == "Ada Brook", "the introduction of the name under the cursor is still known"
        await open_.press("greater_than_sign")
        shown = open_.main.beside.portal.shown
        assert shown is not None and shown.entity == "e-Harbour Police"
        assert shown.here == "000000000002", "what is here is that of the open document"
        await open_.press("circumflex_accent")
        assert "pinned" not in str(title.right)
        await open_.press("p")
        assert "Omar Lund" in str(title.left)


async def test_whos_who_is_sorted_and_filtered_by_what_is_sure() -> None:
    async with reader((110, 24)) as open_:
        await open_.press("w")
        picker = open_.app.screen
        assert isinstance(picker, Picker)
        said = []
        for _ in range(4):
            said.append(open_.lines[0])
            await open_.press("ctrl+o")
        assert ["most mentions" in said[0], "most documents" in said[1]] == [True, True]
        assert ["by name" in said[2], "latest first" in said[3]] == [True, True]
        await open_.press("shift+tab")
        assert "confirmed" in open_.lines[0] and "0 names" in open_.lines[0]
        await open_.press("shift+tab")
        assert "found by the machine" in open_.lines[0] and "5 names" in open_.lines[0]


class _Confirmed(MadeLibrary):
    def _row(self, entity: str) -> EntityRow:
        row = super()._row(entity)
        return EntityRow(row.id, row.name, row.type, row.mentions, row.documents, "confirmed")


async def test_confirmed_names_carry_a_sign() -> None:
    async with reader((110, 24), library=_Confirmed(made_library().stored)) as open_:
        await open_.press("w")
        assert open_.screen_text.count("✓") == 5


def test_a_slip_of_the_finger_still_finds_somebody() -> None:
    library = made_library()
    found = PeopleNamed("omarlund").ask(library)
    assert found.alike and [row.name for row in found.rows] == ["Omar Lund"]
    assert not PeopleNamed("lund").ask(library).alike
    assert PeopleNamed("zq").ask(library).rows == ()


async def test_paragraphs_are_numbered_on_request_at_the_same_place(
    tmp_path: object, monkeypatch: object
) -> None:
    async with reader((80, 12)) as open_:
        await open_.press("p", "p")
        cursor = open_.pane.cursor
        await open_.press("colon")
        await open_.type("paragraph numbers")
        await open_.press("enter")
        assert open_.pane.numbered and open_.pane.cursor == cursor
        assert any(line.strip().startswith("3  “We will") for line in open_.lines)
        await open_.press("colon")
        await open_.type("paragraph numbers")
        await open_.press("enter")
        assert not open_.pane.numbered


async def test_the_references_of_another_name_are_not_narrowed_down() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("r", "slash")
        await open_.type("boats")
        await open_.press("enter", "enter", "p")
        assert open_.pane.has_focus and "with “boats”" not in open_.screen_text
        assert "Ada Brook" in str(open_.main.references_title.left)
        assert open_.main.narrowing.target is None
