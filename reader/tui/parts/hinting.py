"""Hint labels: a letter or two on every name that is on the screen; typing one puts the cursor on that name."""

from __future__ import annotations

from collections.abc import Callable

from reader.session import typed_character
from reader.tui.widgets.reading import ReadingPane

__all__ = ["Hinting"]


class Hinting:
    """Labels on the pane's names. `grab` gives it the keys (or, with None, gives them back)."""

    def __init__(
        self,
        pane: ReadingPane,
        grab: Callable[[Callable[[str], None] | None], None],
        say: Callable[[str], None],
    ) -> None:
        self._pane = pane
        self._grab = grab
        self._say = say
        self._labels: dict[str, int] = {}
        self._typed = ""

    @property
    def active(self) -> bool:
        """Whether labels are shown."""
        return bool(self._labels)

    def do_name_hints(self) -> None:
        """Labels on all names on the screen."""
        starts = self._pane.names_on_screen()
        if not starts:
            self._say("no name is on the screen")
            return
        from reader.tui.text import labels

        self._labels = dict(zip(labels(len(starts)), starts, strict=True))
        self._typed = ""
        self._grab(self._take)
        self._show()
        self._say("type the letters on a name; Esc leaves")

    def leave(self) -> None:
        """No labels any more; nothing else changes."""
        if self._labels:
            self._labels = {}
            self._grab(None)
            self._pane.show_labels({})
            self._say("")

    def _take(self, key: str) -> None:
        """A letter of a label; Backspace takes the last one back; any other key leaves."""
        letter = typed_character(key)
        if key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._show()
            return
        from reader.tui.text import narrowed

        known = list(self._labels)
        typed = self._typed + (letter or "").lower()
        fitting = [known[index] for index in narrowed(known, typed)]
        if letter is None or not fitting:
            self.leave()
            if letter is not None:
                self._say(f"no name has “{typed}”")
        elif fitting == [typed]:
            start = self._labels[typed]
            self.leave()
            self._pane.go_to(start)
        else:
            self._typed = typed
            self._show()

    def _show(self) -> None:
        """The labels that can still be meant, without what is typed of them."""
        typed = self._typed
        shown = {
            start: label[len(typed) :] for label, start in self._labels.items() if label.startswith(typed)
        }
        self._pane.show_labels(shown)
