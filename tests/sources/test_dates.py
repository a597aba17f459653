"""Explicit dates with the precision that was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.dates import PartialDate, date_in, date_of_name, partial_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18 November 2017", "2017-11-18"),
        ("Oct. 4, 2019", "2019-10-04"),
        ("Monday, December 10, 2007", "2007-12-10"),
        ("May 2nd, 2006", "2006-05-02"),
        ("the 3rd of March 2015", "2015-03-03"),
        ("2017-11-18T09:00", "2017-11-18"),
        ("2017-11", "2017-11"),
        ("November 2017", "2017-11"),
        ("31/12/2019", "2019-12-31"),
        ("12/31/2019", "2019-12-31"),
        ("03/04/2019", "2019"),
        ("3.4.2019", "2019-04-03"),
        ("14 février 2002", "2002-02-14"),
        ("5. März 2010", "2010-03-05"),
        ("12 de mayo de 2020", "2020-05-12"),
    ],
)
def test_a_date_is_read_as_written(text: str, value: str) -> None:
    found = date_in(text)
    assert found is not None and found[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "in 2017 the",
        "February 30, 2011",
        "call 555-2019-10",
        "14-17 November",
        "May we ask",
        "1/2 of 2019",
        "version 2017-13-40",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_in(text) is None


def test_a_date_without_a_year_is_partial() -> None:
    found = partial_date("NEW YORK, Feb. 3 /X/")
    assert found is not None and found[0] == PartialDate(2, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Domenici/28Jun2005Domenici298.txt", "2005-06-28"),
        ("2005-01-12.txt", "2005-01-12"),
        ("release_20170331_final.pdf", "2017-03-31"),
        ("/news/2018/06/21/members-agree", "2018-06-21"),
        ("/2019/10/item.html", "2019-10"),
    ],
)
def test_file_names_and_urls_carry_dates(name: str, value: str) -> None:
    found = date_of_name(name)
    assert found is not None and found[0] == value


@pytest.mark.parametrize(
    "name",
    [
        "000_38b1b7bb3738eaf7.txt",
        "report.txt",
        "invoice-123456.pdf",
        "004_84b7141b7286cad8.txt",
        "194490.txt",
    ],
)
def test_numbers_in_file_names_are_not_taken_for_dates(name: str) -> None:
    assert date_of_name(name) is None


@given(st.text(max_size=120))
def test_any_text_gives_a_date_inside_it_or_none(text: str) -> None:
    found = date_in(text)
    assert found is None or (0 <= found[1] < found[2] <= len(text))
    date_of_name(text)
    partial_date(text)
