"""Review: pair by pair, one key decides and goes on, undo brings a pair back, stop at any time."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.readmodel import ToReview
from reader.tui.screens import review
from reader.tui.screens.review import ReviewScreen
from tests.tui.deciding_made import made_path, repair


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made_path(tmp_path)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_both_sides_are_shown_with_evidence_and_the_reason_in_words(
    path: Path, size: tuple[int, int]
) -> None:
    async with repair(path, size) as open_:
        await open_.press("v")
        assert isinstance(open_.app.screen, ReviewScreen)
        text = open_.text
        for part in ("1 of 3", "could be either (0.60)", "stand in the same sentences", "y: 3 mentions in 2"):
            assert part in text, part
        assert "Royal Canadian Mounted Police" in text
        if size[0] >= 100:
            row = next(line for line in text.splitlines() if "▸ Royal Canadian" in line)
            assert "│" in row and "National Crime Agency" in row
            assert "introduced" in text
        else:
            assert "Royal Canadian Mounted Police = National Crime Agency ?" in text
            heads = [line for line in text.splitlines()[5:] if line.strip(" ▸") == "National Crime Agency"]
            assert heads, "whom it is about stands on the first screen"


async def test_one_key_decides_and_goes_on_to_the_next(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        await open_.press("v", "y")
        assert open_.holding == ["merge"] and "2 of 3" in open_.text
        await open_.press("n")
        assert open_.holding == ["merge", "never"] and "3 of 3" in open_.text
        await open_.press("space")
        assert "That was all: 2 decided, 1 left for later." in open_.text
        await open_.press("escape")
        assert open_.app.screen is open_.app.main
        with Library.open(path) as library:
            assert library.find_entities("RCMP")[0].name == "National Crime Agency"
            assert len(library.suggestions()) == 1


async def test_undo_brings_the_pair_back(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        await open_.press("v", "y", "n", "U", "enter")
        assert open_.holding == ["merge"] and "2 of 3" in open_.text
        await open_.press("U", "enter")
        assert open_.holding == [] and "1 of 3" in open_.text and "▸ Royal Canadian" in open_.text
        await open_.press("ctrl+r", "enter")
        assert open_.holding == ["merge"] and "2 of 3" in open_.text


async def test_a_pair_that_a_merge_has_changed_is_asked_about_who_it_is_now(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        await open_.press("v", "space")
        assert "Ann Jones" in open_.text or "Eva Müller" in open_.text
        await open_.press("y")
        assert "Rob Jones" in open_.text and "3 of 3" in open_.text
        await open_.press("y")
        assert open_.holding == ["merge", "merge"]
        with Library.open(path) as library:
            assert library.find_entities("Ann Jones")[0].id == library.find_entities("Eva Müller")[0].id


async def test_a_passage_opens_in_its_text_and_a_side_can_be_renamed(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        await open_.press("v", "tab", "R")
        await open_.type("!")
        await open_.press("enter")
        assert "▸ National Crime Agency!" in open_.text and open_.holding == ["rename"]
        await open_.press("enter")
        assert open_.app.screen is open_.app.main
        assert open_.name == "National Crime Agency!"


async def test_an_empty_list_says_so_calmly(tmp_path: Path) -> None:
    async with repair(made_path(tmp_path, ())) as open_:
        await open_.press("v")
        assert "Nothing is unsure" in open_.text
        await open_.press("y", "n", "space", "enter")
        assert open_.log == [] and isinstance(open_.app.screen, ReviewScreen)
        await open_.press("q")
        assert open_.app.screen is open_.app.main


async def test_what_matters_most_is_shown_before_all_pairs_are_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    to_review = Library.to_review

    def listened(library: Library, limit: int | None = 100) -> list[ToReview]:
        asked.append(limit)
        return to_review(library, limit)

    monkeypatch.setattr(review, "_FIRST", 1)
    monkeypatch.setattr(Library, "to_review", listened)
    async with repair(path, (120, 40)) as open_:
        await open_.press("v")
        assert asked == [1, None] and "1 of 3" in open_.text and "▸ Royal Canadian" in open_.text
        await open_.press("space", "space", "space")
        assert "That was all: 0 decided, 3 left for later." in open_.text


def test_the_first_pairs_are_the_first_of_all_with_the_same_evidence(path: Path) -> None:
    with Library.open(path) as library:
        everything = library.to_review(limit=None)
        assert len(everything) == 3 and library.to_review(limit=2) == everything[:2]
        one = everything[0].left.id
        assert library.to_review(limit=None, of=one) == [
            pair for pair in everything if one in (pair.left.id, pair.right.id)
        ]
        told = {(one.left, one.right): one for one in library.suggestions()}
        assert all(told[one.suggestion.left, one.suggestion.right] == one.suggestion for one in everything)


async def test_in_a_small_terminal_it_begins_with_the_question_and_opens_nothing_unseen(path: Path) -> None:
    async with repair(path, (40, 8)) as open_:
        await open_.press("v")
        assert "Royal Canadian Mounted Police =" in open_.text and "introduced" not in open_.text
        await open_.press("k")
        assert "Royal Canadian Mounted Police =" in open_.text
        await open_.press("enter")
        assert isinstance(open_.app.screen, ReviewScreen) and "introduced" in open_.text
        await open_.press("enter")
        assert open_.app.screen is open_.app.main
