"""The reader's own state, without widgets: paths, settings, commands and keys, themes, history, journal, marks, notes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.session.anchors import Anchor, anchor_at, find_anchor
    from reader.session.citation import cite, quotation
    from reader.session.colours import ANSI_NAMES, DEFAULT, contrast, rgb
    from reader.session.commands import (
        COMMANDS,
        GROUPS,
        Command,
        Context,
        Group,
        command,
        commands_in,
        overlap,
    )
    from reader.session.drafts import Draft, Drafts
    from reader.session.fuzzy import Fit, narrow
    from reader.session.history import History, Place
    from reader.session.journal import Journal, read_journal
    from reader.session.keymap import Keymap, default_keymap, parse_keymap, read_keymap
    from reader.session.keys import key_label, key_name, keys_label, typed_character, unusable
    from reader.session.marks import Mark, is_mark_key
    from reader.session.notebook import Notebook
    from reader.session.notes import Note, Notes, Target, notes_as_markdown
    from reader.session.paths import (
        config_folder,
        journal_folder,
        keymap_file,
        notes_file,
        settings_file,
        state_folder,
        user_themes_folder,
    )
    from reader.session.remembered import recall, remember
    from reader.session.reporting import FURNITURE, about_file, dropped_words, passages, told, twin_words
    from reader.session.searches import SavedSearch
    from reader.session.settings import Settings, parse_settings, read_settings
    from reader.session.state import Seen, State
    from reader.session.themes import (
        LOOKS,
        Look,
        Theme,
        Themes,
        check_theme,
        load_themes,
        parse_theme,
        theme_for_terminal,
    )
    from reader.session.trail import Step, trail_as_markdown, whereabouts
    from reader.session.visits import Visits

__all__ = [
    "ANSI_NAMES",
    "COMMANDS",
    "DEFAULT",
    "FURNITURE",
    "GROUPS",
    "LOOKS",
    "Anchor",
    "Command",
    "Context",
    "Draft",
    "Drafts",
    "Fit",
    "Group",
    "History",
    "Journal",
    "Keymap",
    "Look",
    "Mark",
    "Note",
    "Notebook",
    "Notes",
    "Place",
    "SavedSearch",
    "Seen",
    "Settings",
    "State",
    "Step",
    "Target",
    "Theme",
    "Themes",
    "Visits",
    "about_file",
    "anchor_at",
    "check_theme",
    "cite",
    "command",
    "commands_in",
    "config_folder",
    "contrast",
    "default_keymap",
    "dropped_words",
    "find_anchor",
    "is_mark_key",
    "journal_folder",
    "key_label",
    "key_name",
    "keymap_file",
    "keys_label",
    "load_themes",
    "narrow",
    "notes_as_markdown",
    "notes_file",
    "overlap",
    "parse_keymap",
    "parse_settings",
    "parse_theme",
    "passages",
    "quotation",
    "read_journal",
    "read_keymap",
    "read_settings",
    "recall",
    "remember",
    "rgb",
    "settings_file",
    "state_folder",
    "theme_for_terminal",
    "told",
    "trail_as_markdown",
    "twin_words",
    "typed_character",
    "unusable",
    "user_themes_folder",
    "whereabouts",
]

_HOMES = {
    "FURNITURE": "reporting",
    "about_file": "reporting",
    "dropped_words": "reporting",
    "passages": "reporting",
    "told": "reporting",
    "twin_words": "reporting",
    "ANSI_NAMES": "colours",
    "Anchor": "anchors",
    "COMMANDS": "commands",
    "Command": "commands",
    "Context": "commands",
    "DEFAULT": "colours",
    "Draft": "drafts",
    "Drafts": "drafts",
    "Fit": "fuzzy",
    "GROUPS": "commands",
    "Group": "commands",
    "History": "history",
    "Journal": "journal",
    "Keymap": "keymap",
    "LOOKS": "themes",
    "Look": "themes",
    "Mark": "marks",
    "Note": "notes",
    "Notebook": "notebook",
    "Notes": "notes",
    "Place": "history",
    "SavedSearch": "searches",
    "Seen": "state",
    "Settings": "settings",
    "State": "state",
    "Step": "trail",
    "Target": "notes",
    "Theme": "themes",
    "Themes": "themes",
    "Visits": "visits",
    "anchor_at": "anchors",
    "check_theme": "themes",
    "cite": "citation",
    "command": "commands",
    "commands_in": "commands",
    "config_folder": "paths",
    "contrast": "colours",
    "default_keymap": "keymap",
    "find_anchor": "anchors",
    "is_mark_key": "marks",
    "journal_folder": "paths",
    "key_label": "keys",
    "key_name": "keys",
    "keymap_file": "paths",
    "keys_label": "keys",
    "load_themes": "themes",
    "narrow": "fuzzy",
    "notes_as_markdown": "notes",
    "notes_file": "paths",
    "overlap": "commands",
    "parse_keymap": "keymap",
    "parse_settings": "settings",
    "parse_theme": "themes",
    "quotation": "citation",
    "read_journal": "journal",
    "read_keymap": "keymap",
    "read_settings": "settings",
    "recall": "remembered",
    "remember": "remembered",
    "rgb": "colours",
    "settings_file": "paths",
    "state_folder": "paths",
    "theme_for_terminal": "themes",
    "trail_as_markdown": "trail",
    "typed_character": "keys",
    "unusable": "keys",
    "user_themes_folder": "paths",
    "whereabouts": "trail",
}


def __getattr__(name: str) -> Any:
    """Loads a name of the public face when it is first asked for: a reader that starts needs only some of them."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
