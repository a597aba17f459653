"""Reading a TOML file that a person wrote: every mistake is told with its line, and what is right is still used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from reader.errors import SettingsError
from reader.values import dataclass

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["LARGEST", "TomlFile", "nearest", "parse_toml", "read_toml"]

LARGEST = 1 << 18
"""A settings file of more bytes than this is not one."""

_LINE_IN_MESSAGE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_HEADER = re.compile(r"\s*\[+\s*([^\]\n]+?)\s*\]+")
_KEY = re.compile(r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+|\s*\.\s*)+?)\s*=""")
_KEY_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a file says: `values` as nested tables, `lines` where each key stands (1-based)."""

    path: str
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def where(self, *key: str) -> str:
        """File and line of a key (or of the table it is in), for an error."""
        for length in range(len(key), 0, -1):
            line = self.lines.get(key[:length])
            if line is not None:
                return f"{self.path}, line {line}"
        return self.path


def read_toml(path: Path) -> tuple[TomlFile, tuple[SettingsError, ...]]:
    """The file and what is wrong with it. A file that is not there is empty and fine; one that cannot be read is empty."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return TomlFile(str(path)), ()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return TomlFile(str(path)), (SettingsError(what, str(path), "The defaults are used"),)
    if len(data) > LARGEST:
        what = f"larger than {LARGEST // 1024} KiB: not a settings file"
        return TomlFile(str(path)), (SettingsError(what, str(path), "The defaults are used"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = SettingsError("not UTF-8 text", f"{path}, line {line}", "Save the file as UTF-8")
        return TomlFile(str(path)), (problem,)
    return parse_toml(text, str(path))


def parse_toml(text: str, path: str) -> tuple[TomlFile, tuple[SettingsError, ...]]:
    """As `read_toml`, from text. Lines that are no TOML are left out one after the other until the rest is."""
    lines = text.replace("\r\n", "\n").split("\n")
    problem: SettingsError | None = None
    left_out: list[int] = []
    while True:
        try:
            values = tomllib.loads("\n".join(lines))
            break
        except tomllib.TOMLDecodeError as error:
            number = _line_of(error, lines)
            if problem is None:
                what = _LINE_IN_MESSAGE.sub("", str(error)).strip().rstrip(".")
                problem = SettingsError(what[:1].lower() + what[1:], f"{path}, line {number}")
            left_out.append(number)
            lines[number - 1] = ""
        except RecursionError:
            values, lines = {}, []
            problem = SettingsError("nested too deeply", path, "The defaults are used")
            break
    found = TomlFile(path, values, _lines_of_keys(lines))
    if problem is None:
        return found, ()
    rest = "the line is" if len(left_out) == 1 else f"{len(left_out)} lines are"
    remedy = problem.remedy or f"Until it is mended, {rest} left out"
    return found, (SettingsError(problem.what, problem.where, remedy),)


def _line_of(error: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    """The 1-based line to blame: the one named, or the last with something on it."""
    found = _LINE_IN_MESSAGE.search(str(error))
    named = int(found.group(1)) if found is not None and found.group(1) else len(lines)
    number = min(named, len(lines))
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    if not lines[number - 1].strip():
        number = next((at for at, line in enumerate(lines, 1) if line.strip()), number)
    return number


def _lines_of_keys(lines: Iterable[str]) -> dict[tuple[str, ...], int]:
    """Where each table and each key stands."""
    table: tuple[str, ...] = ()
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if key is not None:
            found.setdefault(table + _parts(key.group(1)), number)
        elif header is not None:
            table = _parts(header.group(1))
            found.setdefault(table, number)
    return found


def _parts(written: str) -> tuple[str, ...]:
    """The parts of a dotted key."""
    return tuple(double or single or bare for double, single, bare in _KEY_PART.findall(written))


def nearest(written: str, known: Iterable[str]) -> str:
    """A remedy that names the known word most like the one written; "" where none is like it."""
    import difflib

    known = list(known)
    matches = difflib.get_close_matches(written, known, 1, 0.6)
    if not matches:
        matches = [word for word in known if written and written in word][:1]
    return f"Did you mean {matches[0]!r}?" if matches else ""
