"""The user's keys, checked against the command table before anything is bound to them.

    # keymap.toml
    "name.next" = ["tab", "n"]
    find.next = "f3"

A key that the user gives is taken from the command that had it by default; that this happened is always told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import SettingsError
from reader.session.commands import COMMANDS, Command, Context, overlap
from reader.session.keys import key_label, key_name, keys_label, unusable
from reader.session.toml_file import TomlFile, nearest, parse_toml, read_toml
from reader.values import dataclass

__all__ = ["ALWAYS", "Keymap", "default_keymap", "parse_keymap", "read_keymap"]

ALWAYS = "app.quit"
"""The command that is never without a key."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys do what: the keys of each command's id."""

    bindings: Mapping[str, tuple[str, ...]]
    commands: tuple[Command, ...] = COMMANDS

    def keys(self, id: str) -> tuple[str, ...]:
        """The keys of a command, the first being the one to show where there is room for one."""
        return self.bindings.get(id, ())

    def command_for(self, key: str, context: Context) -> Command | None:
        """What `key` does in `context`; a command of that context comes before one that works everywhere."""
        found = None
        for each in self.commands:
            reaches = each.context == "everywhere" or overlap(each.context, context)
            if reaches and key in self.bindings.get(each.id, ()):
                if each.context == context:
                    return each
                found = found or each
        return found


def default_keymap(commands: tuple[Command, ...] = COMMANDS) -> Keymap:
    """The keys of the table."""
    return Keymap({each.id: each.keys for each in commands}, commands)


def read_keymap(
    path: Path, commands: tuple[Command, ...] = COMMANDS
) -> tuple[Keymap, tuple[SettingsError, ...]]:
    """The user's keymap and everything that is wrong with its file; what is wrong falls back to the default."""
    found, problems = read_toml(path)
    keymap, more = _checked(found, commands)
    return keymap, (*problems, *more)


def parse_keymap(
    text: str, path: str = "keymap.toml", commands: tuple[Command, ...] = COMMANDS
) -> tuple[Keymap, tuple[SettingsError, ...]]:
    """As `read_keymap`, from text."""
    found, problems = parse_toml(text, path)
    keymap, more = _checked(found, commands)
    return keymap, (*problems, *more)


def _checked(found: TomlFile, commands: tuple[Command, ...]) -> tuple[Keymap, tuple[SettingsError, ...]]:
    """The keymap that the file asks for, and its mistakes."""
    problems: list[SettingsError] = []
    wanted = _wanted(found, commands, problems)
    bindings = _assigned(found, commands, wanted, problems)
    keymap = Keymap(bindings, commands)
    quit_keys = next((each.keys for each in commands if each.id == ALWAYS), ())
    if quit_keys and not keymap.keys(ALWAYS):
        last = quit_keys[-1]
        kept = {id: tuple(key for key in keys if key != last) for id, keys in bindings.items()}
        problems.append(
            SettingsError(
                "the reader could not be left", found.where(ALWAYS), f"{key_label(last)} still quits"
            )
        )
        keymap = Keymap({**kept, ALWAYS: (last,)}, commands)
    return keymap, tuple(problems)


def _entries(
    values: Mapping[str, object], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of a file with their keys, whether the ids were quoted or came out as tables."""
    for name, value in values.items():
        if isinstance(value, dict) and value:
            yield from _entries(value, (*path, name))
        else:
            yield (*path, name), value


def _wanted(
    found: TomlFile, commands: tuple[Command, ...], problems: list[SettingsError]
) -> dict[str, tuple[str, ...]]:
    """The usable keys that the file gives to each command it names."""
    known = {each.id for each in commands}
    wanted: dict[str, tuple[str, ...]] = {}
    for path, value in _entries(found.values):
        id, where = ".".join(path), found.where(*path)
        if id not in known:
            problems.append(SettingsError(f"there is no command {id!r}", where, nearest(id, sorted(known))))
            continue
        if id in wanted:
            problems.append(SettingsError(f"{id!r} is given twice", where, "The first one counts"))
            continue
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            remedy = f'Write {id!r} = "x" or ["x", "y"]'.replace("'", '"')
            problems.append(SettingsError(f"the keys of {id!r} are not text", where, remedy))
            continue
        usable = _usable(id, keys, where, problems)
        if usable or not keys:
            wanted[id] = usable
    return wanted


def _usable(id: str, written: Sequence[str], where: str, problems: list[SettingsError]) -> tuple[str, ...]:
    """The keys out of those written that exist and reach a program."""
    usable: list[str] = []
    for each in written:
        name = key_name(each)
        if name is None:
            remedy = "Keys are written like a, ], F5, Tab, PgDn, Ctrl+P"
            problems.append(SettingsError(f"{each!r} is not a key", where, remedy))
            continue
        reason = unusable(name)
        if reason is not None:
            what = f"{key_label(name)} cannot be used for {id!r}: {reason}"
            problems.append(SettingsError(what, where, "Choose another key"))
        elif name not in usable:
            usable.append(name)
    return tuple(usable)


def _assigned(
    found: TomlFile,
    commands: tuple[Command, ...],
    wanted: Mapping[str, tuple[str, ...]],
    problems: list[SettingsError],
) -> dict[str, tuple[str, ...]]:
    """Who gets which key: the file's wishes first, in its order, then the defaults that nobody took."""
    by_id = {each.id: each for each in commands}
    bindings: dict[str, tuple[str, ...]] = {}

    def holder(key: str, context: Context) -> str | None:
        return next(
            (id for id, keys in bindings.items() if key in keys and overlap(by_id[id].context, context)), None
        )

    for id, keys in wanted.items():
        kept = []
        for key in keys:
            other = holder(key, by_id[id].context)
            if other is None:
                kept.append(key)
            else:
                what = f"{key_label(key)} is given to both {other!r} and {id!r}"
                problems.append(SettingsError(what, _where(found, id), f"It stays with {other!r}"))
        bindings[id] = tuple(kept)
    for each in commands:
        if each.id in bindings:
            continue
        lost = {key: other for key in each.keys if (other := holder(key, each.context)) in wanted and other}
        bindings[each.id] = tuple(key for key in each.keys if key not in lost)
        for key, other in lost.items():
            left = keys_label(bindings[each.id])
            remedy = (
                f"It still has {left}" if left else f"Give {each.id!r} another key, or find it in the palette"
            )
            what = f"{key_label(key)} now does {other!r}, so {each.id!r} has lost it"
            problems.append(SettingsError(what, _where(found, other), remedy))
    return {each.id: bindings[each.id] for each in commands}


def _where(found: TomlFile, id: str) -> str:
    """File and line of a command's entry, however its id was written."""
    spelled = (id,) if (id,) in found.lines else tuple(id.split("."))
    return found.where(*spelled)
