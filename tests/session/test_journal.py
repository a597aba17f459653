"""The journal: after any end of any reader, everything that was written is there."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session import Journal, Place, anchor_at
from reader.session import journal as journal_module


def ticking(start: int = 0) -> Any:
    """A clock that goes on by a second whenever it is read."""
    ticks = count(start)
    return lambda: float(next(ticks))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "lock"}


def test_what_was_written_is_there_again_without_closing(tmp_path: Path) -> None:
    first = Journal.open(tmp_path, ticking())
    first.at("one", 100)
    first.at("two", 7)
    first.at("one", 40)
    first.mark_read("two")
    first.history.push(Place("one", 40, "Title", "next name", "… a word …"))
    second = Journal.open(tmp_path, ticking(100))
    assert second.state.last == ("one", 40)
    assert second.state.place_of("two") == 7
    assert second.state.seen["one"].furthest == 100
    assert set(second.state.read) == {"two"}
    assert second.history.behind == first.history.behind
    second.mark_read("two", False)
    assert not Journal.open(tmp_path, ticking(200)).state.read


def test_opening_a_journal_writes_nothing_for_the_user_to_wonder_at(tmp_path: Path) -> None:
    Journal.open(tmp_path / "new")
    assert files(tmp_path / "new") == set()


def test_files_that_nobody_writes_are_folded_into_one(tmp_path: Path) -> None:
    for number in range(3):
        journal = Journal.open(tmp_path, ticking(number * 10))
        journal.at("one", number)
        journal.at(f"only{number}", number)
        journal.history.push(Place("one", number))
        journal.close()
    last = Journal.open(tmp_path, ticking(100))
    assert files(tmp_path) == {"base.jsonl"}
    assert last.state.last == ("only2", 2)
    assert {last.state.place_of(f"only{number}") for number in range(3)} == {0, 1, 2}
    assert [place.offset for place in last.history.behind] == [0, 1, 2]


def test_readers_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    clock = ticking()
    one, two = Journal.open(tmp_path, clock), Journal.open(tmp_path, clock)
    for number in range(50):
        one.at("one", number)
        two.at("two", number)
        one.history.push(Place("one", number))
        two.history.back(Place("two", number))
    one.close()
    three = Journal.open(tmp_path, clock)
    assert len(files(tmp_path)) == 2  # the base, and the file that `two` still writes
    two.at("two", 99)
    assert (three.state.place_of("one"), three.state.place_of("two")) == (49, 49)
    assert three.history.behind == one.history.behind
    assert Journal.open(tmp_path, clock).state.place_of("two") == 99


def test_a_line_that_was_cut_off_costs_nothing_else(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, ticking())
    journal.at("one", 1)
    journal.at("one", 2)
    journal.close()
    (path,) = tmp_path.glob("*.jsonl")
    path.write_bytes(path.read_bytes()[:-9])
    assert Journal.open(tmp_path, ticking()).state.last == ("one", 1)


@given(st.lists(st.binary(max_size=30), max_size=5), st.binary(max_size=20))
def test_any_garbage_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], tail: bytes
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    good = b'{"t":1,"at":["one",5]}'
    odd = [
        b'{"t":"x","at":["two",-1]}',
        b'{"at":3}',
        b'{"read":[1]}',
        b'{"jump":[1,2]}',
        b'{"history":7}',
        b"[]",
        b"3",
    ]
    (folder / "base.jsonl").write_bytes(b"\n".join([*lines, *odd, good, tail.replace(b'"', b"")]))
    journal = Journal.open(folder)
    assert journal.state.last == ("one", 5)
    assert journal.state.seen.keys() == {"one"}


def test_a_full_disk_is_told_once_and_later_lines_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(tmp_path, ticking())
    journal.at("one", 1)
    write = os.write

    def full(file: int, data: bytes) -> int:
        write(file, data[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module.os, "write", full)
    journal.at("one", 2)
    assert journal.problem is not None and "No space left" in journal.problem.what
    assert journal.state.last == ("one", 2)
    monkeypatch.undo()
    journal.at("one", 3)
    assert journal.problem is None
    assert Journal.open(tmp_path, ticking(50)).state.last == ("one", 3)


def test_a_folder_that_cannot_be_made_leaves_a_reader_that_works(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    journal = Journal.open(tmp_path / "file" / "journal")
    assert journal.problem is not None
    journal.at("one", 5)
    journal.history.push(Place("one", 5))
    assert journal.state.last == ("one", 5)
    assert journal.problem is not None


def test_the_first_character_on_the_screen_comes_back_too(tmp_path: Path) -> None:
    first = Journal.open(tmp_path, ticking())
    first.at("one", 100, 60)
    first.at("two", 7)
    first.at("one", 100, 80)
    for start in (100, 200, 300):  # also from what was folded
        state = Journal.open(tmp_path, ticking(start)).state
        assert (state.top_of("one"), state.top_of("two"), state.top_of("none")) == (80, None, None)
    with next(tmp_path.glob("*.jsonl")).open("ab") as file:
        file.write(b'{"t":900,"at":["one",5],"top":-3}\n')
    state = Journal.open(tmp_path, ticking(1000)).state
    assert (state.place_of("one"), state.top_of("one")) == (5, None)


def test_a_long_file_is_folded_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "LONGEST_FILE", 500)
    journal = Journal.open(tmp_path, ticking())
    for number in range(100):
        journal.at("one", number)
        journal.history.push(Place("one", number))
    assert sum(path.stat().st_size for path in tmp_path.glob("*.jsonl")) < 20_000
    again = Journal.open(tmp_path, ticking(1000))
    assert again.state.last == ("one", 99)
    assert again.history.behind == journal.history.behind[-100:]


def test_a_journal_of_nowhere_remembers_for_the_session() -> None:
    journal = Journal.open(None)
    journal.at("one", 5)
    journal.history.push(Place("one", 5))
    assert journal.state.last == ("one", 5) and journal.problem is None


def test_each_line_is_small(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.at("0123456789ab", 123456)
    (path,) = tmp_path.glob("*.jsonl")
    (line,) = path.read_bytes().splitlines()
    assert json.loads(line)["at"] == ["0123456789ab", 123456]
    assert len(line) < 80


def _write_for_ever(folder: str, name: str, ready: Any) -> None:
    journal = Journal.open(Path(folder))
    for number in count():
        journal.at(name, number)
        if number == 20:
            ready.set()


def test_a_reader_that_is_killed_loses_nothing_it_had_written(tmp_path: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    ready = [spawning.Event(), spawning.Event()]
    readers = [
        spawning.Process(target=_write_for_ever, args=(str(tmp_path), name, event))
        for name, event in zip(("one", "two"), ready, strict=True)
    ]
    for reader in readers:
        reader.start()
    assert all(event.wait(60) for event in ready)
    while_they_write = Journal.open(tmp_path)
    for reader in readers:
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        reader.join()
    after = Journal.open(tmp_path)
    assert files(tmp_path) == {"base.jsonl"}
    for name in ("one", "two"):
        before = while_they_write.state.place_of(name)
        now = after.state.place_of(name)
        assert before is not None and now is not None and now >= before >= 20


def test_where_nobody_lets_go_the_journal_is_read_and_written_all_the_same(tmp_path: Path) -> None:
    first = Journal.open(tmp_path, ticking())
    first.at("one", 1)
    first.close()
    handle = os.open(tmp_path / "lock", os.O_RDWR)
    journal_module.fcntl.flock(handle, journal_module.fcntl.LOCK_EX)
    try:
        second = Journal.open(tmp_path, ticking(10))
        assert second.state.last == ("one", 1)
        second.at("two", 2)
        second.close()
    finally:
        os.close(handle)
    assert Journal.open(tmp_path, ticking(20)).state.last == ("two", 2)


def test_marks_searches_and_trail_outlive_the_session(tmp_path: Path) -> None:
    clock = ticking(1000)
    journal = Journal.open(tmp_path, clock)
    here = anchor_at("Some words about the NCA.", 21, "one", "one.txt", "abc")
    journal.set_mark("a", here, "One")
    journal.set_mark("B", here, "One")
    journal.set_mark("c", here)
    journal.remove_mark("c", "one")
    journal.asked("nca")
    journal.asked("vgt")
    journal.asked("nca")
    journal.save_search("mine", '"Rob Jones"')
    journal.visited_search("mine", ["one", "two"])
    journal.save_search("other", "x")
    journal.forget_search("other")
    journal.history.push(Place("one", 3, "One", "next name"))
    journal.history.back(Place("two", 5, "Two"))
    journal.close()
    for _ in range(2):
        state = Journal.open(tmp_path, clock).state
        assert [mark.key for mark in state.marks.all()] == ["B", "a"]
        assert state.marks.get("B", "other") == state.marks.get("B", "one")
        assert state.marks.get("a", "other") is None
        found = state.marks.get("a", "one")
        assert found is not None and found.anchor == here and found.title == "One"
        assert state.searches.latest == ["nca", "vgt"]
        assert [search.name for search in state.searches.saved] == ["mine"]
        assert state.searches.saved[0].new_in(["two", "three"]) == ["three"]
        assert [(step.move, step.place.offset) for step in state.trail.steps] == [("jump", 3), ("back", 5)]


def test_folding_twice_is_folding_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(tmp_path, ticking())
    for number in range(5):
        journal.at("one", number)
        journal.history.push(Place("one", number))
    journal.close()
    (path,) = tmp_path.glob("*.jsonl")
    saved = path.read_bytes()
    once = Journal.open(tmp_path, ticking(100))
    path.write_bytes(saved)  # as after a crash between replacing the base and removing the file
    twice = Journal.open(tmp_path, ticking(200))
    assert twice.state.trail.steps == once.state.trail.steps
    assert twice.history.behind == once.history.behind and twice.state.seen == once.state.seen
