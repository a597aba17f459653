"""Pages of lines: what they say, and that nothing is wider than the pane."""

from __future__ import annotations

import pytest

from reader.tui.items import EntityLink, Introduction, Item, Place
from reader.tui.pages.documents import Own, document_item
from reader.tui.pages.entity import bars, entity_items
from reader.tui.pages.peek import peek_lines
from reader.tui.pages.references import reference_items
from reader.tui.paint import width_of
from tests.tui.made import NAMES, made_library

LIBRARY = made_library()
WIDTHS = (8, 20, 34, 60, 120)


def _text(items: list[Item]) -> str:
    return "\n".join("".join(piece for piece, _ in line) for item in items for line in item.lines)


def _fits(items: list[Item], width: int) -> bool:
    return all(width_of(line) <= width for item in items for line in item.lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_page_is_wider_than_the_pane(name: str, width: int) -> None:
    card, groups = LIBRARY.card(f"e-{name}"), LIBRARY.references(f"e-{name}")
    assert _fits(reference_items(card, groups, "000000000001", width), width)
    assert _fits(entity_items(card, groups, width), max(20, width))
    mention = LIBRARY.stored[0].mentions[0]
    assert all(width_of(line) <= max(12, width) for line in peek_lines(mention, card, width))
    for stored in LIBRARY.stored:
        for unread in (True, False):
            assert _fits([document_item(stored.row, width, own=Own(unread), current=False)], width)


def test_references_come_grouped_this_document_first_each_with_its_count() -> None:
    card, groups = LIBRARY.card("e-Harbour Police"), LIBRARY.references("e-Harbour Police")
    text = _text(reference_items(card, groups, "000000000002", 40))
    assert text.index("this document") < text.rindex("Harbour Police open a new pier")
    assert [
        item.value for item in reference_items(card, groups, "000000000002", 40) if type(item.value) is Place
    ] != []


def test_every_mention_can_be_chosen_and_its_place_is_the_mentions() -> None:
    card, groups = LIBRARY.card("e-Harbour Police"), LIBRARY.references("e-Harbour Police")
    chosen = {
        item.value for item in reference_items(card, groups, "000000000001", 40) if type(item.value) is Place
    }
    for group in groups:
        for each in group.references:
            assert Place(group.document, each.start, each.end) in chosen


def test_the_introduction_is_not_taken_for_the_mention_itself() -> None:
    assert Introduction("d", 1, 2) != Place("d", 1, 2)


def test_why_a_name_counts_as_the_same_is_said() -> None:
    card, groups = LIBRARY.card("e-Ada Brook"), LIBRARY.references("e-Ada Brook")
    assert "as Ada Brook is written" in _text(reference_items(card, groups, "000000000001", 40))
    page = _text(entity_items(card, groups, 80))
    assert "as Ada Brook is written" in page and "made by hand" in page


def test_companions_lead_to_their_own_pages() -> None:
    card, groups = LIBRARY.card("e-Ada Brook"), LIBRARY.references("e-Ada Brook")
    links = [item.value for item in entity_items(card, groups, 80) if isinstance(item.value, EntityLink)]
    assert links == [companion.entity for companion in card.companions]


def test_documents_on_their_way_are_counted() -> None:
    card, groups = LIBRARY.card("e-Harbour Police"), LIBRARY.references("e-Harbour Police")
    assert "and in 1 more document" in _text(reference_items(card, groups[:1], "000000000001", 40))


def test_bars_rise_with_the_numbers() -> None:
    found = bars([("2019-01", 1), ("2019-02-03", 3), ("2020", 8), (None, 2)])
    assert found == [("2019", "▄", 4), ("2020", "█", 8), ("undated", "▂", 2)]
    assert bars([]) == []


def test_an_unread_document_has_a_dot_and_an_undated_one_says_so() -> None:
    text = _text([document_item(LIBRARY.stored[2].row, 34, own=Own(), current=False)])
    assert text.startswith("● Notes without a date") and "undated" in text
    assert _text([document_item(LIBRARY.stored[2].row, 34, own=Own(), current=True)]).startswith("▸")
