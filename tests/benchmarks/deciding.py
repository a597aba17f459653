"""How long a decision takes until it is shown, and how long the event loop stands still meanwhile.

    python tests/benchmarks/deciding.py LIBRARY      # works on a copy

Merges and splits the most and the less named, in the reader without a terminal; prints a line each.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from reader.library import Library
from reader.resources import themes_folder
from reader.session import Journal, Settings, default_keymap, load_themes
from reader.tui.app import ReaderApp
from reader.tui.desk import Desk
from reader.tui.gateway import Gateway, open_readings
from reader.tui.opening import Opened
from reader.tui.questions_deciding import Draft, PreviewOf, TakingBack


class Stalls:
    """The longest time in which the event loop did nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        """Look at the clock every two milliseconds."""
        before = time.perf_counter()
        while True:
            await asyncio.sleep(0.002)
            now = time.perf_counter()
            self.longest = max(self.longest, now - before - 0.002)
            before = now


async def measure(path: Path) -> None:
    """All of it, over the library at `path`."""
    with Library.open(path) as library:
        rows = library.entities(limit=200)
        named = [row for row in rows if row.type == "organisation"][:2]
        status = library.status()
    print(f"{status.documents:,} documents, {status.entities:,} entities, {status.mentions:,} mentions")
    themes, _ = load_themes((themes_folder(),))
    gateway = Gateway(partial(open_readings, path))
    desk = Desk(gateway, default_keymap(), Settings(), themes, Journal.open(None), "benchmark")
    app = ReaderApp(Opened(desk, path, (), "vgt-dark", ()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.0)
        assert app.main is not None
        big, other, small = named[0], named[1], rows[-1]
        drafts = {
            f"merge {big.mentions:,} mentions": PreviewOf((Draft("merge", (big.id, other.id)),)),
            "undo it": TakingBack(),
            f"merge {small.mentions:,} mentions": PreviewOf((Draft("merge", (small.id, other.id)),)),
            "undo that": TakingBack(),
            f"rename {big.mentions:,} mentions": PreviewOf((Draft("rename", (big.id,), name="Another"),)),
            "undo the name": TakingBack(),
        }
        for what, question in drafts.items():
            await one(app, what, question)


async def one(app: ReaderApp, what: str, question: PreviewOf | TakingBack) -> None:
    """One decision, from the key to the screen."""
    main = app.main
    assert main is not None
    done = asyncio.Event()
    made = []
    main.ask(question, lambda previews: (made.extend(previews), done.set()))
    start = time.perf_counter()
    await done.wait()
    previewed = time.perf_counter() - start
    stalls = Stalls()
    ticker = asyncio.create_task(stalls.run())
    version = main.standing.library.version if main.standing.library else 0
    saved = 0.0
    start = time.perf_counter()
    main.repairing.parts[0].deciding.make(made[0])
    while main.standing.library is None or main.standing.library.version == version:
        await asyncio.sleep(0.002)
        if not saved and main.status.message.startswith("saved"):
            saved = time.perf_counter() - start
    shown = time.perf_counter() - start
    await asyncio.sleep(0.7)
    ticker.cancel()
    print(
        f"{what}: previewed in {previewed * 1000:.0f} ms, saved in {saved * 1000:.0f} ms, shown in {shown * 1000:.0f} ms, "
        f"longest stall {stalls.longest * 1000:.0f} ms"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy.vgt")
        shutil.copy(sys.argv[1], copy)
        asyncio.run(measure(copy))
