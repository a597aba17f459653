"""How long every view of the reader takes to open on a library, and how long the event loop is ever kept from the keys.

    python tests/benchmarks/reading.py LIBRARY [--size 120x40] [--rounds 3]

Drives the real app without a terminal. For each step it prints the best time from the key to what it shows, and the longest
time in which the event loop answered nothing, with the line of the reader that ran then. The library is only read; settings,
places and searches of the user are left alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.reading_walk import at_home, steps

PATIENCE = 10.0
"""Seconds to wait for a view."""

TICK = 0.001

BETWEEN = 0.005
"""Seconds between two keys: faster than anybody types, as fast as a terminal pastes."""


SETTLED = 0.03
"""Seconds without a paint after which nothing more is expected on the screen."""


@dataclass
class Watchdog:
    """Sees from another thread when the event loop does not come round, and what the main thread is at meanwhile."""

    loop: asyncio.AbstractEventLoop
    longest: float = 0.0
    work: float = 0.0
    """Of the longest block, what the main thread itself worked; the rest it waited for its turn."""
    where: str = ""
    _beat: float = field(default_factory=time.perf_counter)
    _stop: bool = False

    def start(self) -> None:
        """Begin to watch."""
        self._main = threading.get_ident()
        self._ring()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Watch no more."""
        self._stop = True

    def forget(self) -> None:
        """A new step begins."""
        self.longest, self.work, self.where = 0.0, 0.0, ""
        self._beat, self._worked = time.perf_counter(), time.thread_time()

    def _ring(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        if now - self._beat > self.longest:
            self.longest, self.work = now - self._beat, worked - self._worked
            self.where = self._seen if self.longest > 0.01 else ""
        self._beat, self._worked, self._seen = now, worked, ""
        if not self._stop:
            self.loop.call_later(TICK, self._ring)

    _seen: str = ""
    _worked: float = field(default_factory=time.thread_time)

    def _watch(self) -> None:
        while not self._stop:
            time.sleep(0.004)
            if time.perf_counter() - self._beat > 0.012:
                frames = sys._current_frames()
                main = frames.get(self._main)
                if main is not None:
                    self._seen = _own_line(main)


def _own_line(frame: Any) -> str:
    """The innermost line of the reader in a stack, and the innermost of all."""
    stack = traceback.extract_stack(frame)
    own = [each for each in stack if "/reader/" in each.filename and "benchmarks" not in each.filename]
    last = stack[-1]
    inner = f"{Path(last.filename).name}:{last.lineno} {last.name}"
    if not own:
        return inner
    mine = own[-1]
    where = mine.filename.split("/reader/")[-1]
    return f"{where}:{mine.lineno} {mine.name}" + (f" > {inner}" if mine is not last else "")


def _keys(written: str) -> list[str]:
    from textual.keys import _character_to_key

    keys: list[str] = []
    while written:
        if written.startswith("<"):
            name, _, written = written[1:].partition(">")
            keys.append(name)
        else:
            keys.append(_character_to_key(written[0]))
            written = written[1:]
    return keys


@asynccontextmanager
async def reader(library: Path, size: tuple[int, int]) -> AsyncIterator[Any]:
    """The app on the library."""
    from dataclasses import replace

    from reader.tui.app import ReaderApp
    from reader.tui.opening import lay_out

    app = ReaderApp(replace(lay_out([], library), theme="vgt-dark"))
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def _until(done: Callable[[], bool]) -> bool:
    """Wait until something is true."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if done():
            return True
        await asyncio.sleep(TICK)
    return False


def _quiet(app: Any) -> bool:
    return all(worker.is_finished for worker in app.workers)


async def _rest(app: Any, pilot: Any) -> None:
    """Wait until nothing is asked or painted any more."""
    await pilot.pause()
    await _until(lambda: _quiet(app))
    await pilot.pause()


async def _lead(app: Any, pilot: Any, keys: str) -> None:
    """Press keys at leisure."""
    for key in _keys(keys):
        await _press(app, f"<{key}>")
        await _rest(app, pilot)


async def _go_home(app: Any, pilot: Any) -> None:
    """Out of everything that lies over the text, back to all rows of the lists."""
    for _ in range(8):
        if at_home(app) and app.main.narrowing.target is None:
            break
        await _lead(app, pilot, "<escape>")


async def _press(app: Any, keys: str) -> None:
    from textual import events

    from reader.session import typed_character

    for number, key in enumerate(_keys(keys)):
        if number:
            await asyncio.sleep(BETWEEN)
        app.post_message(events.Key(key, typed_character(key)))


@dataclass
class Measured:
    """A step: seconds from its last key until it is shown; the longest block of the event loop, what of it was work, and where."""

    name: str
    shown: float
    block: float
    work: float
    where: str


class Painted:
    """Knows when the screen was painted last, and when for the first time with what is waited for on it."""

    def __init__(self, app: Any) -> None:
        self._paint = app._display
        self._done: Callable[[], bool] = lambda: False
        self.last = self._since = self._true = 0.0
        self.first: float | None = None
        app._display = self._painted

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Look for this from now on."""
        self._done, self.first, self._true, self._since = done, None, 0.0, time.perf_counter()

    def seen(self) -> bool:
        """Whether it was painted. What is found true with nothing painted after it was shown by the paint before."""
        now = time.perf_counter()
        if self.first is None and self._done():
            self._true = self._true or now
            if now - self._true > SETTLED:
                self.first = max(self.last, self._since)
        return self.first is not None

    def _painted(self, screen: Any, renderable: Any) -> None:
        self._paint(screen, renderable)
        if renderable is not None:
            self.last = time.perf_counter()
            if self.first is None and self._done():
                self.first = self.last


async def measure(library: Path, size: tuple[int, int], name: str, long: str) -> list[Measured]:
    """Every step, once; `name` is somebody who is named often, `long` the id of a long document."""
    found = []
    began = time.perf_counter()
    async with reader(library, size) as (app, pilot):
        dog = Watchdog(asyncio.get_running_loop())
        dog.start()
        await _until(lambda: app.main.pane.document is not None and app.main.documents.count > 0)
        took = time.perf_counter() - began
        found.append(Measured("the reader, from nothing (no goal)", took, dog.longest, dog.work, dog.where))
        await _rest(app, pilot)
        painted = Painted(app)
        staying = False
        for step in steps(name):
            if not staying:
                await _go_home(app, pilot)
            if step.document:
                app.main.travel.open(long, 0)
                await _rest(app, pilot)
            await _lead(app, pilot, step.before)
            painted.wait_for(step.shows(app))
            dog.forget()
            await _press(app, step.keys)
            start = time.perf_counter()
            there = await _until(painted.seen)
            took = (painted.first or time.perf_counter()) - start
            await _rest(app, pilot)
            said = step.name if there else f"{step.name} (never)"
            found.append(Measured(said, took, dog.longest, dog.work, dog.where))
            staying = step.stay
        dog.stop()
    return found


def _example(library: Path) -> tuple[str, str]:
    """The person who is named most, and the id of the longest of some documents."""
    from reader.library import Library

    with Library.open(library) as store:
        person = store.entities(type="person", limit=1)[0].name
        longest = max(store.documents(limit=1000), key=lambda row: row.words)
        return person, longest.id


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    columns, rows = (int(each) for each in given.size.split("x"))
    best: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as home:
        for each in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{each}_HOME"] = str(Path(home) / each.lower())
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", TEXTUAL_ANIMATIONS="none")
        name, long = _example(given.library)
        for _ in range(given.rounds):
            for one in asyncio.run(measure(given.library, (columns, rows), name, long)):
                known = best.setdefault(one.name, one)
                known.shown = min(known.shown, one.shown)
                if one.block < known.block:
                    known.block, known.work, known.where = one.block, one.work, one.where
    print(f"{'step':34} {'shown after':>12} {'longest block':>14} {'of it work':>12}  where")
    for one in best.values():
        late = "!" if one.shown > 0.1 or one.block > 0.05 else " "
        times = f"{one.shown * 1000:9.0f} ms {one.block * 1000:11.0f} ms {one.work * 1000:9.0f} ms"
        print(f"{one.name:34} {times} {late} {one.where if one.block > 0.02 else ''}")
    worst = max(best.values(), key=lambda one: one.block)
    print(f"longest block of the event loop: {worst.block * 1000:.0f} ms in “{worst.name}”: {worst.where}")


if __name__ == "__main__":
    main()
