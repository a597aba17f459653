"""E, D and Q: what happened to files, what says the same, how far a source can be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import FileSeen, Library
from reader.model import Failure
from reader.tui.questions_files import FilesFrom
from reader.tui.screens.duplicates import DuplicatesScreen
from reader.tui.screens.files import FilesScreen
from reader.tui.screens.grading import GradingScreen
from tests.library import made
from tests.library.made import Page, index, link
from tests.tui.deciding_made import repair

STORY = (
    "Rob Jones of the National Crime Agency spoke in Ottawa about boats, harbours, fog and the long way home, and nobody asked "
    "him anything about the weather of the day before, which was said to have been good for walking along the pier."
)
PAGES = (
    Page("first.txt", f"Jones speaks\n\n{STORY}", "Jones speaks", "2019-05-01", "NCA"),
    Page("again.txt", f"Jones speaks\n\n{STORY} He left early.", "Jones speaks", "2019-06-01", "NCA"),
    *made.PAGES,
)
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "made.vgt"
    with Library.create_or_open(path) as library:
        index(library, PAGES)
        library.plan([*made.seen(PAGES), FileSeen("/docs/scan.pdf", 1, 1)], ["/docs"], made.EXTRACTOR)
        (work,) = library.take(10)
        failure = Failure(work.path, "no text on its page (scanned?)", "", "recognise its text first")
        library.fail(work.source, failure)
        library.compare()
        link(library)
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_the_report_of_files_shows_trouble_first_and_opens_documents(
    path: Path, size: tuple[int, int]
) -> None:
    async with repair(path, size) as open_:
        await open_.press("E")
        assert isinstance(open_.app.screen, FilesScreen)
        assert "no text on its page (scanned?)" in open_.text
        assert "page 2 holds no text" in open_.text
        assert open_.text.index("page 2 holds no text") < open_.text.index("first.txt")
        await open_.type("scan")
        assert "1 file" in open_.text and "first.txt" not in open_.text
        await open_.press("enter")
        assert isinstance(open_.app.screen, FilesScreen)
        assert "recognise its text first" in open_.text.splitlines()[-1]
        await open_.press("escape", "E")
        await open_.type("again.txt")
        await open_.press("enter")
        assert open_.pane.document.row.path == "/docs/again.txt"


async def test_files_beyond_the_first_page_are_fetched_by_the_row_that_counts_them(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FilesFrom, "PAGE", 2)
    async with repair(path, (120, 40)) as open_:
        await open_.press("E")
        await open_.type("docs")
        hidden = [page.name for page in PAGES if page.name not in open_.text]
        assert f"… {len(hidden)} more files" in open_.text
        await open_.press(*(["down"] * len(PAGES)), "enter")
        assert [name in open_.text for name in hidden] == [True, True, False, False, False]
        for _ in range(2):
            await open_.press(*(["down"] * len(PAGES)), "enter")
        assert "more file" not in open_.text
        assert all(name in open_.text for name in hidden)


def test_what_is_typed_on_is_looked_for_in_what_was_found(path: Path) -> None:
    with Library.open(path) as library:
        begun = FilesFrom((".txt",)).ask(library)
        assert begun.every is not None and 0 < begun.total < len(list(library.report()))
    # The library is closed: only what is known can answer.
    further = FilesFrom((".txt", "again"), known=begun).ask(library)
    assert [row.path for row in further.rows] == ["/docs/again.txt"] and further.total == 1
    with Library.open(path) as library:
        assert further == FilesFrom((".txt", "again")).ask(library)
        assert FilesFrom(("scan",), known=further).ask(library).total == 1, "less than before is asked anew"


@pytest.mark.parametrize("size", SIZES)
async def test_what_says_the_same_is_shown_with_its_differences_and_opened(
    path: Path, size: tuple[int, int]
) -> None:
    async with repair(path, size) as open_:
        await open_.open("first.txt", "Rob Jones")
        await open_.press("D")
        assert isinstance(open_.app.screen, DuplicatesScreen)
        assert "1 other document" in open_.text and "the same" in open_.text
        assert "+ He left early." in open_.text
        await open_.press("down", "enter")
        assert open_.pane.document.row.path == "/docs/again.txt"
        await open_.press("backspace")
        assert open_.pane.document.row.path == "/docs/first.txt"
        assert open_.name == "Rob Jones"


async def test_the_list_shows_one_of_those_that_say_the_same(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        assert open_.text.count("Jones speaks") <= 2  # in the list, and where it is open
        assert "+1 like it" in open_.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_grade_of_the_source_shows_goes_with_citations_and_is_taken_back(
    path: Path, size: tuple[int, int]
) -> None:
    async with repair(path, size) as open_:
        await open_.open("first.txt", "Rob Jones")
        await open_.press("Q")
        assert isinstance(open_.app.screen, GradingScreen)
        assert "usually reliable" in open_.text and "probably true" in open_.text
        await open_.type("b")
        await open_.press("enter")
        assert isinstance(open_.app.screen, GradingScreen)
        await open_.type("2")
        assert "B2  the source NCA" in open_.text
        await open_.press("enter")
        assert open_.holding == ["grade"]
        assert "the source NCA is graded B2 (2 documents)" in open_.said
        with Library.open(path) as library:
            graded = {row.path: row.grade for row in library.documents() if row.grade}
            assert graded == {"/docs/first.txt": "B2", "/docs/again.txt": "B2"}
        await open_.press("Q")
        assert "source B2" in open_.text
        await open_.press("escape", "U", "enter")
        assert open_.holding == []
        with Library.open(path) as library:
            assert not any(row.grade for row in library.documents())


async def test_a_document_can_be_graded_alone(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("again.txt", "Rob Jones")
        await open_.press("Q")
        await open_.type("f6")
        await open_.press("down", "enter")
        with Library.open(path) as library:
            assert {row.path for row in library.documents() if row.grade == "F6"} == {"/docs/again.txt"}
        await open_.press("Q", "escape")
        assert open_.holding == ["grade"]
