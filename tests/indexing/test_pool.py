"""The pool does all its work, whatever happens to its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.indexing.pool import Done, Lost, Outcome, Pool, WorkersFail
from reader.indexing.worker import BeatCall, Work


def setup(folder: Path) -> Work:
    """Work that doubles numbers; words make it misbehave. Each attempt leaves a file in `folder`."""

    def one(item: int | str) -> int:
        (folder / f"{item}-{time.monotonic_ns()}").touch()
        if item == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "die once" and len(list(folder.glob("die once-*"))) == 1:
            os._exit(3)
        if item == "hang":
            time.sleep(3600)
        if item == "raise":
            raise ValueError("not a number")
        if item == "memory":
            return len(bytearray(1 << 40))
        return item * 2 if isinstance(item, int) else 0

    def work(items: Sequence[int | str], beat: BeatCall) -> list[int]:
        results = []
        for item in items:
            beat(0.6 if item == "hang" else 60)
            results.append(one(item))
        return results

    return work


def unfit() -> Work:
    raise ReaderError("the model is missing", "model.onnx", "Install the package again.")


def stillborn() -> Work:
    os._exit(1)


def outcomes(pool: Pool, batches: list[list[int | str]]) -> list[Outcome]:
    return [outcome for some in pool.run(batches) for outcome in some]


def results(found: list[Outcome]) -> dict[object, object]:
    return {outcome.item: outcome.result for outcome in found if isinstance(outcome, Done)}


def lost(found: list[Outcome]) -> dict[object, str]:
    return {outcome.item: outcome.what for outcome in found if isinstance(outcome, Lost)}


def test_all_items_of_all_batches_are_done_once(tmp_path: Path) -> None:
    batches: list[list[int | str]] = [[3 * n, 3 * n + 1, 3 * n + 2] for n in range(20)]
    found = outcomes(Pool(partial(setup, tmp_path), 2), batches)
    assert len(found) == 60
    assert results(found) == {n: 2 * n for n in range(60)}


def test_no_batches_start_no_worker(tmp_path: Path) -> None:
    assert outcomes(Pool(stillborn, 2), []) == []


def test_an_item_that_kills_its_worker_is_given_up_and_its_neighbours_are_done(tmp_path: Path) -> None:
    found = outcomes(Pool(partial(setup, tmp_path), 2), [[1, "die", 2], [3, 4], [5]])
    assert results(found) == {1: 2, 2: 4, 3: 6, 4: 8, 5: 10}
    assert "killed" in lost(found)["die"]
    assert len(list(tmp_path.glob("die-*"))) == 3


def test_an_item_that_kills_one_worker_only_is_done(tmp_path: Path) -> None:
    found = outcomes(Pool(partial(setup, tmp_path), 1), [[1, "die once", 2], [3]])
    assert results(found) == {1: 2, "die once": 0, 2: 4, 3: 6}


def test_an_item_that_hangs_is_given_up_and_its_neighbours_are_done(tmp_path: Path) -> None:
    found = outcomes(Pool(partial(setup, tmp_path), 1), [["hang", 1], [2]])
    assert results(found) == {1: 2, 2: 4}
    assert lost(found) == {"hang": "it takes too long"}


def test_an_exception_is_told_and_its_neighbours_are_done(tmp_path: Path) -> None:
    found = outcomes(Pool(partial(setup, tmp_path), 1), [[1, "raise", 2]])
    assert results(found) == {1: 2, 2: 4}
    assert lost(found) == {"raise": "ValueError: not a number"}


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="only Linux limits a process's address space"
)
def test_an_item_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    found = outcomes(Pool(partial(setup, tmp_path), 1, memory=1 << 30), [["memory", 1]])
    assert results(found) == {1: 2}
    assert "more memory" in lost(found)["memory"]


def test_workers_killed_from_outside_lose_nothing(tmp_path: Path) -> None:
    pool = Pool(partial(setup, tmp_path), 2)
    found: list[Outcome] = []
    for number, some in enumerate(pool.run([[2 * n, 2 * n + 1] for n in range(30)])):
        found.extend(some)
        if number in (2, 9):
            pool._workers[0].process.kill()
    assert results(found) == {n: 2 * n for n in range(60)}
    assert len(found) == 60


def test_a_wish_to_stop_ends_the_run_and_its_workers(tmp_path: Path) -> None:
    pool = Pool(partial(setup, tmp_path), 1)
    stop = False
    running = pool.run(([n] for n in range(10_000)), lambda: stop)
    next(running)
    process = pool._workers[0].process
    stop = True
    assert len(list(running)) <= 1
    assert not process.is_alive()


def test_a_reader_error_in_setting_up_reaches_the_caller() -> None:
    with pytest.raises(ReaderError, match="the model is missing"):
        outcomes(Pool(unfit, 1), [[1]])


def test_workers_that_never_come_up_are_an_error_with_a_remedy() -> None:
    with pytest.raises(WorkersFail, match="doctor"):
        outcomes(Pool(stillborn, 1), [[1]])


ORPHANED = """
import os, time
from reader.indexing.pool import Pool

def setup():
    def work(items, beat):
        beat.give(0, os.getpid())
        time.sleep(3600)
    return work

if __name__ == "__main__":
    for _ in Pool(setup, 1).run([["x"]]):
        os.kill(os.getpid(), 9)
"""


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path, root: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(ORPHANED, encoding="utf-8")
    # A worker has the program's standard output: it ends when the last of them has ended.
    done = subprocess.run(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == -9
