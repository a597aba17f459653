"""The entry: decides fast whether to open the reader or to run a command.

Opening the reader imports neither click nor any command; a command imports neither Textual nor the reader's screens.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    # At run time these would cost more than all that is needed for the first screen.
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from reader.early import Early

__all__ = ["Opening", "main", "opening", "program"]

INSTEAD = """vgt-reader: the reader needs a terminal, and this is none ({why}). As text:
  vgt-reader documents               what is in the library
  vgt-reader show DOCUMENT [--refs]  one document, with its names numbered
  vgt-reader entities                who and what is named
  vgt-reader entity NAME             all about one of them
  vgt-reader search QUERY            the passages with these words
  vgt-reader concordance NAME        every mention with the words around it
  vgt-reader index PATH              take documents in
Each takes --json; `vgt-reader --help` lists all."""


class Opening:
    """A wish to open the reader: on these paths, or on this library, or (neither) on the last one.

    `mouse` is False where the terminal keeps its mouse (`--no-mouse`), None where the settings decide.
    """

    __slots__ = ("library", "mouse", "paths")

    def __init__(
        self, paths: tuple[str, ...] = (), library: str | None = None, mouse: bool | None = None
    ) -> None:
        self.paths = paths
        self.library = library
        self.mouse = mouse

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opening) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return "Opening({!r}, {!r}, {!r})".format(*self._all())

    def _all(self) -> tuple[object, ...]:
        return self.paths, self.library, self.mouse

    @property
    def name(self) -> str:
        """The wish as one text, the same wherever it is uttered; empty for the last library."""
        if self.library:
            return f"library {os.path.abspath(self.library)}"
        return "\t".join(["paths", *map(os.path.abspath, self.paths)]) if self.paths else ""


def opening(arguments: Sequence[str]) -> Opening | None:
    """What to open; None if the arguments are for a command, or for click to complain about.

    A path that is named like a command is given as `./index`.
    """
    from reader.cli import COMMANDS

    paths: list[str] = []
    library: str | None = None
    mouse: bool | None = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            paths += rest
            break
        if word == "--library" and rest:
            library = rest.pop(0)
        elif word == "--no-mouse":
            mouse = False
        elif word.startswith("--library="):
            library = word.removeprefix("--library=")
        elif (word.startswith("-") and word != "-") or (word in COMMANDS and not paths):
            return None
        else:
            paths.append(word)
    return Opening(tuple(paths), library, mouse)


def not_a_terminal() -> str | None:
    """Why the reader cannot open here; None if it can."""
    if not sys.stdin.isatty():
        return "standard input comes from elsewhere"
    if not sys.stdout.isatty():
        return "standard output goes elsewhere"
    if os.environ.get("TERM", "") in ("", "dumb"):
        return f"TERM={os.environ.get('TERM') or '(not set)'}"
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `vgt-reader`; gives back the exit status: 0 done, 1 failed, 2 wrong use, 3 done but some files failed."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    wish = opening(words)
    if wish is None:
        from reader.cli import run

        return run(words)
    return _open(wish)


def _open(wish: Opening) -> int:
    """Open the reader, or say why not and what to use instead."""
    from reader.errors import CommandError, ReaderError

    early = None
    try:
        _check(wish)
        if why := not_a_terminal():
            sys.stderr.write(INSTEAD.format(why=why) + "\n")
            return 2
        from reader.early import Early

        wish.library = wish.library or os.environ.get("VGT_LIBRARY") or None
        early = Early(wish.name)
        hand_over = _leave_when_told(early)
        early.begin()
        # Almost nothing that a start makes is ever thrown away: looking for it costs a sixth of the time. The app looks again.
        gc.disable()
        # Textual paints at the next tick of a clock that it reads from here: at 60 a second the first screen waits twice for nothing.
        os.environ.setdefault("TEXTUAL_FPS", "240")
        from reader.tui.app import run

        hand_over()
        return run(wish.paths, wish.library, mouse=wish.mouse, early=early)
    except ReaderError as error:
        if early is not None:
            early.end()
        from reader.cli.output import complain

        complain(str(error))
        return 2 if isinstance(error, CommandError) else 1
    finally:
        if early is not None:
            early.end()


def _leave_when_told(early: Early) -> Callable[[], None]:
    """Until the app has its own ways, a signal to end gives the terminal back and ends, and nobody is stopped before a screen.

    It ends at once: an exception would be lost where it comes in the middle of an import's housekeeping. The function that is given back is
    called when the app begins: from then on an exception leads out through what the app has begun.
    """
    import _signal as signal  # type: ignore[import-not-found]  # the module `signal` wraps its numbers in enumerations, which takes longer than painting

    def leave(number: int, frame: object) -> NoReturn:
        early.end()
        os._exit(128 + number)

    def leave_the_app(number: int, frame: object) -> NoReturn:
        sys.exit(128 + number)

    def hand_over() -> None:
        signal.signal(signal.SIGTERM, leave_the_app)
        signal.signal(signal.SIGHUP, leave_the_app)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, leave)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    return hand_over


def _check(wish: Opening) -> None:
    """Raise CommandError for a path that is not there: it may be a mistyped command."""
    wrong = next((path for path in wish.paths if not (os.path.isfile(path) or os.path.isdir(path))), None)
    if wrong is None:
        return
    from difflib import get_close_matches

    from reader.cli import COMMANDS
    from reader.errors import CommandError

    if os.path.lexists(wrong):
        what = "a link to nothing" if not os.path.exists(wrong) else "neither a file nor a folder"
        raise CommandError(what, wrong, "Give a file or folder that is there")
    # Who writes a path means no command.
    near = get_close_matches(wrong, COMMANDS, n=1) if os.path.basename(wrong) == wrong else []
    meant = f"Did you mean `vgt-reader {near[0]}`?" if near else "Give a file or folder that is there."
    raise CommandError(
        "no such file, folder or command", wrong, f"{meant} `vgt-reader --help` lists the commands"
    )


def program() -> NoReturn:
    """Run `vgt-reader` and end: at once after reading, when all is on disk and nobody need wait for Python to tidy up."""
    status = main()
    if "reader.tui.app" not in sys.modules:
        sys.exit(status)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    program()
