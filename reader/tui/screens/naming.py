"""One line to type a name in, with what it would change below it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.errors import ReaderError
from reader.tui.desk import Desk
from reader.tui.questions import Question
from reader.tui.questions_deciding import Preview
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["NamingScreen"]


class NamingScreen(ReaderScreen[str], ModalScreen[str]):
    """Dismisses with the name that was typed; None leaves all as it was.

    `words` says what the name would change, given the preview that `question` answers with.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        name: str,
        question: Question[tuple[Preview, ...]] | None = None,
        words: Callable[[Preview, str], str] = lambda made, name: "",
    ) -> None:
        super().__init__(desk)
        self._asked = title
        self._first = name
        self._question = question
        self._words = words
        self._preview: Preview | None = None

    def compose(self) -> ComposeResult:
        """The question, the line, what it would change."""
        with Vertical(id="ask"):
            yield PaneTitle(id="ask-title")
            yield Input(self._first, id="ask-name", select_on_focus=False)
            yield PaneTitle(id="ask-words")
            yield StatusLine(id="ask-status")

    def on_mount(self) -> None:
        """The cursor behind the name."""
        self.query_one("#ask").styles.height = 5
        self.query_one("#ask-title", PaneTitle).show(((f" {self._asked}", "line--strong"),))
        line = self.query_one(Input)
        line.cursor_position = len(self._first)
        self._show()
        if self._question is not None:
            self.ask(self._question, self._counted, self._refused)

    def _counted(self, previews: tuple[Preview, ...]) -> None:
        self._preview = previews[0]
        self._show()

    def _refused(self, error: ReaderError) -> None:
        self.query_one(StatusLine).say(error.what)

    def _show(self) -> None:
        name = self.query_one(Input).value.strip()
        words = self._words(self._preview, name) if self._preview and name else ""
        self.query_one("#ask-words", PaneTitle).show(((f" {words}", ""),))
        self.query_one(StatusLine).show((), (), (("Enter", "does it"), ("Esc", "leaves it")))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.say("")
        self._show()

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(" ".join(event.value.split()))
        else:
            self.say("a name needs a letter; Esc leaves it as it is")

    def say(self, message: str) -> None:
        """In the line of keys."""
        self.query_one(StatusLine).say(message)

    def do_app_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
