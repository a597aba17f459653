"""A question over the bottom of the screen: a few answers, each with what it would change. The text stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.errors import ReaderError
from reader.session import Context, typed_character
from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.lines import LineList
from reader.tui.pages.deciding import counted, preview_words
from reader.tui.paint import wrapped
from reader.tui.questions import Question
from reader.tui.questions_deciding import Draft, Preview, PreviewOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.page import PageList
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle
from reader.values import dataclass

__all__ = ["AskScreen", "Choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its letter, its words, and what it stands for. With a `draft` (or `question`) and no `value` it stands for that preview.

    `brief`: the words say what is decided, the preview only how much it touches.
    """

    key: str
    label: str
    value: object | None = None
    draft: Draft | None = None
    question: Question[tuple[Preview, ...]] | None = None
    brief: bool = False


class AskScreen(ReaderScreen[object], ModalScreen[object]):
    """Dismisses with the value, or the `Preview`, of the answer that is taken; None leaves all as it was.

    `again` is the command that asked: its key, pressed once more, takes the answer under the cursor.
    """

    def __init__(self, desk: Desk, title: str, choices: Sequence[Choice], again: str = "") -> None:
        super().__init__(desk)
        self._asked = title
        self._choices = tuple(choices)
        self._again = again
        self._previews: dict[int, Preview] = {}
        self._wrong: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        """The question, the answers, the keys."""
        with Vertical(id="ask"):
            yield PaneTitle(id="ask-title")
            yield PageList(id="ask-rows")
            yield StatusLine(id="ask-status")

    def on_mount(self) -> None:
        """Ask what each answer would change."""
        self.query_one(PaneTitle).show(((f" {self._asked}", "line--strong"),))
        self.rows.leads = True
        for index, choice in enumerate(self._choices):
            question = choice.question
            if question is None and choice.draft is not None:
                question = PreviewOf((choice.draft,), f"preview-{index}")
            if question is not None:
                self.ask(question, self._putter(index), self._refuser(index))
        self._show()

    def key_context(self) -> Context:
        """The rows are a list."""
        return "list"

    @property
    def rows(self) -> PageList:
        """The answers."""
        return self.query_one(PageList)

    def _putter(self, index: int) -> Callable[[tuple[Preview, ...]], None]:
        def put(previews: tuple[Preview, ...]) -> None:
            self._previews[index] = previews[0]
            self._show()

        return put

    def _refuser(self, index: int) -> Callable[[ReaderError], None]:
        def refuse(error: ReaderError) -> None:
            self._wrong[index] = error.what
            self._show()

        return refuse

    def _words(self, index: int) -> str:
        """An answer in words, with what it would change as far as that is known."""
        choice = self._choices[index]
        asks = choice.draft is not None or choice.question is not None
        if index in self._wrong:
            return f"{choice.label}: {self._wrong[index]}".lstrip(": ")
        if not asks:
            return choice.label
        if index not in self._previews:
            return f"{choice.label}  …".strip()
        made = self._previews[index]
        if choice.value is None and not choice.brief:
            words = preview_words(made)
            return f"{choice.label}: {words}" if choice.label else words
        return f"{choice.label}: {counted(made.mentions, made.documents)}"

    def _build(self, width: int) -> list[Item]:
        items: list[Item] = []
        lettered = any(choice.key for choice in self._choices)
        for index, choice in enumerate(self._choices):
            head = f" {choice.key or ' '}  " if lettered else " "
            lines = wrapped(self._words(index), max(8, width - len(head) - 1), 3) or [""]
            look = "line--problem" if index in self._wrong else ""
            items.append(Item((((head, "line--accent"), (lines[0], look)),), index + 1))
            items += plain(*(((" " * len(head), ""), (line, look)) for line in lines[1:]))
        return items

    def _hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that do something."""
        if self._all_refused:
            return (("Esc", "closes this"),)
        moving = (("↑↓", "move"),) if len(self._choices) > 1 else ()
        return (*moving, ("Enter", "does it"), ("Esc", "leaves it"))

    @property
    def _all_refused(self) -> bool:
        """Whether nothing of this can be done."""
        return len(self._wrong) == len(self._choices)

    def _show(self) -> None:
        self.query_one(StatusLine).show((), (), self._hints())
        width = max(20, self.app.size.width)
        height = min(len(self._build(width)), max(1, self.app.size.height - 5))
        self.rows.styles.height = height
        self.query_one("#ask").styles.height = height + 3
        self.rows.show(self._build, keep=bool(self.rows.count))

    def on_resize(self) -> None:
        """As many lines as the words need."""
        self._show()

    # taking an answer -----------------------------------------------------------
    def on_key(self, event: events.Key) -> None:
        """An answer's letter takes it; the key that asked takes the one under the cursor."""
        letter = typed_character(event.key)
        index = next((i for i, each in enumerate(self._choices) if each.key and each.key == letter), None)
        if index is None and self._again and event.key in self.desk.keymap.keys(self._again):
            index = self._under_cursor()
        if index is not None:
            event.stop()
            event.prevent_default()
            self._take(index)

    def _under_cursor(self) -> int:
        value = self.rows.value
        return value - 1 if isinstance(value, int) else 0

    def _take(self, index: int) -> None:
        choice = self._choices[index]
        if choice.value is not None:
            self.dismiss(choice.value)
        elif index in self._previews:
            self.dismiss(self._previews[index])
        elif index not in self._wrong:
            self.say("still counting …")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, int):
            self._take(event.value - 1)

    def say(self, message: str) -> None:
        """In the line of keys."""
        self.query_one(StatusLine).say(message)

    def do_app_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
