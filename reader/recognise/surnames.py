"""The parts of people's names: who is meant when only a surname stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.recognise.lexicon import FUNCTION_WORDS, PARTICLES, SUFFIXES

__all__ = ["parts", "surnames"]

Key = tuple[str, ...]


def parts(key: Key) -> tuple[str, ...]:
    """The words of a person's name without signs, initials' stops and suffixes ("Jr.", "III")."""
    words = [w for w in key if w[0].isalnum()]
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    return tuple(words)


def _ending(key: Key) -> Iterator[Key]:
    """The surname of a full name, as words of a text: "van der Berg", "O'Neill", "Lloyd-Jones", and without its particles."""
    tokens = list(key)
    while tokens and (tokens[-1] in (".", ",") or tokens[-1].lower() in SUFFIXES):
        tokens.pop()
    if len(tokens) < 2:
        return
    first = len(tokens) - 1
    while first >= 2 and tokens[first - 1] in ("-", "'"):
        first -= 2
    if first == 0:
        return
    plain = tuple(tokens[first:])
    wide = first
    while wide > 1 and tokens[wide - 1].lower() in PARTICLES and tokens[wide - 1] not in (".",):
        wide -= 1
    if wide < first:
        yield tuple(tokens[wide:])
        yield (tokens[wide].capitalize(), *tokens[wide + 1 :])
    yield plain


def surnames(people: Iterable[Key]) -> dict[Key, Key]:
    """Surname -> a full name that ends in it, for each of `people` known in full. Words too short or too common give none."""
    found: dict[Key, Key] = {}
    for key in people:
        if len(parts(key)) < 2:
            continue
        for surname in _ending(key):
            last = surname[-1]
            if len(last) > 2 and last[0].isupper() and last.lower() not in FUNCTION_WORDS:
                found.setdefault(surname, key)
    return found
