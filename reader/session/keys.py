"""Keys: their names, how they are printed, and which of them a terminal cannot send.

Names are those of Textual ("tab", "right_square_bracket", "ctrl+p", "G"); people may write a character instead ("]").
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["key_label", "key_name", "keys_label", "typed_character", "unusable"]

_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

_NAMED = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "space": "Space",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
}
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_MODIFIER_ALIASES = {"control": "ctrl", "c": "ctrl", "meta": "alt", "option": "alt", "m": "alt", "s": "shift"}

_SAME_BYTE = {
    "i": "Tab",
    "m": "Enter",
    "h": "Backspace",
    "j": "Enter (a line feed)",
    "left_square_bracket": "Esc",
}
"""Ctrl with one of these is the same byte as another key: no program can tell them apart."""

_WITH_SHIFT = frozenset(
    {"tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete", "insert"}
)
_WITH_CTRL = _WITH_SHIFT - {"tab", "insert"}


def _character_name(character: str) -> str | None:
    """The key name of one typed character; None where Unicode has no name for it."""
    if character == "\t":
        return "tab"
    if character.isalnum():
        return character
    name = unicodedata.name(character, "")
    if not name:
        return None
    name = name.lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)


_ASCII = {name: chr(code) for code in range(0x21, 0x7F) if (name := _character_name(chr(code))) is not None}
"""The character of each key name that stands for one, as Unicode's names cannot all be found from their key names."""


@cache
def _named_characters() -> dict[str, str]:
    """As `_ASCII`, for all characters that keyboards are made with."""
    characters = map(chr, range(0xA0, 0x3100))
    return {name: character for character in characters if (name := _character_name(character)) is not None}


def typed_character(key: str) -> str | None:
    """The character that the key `key` types: "]" for "right_square_bracket", None for "tab" or "ctrl+p"."""
    if len(key) == 1:
        return key
    if key == "space":
        return " "
    if key in _NAMED or "+" in key:
        return None
    if key in _ASCII:
        return _ASCII[key]
    return _named_characters().get(key)


def _split(written: str) -> tuple[list[str], str]:
    """Modifiers (as written) and the key proper; a plus sign may itself be the key ("ctrl++")."""
    if written.endswith("+"):
        head, last = written[:-1].rstrip("+"), "+"
    else:
        head, _, last = written.rpartition("+")
    return [part for part in head.split("+") if part], last


def key_name(written: str) -> str | None:
    """The one name of a key however it was written ("]", "Ctrl+P", "PgDn"); None where it names no key."""
    if not written:
        return None
    modifiers, last = _split(written.strip() or written)
    names = {_MODIFIER_ALIASES.get(m.lower(), m.lower()) for m in modifiers}
    if not names <= _MODIFIERS.keys():
        return None
    if len(last) == 1:
        key = _character_name(last)
        if key is not None and len(key) > 1 and key != "tab" and typed_character(key) != last:
            return None
        if names and key is not None and "shift" not in names:
            key = key.lower()
    else:
        lowered = last.lower()
        key = _ALIASES.get(lowered, lowered)
        if key not in _NAMED:
            character = typed_character(key)
            key = _character_name(character) if character is not None else None
    if key is None:
        return None
    return "+".join([m for m in sorted(_MODIFIERS) if m in names] + [key])


def unusable(key: str) -> str | None:
    """Why no terminal can be relied on to send `key` (a name as `key_name` gives it); None when it is fine."""
    modifiers, last = _split(key)
    held = set(modifiers)
    if held == {"ctrl"}:
        if last in _SAME_BYTE:
            return f"terminals send it as {_SAME_BYTE[last]}"
        if (
            (len(last) == 1 and last.isascii() and last.isalpha())
            or last in _WITH_CTRL
            or last in ("at", "underscore")
        ):
            return None
        return "most terminals cannot send it"
    if held == {"shift"}:
        if last in _WITH_SHIFT:
            return None
        if len(last) == 1:
            return f"a terminal sends the capital alone: write {last.upper()!r}"
        return "most terminals cannot send it"
    if held == {"alt"}:
        if last in ("left_square_bracket", "O", "P", "escape"):
            return "terminals use these bytes for other keys"
        if len(last) == 1 or last in _NAMED or typed_character(last) is not None:
            return None
    if held:
        return "most terminals cannot send it"
    return None


def key_label(key: str) -> str:
    """How a key is printed for people: "]" for "right_square_bracket", "Ctrl+P" for "ctrl+p"."""
    modifiers, last = _split(key)
    label = _NAMED.get(last) or typed_character(last) or last
    if "ctrl" in modifiers and len(label) == 1:
        label = label.upper()
    return "+".join([_MODIFIERS.get(m, m) for m in modifiers] + [label])


def keys_label(keys: tuple[str, ...]) -> str:
    """Several keys for one command, printed side by side."""
    return " ".join(key_label(key) for key in keys)
