"""SGR, "select graphic rendition" (ECMA-48, 8.3.117): styles as values, and the shortest way from one to the next."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DEFAULT", "Style", "StyleTable"]

_ON = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53})
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 21: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 51: 54, 52: 54, 53: 55}
_CLEARS = {off: frozenset(on for on, its in _OFF.items() if its == off) for off in set(_OFF.values())}
_INK = frozenset({4, 5, 6, 7, 9, 21, 51, 52, 53})
"""Attributes that show on a blank cell, so that the cell cannot be made by erasing."""


class Style(NamedTuple):
    """How a cell looks; colours are SGR parameter strings ("31", "38;5;12", "38;2;1;2;3"), empty for the terminal's own.

    `link` is the parameters and the address of a hyperlink (OSC 8, "id=1;https://…"), empty for none.
    """

    foreground: str = ""
    background: str = ""
    attributes: frozenset[int] = frozenset()
    link: str = ""

    @property
    def erasable(self) -> bool:
        """Whether a blank in this style looks like an erased cell of the same background."""
        return not (self.attributes & _INK) and not self.link


DEFAULT = Style()


def _colour(parts: list[int], at: int) -> int | None:
    """How many parameters the extended colour that begins at `at` has, None if it is none that we know."""
    if at + 2 < len(parts) and parts[at + 1] == 5:
        return 3
    if at + 4 < len(parts) and parts[at + 1] == 2:
        return 5
    return None


def applied(style: Style, parameters: str) -> Style | None:
    """`style` after `CSI parameters m`; None when a parameter is unknown."""
    try:
        parts = [int(part or 0) for part in parameters.split(";")]
    except ValueError:
        return None
    foreground, background, attributes = style.foreground, style.background, set(style.attributes)
    at = 0
    while at < len(parts):
        code = parts[at]
        if code in (38, 48):
            length = _colour(parts, at)
            if length is None:
                return None
            value = ";".join(map(str, parts[at : at + length]))
            if code == 38:
                foreground = value
            else:
                background = value
            at += length
            continue
        if code == 0:
            foreground = background = ""
            attributes.clear()
        elif code in _ON:
            attributes.add(code)
        elif code in _CLEARS:
            attributes -= _CLEARS[code]
        elif 30 <= code <= 37 or 90 <= code <= 97:
            foreground = str(code)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            background = str(code)
        elif code == 39:
            foreground = ""
        elif code == 49:
            background = ""
        else:
            return None
        at += 1
    return Style(foreground, background, frozenset(attributes), style.link)


def _linked(link: str) -> str:
    return f"\x1b]8;{link or ';'}\x1b\\"


def _from_reset(style: Style) -> str:
    parts = [*map(str, sorted(style.attributes)), style.foreground, style.background]
    body = ";".join(part for part in parts if part)
    return f"\x1b[0;{body}m" if body else "\x1b[m"


def _from(before: Style, after: Style) -> str:
    gone = before.attributes - after.attributes
    off = {_OFF[code] for code in gone}
    swept = {code for code in before.attributes if _OFF[code] in off}
    new = after.attributes - (before.attributes - swept)
    parts = [str(code) for code in sorted(off)] + [str(code) for code in sorted(new)]
    if before.foreground != after.foreground:
        parts.append(after.foreground or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    return f"\x1b[{';'.join(parts)}m"


class StyleTable:
    """Styles by small number, so that cells compare as integers; number 0 is the terminal's default."""

    def __init__(self) -> None:
        self.styles: list[Style] = [DEFAULT]
        self.erasable: list[bool] = [True]
        self._numbers: dict[Style, int] = {DEFAULT: 0}
        self._applied: dict[tuple[int, str], int | None] = {}
        self._ways: dict[tuple[int, int], str] = {}
        self._links = False

    def number(self, style: Style) -> int:
        """The number of `style`."""
        found = self._numbers.get(style)
        if found is None:
            found = self._numbers[style] = len(self.styles)
            self.styles.append(style)
            self.erasable.append(style.erasable)
        return found

    def apply(self, before: int, parameters: str) -> int | None:
        """The style number after `CSI parameters m`, None when it cannot be known."""
        key = (before, parameters)
        try:
            return self._applied[key]
        except KeyError:
            style = applied(self.styles[before], parameters)
            found = self._applied[key] = None if style is None else self.number(style)
            return found

    def linked(self, before: int, link: str) -> int:
        """The style number after a hyperlink begins, or (`link` is ";" or empty) ends."""
        style = self.styles[before]
        self._links = True
        return self.number(
            Style(style.foreground, style.background, style.attributes, "" if link == ";" else link)
        )

    def change(self, before: int, after: int) -> str:
        """The parameters of the SGR sequence from one style to another; hyperlinks, which are none of SGR's, are left out."""
        old, new = (self.styles[number]._replace(link="") for number in (before, after))
        ways = [_from_reset(new)] if old == new else [_from(old, new), _from_reset(new)]
        return min(ways, key=len)[2:-1]

    def way(self, before: int | None, after: int) -> str:
        """The shortest sequence from one style to another; `before` None means that the terminal's state is not known."""
        if before == after:
            return ""
        if before is None:
            link = _linked(self.styles[after].link) if self._links else ""
            return link + _from_reset(self.styles[after])
        key = (before, after)
        way = self._ways.get(key)
        if way is None:
            old, new = self.styles[before], self.styles[after]
            way = min(_from(old, new), _from_reset(new), key=len)
            if old.link != new.link:
                same = old.attributes == new.attributes and (old.foreground, old.background) == (
                    new.foreground,
                    new.background,
                )
                way = _linked(new.link) + ("" if same else way)
            self._ways[key] = way
        return way

    def of_background(self, number: int) -> int:
        """The style that has nothing but the background of `number`: what a scroll or an erase leaves behind."""
        return self.number(Style(background=self.styles[number].background))
