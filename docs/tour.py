"""A tour of the reader: drives the real app over the starter collection and saves what it shows as SVG.

    python docs/tour.py [FOLDER]          (default: docs/images)

The pictures in the README and the docs are made by this script and by nothing else.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parent / "images"


@dataclass(frozen=True)
class Picture:
    """A picture: the size of the terminal and the keys pressed before it is taken."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "vgt-dark"


_TO_THE_NCA = (">", ">", "TAB", "TAB", "TAB")

PICTURES: Sequence[Picture] = (
    Picture("main-120x40", (120, 40), _TO_THE_NCA),
    Picture("main-80x24", (80, 24), _TO_THE_NCA),
    Picture("main-light-120x40", (120, 40), _TO_THE_NCA, "vgt-light"),
    Picture("peek-80x24", (80, 24), (">", ">", "p", "p", "]", "K")),
    Picture("references-80x24", (80, 24), (*_TO_THE_NCA, "r", "j", "j")),
    Picture("documents-80x24", (80, 24), ("1",)),
    Picture("entity-120x40", (120, 40), (*_TO_THE_NCA, "ENTER")),
    Picture("entity-80x24", (80, 24), (*_TO_THE_NCA, "ENTER")),
    Picture("search-80x24", (80, 24), ("s", "child protection")),
    Picture("whos-who-80x24", (80, 24), ("w",)),
    Picture("concordance-80x24", (80, 24), (*_TO_THE_NCA, "x")),
    Picture("together-80x24", (80, 24), (*_TO_THE_NCA, ".", "p", "x")),
    Picture("references-narrowed-120x40", (120, 40), (*_TO_THE_NCA, "r", "/", "child")),
    Picture("keys-80x24", (80, 24), ("?",)),
)

_NAMES = {"TAB": "tab", "ENTER": "enter", "ESC": "escape"}
_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def indexed(home: Path) -> Path:
    """The starter collection, taken in by the command line into a library under `home`."""
    from reader.resources import seeds_folder

    library = home / "seeds.vgt"
    command = [sys.executable, "-m", "reader", "index", "--library", str(library), str(seeds_folder())]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return library


async def take(picture: Picture, library: Path, folder: Path) -> Path:
    """Open the reader, press the keys, save the screen."""
    from textual.keys import _character_to_key
    from textual.pilot import Pilot

    from reader.tui.app import ReaderApp
    from reader.tui.opening import lay_out

    opened = lay_out([], library)
    app = ReaderApp(replace(opened, theme=picture.theme))
    app.desk.collection = "seeds"

    async def settled(pilot: Pilot[None]) -> None:
        await pilot.pause()
        while any(not worker.is_finished for worker in app.workers):
            await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause()

    async with app.run_test(size=picture.size) as pilot:
        await settled(pilot)
        for key in picture.keys:
            pressed = [_NAMES[key]] if key in _NAMES else [_character_to_key(character) for character in key]
            await pilot.press(*pressed)
            await settled(pilot)
        path = folder / f"{picture.name}.svg"
        # The font of the pictures is not fetched from anywhere: a viewer uses its own.
        path.write_text(_FONT.sub("", app.export_screenshot(title="vgt-reader")), encoding="utf-8")
    return path


def main(folder: Path = FOLDER) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("NO_COLOR", None)
        library = indexed(Path(home))
        for number, picture in enumerate(PICTURES):
            # Each picture begins as on the first day, nothing read yet.
            os.environ["XDG_STATE_HOME"] = str(Path(home) / f"state-{number}")
            print(asyncio.run(take(picture, library, folder)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
