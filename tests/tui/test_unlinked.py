"""Documents that are in while others are still on their way: their names are found, and nobody stands behind them yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from tests.library import made
from tests.tui.deciding_made import Repair, repair
from tests.tui.made import settled


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library whose documents are in and whose names are not linked."""
    path = tmp_path / "made.vgt"
    with monkeypatch.context() as until_linked:
        until_linked.setattr(made, "link", lambda library, who: None)
        made.made_library(path).close()
    return path


def last_line(open_: Repair) -> str:
    return open_.text.splitlines()[-1]


async def test_tab_goes_to_a_name_and_the_bottom_line_names_it(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("g", "tab")
        mention = open_.pane.mention
        assert mention is not None and mention.entity is None
        assert f"{mention.text} · not linked yet" in last_line(open_)


REPAIRS = ("equals_sign", "R", "exclamation_mark", "c", "minus", "percent_sign", "asterisk")


@pytest.mark.parametrize("key", [*REPAIRS, "enter", "x", "i", "r", "full_stop"])
async def test_a_key_that_needs_somebody_says_until_when_and_what_works_now(path: Path, key: str) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press(key)
        assert "not linked yet" in open_.said and "once all documents are in" in open_.said
        assert "K, s and /" in last_line(open_)
        assert open_.app.screen is open_.app.main and open_.pane.has_focus


async def test_a_peek_says_so_too(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("K")
        assert "organisation · not linked yet" in open_.text


async def test_once_they_are_linked_the_open_text_knows_them_and_nothing_moves(path: Path) -> None:
    async with repair(path, (120, 30)) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        where = (open_.pane.cursor, open_.pane.top)
        assert "not linked yet: its" in open_.text
        with Library.open(path, write=True) as library:
            made.link(library)
        assert open_.app.main is not None
        open_.app.main.watch_indexing()
        await settled(open_.pilot)
        assert (open_.pane.cursor, open_.pane.top) == where
        assert open_.pane.mention is not None and open_.pane.mention.entity == "nca"
        assert "not linked yet" not in open_.text
        assert open_.app.main.beside.portal.shown is not None
        await open_.press("enter")
        assert "documents a year" in open_.text


async def test_the_review_and_whos_who_do_not_say_that_there_is_nothing(path: Path) -> None:
    async with repair(path) as open_:
        await open_.press("v")
        assert "still being taken in" in open_.text and "Nothing is unsure" not in open_.text
        await open_.press("escape", "w")
        assert "No names yet" in open_.text


async def test_a_document_is_not_called_unlike_all_others_before_they_were_compared(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("D")
        assert "once all documents are in" in open_.text and "no other document" not in open_.text
