"""Datelines: place, date and agency before the dash, and sentences that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.dateline import dateline_at
from reader.sources.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("OTTAWA, Oct. 4, 2019 /CNW/ - The Virtual", "OTTAWA", "CNW", "2019-10-04"),
        ("LYON, France – International experts", "LYON, France", None, None),
        ("WASHINGTON, D.C. - Today the", "WASHINGTON, D.C.", None, None),
        ("(Washington, DC) – Senators", "Washington, DC", None, None),
        ("(Washington, DC) Today the", "Washington, DC", None, None),
        ("NEW YORK (AP) — The", "NEW YORK", "AP", None),
        ("SAN FRANCISCO--The", "SAN FRANCISCO", None, None),
        ("London, 3 March 2015 – The", "London", None, "2015-03-03"),
        ("BRUSSELS – 12 May 2021 – The", "BRUSSELS", None, "2021-05-12"),
        ("LONDON--(BUSINESS WIRE)--The firm", "LONDON", "BUSINESS WIRE", None),
        ("TORONTO, March 03, 2020 (GLOBE NEWSWIRE) -- The", "TORONTO", "GLOBE NEWSWIRE", "2020-03-03"),
        ("Washington D.C. - Senator", "Washington D.C.", None, None),
        ("COLD LAKE, AB – The", "COLD LAKE, AB", None, None),
        ("ARVENSUND – The", "ARVENSUND", None, None),
        ("March 3, 2005 – Today", None, None, "2005-03-03"),
    ],
)
def test_a_dateline_is_read(text: str, place: str | None, agency: str | None, date: str | None) -> None:
    found = dateline_at(text, 0, len(text))
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert not text[found.end - 1].isspace()
    if place:
        assert text[found.place_start : found.place_end] == place
    if agency:
        assert text[found.agency_start :].startswith(agency)


def test_month_and_day_without_a_year_are_partial() -> None:
    found = dateline_at("GENEVA, 12 May (Reuters) - UN", 0, 29)
    assert found is not None and found.partial == PartialDate(5, 12) and found.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Mr Jones – who chairs the group – said so.",
        "Smith - The man",
        "NOTE - This is",
        "SENATE PASSES BILL - PRESIDENT TO SIGN",
        "U.S. Senator – The",
        "The board – and its Chair – met.",
        "A well-known firm - the first - said",
        "GEAR UP - the programme",
        "$2 million - Ports",
    ],
)
def test_other_dashes_are_none(text: str) -> None:
    assert dateline_at(text, 0, len(text)) is None


def test_an_unknown_town_in_capitals_counts_in_the_first_paragraph_only() -> None:
    text = "ARVENSUND – The police"
    assert dateline_at(text, 0, len(text), first=True) is not None
    assert dateline_at(text, 0, len(text), first=False) is None


@given(st.text(alphabet="ABab ,.-–—()/[]19 \nOct", max_size=160), st.integers(0, 20))
def test_a_dateline_lies_inside_its_paragraph(text: str, start: int) -> None:
    start = min(start, len(text))
    found = dateline_at(text, start, len(text))
    assert found is None or start <= found.start < found.end <= len(text)
