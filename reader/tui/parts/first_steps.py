"""The first steps: three keys to try, shown once over the status line, each gone when it was tried, all gone with Esc."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.desk import Desk
from reader.tui.widgets.coach import Coach

__all__ = ["FirstSteps"]

_STEPS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"name.next", "name.next-person", "name.next-organisation", "name.hints"}),
        "1 of 3   {name.next} goes from name to name, {name.peek} says who that is.",
    ),
    (
        frozenset({"name.open"}),
        "2 of 3   {name.open} opens its page: all its names, and why.",
    ),
    (
        frozenset({"search.open", "app.help"}),
        "3 of 3   {go.back} leads back. {search.open} searches, {app.help} shows all keys.",
    ),
)
"""Which commands are the step, and how it is told, in one line of 80 columns; the keys are those of the user's keymap."""


class FirstSteps:
    """Hears of every command that is carried out and shows what to try next; `shown` is told once they are."""

    def __init__(self, desk: Desk, coach: Coach, shown: Callable[[], object]) -> None:
        self._desk = desk
        self.coach = coach
        self._shown = shown
        self._at = -1

    def do_app_first_steps(self) -> None:
        """From the first step on."""
        self._at = 0
        self._desk.heard = self._heard
        self._shown()
        self._show()

    def _heard(self, command: str) -> None:
        if self._at < 0:
            return
        if command == "app.close" and self._on_top:
            self._end()
        elif command in _STEPS[self._at][0]:
            self._at += 1
            if self._at == len(_STEPS):
                self._end()
            else:
                self._show()

    @property
    def _on_top(self) -> bool:
        """Whether the steps can be seen: no page lies over them."""
        return self.coach.app.screen is self.coach.screen

    def _end(self) -> None:
        self._at = -1
        self.coach.show("")
        self._desk.heard = lambda command: None

    def _show(self) -> None:
        words = _STEPS[self._at][1]
        for commands, step in _STEPS:
            for id in (*commands, "name.peek", "go.back"):
                if f"{{{id}}}" in step:
                    key = next((key for key, _ in self._desk.hints(id)), "the palette")
                    words = words.replace(f"{{{id}}}", key)
        leave = next((key for key, _ in self._desk.hints("app.close")), "Esc")
        self.coach.show(f"{words}   ({leave}: no more)")
