"""What is imported before the first screen is live costs every start: whoever adds to it here knows why.

A module is loaded before that only if the first text, its status line or the keys typed ahead need it. Everything else is imported in the
function that needs it, by `reader.later`, or is a part on demand (`reader.tui.parts.late`).
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.terminal.big import SMALL, library_of

MOST = 130
"""Modules of ours: about 0.25 ms each."""

OTHERS = {"apsw", "json", "tomllib", "tomli", "hashlib", "blake2", "gc", "concurrent", "encodings", "textual"}
"""Whose modules come with them, beside what an empty Textual app imports."""

LIVE = """
import asyncio, os, sys
from pathlib import Path
import textual.app, textual.drivers.linux_driver, textual.drivers.headless_driver, textual.pilot
before = set(sys.modules)
from reader.tui.app import ReaderApp
from reader.tui.opening import lay_out
from reader.tui.terminal import lean_driver
lean_driver()

async def live(self):
    print(*(set(sys.modules) - before), file=sys.__stdout__, flush=True)
    os._exit(0)

ReaderApp.on_starting_app_begun = live

async def main():
    async with ReaderApp(lay_out([], Path(sys.argv[1]))).run_test(size=(80, 24)) as pilot:
        for _ in range(2000):
            await pilot.pause(0.05)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are loaded when the first text is on the screen, beside Textual's."""
    folder = tmp_path_factory.mktemp("live")
    library = library_of(folder / "small.vgt", SMALL, 0)
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {**os.environ, **homes, "TERM": "xterm-256color"}
    command = [sys.executable, "-c", LIVE, str(library)]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, timeout=300, check=True
    )
    return frozenset(done.stdout.split())


def test_the_first_screen_needs_few_of_our_modules(live: frozenset[str]) -> None:
    ours = sorted(name for name in live if name.partition(".")[0] == "reader")
    assert len(ours) <= MOST, ours


def test_the_first_screen_needs_little_of_others(live: frozenset[str]) -> None:
    others = {name.partition(".")[0].lstrip("_") for name in live} - {"reader"}
    assert others <= OTHERS, others - OTHERS


@pytest.mark.parametrize(
    "later",
    [
        "reader.tui.screens.search",
        "reader.tui.screens.help",
        "reader.tui.questions_deciding",
        "reader.tui.questions_keeping",
        "reader.tui.parts.deciding_names",
        "reader.tui.parts.notewriting",
        "reader.tui.parts.copying",
        "reader.tui.text.concordance",
        "reader.library.applying",
        "reader.library.linking",
        "reader.library.storing",
        "reader.library.entities",
        "reader.library.cards",
        "reader.decisions",
        "reader.indexing",
        "reader.recognise",
        "reader.sources",
        "reader.resolve",
    ],
)
def test_what_only_other_screens_or_the_indexer_need_comes_later(live: frozenset[str], later: str) -> None:
    assert not {name for name in live if name == later or name.startswith(f"{later}.")}
