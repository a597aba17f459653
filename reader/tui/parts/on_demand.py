"""The parts of the main screen that do nothing until one of their commands is carried out, and are made then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.later import later
from reader.session import state_folder
from reader.tui.parts.late import Late
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from reader.tui.parts import copying, files, marking
else:
    copying, files, marking = later("reader.tui.parts", "copying", "files", "marking")

__all__ = ["parts_on_demand"]


def parts_on_demand(
    screen: ReaderScreen[Any], pane: ReadingPane, picked: Callable[[object], None]
) -> tuple[Late[Any], ...]:
    """Copying, marking places, the pages about files; what is `picked` on those opens on `screen`."""

    def copies() -> copying.Copying:
        kept = state_folder() / "copied.txt"
        return copying.Copying(pane, lambda text: screen.app.copy_to_clipboard(text), kept, screen.say)

    def marks() -> marking.Marking:
        return marking.Marking(pane, screen.desk.journal, screen.grab, screen.say)

    return (
        Late("text.copy text.cite", copies),
        Late("mark.set", marks),
        Late("view.files view.duplicates source.grade", lambda: files.Files(screen, pane, picked)),
    )
