"""Reasons name documents by title and date; spellings that differ by capitals share a row."""

from __future__ import annotations

from reader.library.telling import gathered
from reader.model import Alias


def test_spellings_that_differ_by_capitals_are_one_row_with_the_count_of_all() -> None:
    rows = gathered(
        [
            Alias("DOMENICI", 5, "surname after “Senator”"),
            Alias("Domenici", 3, "surname"),
            Alias("Pete", 1, "first name"),
        ]
    )
    assert [(row.text, row.count) for row in rows] == [("Domenici", 8), ("Pete", 1)]
    assert rows[0].reason == "surname; also DOMENICI 5"


def test_an_acronym_in_capitals_is_shown_as_it_is() -> None:
    (row,) = gathered([Alias("NCA", 7, "acronym"), Alias("Nca", 1, "acronym")])
    assert (row.text, row.count, row.reason) == ("NCA", 8, "acronym; also Nca 1")


def test_one_spelling_over_a_line_end_is_one_row() -> None:
    (row,) = gathered([Alias("Rob Jones", 2, "named in full"), Alias("Rob\nJones", 1, "named in full")])
    assert (row.text, row.count) == ("Rob Jones", 3)
