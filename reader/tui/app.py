"""The app: keys, colours and settings laid out on a desk, the first screen, and a way to leave that loses nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.driver import Driver
from textual.geometry import Region

from reader.early import Early
from reader.errors import ReaderError
from reader.session import COMMANDS, LOOKS, Look, remember
from reader.tui.desk import Desk
from reader.tui.indexer import Indexer
from reader.tui.lastscreen import LastScreen
from reader.tui.looks import Looks
from reader.tui.opening import Opened, lay_out
from reader.tui.parts.taking_in import TakingIn
from reader.tui.screens.base import ReaderScreen
from reader.tui.screens.main import MainScreen
from reader.tui.starting import Start, StartingApp
from reader.tui.theme import chosen_theme, looks_from, no_color, textual_theme, variables

__all__ = ["ReaderApp", "run"]


class ReaderApp(StartingApp):
    """The reader. What it reads and remembers is on its desk."""

    CSS_PATH = "styles/reader.tcss"
    TITLE = "vgt-reader"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    COMMAND_PALETTE_BINDING: ClassVar[str] = "f24"

    def __init__(
        self, opened: Opened, driver_class: type[Driver] | None = None, start: Start | None = None
    ) -> None:
        name = chosen_theme(opened.theme, opened.desk.themes)
        kind = opened.desk.themes[name].kind
        # The filter for NO_COLOR is chosen once, in App.__init__: the colour mode must be known before it.
        super().__init__(
            driver_class=driver_class, ansi_color=True if no_color() or kind in ("ansi", "mono") else None
        )
        self.animation_level = "none"
        self.start = start or Start()
        opened.desk.moved, opened.desk.when_live = self.moved, self.when_live
        self.desk: Desk = opened.desk
        self._problems = opened.problems
        self._first_steps = opened.first_steps
        self._indexer = partial(Indexer, opened.paths, opened.library) if opened.paths else None
        self._taking_in: TakingIn | None = None
        self.register_theme(textual_theme(self.desk.themes[name]))
        self.theme = name
        self.with_variables()
        self._looks: dict[str, Looks] = {}
        self.main: MainScreen | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Looks for Textual's own themes, which are never chosen but parsed with."""
        return variables(dict.fromkeys(LOOKS, Look()))

    @property
    def looks(self) -> Looks:
        """How lines look in the theme that is on."""
        if self.theme not in self._looks:
            self._looks = {self.theme: looks_from(self.desk.themes[self.theme])}
        return self._looks[self.theme]

    @property
    def scrolling_region(self) -> Region | None:
        """The rectangle that scrolls as a whole, for the driver."""
        main = self.main
        return main.pane.content_region if main is not None and self.screen is main else None

    def get_default_screen(self) -> MainScreen:
        """The first screen."""
        self.main = MainScreen(self.desk, self.size.width)
        return self.main

    def on_mount(self) -> None:
        """Signals, what was wrong with the user's files, and the documents that are not in the library yet."""
        self.begin(self.start)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, self.exit)
        if self.main is not None:
            for problem in self._problems[:1]:
                self.main.complain(_summed_up(problem, len(self._problems)))
            self._taking_in = TakingIn(self, self.main, self._indexer)
            self.main.parts = (*self.main.parts, self._taking_in)
            self.call_after_refresh(self._taking_in.begin)
            if self._first_steps:
                self.main.kept.first_steps.do_app_first_steps()

    @property
    def at_rest(self) -> bool:
        """Whether the text is on the main screen with nothing over it, at the place that is remembered."""
        main = self.main
        if main is None or self.screen is not main or main.peek.shown or main.notice.shown:
            return False
        last, document = self.desk.journal.state.last, main.pane.document
        settled = last is not None and document is not None and document.row.id == last[0]
        return settled and main.pane.has_focus and not (main.finding.typing or main.narrowing.typing)

    # leaving ----------------------------------------------------------------------------
    def on_unmount(self) -> None:
        """Stop what runs, let go of what is open. What matters was written down before."""
        if self._taking_in is not None:
            self._taking_in.leave()
        self.desk.gateway.close()
        self.desk.journal.close()
        if self.last_screen is not None:
            self.last_screen.renew()

    def do_app_quit(self) -> None:
        """Leave the reader."""
        self.exit()

    def do_app_redraw(self) -> None:
        """Draw the whole screen again."""
        from reader.tui.terminal import draw_again

        draw_again(self)

    def do_app_mouse(self) -> None:
        """Give the mouse to the terminal, or take it back."""
        from reader.tui.mouse import mouse_is_on, set_mouse

        on = not mouse_is_on(self)
        words = (
            "the mouse is the reader's" if on else "the mouse is the terminal's: text can be selected with it"
        )
        done = set_mouse(self, on)
        if self.main is not None:
            self.main.say(words if done else "this terminal has no mouse for the reader")

    def do_app_theme(self) -> None:
        """Choose the colours."""
        from reader.tui.screens.themes import ThemesScreen

        def chosen(name: object) -> None:
            if isinstance(name, str):
                self.theme = name
                remember("theme", name)

        self.push_screen(ThemesScreen(self.desk), chosen)

    def do_app_help(self) -> None:
        """The keys that work here."""
        from reader.tui.screens.help import HelpScreen

        below = self.screen
        assert isinstance(below, ReaderScreen)
        works = frozenset(each.id for each in COMMANDS if below.works_here(each))

        def chosen(command: object) -> None:
            if isinstance(command, str):
                below.carry_out(command)

        self.push_screen(HelpScreen(self.desk, works), chosen)


def _summed_up(problem: ReaderError, count: int) -> ReaderError:
    """The first of several problems, and that there are more."""
    more = f" ({count - 1} more: `vgt-reader doctor` lists them)" if count > 1 else ""
    return ReaderError(problem.what, problem.where, problem.remedy + more)


def run(
    paths: Sequence[str] = (),
    library: str | None = None,
    *,
    mouse: bool | None = None,
    early: Early | None = None,
) -> int:
    """Open the reader; gives back the exit status. Raises ReaderError where nothing can be opened.

    `early` is the terminal as the entry found it, perhaps with the last screen painted.
    """
    from reader.tui.terminal import lean_driver

    opened = lay_out([Path(path) for path in paths], Path(library) if library else None)
    app = ReaderApp(opened, lean_driver(), Start(early))
    if early is not None:
        app.last_screen = LastScreen(early, opened.library, opened.desk.journal)
    wanted = opened.desk.settings.mouse if mouse is None else mouse
    app.run(mouse=wanted and not os.environ.get("VGT_NO_MOUSE"))
    return app.return_code or 0
