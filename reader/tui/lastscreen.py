"""The screen with which the reader will begin the next time (see `reader.early`): taken while one rests at a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader import early
from reader.session import Journal, keymap_file, settings_file, user_themes_folder
from reader.session.paths import remembered_file

__all__ = ["LastScreen"]


class LastScreen:
    """Keeps the screen with which the reader will begin the next time: that of the text, at the journal's place."""

    def __init__(self, begun: early.Early, library: Path, journal: Journal) -> None:
        # Without a wish the last library is opened, which is this one until another is.
        self._wishes = {begun.wish, ""}
        self._library = library
        self._journal = journal
        self._place: object = None
        if begun.rows:
            self._hold(begun.columns, begun.lines, begun.rows)

    def take(self, app: Any) -> None:
        """Keep what the app shows now."""
        from reader.tui.terminal import picture

        rows = picture(app)
        if rows is not None:
            self._hold(app.size.width, app.size.height, rows)
            self.renew()

    def renew(self) -> None:
        """The session is over, the journal's files change no more: what was kept for its last place stays true."""
        if self._place is not None and self._place == self._where():
            for wish in self._wishes:
                early.keep(wish, *self._size, self._rows, self._depends())

    def _hold(self, columns: int, lines: int, rows: list[early.Row]) -> None:
        """This is the screen of the place where the reader is."""
        self._place, self._size, self._rows = self._where(), (columns, lines), rows

    def _where(self) -> object:
        """The place where the next session begins."""
        state = self._journal.state
        return (state.last, state.top_of(state.last[0])) if state.last is not None else None

    def _depends(self) -> list[tuple[str, str]]:
        """The files whose change would make another screen of it; the remembered ones say also which library is the last."""
        files = [settings_file(), keymap_file(), user_themes_folder(), remembered_file()]
        folder = self._journal.folder
        if folder is not None:
            files += [folder, *sorted(folder.glob("*.jsonl"))]
        return [(early.TIME, str(file)) for file in files] + [(early.SAME, str(self._library.absolute()))]
