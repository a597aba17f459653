"""What the terminal shows and takes before the interface is there: the last screen, and keys that nobody lost.

Textual takes ten times as long to import as Python to start. So the screen that was there when the reader was left is kept as rows of text
with looks, and painted first, by this module alone, which imports next to nothing. It is painted only where it would be the truth: same wish
(library or paths), same terminal, size and colours, and nothing changed since in the files that it depends on (settings, keys, the journal:
their times and sizes are kept with it). What is typed meanwhile waits in the terminal, unseen, for the reader.

A kept screen is a text file: a line for the format, one for the terminal it fits, one for each file it depends on, an empty one, and
then a line a row, its parts between tabs: how many blank cells end it, the change of looks before them (SGR parameters), then changes and texts in turn.
"""

from __future__ import annotations

import os
import sys
import termios

from reader import __version__

__all__ = [
    "SAME",
    "TIME",
    "Early",
    "Row",
    "file_of",
    "fit",
    "keep",
    "painted",
    "read",
    "stamp",
    "state_folder",
]

_FORMAT = "vgt-reader screen 1"
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[m\x1b[H\x1b[2J"
_LEAVE = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_LOOK = frozenset("0123456789;")
_COLOURS = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "COLORFGBG")
_KEPT = 24
"""Screens of so many wishes are kept."""

TIME, SAME = "t", "i"

Row = tuple[int, str, list[tuple[str, str]]]
"""Blank cells at the end, the change of looks (SGR parameters) before them, and before that runs of (change of looks, text)."""


class Early:
    """The terminal from the first moment to the last. `columns`, `lines` and `rows` are what was painted, if anything was."""

    def __init__(self, wish: str = "") -> None:
        self.wish = wish
        self.columns = self.lines = 0
        self.rows: list[Row] = []
        self.modes: list[object] | None = None
        """The modes of the terminal as they were found."""
        self._there = False

    def begin(self) -> None:
        """Let the terminal keep what is typed, and paint the screen that was kept for the wish."""
        self._take_keys()
        if os.environ.get("VGT_PLAIN_OUTPUT", "") in ("", "0"):
            self.columns, self.lines = size()
            self.rows = read(file_of(self.wish), fit(self.wish, self.columns, self.lines)) or []
        if self.rows:
            self._there = True
            write(_ENTER + painted(self.rows))

    def _take_keys(self) -> None:
        try:
            self.modes = termios.tcgetattr(0)
            modes = termios.tcgetattr(0)
        except termios.error:
            return
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        modes[6][termios.VMIN] = 1
        termios.tcsetattr(0, termios.TCSANOW, modes)

    def frame(self) -> str:
        """What was painted, every cell of it, for the app to go on from; the terminal is the app's from now on. Empty: nothing was."""
        if not self._there:
            return ""
        self._there = False
        return painted(self.rows, erase=False)

    def end(self) -> None:
        """Give the terminal back as it was found; what an app took over it has given back itself. Done twice it is the same."""
        if self._there:
            self._there = False
            write(_LEAVE)
        if self.modes is not None:
            modes, self.modes = self.modes, None
            try:
                termios.tcsetattr(0, termios.TCSANOW, modes)  # type: ignore[arg-type]
            except termios.error:
                # The terminal is gone.
                return


def size() -> tuple[int, int]:
    """Columns and lines, as Textual will find them."""
    try:
        found = os.get_terminal_size(1)
    except OSError:
        return 0, 0
    given = (os.environ.get("COLUMNS", ""), os.environ.get("LINES", ""))
    columns, lines = (int(text) if text.isdigit() else 0 for text in given)
    return columns or found.columns, lines or found.lines


def write(text: str) -> None:
    """Write to the terminal, whole."""
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(1, data) :]


def painted(rows: list[Row], erase: bool = True) -> str:
    """The output that paints these rows on an empty screen; blank ends are erased, or written out."""
    out: list[str] = []
    for number, (blank, tail, runs) in enumerate(rows, 1):
        out.append(f"\x1b[{number}H")
        out += [f"\x1b[{look}m{text}" for look, text in runs]
        if blank:
            out.append(f"\x1b[{tail}m" + ("\x1b[K" if erase else " " * blank))
    return "".join(out) + "\x1b[m"


# Where it would be the truth ------------------------------------------------------------------------------------------


def state_folder() -> str:
    """Where the reader notes what it must remember, as `reader.session` has it."""
    given = os.environ.get("XDG_STATE_HOME", "").strip()
    if sys.platform == "darwin" and not given:
        return os.path.expanduser("~/Library/Application Support/vgt-reader")
    return os.path.join(given or os.path.expanduser("~/.local/state"), "vgt-reader")


def file_of(wish: str) -> str:
    """The file for the screen of a wish. Its name is a hash (FNV-1a; http://www.isthe.com/chongo/tech/comp/fnv/)."""
    found = 0xCBF29CE484222325
    for byte in wish.encode("utf-8", "surrogateescape"):
        found = (found ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return os.path.join(state_folder(), "screens", f"{found:016x}")


def fit(wish: str, columns: int, lines: int) -> str:
    """What must be the same for a screen to be shown again, as one line."""
    colours = [os.environ.get(name, "") for name in _COLOURS]
    return repr([__version__, wish, columns, lines, *colours])


def stamp(path: str, kind: str = TIME) -> str:
    """What a file is known by, as one line: when it was written and its size or, of the kind `SAME`, which file it is."""
    try:
        found = os.stat(path)
    except OSError:
        return f"{kind}- {path}"
    known = f"{found.st_dev}.{found.st_ino}" if kind == SAME else f"{found.st_mtime_ns}.{found.st_size}"
    return f"{kind}{known} {path}"


def read(file: str, fits: str) -> list[Row] | None:
    """The rows of a kept screen; None where there is none, or it would not be the truth."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as text:
            head, _, body = text.read().partition("\n\n")
    except OSError:
        return None
    kind, _, rest = head.partition("\n")
    fitted, _, stamps = rest.partition("\n")
    if kind != _FORMAT or fitted != fits:
        return None
    if any(stamp(known.partition(" ")[2], known[:1]) != known for known in stamps.split("\n")):
        return None
    try:
        return [_row(line.split("\t")) for line in body.split("\n")]
    except ValueError:
        return None


def _row(parts: list[str]) -> Row:
    """A row from the parts of its line; raises ValueError."""
    if len(parts) < 2 or not parts[0].isdecimal() or len(parts[0]) > 4:
        raise ValueError(parts)
    blank, tail, looks, texts = int(parts[0]), parts[1], parts[2::2], parts[3::2]
    if not all(map(_LOOK.issuperset, (tail, *looks))) or not all(map(harmless, texts)):
        raise ValueError(parts)
    return blank, tail, list(zip(looks, texts, strict=True))


def harmless(text: str) -> bool:
    """Whether a terminal only draws this: no control, no surrogate, no character that turns the direction of writing."""
    return text.isprintable() or not any(
        each < " "
        or "\x7f" <= each < "\xa0"
        or "\u202a" <= each <= "\u202e"
        or "\u2066" <= each <= "\u2069"
        or "\ud800" <= each <= "\udfff"
        for each in text
    )


def keep(wish: str, columns: int, lines: int, rows: list[Row], depends: list[tuple[str, str]]) -> bool:
    """Keep a screen for the next time; False where it cannot be kept. `depends` are (kind, path) as for `stamp`."""
    head = [_FORMAT, fit(wish, columns, lines), *(stamp(path, kind) for kind, path in depends)]
    body = [
        "\t".join([str(blank), tail, *(part for run in runs for part in run)]) for blank, tail, runs in rows
    ]
    if any("\n" in line for line in head):
        return False
    file = file_of(wish)
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        new = f"{file}.{os.getpid()}"
        with open(new, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as text:
            text.write("\n".join(head) + "\n\n" + "\n".join(body))
        os.replace(new, file)
        _forget_old(os.path.dirname(file))
    except (OSError, UnicodeError):
        return False
    return True


def _forget_old(folder: str) -> None:
    """Let the screens go that were kept longest ago."""
    files = sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime_ns)
    for entry in files[:-_KEPT]:
        os.unlink(entry.path)
