"""What comes from the terminal: keys for the app, answers for us, and what is neither.

Reports and keys come in one stream. A report may arrive in pieces (a packet ends in it), late, or unasked for (somebody before us asked); an
app that takes the pieces for keys opens panes that nobody wanted, and one that waits for the end of a report that never comes swallows the
next keys. So reports are taken out here, before the app's own parser sees the stream; all else goes on as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["PATCH", "Answers"]

PATCH = 0.9
"""Seconds within which the rest of a report follows, or it never will."""

_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"

_REPORT = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)R"
    r"|(?P<paste>\x1b\[200~)"
    # to others' questions: identity, keyboard protocol, status; modes other than the two that Textual asks about
    r"|(?P<stray>\x1b\[[?>=](?!2026;|2048;)[0-9;]*(?:\$y|[A-Za-z])|\x1b\[[03]n|\x1b\[[0-9;]+c"
    # strings: colours, names and settings of the terminal
    r"|\x1b\]\d+;[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_][^\x07\x1b]*\x1b\\)"
)
_PIECE = re.compile(
    r"\x1b(?:\[(?:[?>=][0-9;]*\$?|<[-0-9;]*|[0-9][0-9;:]*)|\]\d+(?:;[^\x07\x1b]*\x1b?)?|P[0-9>][^\x07\x1b]*\x1b?)\Z"
)
"""The beginning of something that no hand types: a sequence with parameters, a string."""
_BARE = re.compile(r"\x1b[\[\]P]?\Z")
"""May be a key (Esc, or Alt and a letter), or the very beginning of a report."""
_LONGEST = 4096


class Answers:
    """Takes reports out of the input. `on_report(row, column)` says whether the report was asked for; `expecting` whether any is."""

    def __init__(self, on_report: Callable[[int, int], bool], expecting: Callable[[], bool]) -> None:
        self._on_report = on_report
        self._expecting = expecting
        self._held = ""
        self._since = 0.0
        self._in_paste = False
        self._tail = ""

    @property
    def holds(self) -> bool:
        """Whether the beginning of something is waiting for its rest."""
        return bool(self._held)

    def feed(self, data: str, now: float) -> str:
        """What of the input is the app's."""
        held, self._held = self._held, ""
        if not _BARE.match(held) and (now - self._since >= PATCH or not _continues(held, data)):
            # The rest was lost on the way: what follows was typed.
            held = ""
        return self._sorted(held + data, now)

    def overdue(self, now: float) -> str:
        """Nothing came for a while: what was held in vain. A key goes to the app after a tenth of a second; half a report does not."""
        held = self._held
        if not held:
            return ""
        if _BARE.match(held):
            if now - self._since < 0.1:
                return ""
            self._held = ""
            return held
        if now - self._since >= PATCH or len(held) > _LONGEST:
            self._held = ""
        return ""

    def _sorted(self, data: str, now: float) -> str:
        kept: list[str] = []
        while data:
            if self._in_paste:
                part, data = self._pasted(data)
                kept.append(part)
                continue
            found = _REPORT.search(data)
            if found is None:
                break
            kept.append(data[: found.start()])
            kept.append(self._judged(found))
            data = data[found.end() :]
        piece = None if self._in_paste else self._piece(data)
        if piece is not None:
            self._held, self._since = data[piece:], now
            data = data[:piece]
        kept.append(data)
        return "".join(kept)

    def _judged(self, found: re.Match[str]) -> str:
        """What the app gets instead of a report or a mark."""
        if found["paste"]:
            self._in_paste = True
            return found[0]
        if found["stray"]:
            return ""
        row, column = int(found["row"]), int(found["column"])
        if row == 1:
            # F3 with modifiers as xterm sends it; this other form of it cannot be taken for a report.
            return f"\x1b[13;{column}~" if 2 <= column <= 16 else ""
        return "" if self._on_report(row, column) else found[0]

    def _piece(self, data: str) -> int | None:
        """Where the beginning of a report starts at the end of the input."""
        found = _PIECE.search(data)
        if found is None and self._expecting():
            found = _BARE.search(data)
        return found.start() if found else None

    def _pasted(self, data: str) -> tuple[str, str]:
        """The part of the input that was pasted, and the rest: nothing in a paste is looked at."""
        seen = self._tail + data
        end = seen.find(_PASTED)
        if end < 0:
            self._tail = seen[-(len(_PASTED) - 1) :]
            return data, ""
        self._in_paste, taken = False, end + len(_PASTED) - len(self._tail)
        self._tail = ""
        return data[:taken], data[taken:]


def _continues(held: str, data: str) -> bool:
    """Whether the input can be the rest of what is held."""
    if not held or not data:
        return True
    if held[1] in "]P":
        return data[0] != "\x1b" or data == "\x1b" or data.startswith("\x1b\\")
    if held.startswith("\x1b[<"):
        return data[0] in "-0123456789;Mm"
    if held[2] in "?>=":
        return data[0] in "0123456789;$ycunRSt"
    return data[0] in "0123456789;:~ABCDEFHPQRSuntc"
