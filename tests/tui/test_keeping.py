"""What stays: read and unread, how far, what is new since the last visit, saved searches, the trail."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.session import Journal, read_journal
from reader.tui.screens.arrivals import ArrivalsScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.screens.searches import SearchesScreen
from tests.tui.made import MadeLibrary, made_library, make_document, reader

NEWS = ("Fog over the pier", "2021-05-01", "Harbour Police", "Ada Brook saw nothing.\n\nNor did Omar Lund.")


def with_news(library: MadeLibrary, number: int = 4) -> MadeLibrary:
    library.stored.append(make_document(number, *NEWS))
    library.version += 1
    return library


async def test_m_calls_a_document_unread_and_read_again_and_moving_does_not_undo_it() -> None:
    async with reader((120, 30)) as open_:
        first = open_.library.stored[0].row.id
        desk = open_.main.desk
        await open_.press("G")
        assert desk.is_read(first)
        await open_.press("M")
        assert not desk.is_read(first) and open_.said.startswith("unread: Harbour Police")
        await open_.press("g", "G")
        assert not desk.is_read(first)
        await open_.press("M")
        assert desk.is_read(first)


async def test_m_in_the_list_is_about_the_document_under_the_cursor() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("1", "down", "M")
        desk, second = open_.main.desk, open_.library.stored[1].row.id
        assert desk.is_read(second)
        await open_.press("M")
        assert not desk.is_read(second)


async def test_the_list_says_how_far_a_document_was_read() -> None:
    long = "\n\n".join(f"Paragraph {n} of a long text about Ada Brook." for n in range(90))
    library = MadeLibrary([make_document(1, "A long one", "2020", None, long), *made_library().stored[1:]])
    async with reader((120, 20), library=library) as open_:
        await open_.press("pagedown", "pagedown")
        percent = open_.pane.progress[2]
        assert 0 < percent < 100
        await open_.press("greater_than_sign")
        assert any("A long one" in line and f"{percent}%" in line for line in open_.lines[:4])
        await open_.press("less_than_sign", "M", "greater_than_sign")
        assert any("A long one" in line and "%" not in line for line in open_.lines[:4])


async def test_nothing_is_new_on_the_first_visit() -> None:
    async with reader() as open_:
        await open_.press("W")
        assert "first visit" in open_.said and open_.app.screen is open_.main


async def test_what_came_in_since_the_last_visit_is_listed_and_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(folder=tmp_path):
        pass
    _an_hour_passes(monkeypatch)
    async with reader((120, 30), folder=tmp_path, library=with_news(made_library())) as open_:
        assert any("Fog over" in line and "new" in line for line in open_.lines)
        await open_.press("W")
        assert isinstance(open_.app.screen, ArrivalsScreen)
        assert "1 new · 1 unread" in open_.screen_text and "A quiet year" not in open_.screen_text
        await open_.type("nothing like it")
        assert "none of them" in open_.screen_text
        await open_.press(*["backspace"] * 15, "enter")
        assert open_.shown == "Fog over the pier"


async def test_a_line_that_dropped_is_no_visit_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(folder=tmp_path):
        pass
    _an_hour_passes(monkeypatch)
    library = with_news(made_library())
    for _ in range(2):
        async with reader(folder=tmp_path, library=library) as open_:
            assert open_.main.desk.news == {library.stored[-1].row.id}
    _an_hour_passes(monkeypatch)
    async with reader(folder=tmp_path, library=library) as open_:
        assert open_.main.desk.news == frozenset()


async def test_what_comes_in_while_one_reads_is_new_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(folder=tmp_path):
        pass
    _an_hour_passes(monkeypatch)
    async with reader(folder=tmp_path) as open_:
        with_news(open_.library)
        open_.main.look_at_library()
        await open_.press("tab")
        assert open_.main.desk.news == {open_.library.stored[-1].row.id}


async def test_a_search_is_saved_opened_again_and_says_what_is_new(tmp_path: Path) -> None:
    async with reader((100, 30), folder=tmp_path) as open_:
        open_.main.desk.journal.asked("Ada")
        await open_.press("S")
        assert isinstance(open_.app.screen, SearchesScreen) and "save Ada" in open_.screen_text
        await open_.type("the director")
        await open_.press("enter")
        assert "saved as the director" in open_.screen_text and "2 documents" in open_.screen_text
        await open_.press("g", "backspace", "enter")
        assert isinstance(open_.app.screen, SearchScreen) and "2 documents" in open_.screen_text
    async with reader((100, 30), folder=tmp_path, library=with_news(made_library())) as open_:
        await open_.press("S")
        assert "1 new since last visit" in open_.screen_text
        await open_.press("down", "enter")
        assert isinstance(open_.app.screen, ArrivalsScreen) and "Fog over the pier" in open_.screen_text
        await open_.press("enter")
        assert open_.shown == "Fog over the pier"
        await open_.press("S")
        assert "new since" not in open_.screen_text


async def test_a_search_that_was_saved_and_left_says_what_is_new_the_next_time(tmp_path: Path) -> None:
    async with reader((100, 30), folder=tmp_path) as open_:
        open_.main.desk.journal.asked("Ada")
        await open_.press("S", "enter", "escape")
    async with reader((100, 30), folder=tmp_path, library=with_news(made_library())) as open_:
        await open_.press("S")
        assert "1 new since last visit" in open_.screen_text


async def test_a_saved_search_is_given_up_and_taken_back() -> None:
    async with reader() as open_:
        journal = open_.main.desk.journal
        journal.save_search("mine", "Ada")
        await open_.press("S", "tab", "delete")
        assert journal.state.searches.saved == [] and "Del brings it back" in open_.screen_text
        await open_.press("delete")
        assert [each.name for each in journal.state.searches.saved] == ["mine"]


async def test_a_search_that_cannot_be_understood_says_so_in_its_row() -> None:
    async with reader() as open_:
        open_.main.desk.journal.save_search("broken", "(Ada")
        await open_.press("S")
        assert "a bracket is never closed" in open_.screen_text


async def test_the_trail_says_where_why_and_by_which_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reader(folder=tmp_path / "journal") as open_:
        await open_.press("p", "greater_than_sign", "colon")
        await open_.type("export the trail")
        await open_.press("enter")
        assert "1 step written to" in open_.said
        (path,) = tmp_path.glob("trail-*.md")
        text = path.read_text(encoding="utf-8")
        assert "**Harbour Police open a new pier**" in text and "→ the next document (\\>)" in text
        assert "## Here" in text and "(¶2, Harbour Police, 2021-03-04)" in text
    steps = list(read_journal(tmp_path / "journal").trail.steps)
    assert [step.key for step in steps] == [">"]


async def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    async with reader() as open_:
        await open_.press("greater_than_sign")
        gone.rmdir()
        monkeypatch.setattr(Path, "cwd", staticmethod(lambda: gone))
        open_.main.carry_out("trail.export")
        await open_.press("tab")
        assert "the trail was not written" in open_.screen_text


def _an_hour_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every journal that is opened from now on."""
    shift = _SHIFT[0] = _SHIFT[0] + 2 * 3600

    def later(cls: type[Journal], folder: Path | None, clock: object = None) -> Journal:
        return _ORIGINAL(cls, folder, lambda: time.time() + shift)

    monkeypatch.setattr(Journal, "open", classmethod(later))


_SHIFT = [0.0]
_ORIGINAL = Journal.open.__func__  # type: ignore[attr-defined]
