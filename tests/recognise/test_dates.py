"""Dates with their ISO value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.dates import dates
from reader.recognise.spans import Cover, Span


def found(text: str, when: str | None = "2019-10-04", names: tuple[Span, ...] = ()) -> list[tuple[str, str]]:
    spans = dates(text, [(0, len(text))], Cover(names), when)
    return [(text[s.start : s.end], s.reason.removeprefix("date ")) for s in spans]


@pytest.mark.parametrize(
    ("text", "date", "iso"),
    [
        ("on October 4, 2019.", "October 4, 2019", "2019-10-04"),
        ("OTTAWA, Oct. 4, 2019 /CNW/", "Oct. 4, 2019", "2019-10-04"),
        ("on 4 October 2019", "4 October 2019", "2019-10-04"),
        ("the 4th of October 2019", "4th of October 2019", "2019-10-04"),
        ("Monday, December 10, 2007", "Monday, December 10, 2007", "2007-12-10"),
        ("NOVEMBER 18, 2017", "NOVEMBER 18, 2017", "2017-11-18"),
        ("14-17 November 2017", "14-17 November 2017", "2017-11-14/2017-11-17"),
        ("(April 15–17, 2004)", "April 15–17, 2004", "2004-04-15/2004-04-17"),
        ("in November 2017", "November 2017", "2017-11"),
        ("In 2018, there", "2018", "2018"),
        ("on 2019-10-04", "2019-10-04", "2019-10-04"),
        ("on 25/12/2019", "25/12/2019", "2019-12-25"),
        ("from 1994-96 he", "1994-96", "1994/1996"),
        ("on November 1.", "November 1", "2019-11-01"),
        ("on 2 January", "2 January", "2020-01-02"),
        ("(14-17 November)", "14-17 November", "2019-11-14/2019-11-17"),
    ],
)
def test_a_date_has_its_value_in_the_precision_written(text: str, date: str, iso: str) -> None:
    assert found(text) == [(date, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "it may 4 times",
        "10/04/2019",
        "February 30, 2019",
        "call 613-843-5999",
        "No. 2018-12",
        "$2,018",
        "the 2019 Scan",
        "March on!",
    ],
)
def test_what_has_no_one_reading_is_no_date(text: str) -> None:
    assert found(text) == []


def test_a_day_without_a_year_needs_the_documents_date() -> None:
    assert found("on November 1", when=None) == []


def test_a_date_never_overlaps_a_name() -> None:
    assert found("the May 4, 2019 Group", names=(Span(4, 21, "organisation", 0.9, ""),)) == []


@given(st.dates())
def test_every_day_is_read_back(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    if 1600 <= day.year <= 2099:
        assert found(f"on {day:%B} {day.day}, {day.year} it") == [
            (f"{day:%B} {day.day}, {day.year}", day.isoformat())
        ]
