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

PATIENCE = 20.0
"""Seconds to wait for a view."""

TICK = 0.001


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


@dataclass
class Step:
    """Keys (a text is typed, a name in angle brackets is one key) and what must be true when they have done their work."""

    name: str
    keys: str
    done: Callable[[Any], bool]
    after: str = "<escape>"
    before: str = ""
    """Keys that lead there, not measured."""


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


def _rows(app: Any) -> int:
    from reader.tui.widgets.page import PageList

    return max((page.count for page in app.screen.query(PageList)), default=0)


def _over(app: Any) -> bool:
    """A page with something on it lies over the text."""
    return app.screen is not app.main and _rows(app) > 0


def _portal(app: Any) -> bool:
    mention, shown = app.main.pane.mention, app.main.beside.portal.shown
    return app.screen is app.main and (
        mention is None or mention.entity is None or (shown is not None and shown.entity == mention.entity)
    )


def steps(name: str) -> list[Step]:
    """The tour: `name` is somebody who is named often."""

    def at_home(app: Any) -> bool:
        return app.screen is app.main

    def opened(app: Any) -> bool:
        from reader.tui.screens.entity import EntityScreen

        return isinstance(app.screen, EntityScreen) and _rows(app) > 12

    def panel(app: Any) -> bool:
        return bool(app.main.references.count and _quiet(app))

    def listed(app: Any) -> bool:
        return bool(app.main.documents.count and _quiet(app))

    def stepped(app: Any) -> bool:
        return bool(app.main.results.kept and app.main.results.kept.at and _quiet(app))

    def settled(app: Any) -> bool:
        return at_home(app) and _quiet(app)

    def lines(app: Any) -> bool:
        from reader.tui.screens.concordance import ConcordanceScreen

        return isinstance(app.screen, ConcordanceScreen) and _rows(app) > 0

    return [
        Step("next name, references follow", "<tab>", _portal, ""),
        Step("who's who", "w", _over),
        Step("who's who, three letters", "sen", _over, before="w"),
        Step("who's who, by name", "<ctrl+o><ctrl+o>", _over, before="w"),
        Step("the page of the most named", "<enter>", opened, before=f"w{name}"),
        Step("search, one word", "oil", _over, before="s"),
        Step("search, a common word", "senate", _over, before="s"),
        Step("search, a name", f"@{name.split()[0]}", _over, before="s"),
        Step("a hit, opened", "<enter>", at_home, "", before="soil"),
        Step("the next match", "n", at_home, ""),
        Step("the next result", ")", stepped, ""),
        Step("words in their lines", "<tab>", lines, before="soil"),
        Step("a common word in its lines", "<tab>", lines, before="ssenate"),
        Step("concordance of the name here", "x", lines, "", before="<tab>"),
        Step("sorted by the word after", "<o><o><o>", _over, ""),
        Step("narrowed down", "bill", _over, "<escape><escape>", "/"),
        Step("palette", ":", _over),
        Step("palette, a word", "commit", _over, before=":"),
        Step("keys", "?", _over),
        Step("themes", "T", _over),
        Step("references", "r", panel, ""),
        Step("references, narrowed down", "said", panel, "<escape><escape>", "/"),
        Step("documents, by title", "<o>", listed, "<o><o><escape>", "1"),
        Step("documents, narrowed down", "oil", listed, "<escape><escape>", "1/"),
        Step("the next document", ">", settled, ""),
        Step("eight mentions on", "]]]]]]]]", settled, ""),
        Step("jump list", "'", _over),
        Step("find, as typed", "the", at_home, "<escape>", "/"),
        Step("find by pattern", r"[A-Z]\w+ [A-Z]\w+", settled, "<escape>", "\\"),
        Step("pages down", "<space><space><space><space>", at_home, ""),
    ]


@asynccontextmanager
async def reader(library: Path, size: tuple[int, int]) -> AsyncIterator[Any]:
    """The app on the library."""
    from dataclasses import replace

    from reader.tui.app import ReaderApp
    from reader.tui.opening import lay_out

    app = ReaderApp(replace(lay_out([], library), theme="vgt-dark"))
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def _until(done: Callable[[], bool], app: Any) -> bool:
    """Wait until something is true and nobody works on a question any more."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if done():
            return True
        await asyncio.sleep(TICK)
    return False


def _quiet(app: Any) -> bool:
    return all(worker.is_finished for worker in app.workers)


async def _lead(app: Any, pilot: Any, keys: str) -> None:
    """Press keys at leisure."""
    for key in _keys(keys):
        await _press(app, f"<{key}>")
        await pilot.pause()
        await _until(lambda: _quiet(app), app)
        await pilot.pause()


async def _press(app: Any, keys: str) -> None:
    from textual import events

    from reader.session import typed_character

    for key in _keys(keys):
        app.post_message(events.Key(key, typed_character(key)))
        await asyncio.sleep(0.005)


@dataclass
class Measured:
    """A step: seconds until it is shown; the longest block of the event loop, what of it was work, and where."""

    name: str
    shown: float
    block: float
    work: float
    where: str


async def measure(library: Path, size: tuple[int, int], name: str) -> list[Measured]:
    """Every step, once."""
    found = []
    began = time.perf_counter()
    async with reader(library, size) as (app, pilot):
        dog = Watchdog(asyncio.get_running_loop())
        dog.start()
        await _until(lambda: app.main.pane.document is not None and app.main.documents.count > 0, app)
        took = time.perf_counter() - began
        found.append(Measured("the reader, from nothing", took, dog.longest, dog.work, dog.where))
        await _until(lambda: _quiet(app), app)
        for step in steps(name):
            await _lead(app, pilot, step.before)
            dog.forget()
            start = time.perf_counter()
            keys = _keys(step.keys)
            await _press(app, step.keys)
            shown = await _until(lambda step=step: step.done(app), app)
            took = time.perf_counter() - start - 0.005 * len(keys)
            await _until(lambda: _quiet(app), app)
            await pilot.pause()
            said = step.name if shown else f"{step.name} (never)"
            found.append(Measured(said, took, dog.longest, dog.work, dog.where))
            await _lead(app, pilot, step.after)
        dog.stop()
    return found


def _most_named(library: Path) -> str:
    from reader.library import Library

    with Library.open(library) as store:
        return store.entities(type="person", limit=1)[0].name


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
        name = _most_named(given.library)
        for _ in range(given.rounds):
            for one in asyncio.run(measure(given.library, (columns, rows), name)):
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
