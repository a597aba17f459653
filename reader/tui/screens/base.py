"""What all screens share: keys by the command table, questions to the library, words to the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from reader.errors import ReaderError
from reader.session import Command, Context, key_label, overlap, typed_character
from reader.tui.desk import Desk
from reader.tui.gateway import Answered
from reader.tui.lines import LineList
from reader.tui.questions import Question

__all__ = ["ReaderScreen", "handler_name"]

T = TypeVar("T")
R = TypeVar("R")

_OF_THE_INPUT = frozenset({"backspace", "delete", "left", "right", "home", "end", "enter"})
"""Keys that edit the line being typed; they are no commands meanwhile."""


def handler_name(command: str) -> str:
    """The method that carries out the command: `do_name_next_same` for "name.next-same"."""
    return "do_" + command.replace(".", "_").replace("-", "_")


class ReaderScreen(Screen[R]):
    """A screen whose keys are those of the user's keymap.

    A command is carried out by the first that has a method for it: the focused widget, the screen's parts, the screen, the app.
    """

    AUTO_FOCUS = "*"
    typing_context: Context = "list"
    """Whose keys those are that no line of typing uses."""

    def __init__(self, desk: Desk, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.desk = desk
        self.parts: tuple[object, ...] = ()
        self.grabbed: Callable[[str], None] | None = None
        """Who gets every key instead of the keymap: labels and marks wait for letters."""

    # keys -----------------------------------------------------------------
    def key_context(self) -> Context:
        """Whether the keys go to a list or to a text now."""
        return "text"

    def context_now(self) -> Context:
        """Whose keys they are at this moment: it depends on what has the focus."""
        context = self.key_context()
        if isinstance(self.focused, Input):
            return self.typing_context
        return "list" if isinstance(self.focused, LineList) and context == "text" else context

    def on_key(self, event: events.Key) -> None:
        """Carry out the command that the keymap has for the key; other keys go on as Textual has it."""
        if self.grabbed is not None:
            event.stop()
            event.prevent_default()
            self.grabbed(event.key)
            return
        if isinstance(self.focused, Input) and (
            event.key in _OF_THE_INPUT or typed_character(event.key) is not None
        ):
            return
        context = self.context_now()
        command = self.desk.keymap.command_for(event.key, context)
        if command is None and isinstance(self.focused, Input):
            command = self.desk.keymap.command_for(event.key, "list")
        if command is not None:
            self.say("")
            self.desk.journal.key = key_label(event.key)
            if self.carry_out(command.id):
                self.acted()
                event.stop()
                event.prevent_default()

    def grab(self, taker: Callable[[str], None] | None) -> None:
        """Every key goes to `taker` from now on; None gives them back to the keymap."""
        self.grabbed = taker

    def carry_out(self, command: str) -> bool:
        """Carry out the command with this id; False when nothing here knows how."""
        act = self._who_can(command)
        if act is None:
            return False
        self.desk.heard(command)
        act()
        return True

    def _who_can(self, command: str) -> Callable[[], Any] | None:
        """What carries the command out here."""
        name = handler_name(command)
        start: DOMNode | None = self.typed_into() if isinstance(self.focused, Input) else self.focused or self
        found = (getattr(each, name, None) for each in (start, *self.parts, self, self.app))
        return next((act for act in found if act is not None), None)

    def works_here(self, command: Command) -> bool:
        """Whether the command's keys do anything where the keys go now."""
        return overlap(command.context, self.context_now()) and self._who_can(command.id) is not None

    def acted(self) -> None:
        """A command was carried out: what it changed here can be painted with it, in one frame."""

    def typed_into(self) -> DOMNode:
        """Where moving keys go while a line is being typed."""
        return self

    # the library ------------------------------------------------------------
    def ask(
        self,
        question: Question[T],
        then: Callable[[T], None],
        failed: Callable[[ReaderError], None] | None = None,
    ) -> None:
        """Put a question to the library; `then` runs when the answer is here and still wanted."""
        self.desk.gateway.ask(self, question, then, failed or self.complain)

    def ask_when_live(
        self, question: Question[T], then: Callable[[T], None], failed: Callable[[ReaderError], None]
    ) -> None:
        """As `ask`, but the first screen does not wait for it."""
        self.desk.when_live(lambda: self.ask(question, then, failed))

    def on_answered(self, event: Answered) -> None:
        """An answer is here."""
        event.deliver()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A question that failed in a way nobody foresaw is still said."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.complain(
                ReaderError(
                    f"a question to the library failed: {error!r}",
                    remedy="The reader goes on with what it has.",
                )
            )

    # words to the user --------------------------------------------------------
    def say(self, message: str) -> None:
        """Say something in passing."""
        raise NotImplementedError

    def complain(self, error: ReaderError) -> None:
        """Say what went wrong and what to do about it."""
        self.say(str(error))

    def do_app_quit(self) -> None:
        """Close this page; on the first page, quit."""
        self.do_app_close()

    def do_app_close(self) -> None:
        """One level out."""
        self.app.pop_screen()
