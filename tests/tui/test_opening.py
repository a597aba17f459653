"""Which library opens, and what is told when the user's own files are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import LibraryError, SettingsError
from reader.resources import seeds_folder
from reader.session import keymap_file, remember, settings_file, user_themes_folder
from reader.tui.app import ReaderApp
from reader.tui.opening import lay_out, which
from tests.tui.made import Reader, made_opened, reader, settled


def test_at_first_the_seeds_open() -> None:
    paths, library = which((), None)
    assert paths == (seeds_folder(),) and "seeds" in library.name


def test_a_path_has_a_library_of_its_own_and_a_library_can_be_named(tmp_path: Path) -> None:
    assert which((tmp_path,), None)[0] == (tmp_path,)
    assert which((tmp_path,), tmp_path / "l.vgt")[1] == tmp_path / "l.vgt"
    assert which((), tmp_path / "l.vgt") == ((), tmp_path / "l.vgt")


def test_without_a_path_the_last_library_opens_again(tmp_path: Path) -> None:
    library = tmp_path / "l.vgt"
    library.touch()
    remember("library", str(library))
    remember("paths", f'["{tmp_path}"]')
    assert which((), None) == ((tmp_path,), library)
    library.unlink()
    assert which((), None)[0] == (seeds_folder(),)


def test_a_library_that_is_not_there_is_said_before_anything_opens(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library here"):
        lay_out((), tmp_path / "none.vgt")


def test_broken_files_of_the_user_are_told_each_and_none_is_fatal(tmp_path: Path) -> None:
    for path, text in (
        (settings_file(), "measure = 5000\n"),
        (keymap_file(), '"name.next" = "ctrl+i"\n'),
        (user_themes_folder() / "mine.toml", "kind = 'sepia'\n"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    opened = lay_out((seeds_folder(),), None)
    assert len(opened.problems) == 3
    assert all(":1" in problem.where or "line 1" in str(problem) for problem in opened.problems)
    assert opened.desk.settings.measure == 80 and opened.desk.keymap.keys("name.next") == ("tab",)


async def test_a_problem_is_shown_over_the_text_until_esc() -> None:
    problem = SettingsError("'measure' must be a number", "settings.toml:3", "Until it is mended it is 80")
    async with reader(problems=(problem, problem)) as open_:
        assert "settings.toml:3" in open_.screen_text and "1 more" in " ".join(open_.screen_text.split())
        assert "Harbour Police open a new pier" in open_.screen_text
        await open_.press("escape")
        assert "settings.toml:3" not in open_.screen_text


async def test_a_damaged_library_is_told_and_not_opened_the_next_time(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.vgt"
    damaged.write_bytes(b"this is no library" * 400)
    app = ReaderApp(lay_out((), damaged))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "not a library" in Reader(app, pilot, None).screen_text  # type: ignore[arg-type]
    assert which((), None)[0] == (seeds_folder(),)


async def test_what_can_wait_is_done_when_the_first_text_is_there_and_not_begun_after_leaving() -> None:
    app = ReaderApp(made_opened())
    done: list[str] = []
    app.when_live(lambda: done.append("put off"))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert done == ["put off"]
        app.when_live(lambda: done.append("at once"))
        assert done == ["put off", "at once"]
        app.start.put_off.append(lambda: done.append("too late"))
    assert not app.start.put_off
    app._catch_up()
    assert "too late" not in done
