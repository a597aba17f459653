"""A reader over a real library of a few made pages, for what is decided in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from reader.decisions import Decision, active
from reader.indexing.deciding import log_of
from reader.library import Library
from reader.model import Evidence, Suggestion
from reader.tui.app import ReaderApp
from reader.tui.gateway import Gateway, open_readings
from tests.library import made
from tests.tui.made import made_opened, press, settled, type_in

__all__ = ["PAIRS", "Repair", "made_path", "repair"]

PAIRS = (
    Suggestion(
        "jones2",
        "jones",
        0.5,
        "the same surname",
        (Evidence("named", "Ann Jones"), Evidence("named", "Rob Jones")),
    ),
    Suggestion("rcmp", "nca", 0.6, "stand in the same sentences"),
    Suggestion("muller", "jones", 0.45, "made up for this test"),
)


def made_path(folder: Path, pairs: tuple[Suggestion, ...] = PAIRS) -> Path:
    """A library of the made pages with some suggestions."""
    path = folder / "made.vgt"
    with made.made_library(path) as library:
        made.link(library, suggestions=pairs)
    return path


@dataclass
class Repair:
    """An open reader in a test."""

    app: ReaderApp
    pilot: Pilot[None]
    path: Path

    @property
    def pane(self):  # type: ignore[no-untyped-def]
        assert self.app.main is not None
        return self.app.main.pane

    @property
    def said(self) -> str:
        assert self.app.main is not None
        return self.app.main.status.message

    @property
    def name(self) -> str | None:
        """Who is under the cursor."""
        return self.pane.mention.name if self.pane.mention else None

    @property
    def text(self) -> str:
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def log(self) -> list[Decision]:
        """What was decided."""
        return log_of(self.path).read()[0]

    @property
    def holding(self) -> list[str]:
        """The verbs of what holds."""
        return [decision.verb for decision in active(self.log)]

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        await type_in(self.pilot, text)

    async def open(self, title: str, cursor: str, nth: int = 0) -> None:
        """Open a document, the cursor on a name in it."""
        with Library.open(self.path) as library:
            document = library.document(library.find_document(title))
        at = -1
        for _ in range(nth + 1):
            at = document.text.index(cursor, at + 1)
        assert self.app.main is not None
        self.app.main.travel.open(document.row.id, at)
        await settled(self.pilot)
        assert self.pane.cursor == at


@asynccontextmanager
async def repair(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Repair]:
    """The app over the library at `path`."""
    opened = made_opened()
    opened.desk.gateway = Gateway(partial(open_readings, path))
    app = ReaderApp(opened)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield Repair(app, pilot, path)
