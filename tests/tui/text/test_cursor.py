"""The cursor's steps: the nearest stop of the wanted sort, and no stop passed over."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block
from reader.tui.text import Stops, next_paragraph, previous_paragraph


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    type: str
    entity: str | None


@st.composite
def names(draw: st.DrawFn) -> list[Name]:
    starts = sorted(draw(st.sets(st.integers(0, 50), max_size=12)))
    sorts = st.sampled_from([("person", "P1"), ("person", "P2"), ("organisation", "O1"), ("date", None)])
    return [Name(start, start + 1, *draw(sorts)) for start in starts]


@given(names(), st.integers(-1, 55), st.sampled_from([None, "person", "organisation", "date"]))
def test_the_next_stop_is_the_nearest_of_its_kind(stops: list[Name], offset: int, kind: str | None) -> None:
    found = Stops(stops)
    wanted = [stop for stop in stops if (stop.type == kind if kind else stop.type != "date")]
    after, before = found.after(offset, type=kind), found.before(offset, type=kind)
    later, earlier = [s for s in wanted if s.start > offset], [s for s in wanted if s.start < offset]
    assert (None if after is None else stops[after]) == (later[0] if later else None)
    assert (None if before is None else stops[before]) == (earlier[-1] if earlier else None)


@given(names())
def test_stepping_from_stop_to_stop_meets_each_mention_of_an_entity(stops: list[Name]) -> None:
    found, met, offset = Stops(stops), [], -1
    while (index := found.after(offset, entity="P1")) is not None:
        met.append(index)
        offset = stops[index].start
        assert found.place_among(index, entity="P1") == (len(met), sum(stop.entity == "P1" for stop in stops))
    assert met == [index for index, stop in enumerate(stops) if stop.entity == "P1"]


@given(names(), st.integers(0, 55))
def test_the_stop_under_the_cursor_is_the_one_that_holds_it(stops: list[Name], offset: int) -> None:
    index = Stops(stops).at(offset)
    holding = [number for number, stop in enumerate(stops) if stop.start <= offset < stop.end]
    assert index == (holding[0] if holding else None)


def test_paragraphs_are_stepped_over_without_furniture() -> None:
    blocks = (
        Block("paragraph", 0, 5),
        Block("boilerplate", 6, 9),
        Block("paragraph", 10, 15),
        Block("list", 16, 20),
    )
    assert (
        next_paragraph(blocks, 0) == 10
        and next_paragraph(blocks, 12) == 16
        and next_paragraph(blocks, 17) is None
    )
    assert previous_paragraph(blocks, 12) == 10 and previous_paragraph(blocks, 10) == 0
    assert previous_paragraph(blocks, 0) is None and previous_paragraph((), 3) is None
