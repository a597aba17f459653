"""Taking documents in beside the reading: how far it is, stopping it, going on, and what is said when it fails."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.readmodel import LibraryStatus
from reader.tui.app import ReaderApp
from reader.tui.indexer import Indexer
from reader.tui.parts.taking_in import HowFar
from tests.tui.made import Reader, made_library, made_opened, reader, settled

SLEEPING = "import sys, time; sys.stderr.write('ready'); sys.stderr.flush(); time.sleep(60)"


def status(documents: int, waiting: int, failed: int = 0) -> LibraryStatus:
    return LibraryStatus("l.vgt", documents, 5, 9, waiting, failed, 0, 1)


def test_how_far_it_is_counts_what_this_run_found() -> None:
    now = iter(range(0, 1000, 2))
    far = HowFar(lambda: float(next(now)))
    assert far.words(status(500, 0)) == "looking for documents"
    assert far.words(status(500, 100)) == "taking in 0% · 0 of 100"
    assert far.words(status(524, 75, 1)) == "taking in 25% · 25 of 100 · 6.2/s"
    assert far.words(status(599, 0, 1)) == "linking names"


def test_while_a_file_turns_out_to_hold_many_there_is_no_percentage() -> None:
    now = iter(range(0, 100, 2))
    far = HowFar(lambda: float(next(now)))
    assert far.words(status(0, 2)) == "taking in 0% · 0 of 2"
    assert far.words(status(41, 1)) == "taking in · 41 so far · 20/s"
    assert far.words(status(1000, 0)) == "linking names"


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=8))
def test_it_never_says_less_than_nothing_or_more_than_all(counts: list[tuple[int, int]]) -> None:
    far = HowFar(lambda: 1.0)
    for documents, waiting in sorted(counts):
        words = far.words(status(documents, waiting))
        if "%" in words:
            assert 0 <= int(words.split("%")[0].split()[-1]) <= 100


@asynccontextmanager
async def indexing(program: str) -> AsyncIterator[Reader]:
    """The reader with an indexer that runs `program`."""
    library = made_library()
    library.waiting = 4
    app = ReaderApp(made_opened(library))
    app._indexer = partial(Indexer, [Path("x")], Path("l.vgt"), (sys.executable, "-c", program))  # type: ignore[assignment]
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        yield Reader(app, pilot, library)


async def _until(open_: Reader, words: str) -> None:
    for _ in range(500):
        if words in open_.screen_text or words in open_.said:
            return
        await asyncio.sleep(0.02)
        await open_.pilot.pause()
    raise AssertionError(f"{words!r} never came:\n{open_.screen_text}")


async def test_it_is_stopped_from_the_palette_and_goes_on() -> None:
    async with indexing(SLEEPING) as open_:
        main = open_.main
        taking = next(each for each in main.parts if hasattr(each, "do_index_stop"))
        while not taking._indexer.running:
            await asyncio.sleep(0.01)
        main.watch_indexing()
        await _until(open_, "taking in 0%")
        main.carry_out("index.stop")
        await _until(open_, "stopped: it goes on")
        main.say("")
        await _until(open_, "4 not taken in yet")
        main.carry_out("index.go-on")
        while not taking._indexer.running:
            await asyncio.sleep(0.01)
        main.carry_out("index.go-on")
        assert "already" in open_.said


async def test_a_run_that_fails_says_why() -> None:
    async with indexing("import sys; sys.stderr.write('vgt-reader: the disk is full'); sys.exit(1)") as open_:
        await _until(open_, "the disk is full")


@pytest.mark.parametrize("command", ["index.stop", "index.go-on"])
async def test_a_library_without_files_has_nothing_to_stop_or_go_on_with(command: str) -> None:
    async with reader() as open_:
        open_.main.carry_out(command)
        await settled(open_.pilot)
        assert open_.said
