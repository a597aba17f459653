"""The organisations of one document: equal cores, stated acronyms, initials, then short forms to the one body they fit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from reader.resolve.bodies import BodyName, parse_body
from reader.resolve.groups import SAME, Group, paragraph_named
from reader.resolve.initials import initials_match, known_for
from reader.resolve.lexicon_bodies import GENERIC_HEADS
from reader.resolve.lexicon_places import COUNTRIES
from reader.resolve.scene import Occurrence
from reader.resolve.shortened import short_match
from reader.resolve.spelling import capitals, scanned, singular, slip

__all__ = ["join_bodies"]

_SCORES = {
    "end of the name": 0.9,
    "beginning of the name": 0.9,
    "words left out": 0.85,
    "its kind left out": 0.85,
    "last word of the name": 0.8,
    "acronym for its first words": 0.9,
    "its kind alone": 0.8,
}


_SLIPS = {"letters misread": "letters misread", "one letter": "a slip of the pen"}


class _Body:
    """Mentions of one core, and the names it goes by."""

    def __init__(self, name: BodyName, key: str) -> None:
        self.name = name
        self.names = [name]
        self.group = Group("organisation", key)
        self.shorts: set[str] = set()

    @property
    def whole(self) -> bool:
        """Whether the name says by itself who is meant."""
        return not self.name.is_acronym and not self.name.generic


def join_bodies(
    listed: list[Occurrence], stated: dict[int, tuple[int, str]], where: Callable[[int], int]
) -> list[Group]:
    """Groups of the mentions in `listed`, which are in reading order; `stated` are acronyms that the text itself explains."""
    bodies, of = _by_core(listed)
    _join_slips(bodies, of)
    _tell_apart(listed, stated, bodies, of, where)
    _join_stated(listed, stated, bodies, of, where)
    _join_acronyms(bodies)
    _join_short(bodies)
    for body in bodies:
        if not body.whole and not any(not n.is_acronym and not n.generic for n in body.names):
            body.group.strength = "partial"
    return [body.group for body in bodies]


def _by_core(listed: list[Occurrence]) -> tuple[list[_Body], dict[int, _Body]]:
    """One body a core; a nation in front is left open unless two nations claim the core."""
    parsed = [(occurrence, _plain(parse_body(occurrence.text), listed)) for occurrence in listed]
    nations: dict[str, set[str]] = {}
    for _, name in parsed:
        if name.nation:
            nations.setdefault(name.core, set()).add(name.nation)
    bodies: dict[str, _Body] = {}
    of: dict[int, _Body] = {}
    for occurrence, name in parsed:
        claimed = nations.get(name.core, set())
        key = name.key if len(claimed) > 1 else name.core
        body = bodies.get(key)
        if body is None:
            body = bodies[key] = _Body(name, key)
        elif (name.nation and not body.name.nation) or len(name.content) > len(body.name.content):
            body.name = name
        if name not in body.names:
            body.names.append(name)
        body.group.add(occurrence, SAME)
        of[occurrence.index] = body
        if name.acronym:
            body.shorts.add(parse_body(name.acronym).core)
            body.group.acronym = body.group.acronym or name.acronym
    return list(bodies.values()), of


def _plain(name: BodyName, listed: list[Occurrence]) -> BodyName:
    """ "SENATE" in a heading is no acronym where the text has "Senate" as well."""
    if name.is_acronym and name.short.isalpha() and len(name.short) > 3:
        for occurrence in listed:
            if occurrence.text.casefold() == name.short and not capitals(occurrence.text):
                return parse_body(occurrence.text)
        if name.short in GENERIC_HEADS:
            return parse_body(name.short.capitalize())
    return name


def _join_slips(bodies: list[_Body], of: dict[int, _Body]) -> None:
    """A name that is another one here but for a letter, and stands here far less often."""
    whole = sorted((b for b in bodies if b.whole), key=lambda b: (-len(b.group.members), b.group.first))
    alike: dict[tuple[str, str, int], list[_Body]] = {}
    for body in whole:
        core = body.name.core
        block = alike.setdefault((body.name.nation, scanned(core)[0], core.count(" ")), [])
        fitting = [(other, slip(other.name.core, core)) for other in block]
        fitting = [(other, kind) for other, kind in fitting if kind]
        if len(fitting) == 1:
            other, kind = fitting[0]
            _merge(bodies, other, body, of, f"“{_written(other)}” with {_SLIPS[kind]}", 0.85)
        else:
            block.append(body)


def _merge(
    bodies: list[_Body], into: _Body, other: _Body, of: dict[int, _Body] | None, reason: str, score: float
) -> None:
    into.group.absorb(other.group, reason, score)
    into.shorts |= other.shorts
    into.names += [name for name in other.names if name not in into.names]
    bodies.remove(other)
    for index, body in (of or {}).items():
        if body is other and of is not None:
            of[index] = into


def _tell_apart(
    listed: list[Occurrence],
    stated: dict[int, tuple[int, str]],
    bodies: list[_Body],
    of: dict[int, _Body],
    where: Callable[[int], int],
) -> None:
    """An acronym that the text defines for two bodies is, each time, the one that was defined last: "CPS" of prosecutors and of children."""
    by_index = {occurrence.index: occurrence for occurrence in listed}
    defined: dict[int, list[tuple[int, _Body]]] = {}
    for short, (long, _) in stated.items():
        if short in of and long in of and of[short].name.is_acronym and not of[long].name.is_acronym:
            defined.setdefault(id(of[short]), []).append((by_index[short].start, of[long]))
    for body in [b for b in bodies if id(b) in defined]:
        meanings = sorted(defined[id(body)], key=lambda one: one[0])
        if not any(_two_meanings(body, one, other) for (_, one), (_, other) in pairwise(meanings)):
            continue
        for occurrence, _, _ in body.group.members:
            earlier = [meaning for start, meaning in meanings if start <= occurrence.start]
            meant = earlier[-1] if earlier else meanings[0][1]
            place = paragraph_named(where(next(start for start, one in meanings if one is meant)))
            meant.group.add(occurrence, f"acronym of “{_written(meant)}”, defined at {place}", 0.9)
            meant.group.acronym = meant.group.acronym or occurrence.text
            meant.shorts.add(body.name.core)
            of[occurrence.index] = meant
        bodies.remove(body)


def _two_meanings(short: _Body, one: _Body, other: _Body) -> bool:
    """Whether two long forms are two bodies: both spell the acronym, and they share few words. A translation does not spell it."""
    if not all(any(initials_match(short.name.core, name) for name in body.names) for body in (one, other)):
        return False
    first, second = ({singular(word) for word in body.name.content} for body in (one, other))
    return len(first & second) * 3 <= len(first | second)


def _join_stated(
    listed: list[Occurrence],
    stated: dict[int, tuple[int, str]],
    bodies: list[_Body],
    of: dict[int, _Body],
    where: Callable[[int], int],
) -> None:
    by_index = {occurrence.index: occurrence for occurrence in listed}
    for short, (long, _) in sorted(stated.items()):
        if short not in of or long not in of or of[short] is of[long]:
            continue
        one, other = of[short], of[long]
        if one.name.is_acronym or not other.name.is_acronym:
            into, gone, text = other, one, by_index[short].text
        else:
            into, gone, text = one, other, by_index[long].text
        place = paragraph_named(where(by_index[short].start))
        if gone.name.is_acronym:
            into.group.acronym = into.group.acronym or text
            reason = f"acronym of “{by_index[long if gone is one else short].text}”, defined at {place}"
        else:
            reason = f"another name of “{by_index[long].text}”, stated at {place}"
        into.shorts.add(gone.name.core)
        _merge(bodies, into, gone, of, reason, 0.99)


def _join_acronyms(bodies: list[_Body]) -> None:
    """Acronyms in brackets inside a span, then those that spell one body's initials here or are known to everyone."""
    for body in [b for b in bodies if b.name.is_acronym]:
        short = body.name.core
        holders = [b for b in bodies if b is not body and short in b.shorts]
        if len(holders) == 1:
            _merge(
                bodies, holders[0], body, None, f"acronym of “{_written(holders[0])}”, given with it", 0.99
            )
            holders[0].group.acronym = holders[0].group.acronym or _written(body)
            continue
        known = [b for b in bodies if b is not body and any(known_for(short, name) for name in b.names)]
        if len(known) == 1:
            _merge(bodies, known[0], body, None, f"well-known acronym of “{_written(known[0])}”", 0.97)
            continue
        _join_by_initials(bodies, body, short)


def _join_by_initials(bodies: list[_Body], body: _Body, short: str) -> None:
    if len(short) < 3 or short in COUNTRIES:
        return
    for level in ("initials", "initials, a word skipped", "loosely"):
        fitting = [
            b
            for b in bodies
            if b is not body and any(initials_match(short, n) == level for n in b.names if not n.is_acronym)
        ]
        fitting = [b for b in fitting if not b.shorts or short in b.shorts]
        if len(fitting) == 1:
            if level == "initials" or len(short) > 3:
                reason = f"initials of “{_written(fitting[0])}”, the only name here that they fit"
                _merge(bodies, fitting[0], body, None, reason, 0.9 if level == "initials" else 0.8)
                fitting[0].shorts.add(short)
            return
        if fitting:
            return


def _join_short(bodies: list[_Body]) -> None:
    """Short forms, longer ones first, so that "the Committee" finds its body through "the Judiciary Committee"."""
    gone: set[int] = set()
    index = _long_index(bodies)
    for body in sorted(bodies, key=lambda b: (-len(b.name.content), b.group.first)):
        fitting: list[tuple[_Body, str]] = []
        for other in _near(body, index):
            if other is body or id(other) in gone:
                continue
            match = next(
                filter(None, (short_match(body.name, name) for name in other.names if not name.is_acronym)),
                "",
            )
            if match and body.name.nation in ("", other.name.nation):
                fitting.append((other, match))
        if body.name.generic:
            _join_generic(bodies, body, [other for other, _ in fitting])
        elif len(fitting) == 1:
            other, match = fitting[0]
            gone.add(id(body))
            _merge(
                bodies,
                other,
                body,
                None,
                f"{_told(match)} “{_written(other)}”, the only one here that it fits",
                _SCORES[match],
            )


def _long_index(bodies: list[_Body]) -> dict[str, list[_Body]]:
    """Bodies by the words that a short form of theirs must begin or end with."""
    index: dict[str, list[_Body]] = {}
    for body in bodies:
        words: set[str] = set()
        for name in body.names:
            if not name.is_acronym:
                ends = (name.content[0], name.content[-1], name.full[0], name.core.split(" ", 1)[0])
                words.update(singular(word) for word in ends)
        for word in words:
            index.setdefault(word, []).append(body)
    return index


def _near(body: _Body, index: dict[str, list[_Body]]) -> list[_Body]:
    """The bodies that `body` might be short for, each once, in the order of the text."""
    words = {singular(body.name.content[0]), singular(body.name.content[-1])}
    # One that was joined to another meanwhile has no members left.
    found = {id(other): other for word in words for other in index.get(word, ()) if other.group.members}
    return sorted(found.values(), key=lambda other: (other.group.first, other.group.key))


def _told(match: str) -> str:
    return f"short for ({match})" if match != "its kind left out" else "short for (kind left out)"


def _join_generic(bodies: list[_Body], body: _Body, fitting: list[_Body]) -> None:
    """ "the Commission": each mention is the nearest body of that kind before it; the ones with none before stay apart."""
    kept = []
    for occurrence, reason, score in body.group.members:
        earlier = [
            (max(o.start for o, _, _ in other.group.members if o.start < occurrence.start), other)
            for other in fitting
            if any(o.start < occurrence.start for o, _, _ in other.group.members)
        ]
        if earlier:
            nearest = max(earlier, key=lambda pair: pair[0])[1]
            nearest.group.add(occurrence, f"short for “{_written(nearest)}”, the nearest named before", 0.8)
        else:
            kept.append((occurrence, reason, score))
    body.group.members = kept
    if not kept:
        bodies.remove(body)


def _written(body: _Body) -> str:
    whole = [o for o, reason, _ in body.group.members if reason == SAME]
    texts = [o.text for o in whole if not capitals(o.text)] or [o.text for o, _, _ in body.group.members]
    return " ".join(texts[0].split())
