"""The tags of something: one line to type them in, and those that are used already below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.widgets import Input

from reader.tui.desk import Desk
from reader.tui.items import Item, plain
from reader.tui.lines import LineList
from reader.tui.paint import aligned
from reader.tui.parts.notewriting import Choice, Tags
from reader.tui.screens.picker import Picker, Rows

__all__ = ["TagsScreen", "tags_in"]


def tags_in(written: str) -> tuple[str, ...]:
    """The tags in a line, each once: words between spaces or commas, with or without a # in front."""
    words = (word.strip("#") for word in written.replace(",", " ").split())
    return tuple(dict.fromkeys(word for word in words if word))


class TagsScreen(Picker):
    """Dismisses with `Tags`. Enter keeps what is typed; a tag from the list below is added to it, or taken out of it."""

    PROMPT = "tags, with spaces between them"
    typing_context = "text"

    def __init__(self, desk: Desk, choices: Sequence[Choice]) -> None:
        self._choice = choices[0]
        self._choices = list(choices)
        super().__init__(desk, self._had(choices[0]))

    @staticmethod
    def _had(choice: Choice) -> str:
        """The tags that it has, ready to be gone on with."""
        return "".join(f"{tag} " for tag in choice.tagged.tags) if choice.tagged else ""

    @property
    def TITLE_TEXT(self) -> str:  # type: ignore[override]
        """What is tagged."""
        return f"tags of {self._choice.label}"

    def on_mount(self) -> None:
        """A small box: the text stays in sight."""
        self.add_class("-small")
        super().on_mount()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys that work here."""
        others = (("Tab", "of something else"),) if len(self._choices) > 1 else ()
        return (*others, ("Enter", "keep"), ("Esc", "leave"))

    def look_up(self, query: str) -> None:
        """What will be kept, and the known tags: those that go on with the word that is being typed first."""
        tags = tags_in(query)
        begun = tags[-1].lower() if tags and not query.endswith(" ") else ""
        known = self.desk.notebook.notes.tags()
        fitting = [(tag, count) for tag, count in known if tag.lower().startswith(begun)]

        def rows(width: int) -> list[Item]:
            kept = " ".join(f"#{tag}" for tag in tags) or "no tags"
            items = [Item((((" keep: ", "line--quiet"), (kept, "line--strong")),), Tags(self._choice, tags))]
            for tag, count in fitting:
                sign = "✓" if tag in tags else " "
                right = ((f"{count:,} ", "line--quiet"),)
                items.append(Item((aligned(((f" {sign} #{tag}", ""),), right, width),), tag))
            return [*items, *plain()]

        self.show_rows(Rows(rows, f"{len(known):,} in use" if known else ""))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        event.prevent_default()
        if isinstance(event.value, Tags):
            self.dismiss(event.value)
        elif isinstance(event.value, str):
            self._toggle(event.value)

    def _toggle(self, tag: str) -> None:
        line = self.query_one("#picker-query", Input)
        tags = tags_in(line.value)
        if tags and not line.value.endswith(" ") and tags[-1] != tag and tag.startswith(tags[-1]):
            tags = tags[:-1]
        kept = [each for each in tags if each != tag] if tag in tags else [*tags, tag]
        line.value = "".join(f"{each} " for each in kept)
        line.cursor_position = len(line.value)
        line.focus()

    def do_name_next(self) -> None:
        """The tags of something else."""
        at = (self._choices.index(self._choice) + 1) % len(self._choices)
        self._choice = self._choices[at]
        line = self.query_one("#picker-query", Input)
        line.value = self._had(self._choice)
        line.cursor_position = len(line.value)
        self.look_up(line.value)
