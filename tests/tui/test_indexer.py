"""The indexer as a process beside the reader: its end is understood, and it can be stopped."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.tui.indexer import Indexer


def _program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


async def test_a_run_that_ends_well_is_complete(tmp_path: Path) -> None:
    outcome = await Indexer([tmp_path], tmp_path / "l.vgt", _program("pass")).run()
    assert outcome.complete and outcome.status == 0


async def test_files_that_failed_leave_the_run_complete(tmp_path: Path) -> None:
    outcome = await Indexer([tmp_path], tmp_path / "l.vgt", _program("raise SystemExit(3)")).run()
    assert outcome.complete


async def test_the_last_words_of_a_run_that_failed_are_kept(tmp_path: Path) -> None:
    program = "import sys; sys.stderr.write('one\\rtwo\\nthe disk is full\\n'); sys.exit(1)"
    outcome = await Indexer([tmp_path], tmp_path / "l.vgt", _program(program)).run()
    assert not outcome.complete and outcome.words == "the disk is full"


async def test_it_is_told_what_to_take_in_and_where(tmp_path: Path) -> None:
    program = "import sys; sys.stderr.write(repr(sys.argv[1:]))"
    outcome = await Indexer([tmp_path], tmp_path / "l.vgt", _program(program)).run()
    assert outcome.words == repr(["index", "--library", str(tmp_path / "l.vgt"), "--", str(tmp_path)])


async def test_it_can_be_stopped_and_stopping_twice_is_no_error(tmp_path: Path) -> None:
    import asyncio

    program = "import sys, time; sys.stderr.write('ready'); sys.stderr.flush(); time.sleep(60)"
    indexer = Indexer([tmp_path], tmp_path / "l.vgt", _program(program))
    running = asyncio.create_task(indexer.run())
    while not indexer.running:
        await asyncio.sleep(0)
    indexer.stop()
    outcome = await running
    assert not outcome.complete and not indexer.running
    indexer.stop()
