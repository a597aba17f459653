"""The reader's own state, without any widget: paths, settings, commands and keys, themes, history, journal."""

from __future__ import annotations

from reader.session.commands import COMMANDS, GROUPS, Command, Context, Group, command, commands_in, overlap
from reader.session.keys import key_label, key_name, keys_label, typed_character, unusable

__all__ = [
    "COMMANDS",
    "GROUPS",
    "Command",
    "Context",
    "Group",
    "command",
    "commands_in",
    "key_label",
    "key_name",
    "keys_label",
    "overlap",
    "typed_character",
    "unusable",
]
