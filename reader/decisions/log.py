"""The log file: appended to and flushed to the disk before anybody is told, read with every broken line reported.

Nothing is ever rewritten. A line that cannot be read (cut off by a full disk, written by hand, foreign) is passed over, reported with its
number, and stays where it is.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.decisions.verbs import Decision
from reader.errors import LibraryError
from reader.values import dataclass

__all__ = ["DecisionLog", "Problem", "joined", "parse_lines"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a log, or in its replay, that the user should see. `line` is 1-based, 0 where it is not about a line.

    `holds`: the decision applies all the same.
    """

    what: str
    line: int = 0
    decision: str = ""
    remedy: str = ""
    holds: bool = False


def parse_lines(text: str) -> tuple[list[Decision], list[Problem]]:
    """The decisions of a log's text, and what could not be read. A second line with a known id is the same decision."""
    decisions: dict[str, Decision] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not a JSON object")
            decision = Decision.from_row(row)
        except (ValueError, RecursionError) as error:
            problems.append(
                Problem(f"cannot be read: {error}", number, remedy="The line is kept and passed over.")
            )
            continue
        decisions.setdefault(decision.id, decision)
    return list(decisions.values()), problems


def joined(*logs: Iterable[Decision]) -> list[Decision]:
    """Several people's logs as one, in the order of time; the same decision (by id) counts once.

    An undo stays behind what it takes back even where clocks disagree.
    """
    known: dict[str, Decision] = {}
    for log in logs:
        for decision in log:
            known.setdefault(decision.id, decision)
    moments: dict[str, str] = {}

    def moment(decision: Decision, depth: int = 0) -> str:
        if decision.id not in moments:
            own = decision.at
            target = known.get(decision.target) if decision.verb == "undo" and depth < 100 else None
            moments[decision.id] = max(own, moment(target, depth + 1)) if target is not None else own
        return moments[decision.id]

    def generation(decision: Decision) -> int:
        steps = 0
        target = decision.target
        while decision.verb == "undo" and target in known and steps < 100:
            steps += 1
            decision = known[target]
            target = decision.target
        return steps

    return sorted(known.values(), key=lambda decision: (moment(decision), generation(decision), decision.id))


def _lock(handle: int) -> None:
    """Keep other readers' appends out until the file is closed; where the file system has no locks, O_APPEND has to do."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


class DecisionLog:
    """A log on disk. Reading never creates the file; a missing one is an empty log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[list[Decision], list[Problem]]:
        """All decisions in the order of the file, and what could not be read.

        Raises LibraryError when the file cannot be read at all.
        """
        try:
            text = self.path.read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return [], []
        except OSError as error:
            raise LibraryError(
                f"cannot read the decisions: {error.strerror}", str(self.path), "Check its permissions."
            ) from error
        return parse_lines(text)

    def append(self, decisions: Sequence[Decision]) -> None:
        """Write `decisions` behind what is there; on return they are on the disk.

        A line that an earlier crash cut off is closed first, so that it harms nothing behind it. One write call, so that two readers
        who append at the same moment do not mix. Raises LibraryError, with nothing half-written left counted, when the disk is full.
        """
        if not decisions:
            return
        data = "".join(decision.as_line() + "\n" for decision in decisions).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(
                self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600
            )
        except OSError as error:
            raise self._refused(error) from error
        try:
            _lock(handle)
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                data = b"\n" + data
            self._write(handle, data, size)
        finally:
            os.close(handle)

    def _write(self, handle: int, data: bytes, size: int) -> None:
        try:
            written = os.write(handle, data)
            if written != len(data):
                os.ftruncate(handle, size)
                raise OSError(28, "no space left on the disk")
            os.fsync(handle)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> LibraryError:
        return LibraryError(
            f"the decision was not saved: {error.strerror}",
            str(self.path),
            "Free some space or check the permissions, and decide again.",
        )
