"""Names are read where names are real."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block
from reader.recognise.furniture import readable, within, without_lone_headings
from reader.recognise.spans import Span

BLOCKS = [
    Block("boilerplate", 0, 5, label="menu"),
    Block("boilerplate", 6, 10, label="date"),
    Block("heading", 11, 20),
    Block("paragraph", 21, 30),
    Block("boilerplate", 31, 40, label="contact"),
    Block("boilerplate", 41, 50, label="share"),
]


def test_contacts_are_read_and_menus_are_not() -> None:
    assert [b.start for b in readable(BLOCKS)] == [11, 21, 31]
    assert [b.start for b in readable(BLOCKS, dates=True)] == [6, 11, 21, 31]


def test_a_span_over_a_border_keeps_its_longer_part() -> None:
    assert within([Span(3, 9, "person", 0.9, "")], [(0, 5), (6, 20)]) == [Span(6, 9, "person", 0.9, "")]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=6),
)
def test_what_is_kept_lies_in_one_zone(spans: list[tuple[int, int]], zones: list[tuple[int, int]]) -> None:
    def chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        at, out = 0, []
        for gap, size in pairs:
            out.append((at + gap, at + gap + size))
            at += gap + size
        return out

    places = chain(zones)
    given_ = [Span(low, high, "person", 0.9, "") for low, high in chain(spans)]
    for span in within(given_, places):
        assert any(low <= span.start < span.end <= high for low, high in places)


def test_a_menu_heading_is_no_organisation() -> None:
    text = "Media Centre\nThe NCA met."
    blocks = [Block("heading", 0, 12), Block("paragraph", 13, 25)]
    menu, body = Span(0, 12, "organisation", 0.8, ""), Span(17, 20, "organisation", 0.9, "")
    assert without_lone_headings(text, blocks, [menu, body]) == [body]


def test_a_heading_that_names_a_body_of_the_text_stays() -> None:
    text = "Acme\nThe Acme met."
    blocks = [Block("heading", 0, 4), Block("paragraph", 5, 18)]
    spans = [Span(0, 4, "organisation", 0.8, ""), Span(9, 13, "organisation", 0.9, "")]
    assert without_lone_headings(text, blocks, spans) == spans
