"""The documents that answer a saved search: the same ones that the search finds, the last that came in first."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import PAGES, index

from reader.errors import QueryError
from reader.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answering") / "l.vgt"
    with Library.create_or_open(path) as library:
        index(library, PAGES)
    return path


@pytest.mark.parametrize(
    "query", ["helm", "crime OR note", "@nca", "@nca NOT @rcmp", "date:2017", "title:chiefs", "NOT nca"]
)
def test_they_are_those_that_the_search_finds(library: Path, query: str) -> None:
    with Library.open(library) as open_:
        found = open_.answering(query)
        assert set(found) == {hit.document for hit in open_.search(query)}
        arrived = [row.id for row in open_.documents(order="arrival", limit=None)]
        assert found == [each for each in reversed(arrived) if each in found]


def test_at_most_so_many_and_what_is_wrong_with_a_query(library: Path) -> None:
    with Library.open(library) as open_:
        assert open_.answering("crime OR note", 1) == open_.answering("crime OR note")[:1]
        with pytest.raises(QueryError):
            open_.answering("(crime")


def test_the_youngest_is_the_one_that_came_in_last(library: Path, tmp_path: Path) -> None:
    with Library.open(library) as open_:
        assert open_.youngest() == open_.documents(order="arrival", limit=None)[-1].id
    with Library.create_or_open(tmp_path / "empty.vgt") as empty:
        assert empty.youngest() is None
