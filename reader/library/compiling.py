"""A query's tree as SQL conditions on documents; the full-text index's own language never leaves this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from reader.errors import NotFound, QueryError
from reader.library.connection import Connection
from reader.library.documents import like
from reader.library.entities import exactly, find_entities
from reader.library.syntax import And, Dates, Name, Near, Node, Not, Or, Source, Term, Type
from reader.values import dataclass

__all__ = ["Compiled", "compile_query"]

MOST_NAMESAKES = 200
MOST_SPELLINGS = 64
LISTED_ONCE = 20_000
TYPES = {
    **dict.fromkeys(("person", "people", "persons"), "person"),
    **dict.fromkeys(
        ("organisation", "organisations", "organization", "organizations", "org"), "organisation"
    ),
    **dict.fromkeys(("place", "places", "location"), "place"),
}

_HOW_MANY = "SELECT coalesce(sum(docs), 0) FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
_SPELLINGS = """SELECT text FROM alias WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND n > 0
    GROUP BY folded ORDER BY sum(n) DESC LIMIT :limit"""


@dataclass(slots=True)
class Compiled:
    """What is asked of the database: documents that `match` the full-text index, or that name one of `named`, or any; of
    these, the documents `d` that meet the `conditions`.

    `shown` finds the words to mark in a hit, `ids` are the entities whose mentions to mark, `pairs` the names that stand
    NEAR each other (ids, ids, words between).
    """

    match: str | None = None
    named: list[str] | None = None
    conditions: list[str] = field(default_factory=list)
    bindings: dict[str, Any] = field(default_factory=dict)
    shown: str | None = None
    ids: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str, int]] = field(default_factory=list)


def compile_query(connection: Connection, node: Node, lenient: bool = False) -> Compiled:
    """Resolve the names in a query and put it into SQL; raises QueryError at a name that nobody has."""
    compiler = _Compiler(connection, lenient)
    compiled = compiler.compiled
    parts = list(node.parts) if isinstance(node, And) else [node]
    words = [part for part in parts if _wordy(part)]
    if any(not isinstance(part, Not) for part in words):
        compiled.match = _fts(And(tuple(words)) if len(words) > 1 else words[0])
        parts = [part for part in parts if part not in words]
    else:
        compiled.named = compiler.rarest([part for part in parts if isinstance(part, (Name, Near))])
    # One name needs no second look; it is resolved all the same, to be marked in the hits.
    conditions = [(part, compiler.condition(part)) for part in parts]
    alone = compiled.named is not None and len(parts) == 1 and isinstance(parts[0], Name)
    compiled.conditions = [] if alone else [condition for _, condition in conditions]
    marks = [compiled.match] if compiled.match else []
    marks += [_fts(leaf) for leaf in _positive(And(tuple(parts))) if _wordy(leaf)] + compiler.spelled
    compiled.shown = " OR ".join(f"({mark})" for mark in marks) or None
    return compiled


def _wordy(node: Node) -> bool:
    """Whether the full-text index alone can answer `node`. A NOT needs something that it is taken from."""
    if isinstance(node, Term):
        return True
    if isinstance(node, (Near, Or)):
        return all(_wordy(part) and not isinstance(part, Not) for part in node.parts)
    if isinstance(node, Not):
        return not isinstance(node.part, Not) and _wordy(node.part)
    if isinstance(node, And):
        return all(map(_wordy, node.parts)) and not all(isinstance(part, Not) for part in node.parts)
    return False


def _fts(node: Node) -> str:
    """An FTS5 expression for a node that is `_wordy`."""
    if isinstance(node, Term):
        return ("title : " if node.title else "") + _string(node.text, node.prefix)
    if isinstance(node, Near):
        strings = " ".join(_string(part.text, isinstance(part, Term) and part.prefix) for part in node.parts)
        return f"NEAR({strings}, {node.words})"
    if isinstance(node, Not):
        return _fts(node.part)
    if isinstance(node, Or):
        return " OR ".join(f"({_fts(part)})" for part in node.parts)
    if isinstance(node, And):
        wanted = " AND ".join(f"({_fts(part)})" for part in node.parts if not isinstance(part, Not))
        # One NOT for all: each of its own would nest, and FTS5 has a limit of depth.
        barred = " OR ".join(f"({_fts(part)})" for part in node.parts if isinstance(part, Not))
        return f"({wanted}) NOT ({barred})" if barred else wanted
    raise TypeError(node)


def _string(text: str, prefix: bool = False) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}" *' if prefix else f'"{quoted}"'


def _positive(node: Node) -> Iterator[Node]:
    """The leaves that a hit may hold: all but what stands under NOT."""
    if isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _positive(part)
    elif not isinstance(node, Not):
        yield node


class _Compiler:
    """Collects bindings while it turns nodes into conditions."""

    def __init__(self, connection: Connection, lenient: bool) -> None:
        self._connection = connection
        self._lenient = lenient
        self._barred = False
        self._resolved: dict[str, list[str]] = {}
        self.compiled = Compiled()
        self.spelled: list[str] = []

    def rarest(self, nodes: list[Node]) -> list[str] | None:
        """The ids of the name in the fewest documents, to start from; None where there is no name."""
        names = [part for node in nodes for part in (node.parts if isinstance(node, Near) else (node,))]
        candidates = [self._resolve(name) for name in names if isinstance(name, Name)]
        return min(candidates, key=self._documents, default=None)

    def _documents(self, ids: list[str]) -> int:
        return int(self._connection.value(_HOW_MANY, {"ids": json.dumps(ids)}))

    def condition(self, node: Node) -> str:
        """The SQL condition on `d` for a node."""
        if _wordy(node) and not isinstance(node, Not):
            return f"d.id IN (SELECT rowid FROM fts WHERE fts MATCH {self._bound(_fts(node))})"
        if isinstance(node, Name):
            return self._names(node)
        if isinstance(node, Near):
            return self._near(node)
        if isinstance(node, Not):
            before, self._barred = self._barred, not self._barred
            inside = self.condition(node.part)
            self._barred = before
            return f"NOT ({inside})"
        if isinstance(node, (And, Or)):
            word = " AND " if isinstance(node, And) else " OR "
            return "(" + word.join(self.condition(part) for part in node.parts) + ")"
        return self._filter(node)

    def _filter(self, node: Node) -> str:
        if isinstance(node, Source):
            held = self._bound(like(node.text))
            return f"(coalesce(d.source, '') LIKE {held} ESCAPE '\\' OR coalesce(d.agency, '') LIKE {held} ESCAPE '\\')"
        if isinstance(node, Dates):
            if node.undated:
                return "d.date = ''"
            low, high = self._bound(node.low), self._bound(f"{node.high}~" if node.high else "~")
            return f"(d.date <> '' AND d.date >= {low} AND d.date < {high})"
        if isinstance(node, Type):
            kind = self._bound(TYPES.get(node.text, node.text))
            if node.text in TYPES:
                return f"""EXISTS (SELECT 1 FROM local l LEFT JOIN entity e ON e.id = l.entity_id WHERE l.doc_id = d.id
                    AND coalesce(e.type, l.type) = {kind} AND (l.entity_id IS NOT NULL OR l.machine_id IS NULL))"""
            return f"d.format = {kind}"
        raise TypeError(node)

    def _bound(self, value: Any) -> str:
        name = f"p{len(self.compiled.bindings)}"
        self.compiled.bindings[name] = value
        return f":{name}"

    def _resolve(self, name: Name) -> list[str]:
        """The ids of all who are called so; in a query still being typed also of those whose name holds it."""
        known = self._resolved.get(name.text)
        if known is not None:
            return known
        self._resolved[name.text] = ids = self._look_up(name)
        return ids

    def _look_up(self, name: Name) -> list[str]:
        if found := exactly(self._connection, name.text, MOST_NAMESAKES):
            return [row.id for row in found]
        try:
            near = find_entities(self._connection, name.text)
        except NotFound as error:
            if self._lenient:
                return []
            raise QueryError(
                f"nobody is named “{name.text}”", remedy=error.remedy, position=name.at
            ) from None
        if self._lenient:
            return [row.id for row in near]
        names = ", ".join(f'@"{row.name}"' for row in near[:3])
        raise QueryError(
            f"nobody is named just “{name.text}”", remedy=f"Did you mean {names}?", position=name.at
        )

    def _names(self, name: Name) -> str:
        ids = self._resolve(name)
        if not self._barred:
            self.compiled.ids += ids
        return self._naming(ids)

    def _naming(self, ids: list[str]) -> str:
        """The condition that a document names one of `ids`: for few, their documents are listed once; for many, each is looked into."""
        if self._documents(ids) > LISTED_ONCE:
            return (
                f"EXISTS (SELECT 1 FROM local l WHERE l.doc_id = d.id AND {self._among('l.entity_id', ids)})"
            )
        return f"d.id IN (SELECT l.doc_id FROM local l WHERE {self._among('l.entity_id', ids)})"

    def _among(self, column: str, ids: list[str]) -> str:
        if len(ids) == 1:
            return f"{column} = {self._bound(ids[0])}"
        return f"{column} IN (SELECT value FROM json_each({self._bound(json.dumps(ids))}))"

    def _near(self, node: Near) -> str:
        """Each pair of neighbours: two names by the word numbers of their mentions, a name and words by the name's spellings."""
        conditions = []
        for left, right in zip(node.parts, node.parts[1:], strict=False):
            if isinstance(left, Name) and isinstance(right, Name):
                conditions.append(self._two_names(left, right, node.words))
            else:
                conditions.append(self._name_and_words(left, right, node.words))
        return "(" + " AND ".join(conditions) + ")"

    def _two_names(self, left: Name, right: Name, words: int) -> str:
        ours, theirs = self._resolve(left), self._resolve(right)
        if not self._barred:
            self.compiled.pairs.append((json.dumps(ours), json.dumps(theirs), words))
        return f"""EXISTS (SELECT 1 FROM local la
            JOIN mention ma ON ma.doc_id = la.doc_id AND ma.number = la.number
            JOIN mention mb ON mb.doc_id = la.doc_id AND mb.start <> ma.start
                AND mb.word - ma.word - ma.words <= {words} AND ma.word - mb.word - mb.words <= {words}
            JOIN local lb ON lb.doc_id = mb.doc_id AND lb.number = mb.number
            WHERE la.doc_id = d.id AND {self._among("la.entity_id", ours)} AND {self._among("lb.entity_id", theirs)})"""

    def _name_and_words(self, left: Term | Name, right: Term | Name, words: int) -> str:
        sides: list[list[str]] = []
        conditions = []
        for part in (left, right):
            if isinstance(part, Term):
                sides.append([_string(part.text, part.prefix)])
                continue
            ids = self._resolve(part)
            bindings = {"ids": json.dumps(ids), "limit": MOST_SPELLINGS}
            spellings = [text for (text,) in self._connection.rows(_SPELLINGS, bindings)]
            sides.append([_string(text) for text in spellings if any(mark.isalnum() for mark in text)])
            conditions.append(
                f"EXISTS (SELECT 1 FROM local l WHERE l.doc_id = d.id AND {self._among('l.entity_id', ids)})"
            )
        nears = [f"NEAR({one} {other}, {words})" for one in sides[0] for other in sides[1]]
        if not nears:
            return "0"
        match = " OR ".join(nears)
        if not self._barred:
            self.spelled.append(match)
        conditions.append(f"d.id IN (SELECT rowid FROM fts WHERE fts MATCH {self._bound(match)})")
        return "(" + " AND ".join(conditions) + ")"
