"""What was decided becomes lessons: certain names, certain non-names, and nothing about the rest."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from reader.decisions import new_decision
from reader.indexing import index
from reader.indexing.deciding import decide, mention_ref, reference
from reader.indexing.lessons import lessons_of
from reader.library import Library
from reader.readmodel import EntityRow, MentionRow


@pytest.fixture(scope="module")
def indexed(root: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds' library."""
    path = tmp_path_factory.mktemp("lessons") / "seeds.vgt"
    index([seeds], path, jobs=1)
    return path


@pytest.fixture
def library(indexed: Path, tmp_path: Path) -> Path:
    """A library of the seeds to decide about."""
    path = tmp_path / "mine.vgt"
    shutil.copy(indexed, path)
    return path


def first(path: Path, type_: str = "organisation", nth: int = 0) -> tuple[EntityRow, list[MentionRow]]:
    with Library.open(path) as library:
        row = [one for one in library.entities(limit=200) if one.type == type_][nth]
        return row, list(library.mentions(entity=row.id))


def lessons(path: Path) -> list[tuple[str, tuple[tuple[int, int, str], ...], tuple[tuple[int, int], ...]]]:
    with Library.open(path) as library:
        return [(one.document.id, one.names, one.nobody) for one in lessons_of(library)]


def test_without_decisions_there_is_nothing_to_learn(library: Path) -> None:
    assert lessons(library) == []


def test_the_mentions_of_a_confirmed_entity_are_certain_and_no_others(library: Path) -> None:
    row, mentions = first(library)
    with Library.open(library) as store:
        confirmed = reference(store, row.id)
    decide(library, new_decision("confirm", "ana", entities=(confirmed,)))
    found = {(id, start, end) for id, names, _ in lessons(library) for start, end, _ in names}
    assert found == {(one.document, one.start, one.end) for one in mentions}
    assert all(kind == "organisation" for _, names, _ in lessons(library) for *_, kind in names)


def test_an_ignored_mention_is_certainly_nobody(library: Path) -> None:
    _, mentions = first(library)
    one = mentions[0]
    with Library.open(library) as store:
        spot = mention_ref(store.document(one.document), one.start, one.end)
    decide(library, new_decision("ignore", "ana", mentions=(spot,)))
    assert lessons(library) == [(one.document, (), ((one.start, one.end),))]


def test_an_ignored_entity_is_nobody_wherever_its_names_stand(library: Path) -> None:
    row, mentions = first(library, nth=1)
    with Library.open(library) as store:
        ignored = reference(store, row.id)
    decide(library, new_decision("ignore", "ana", entities=(ignored,)))
    found = {(id, start, end) for id, _, nobody in lessons(library) for start, end in nobody}
    assert {(one.document, one.start, one.end) for one in mentions} <= found
    assert all(not names for _, names, _ in lessons(library))


def test_a_retyped_entity_teaches_its_new_kind(library: Path) -> None:
    row, _ = first(library)
    with Library.open(library) as store:
        wrong = reference(store, row.id)
    decide(library, new_decision("retype", "ana", entities=(wrong,), type="place"))
    kinds = {kind for _, names, _ in lessons(library) for *_, kind in names}
    assert kinds == {"place"}


def test_an_added_name_is_certain_everywhere_it_occurs(library: Path) -> None:
    word = "children"
    decide(library, new_decision("add", "ana", type="organisation", word=word, everywhere=True))
    with Library.open(library) as store:
        for one in lessons_of(store):
            for start, end, _ in one.names:
                assert one.document.text[start:end] == word
        assert sum(one.size for one in lessons_of(store)) > 0


def test_lessons_never_overlap_and_come_in_the_same_order_each_time(library: Path) -> None:
    for nth in range(3):
        row, _ = first(library, nth=nth)
        with Library.open(library) as store:
            one = reference(store, row.id)
        decide(library, new_decision("confirm" if nth else "ignore", "ana", entities=(one,)))
    once = lessons(library)
    assert once == lessons(library)
    for _, names, nobody in once:
        spans = sorted([*((start, end) for start, end, _ in names), *nobody])
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
