"""The search language: text -> a small tree. Pure; knows nothing of any database.

    query  = either { "OR" either }
    either = one { ["AND"] one }                      side by side means AND
    one    = ("NOT" | "-") one | beside
    beside = atom { ("NEAR" | "NEAR/n") atom }        at most n words between (10)
    atom   = "(" query ")" | field ":" value | "@" name | "phrase" ["*"] | word ["*"]

Operators are in capitals; "and", "or", "near" are words. Fields: title, source, date, type. Signs without a letter or digit
are no words and are passed over. `syntax.render` writes a tree back; parsing that gives the same
tree.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal

from reader.errors import QueryError
from reader.library.syntax import NEAR_WORDS, And, Dates, Name, Near, Node, Not, Or, Source, Term, Type
from reader.values import dataclass

__all__ = ["FIELDS", "parse"]

LONGEST = 2000
DEEPEST = 40
FIELDS = ("title", "source", "date", "type")


Kind = Literal["(", ")", "-", "AND", "OR", "NOT", "NEAR", "atom"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    at: int
    end: int
    node: Term | Name | Source | Dates | Type | None = None
    words: int = NEAR_WORDS


_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
_FIELD = re.compile(r"([A-Za-z]+):")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def parse(text: str, lenient: bool = False) -> Node | None:
    """The tree of a query. None where there is nothing to look for and `lenient`.

    Raises QueryError with the code point it fails at. `lenient` is for a query that is still being typed: open quotes and
    brackets end with the text, operators without a second half and half-written dates are passed over.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters", position=LONGEST)
    node = _Parser(text, _tokens(text, lenient), lenient).whole()
    if node is None and not lenient:
        raise QueryError(
            "there is no word to look for", remedy='Write a word, a "phrase" or a @name', position=0
        )
    return node


def _tokens(text: str, lenient: bool) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at, lenient)
        if token.kind != "atom" or token.node is not None:
            tokens.append(token)
        at = token.end
    return tokens


def _token(text: str, at: int, lenient: bool) -> _Token:
    if text[at] == "(":
        return _Token("(", at, at + 1)
    if text[at] == ")":
        return _Token(")", at, at + 1)
    if text[at] == "-" and at + 1 < len(text) and (text[at + 1].isalnum() or text[at + 1] in '"(@'):
        return _Token("-", at, at + 1)
    if text[at] == "@":
        name, _, end = _value(text, at + 1, lenient)
        if not name.strip():
            _complain("a name must follow @", at, lenient, 'For example @NCA or @"Rob Jones"')
        return _Token("atom", at, end, Name(" ".join(name.split()), at) if name.strip() else None)
    if (named := _FIELD.match(text, at)) and (fielded := _field(text, at, named, lenient)):
        return fielded
    value, quoted, end = _value(text, at, lenient)
    if not quoted:
        if value in ("AND", "OR", "NOT"):
            return _Token(value, at, end)  # type: ignore[arg-type]
        if near := _NEAR.fullmatch(value):
            return _Token("NEAR", at, end, words=int(near[1] or NEAR_WORDS))
    return _Token("atom", at, *_starred(text, at, value, quoted, end, False))


def _starred(text: str, at: int, value: str, quoted: bool, end: int, title: bool) -> tuple[int, Term | None]:
    """Where a word or phrase ends, and its term: None where it has no letter or digit."""
    prefix = False
    if quoted and text[end : end + 1] == "*":
        prefix, end = True, end + 1
    elif not quoted and value.endswith("*"):
        prefix = True
    clean = " ".join(value.replace("*", " ").split())
    if not any(mark.isalnum() for mark in clean):
        return end, None
    return end, Term(clean, prefix, title, at)


def _value(text: str, at: int, lenient: bool) -> tuple[str, bool, int]:
    """The quoted or bare value at `at`: (text, quoted?, end). Curly quotes count as quotes."""
    if at < len(text) and text[at] in '"“”':
        for end in range(at + 1, len(text)):
            if text[end] in '"“”':
                return text[at + 1 : end], True, end + 1
        if not lenient:
            raise QueryError("the quotation mark is not closed", remedy='Close it with "', position=at)
        return text[at + 1 :], True, len(text)
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in '()"“”':
        end += 1
    return text[at:end], False, end


def _field(text: str, at: int, named: re.Match[str], lenient: bool) -> _Token | None:
    """A fielded atom; None where the word before the colon is no field, as in 10:30 or Re:"""
    name = named[1].lower()
    if name not in FIELDS:
        if near := get_close_matches(name, FIELDS, 1, 0.75):
            _complain(f"there is no field {named[1]}:", at, lenient, f"Did you mean {near[0]}: ?")
        return None
    value, quoted, end = _value(text, named.end(), lenient)
    if not value.strip():
        _complain(f"a value must follow {name}:", named.end(), lenient)
        return _Token("atom", at, max(end, named.end()))
    node: Term | Source | Dates | Type | None
    if name == "title":
        end, node = _starred(text, at, value, quoted, end, True)
    elif name == "source":
        node = Source(" ".join(value.split()), at)
    elif name == "type":
        node = Type(value.strip().lower(), at)
    else:
        node = _dates(value.strip(), at, named.end(), lenient)
    return _Token("atom", at, end, node)


def _dates(value: str, at: int, where: int, lenient: bool) -> Dates | None:
    if value in ("none", "undated"):
        return Dates("", "", True, at)
    low, dots, high = value.partition("..")
    if not dots:
        high = low
    good = (low or high) and all(not side or _DATE.fullmatch(side) for side in (low, high))
    if not good or (low and high and low > high + "~"):
        _complain(
            f"“{value}” is no date or range of dates",
            where,
            lenient,
            "Write 2017, 2017-11, 2017..2019 or 2017-11-18..",
        )
        return None
    return Dates(low, high, False, at)


def _complain(what: str, at: int, lenient: bool, remedy: str = "") -> None:
    if not lenient:
        raise QueryError(what, remedy=remedy, position=at)


class _Parser:
    """Recursive descent over the tokens; a missing operand is None where lenient."""

    def __init__(self, text: str, tokens: list[_Token], lenient: bool) -> None:
        self._text = text
        self._tokens = tokens
        self._lenient = lenient
        self._next = 0
        self._depth = 0

    def whole(self) -> Node | None:
        parts: list[Node | None] = [self._either()]
        while (token := self._peek()) is not None:
            # Only a closing bracket stops `_either` before the end.
            _complain("this bracket was never opened", token.at, self._lenient)
            self._next += 1
            parts.append(self._either())
        return _joined(And, parts)

    def _peek(self, *kinds: Kind) -> _Token | None:
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        return token if token is not None and (not kinds or token.kind in kinds) else None

    def _take(self, *kinds: Kind) -> _Token | None:
        token = self._peek(*kinds)
        self._next += token is not None
        return token

    def _either(self) -> Node | None:
        parts = [self._both()]
        while token := self._take("OR"):
            parts.append(self._operand(self._both, parts[-1], token))
        return _joined(Or, parts)

    def _both(self) -> Node | None:
        parts: list[Node | None] = []
        while True:
            if token := self._take("AND"):
                parts.append(self._operand(self._one, parts[-1] if parts else None, token))
            elif self._peek("atom", "(", "NOT", "-", "NEAR"):
                parts.append(self._one())
            else:
                return _joined(And, parts)

    def _operand(self, side: object, left: Node | None, token: _Token) -> Node | None:
        right: Node | None = side() if callable(side) and self._peek("atom", "(", "NOT", "-") else None
        if left is None or right is None:
            edge = "after" if right is None else "before"
            _complain(f"something to look for must stand {edge} {token.kind}", token.at, self._lenient)
        return right

    def _one(self) -> Node | None:
        if token := self._take("NOT", "-"):
            self._deeper(token)
            part = self._one() if self._peek("atom", "(", "NOT", "-") else None
            self._depth -= 1
            if part is None:
                _complain(f"something to look for must follow {token.kind}", token.at, self._lenient)
                return None
            return Not(part, token.at)
        return self._beside()

    def _beside(self) -> Node | None:
        first = self._atom()
        parts, distance, at = [first], NEAR_WORDS, 0
        while token := self._take("NEAR"):
            at, distance = token.at, token.words
            right = self._atom() if self._peek("atom", "(") else None
            for side, name in ((parts[-1], "before"), (right, "after")):
                if side is None:
                    _complain(f"a word, phrase or name must stand {name} NEAR", token.at, self._lenient)
            parts.append(right)
        good = [part for part in parts if part is not None]
        if len(good) < 2:
            return good[0] if good else None
        close: list[Term | Name] = []
        for part in good:
            if isinstance(part, Name) or (isinstance(part, Term) and not part.title):
                close.append(part)
            elif not self._lenient:
                raise QueryError("NEAR stands between words, phrases and names", position=at)
        if len(close) != len(good):
            return _joined(And, list(good))
        return Near(tuple(close), distance, at)

    def _atom(self) -> Node | None:
        if token := self._take("atom"):
            return token.node
        if token := self._take("("):
            self._deeper(token)
            inside = self._either()
            self._depth -= 1
            if not self._take(")"):
                _complain("this bracket is not closed", token.at, self._lenient)
            if inside is None:
                _complain("there is nothing in these brackets", token.at, self._lenient)
            return inside
        return None

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets lie in each other", position=token.at)


def _joined(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    """`parts` under one node; nodes of the same kind melt into it, a single part stands for itself."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    return flat[0] if len(flat) == 1 else kind(tuple(flat)) if flat else None
